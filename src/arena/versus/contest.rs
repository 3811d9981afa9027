//! A match from its first round to its result. Keys, tempo and pictures are the business of whoever owns it;
//! who has won is in `judge`.

use std::sync::Arc;

use super::{
    How, MatchError, MatchResult, MatchSettings, Round, RoundEnd,
    field::{Field, Layout},
    judge::{Scene, Standing, best, round_end},
    stage::{HUNTER, Stage, lay_out, luck},
};
use crate::{
    arena::{Controller, Simulation},
    gridworld::{Action, Cell, GridWorld, Level, Outcome},
    learning::Decision,
};

/// A match: rounds on one board, a result. The same settings, controllers and actions are the same match, bit for bit.
///
/// Rounds come in pairs on the same world (the same random starts and goals, the same phases and chance for obstacles); in the second of
/// a pair every seat plays the agent that the next one did in the first, from where that started. A tie after the last pair is decided by further ones.
pub struct Match {
    settings: MatchSettings,
    controllers: Vec<Controller>,
    field: Field,
    /// Whether pairs begin with the other side.
    turned: bool,
    stage: Stage,
    round: Round,
    rounds: Vec<Round>,
    wins: Vec<u32>,
    forfeit: Option<MatchResult>,
}

impl Match {
    /// A match before its first step.
    ///
    /// # Errors
    /// A level that breaks a rule, or seats, rounds or controllers that the mode has no place for.
    pub fn new(settings: MatchSettings, controllers: Vec<Controller>) -> Result<Self, MatchError> {
        Self::begin(settings, controllers, false)
    }

    fn begin(settings: MatchSettings, controllers: Vec<Controller>, turned: bool) -> Result<Self, MatchError> {
        settings.check(&controllers)?;
        let field = Field::new(&settings, controllers.len())?;
        let (stage, round) = lay_out(&settings, &controllers, &field, turned, 1)?;
        Ok(Self {
            wins: vec![0; controllers.len()],
            settings,
            controllers,
            field,
            turned,
            stage,
            round,
            rounds: Vec::new(),
            forfeit: None,
        })
    }

    /// What it was made from.
    pub const fn settings(&self) -> &MatchSettings {
        &self.settings
    }

    /// Who sits where.
    pub fn controllers(&self) -> &[Controller] {
        &self.controllers
    }

    /// The board, for drawing: it is arena 0.
    pub const fn simulation(&self) -> &Simulation {
        &self.stage.simulation
    }

    /// A seat's agent in this round, as [`Round::agent_of`] says it.
    pub fn agent_of(&self, seat: usize) -> Option<usize> {
        self.round.agent_of(seat)
    }

    /// The obstacles that seat 0 steers, by their numbers; none where nobody hunts.
    pub fn hunted_obstacles(&self) -> Vec<usize> {
        self.orders().iter().map(|(obstacle, _)| *obstacle).collect()
    }

    /// Where each of them was sent in the last step; it went there if it was its turn.
    pub fn orders(&self) -> &[(usize, Action)] {
        self.stage.hunt.as_ref().map_or(&[], |hunt| &hunt.orders)
    }

    /// Says what the person on a seat does in the next step; the last word counts. Nobody else listens.
    pub fn steer(&mut self, seat: usize, action: Action) {
        match self.agent_of(seat) {
            Some(agent) => self.stage.simulation.steer(agent, action),
            None if seat == HUNTER => self.stage.said = Some(action),
            None => {}
        }
    }

    /// One step of the round: whether it ended with that. Does nothing, and is `false`, once it has ended.
    pub fn step(&mut self) -> bool {
        if self.round.end.is_some() {
            return false;
        }
        let stage = &mut self.stage;
        let before = stage.simulation.grid_world(0).agents().to_vec();
        let said = stage.hunter_says(&self.controllers[HUNTER], self.round.steps);

        stage.simulation.tick();

        self.round.steps += 1;
        stage.outcomes.fill(None);
        for step in stage.simulation.steps_made() {
            stage.outcomes[step.seat] = Some(step.outcome);
        }
        self.record(&before, said);

        let stage = &mut self.stage;
        let scene = Scene {
            world: stage.simulation.grid_world(0),
            before: &before,
            outcomes: &stage.outcomes,
            hunt: stage.hunt.as_ref(),
        };
        if let Some(end) = round_end(&self.settings, &self.round, &scene) {
            self.end_round(end);
            return true;
        }
        if let Some(hunt) = &mut stage.hunt
            && hunt.send_back(stage.simulation.grid_world_mut(0))
            && let Some(cell) = hunt.cell(stage.simulation.grid_world(0))
        {
            self.round.seats[HUNTER].lap(cell);
        }
        if let Some(laps) = &mut stage.laps {
            for (agent, cell) in laps.begin_next(stage.simulation.grid_world_mut(0), &stage.outcomes) {
                stage.simulation.play_on(agent, cell);
                if let Some(seat) = self.round.seat_of(agent) {
                    self.round.seats[seat].lap(cell);
                }
            }
        }
        false
    }

    /// Writes down what everybody did in the step that was just made.
    fn record(&mut self, before: &[Cell], said: Option<Action>) {
        let world = self.stage.simulation.grid_world(0);
        for seat in 0..self.round.seats.len() {
            let Some(agent) = self.agent_of(seat) else { continue };
            let decision = self.stage.simulation.seat_decision(agent);
            if let (Some(outcome), Some(decision)) = (self.stage.outcomes[agent], decision) {
                let cell = world.agents()[agent];
                self.round.seats[seat].step(world.level(), decision.action, [before[agent], cell], outcome);
            }
        }
        if let (Some(hunt), Some(said)) = (&self.stage.hunt, said) {
            let hunter = &mut self.round.seats[HUNTER];
            hunter.actions.push(said);
            hunter.path.extend(hunt.cell(world));
            hunter.hits += hunt.touches(world, before[0]);
        }
    }

    fn end_round(&mut self, end: RoundEnd) {
        self.round.end = Some(end);
        if let Some(winner) = end.winner {
            self.wins[winner] += 1;
        }
        self.rounds.push(self.round.clone());
    }

    /// The round that is being played, or has just ended.
    pub const fn round(&self) -> &Round {
        &self.round
    }

    /// The board of the round before its first step.
    pub fn board(&self) -> GridWorld {
        self.field.begin_round(self.settings.seed, self.turned, self.round.number).world
    }

    /// All rounds that have ended, in their order.
    pub fn rounds(&self) -> &[Round] {
        &self.rounds
    }

    /// Begins the next round; `false`, and nothing happens, while one is being played and once the match is decided.
    pub fn next_round(&mut self) -> bool {
        if self.round.end.is_none() || self.result().is_some() {
            return false;
        }
        let next = lay_out(&self.settings, &self.controllers, &self.field, self.turned, self.round.number + 1);
        // What made the round before makes this one too, and who took a seat since then has been tried on it.
        let Ok((stage, round)) = next else { return false };
        (self.stage, self.round) = (stage, round);
        true
    }

    /// A seat gives up: the round, if one is being played, and the match are lost for it at once. Of several others the one with most
    /// wins, then with the fewest hits, wins.
    pub fn give_up(&mut self, seat: usize) {
        if seat >= self.controllers.len() || self.result().is_some() {
            return;
        }
        let others = |other: usize| other != seat;
        if self.round.end.is_none() {
            let winner = best(&self.settings, &self.round, others);
            self.end_round(RoundEnd { winner, how: How::GivenUp });
        }
        let standing = Standing::of(&self.settings, &self.rounds, &self.wins, others);
        self.forfeit = Some(MatchResult { given_up: Some(seat), ..standing.into() });
    }

    /// Rounds won by each seat.
    pub fn wins(&self) -> &[u32] {
        &self.wins
    }

    /// How the match ended; `None` while it is undecided: until all pairs are played, and of a tie until a further pair decides it or no
    /// more are played. Then fewer hits win, where somebody has fewer.
    pub fn result(&self) -> Option<MatchResult> {
        if self.forfeit.is_some() {
            return self.forfeit;
        }
        let played = self.rounds.len() as u32;
        if played < self.settings.rounds() || !played.is_multiple_of(2) {
            return None;
        }
        let standing = Standing::of(&self.settings, &self.rounds, &self.wins, |_| true);
        let is_last = played == self.settings.rounds() + 2 * MatchSettings::EXTRA_PAIRS;
        (standing.by_wins.is_some() || is_last).then(|| standing.into())
    }

    /// The same seats once more, with the next seed and the other side first.
    ///
    /// # Errors
    /// As for [`Match::new`].
    pub fn rematch(&self) -> Result<Self, MatchError> {
        let settings = MatchSettings { seed: self.settings.seed.wrapping_add(1), ..self.settings.clone() };
        Self::begin(settings, self.controllers.clone(), !self.turned)
    }

    /// A match that begins in the middle of a round of this one, with the board as it was after so many of its steps; from there on the
    /// seats decide anew. For practice: what comes of it is none of this match's.
    ///
    /// # Errors
    /// As for [`Match::new`].
    pub fn play_on(&self, round: &Round, step: u32) -> Result<Self, MatchError> {
        let (begun, _) = lay_out(&self.settings, &self.controllers, &self.field, self.turned, round.number)?;
        let scripts: Vec<_> = round.seats.iter().map(|seat| Controller::Script(seat.actions.clone())).collect();
        let mut again = Self::begin(self.settings.clone(), scripts, self.turned)?;
        let Self { settings, controllers, field, turned, .. } = &again;
        (again.stage, again.round) = lay_out(settings, controllers, field, *turned, round.number)?;
        // What ends the round is always decided anew.
        while again.round.steps < step.min(round.steps.saturating_sub(1)) && !again.step() {}
        again.controllers.clone_from(&self.controllers);
        again.stage.seat(begun.on_foot, luck(&self.settings, round.number))?;
        Ok(again)
    }

    /// What a seat decided in the last step; `None` before the first of a round, and where nobody sits.
    pub fn decision(&self, seat: usize) -> Option<Decision> {
        match self.agent_of(seat) {
            Some(agent) => self.stage.simulation.seat_decision(agent),
            None if seat == HUNTER => self.stage.hunted,
            None => None,
        }
    }

    /// What the last step led to for a seat's agent; `None` for who was out already, for hunters and before the first step of a round.
    pub fn outcome(&self, seat: usize) -> Option<Outcome> {
        self.stage.outcomes.get(self.agent_of(seat)?).copied().flatten()
    }

    /// For each cell, row by row, what this seat thinks of the actions there as things stand: a policy's Q-values or probabilities, the
    /// optimum's values; `None` on walls and goals. `None` for who does not think in numbers.
    pub fn thoughts(&self, seat: usize) -> Option<Vec<Option<[f32; Action::COUNT]>>> {
        let controller = &self.stage.on_foot[self.agent_of(seat)?];
        controller.thoughts(self.stage.simulation.grid_world(0))
    }

    /// For each seat the level whose exact optimum is the best that it can do in a round, played or to come: the match's level, unless that
    /// makes every episode another game. Nothing in a hunt.
    pub fn optimum_levels(&self, round: u32) -> Vec<Arc<Level>> {
        self.levels(self.settings.seed, self.turned, round)
    }

    /// The same of the round that comes next: after the match, of the first of a rematch.
    pub fn optimum_levels_to_come(&self) -> Vec<Arc<Level>> {
        match self.result() {
            Some(_) => self.levels(self.settings.seed.wrapping_add(1), !self.turned, 1),
            None => self.optimum_levels(self.round.number + 1),
        }
    }

    fn levels(&self, seed: u64, turned: bool, round: u32) -> Vec<Arc<Level>> {
        if self.settings.hunters().is_some() || round == 0 {
            return Vec::new();
        }
        let Layout { world, agents, .. } = self.field.begin_round(seed, turned, round);
        agents.into_iter().flatten().map(|agent| self.settings.optimum_level(&world, agent)).collect()
    }

    /// Seats somebody else from the next round on, such as an agent that has practised.
    ///
    /// # Errors
    /// While a round is being played, for a seat that is none, and for a controller that does not fit the level or the
    /// mode.
    pub fn replace_controller(&mut self, seat: usize, controller: Controller) -> Result<(), MatchError> {
        if self.round.end.is_none() {
            return Err(MatchError::RoundRunning);
        }
        let mut controllers = self.controllers.clone();
        *controllers.get_mut(seat).ok_or(MatchError::NoSeat { seat })? = controller;
        self.settings.check(&controllers)?;
        // Tried on now, so that no later round can fail.
        lay_out(&self.settings, &controllers, &self.field, self.turned, self.round.number + 1)?;
        self.controllers = controllers;
        Ok(())
    }
}
