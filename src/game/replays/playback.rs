//! A replay that is played: time, steps forwards and back, and the little that a viewer sees between two steps.
//! The steps themselves are made by the rules, in `replay`.

use std::sync::Arc;

use crate::{
    game::{
        board::{FlashKind, Trail, flashes},
        step_clock::{FOLLOWED, StepClock},
    },
    gridworld::Cell,
    panels::Direction,
    replay::{Difference, InRun, Marker, NoRun, Player, Replay},
};

/// A replay on its way.
pub struct Playback {
    /// Plays it.
    player: Player<Arc<Replay>>,
    /// The moments worth a jump.
    pub markers: Vec<Marker>,
    /// Where it does not play as it was recorded, if anywhere.
    pub difference: Option<Difference>,
    /// Whether time runs.
    pub playing: bool,
    clock: StepClock,
    /// The cells that each agent came by in this lap, the oldest first.
    trails: Vec<Trail>,
    /// What the last steps brought, until a viewer takes it.
    cues: Vec<(FlashKind, Cell)>,
}

impl Playback {
    /// Before the first step. All of it is played once: what does not play as it was recorded is known from the start, and seeking is
    /// quick from then on.
    pub fn new(replay: Replay) -> Self {
        let replay = Arc::new(replay);
        let markers = replay.markers();
        let difference = replay.verify().err();
        let mut playback = Self {
            player: Player::new(replay.clone()),
            markers,
            difference,
            playing: false,
            clock: StepClock::default(),
            trails: vec![Trail::default(); replay.start.agents().len()],
            cues: Vec::new(),
        };
        let end = playback.player.len();
        // Only the way there counts: a difference on it is known already.
        let _ = playback.player.seek(end);
        let _ = playback.player.seek(0);
        playback
    }

    /// What plays it.
    pub const fn player(&self) -> &Player<Arc<Replay>> {
        &self.player
    }

    /// The trail of an agent.
    pub fn trail(&self, agent: usize) -> Vec<Cell> {
        self.trails.get(agent).map_or_else(Vec::new, Trail::cells)
    }

    /// What the last steps brought, for flashes.
    pub fn take_cues(&mut self) -> Vec<(FlashKind, Cell)> {
        std::mem::take(&mut self.cues)
    }

    /// How far the pieces have come from their last cells to the next, 0 to 1.
    pub fn progress(&self, per_second: f32) -> f32 {
        if self.player.position() == 0 || (self.playing && per_second > FOLLOWED) {
            1.0
        } else if self.playing {
            self.clock.share()
        } else {
            self.clock.glided()
        }
    }

    /// Where the run is that it comes from.
    ///
    /// # Errors
    /// The key of the text that says why it cannot be looked into.
    pub fn in_run(&self) -> Result<InRun, &'static str> {
        let run = self.player.replay().in_run().map_err(|no| match no {
            NoRun::Match => "no-lens-match",
            NoRun::Rollout => "no-lens-rollout",
            NoRun::Early => "no-lens-early",
            NoRun::Unknown => "no-lens-unknown",
        })?;
        if self.difference.is_some() { Err("no-lens-untrue") } else { Ok(run) }
    }

    /// Whether somebody steers obstacles, so that no optimum knows them.
    pub fn is_hunt(&self) -> bool {
        self.player.replay().header.seats.iter().any(|seat| seat.agent.is_none())
    }

    /// Lets time run, from the start where it stands at the end.
    pub fn play(&mut self) {
        if self.player.is_empty() {
            return;
        }
        if self.player.position() == self.player.len() {
            self.rewind();
        }
        self.playing = true;
        self.clock = StepClock::at_once();
    }

    /// Lets time stand.
    pub fn pause(&mut self) {
        self.playing = false;
        self.clock = StepClock::default();
    }

    fn rewind(&mut self) {
        self.trails.iter_mut().for_each(Trail::clear);
        // The start needs no steps, so nothing on the way can differ.
        let _ = self.player.seek(0);
    }

    /// One step, then time stands.
    ///
    /// # Errors
    /// When the step does not lead where it was recorded to lead; it is not made then.
    pub fn step(&mut self, direction: Direction) -> Result<(), Difference> {
        self.pause();
        match direction {
            Direction::Up => {
                self.clock.stepped(0.0);
                self.step_on().map(drop)
            }
            Direction::Down => self.seek(self.player.position().saturating_sub(1)),
        }
    }

    /// To where so many steps have been made; time goes on from there if it ran.
    ///
    /// # Errors
    /// When a step on the way does not lead where it was recorded to lead; it stands before that step then.
    pub fn seek(&mut self, position: usize) -> Result<(), Difference> {
        self.trails.iter_mut().for_each(Trail::clear);
        self.clock = StepClock::at_once();
        let position = position.min(self.player.len());
        // The steps before are made one by one, for the trails.
        self.player.seek(position.saturating_sub(Trail::LENGTH))?;
        while self.player.position() < position {
            self.step_on()?;
        }
        self.cues.clear();
        Ok(())
    }

    /// Time passes.
    ///
    /// # Errors
    /// When a step does not lead where it was recorded to lead. It is not made, and time stands.
    pub fn advance(&mut self, seconds: f64, per_second: f32, repeat: bool) -> Result<(), Difference> {
        self.clock.glide(seconds as f32);
        if !self.playing {
            return Ok(());
        }
        self.clock.run(seconds, per_second);
        while self.playing && self.clock.take() {
            match self.step_on() {
                Ok(true) => {}
                Ok(false) if repeat => self.rewind(),
                Ok(false) => self.pause(),
                Err(difference) => {
                    self.pause();
                    return Err(difference);
                }
            }
        }
        Ok(())
    }

    /// One step forwards; `false` at the end.
    fn step_on(&mut self) -> Result<bool, Difference> {
        let player = &self.player;
        for (agent, trail) in self.trails.iter_mut().enumerate() {
            // Whoever was put back begins another way.
            if player.agents_landed()[agent] != player.world().agents()[agent] {
                trail.clear();
            }
        }
        if !self.player.step()? {
            return Ok(false);
        }
        let player = &self.player;
        for (trail, &left) in self.trails.iter_mut().zip(player.agents_before()) {
            trail.push(left);
        }
        self.cues.extend(flashes(player.outcomes(), player.agents_landed()));
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        gridworld::{Action, GridWorld, Level},
        replay::{Origin, Participant, RecordedDecision, Run, Tape},
    };

    /// So many steps to and fro on an empty board.
    fn walk(steps: usize) -> Playback {
        let mut world = GridWorld::new(Arc::new(Level::empty("yard", 4, 4)), 0);
        let mut tape = Tape::begin(&world, 1);
        for step in 0..steps {
            let action = if step % 2 == 0 { Action::Right } else { Action::Left };
            let mut outcomes = [crate::gridworld::Outcome::default()];
            world.step(&[action], &mut outcomes);
            tape.step(&[action], &[Some(RecordedDecision::default())], &[], &world);
        }
        let kind = Origin::Training { run: Run::default(), episode: 1, mark: None, begin_tick: None };
        let seat = Participant { agent: Some(0), ..Participant::default() };
        Playback::new(tape.finish(kind, vec![seat], None).expect("it was walked by the rules"))
    }

    #[test]
    fn time_makes_as_many_steps_as_it_should_and_stops_at_the_end() {
        let mut playback = walk(6);
        playback.play();
        // The first step begins at once; at 2 a second, another one each half second.
        for (seconds, position) in [(0.01, 1), (0.24, 1), (0.25, 2), (0.25, 2), (0.25, 3)] {
            playback.advance(seconds, 2.0, false).expect("it plays");
            assert_eq!(playback.player().position(), position);
        }
        for _ in 0..40 {
            playback.advance(0.25, 2.0, false).expect("it plays");
        }
        assert_eq!((playback.player().position(), playback.playing), (6, false));
        playback.play();
        assert_eq!(playback.player().position(), 0, "from the start again");
        for _ in 0..40 {
            playback.advance(0.25, 2.0, true).expect("it plays");
        }
        assert!(playback.playing, "the end is followed by the start");
    }

    #[test]
    fn wherever_it_comes_from_a_place_looks_the_same() {
        let mut walked = walk(60);
        let mut sought = walk(60);
        for position in 1..=60 {
            walked.step(Direction::Up).expect("it plays");
            sought.seek(60).expect("it plays");
            sought.seek(position).expect("it plays");
            assert_eq!(walked.player().world(), sought.player().world());
            assert_eq!(walked.trail(0), sought.trail(0), "at {position}");
        }
    }
}
