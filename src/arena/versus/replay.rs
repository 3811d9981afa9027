//! A round played again from what was recorded of it: to compare it with the optimum, to learn from it.
//! Nothing is decided here; recorded actions are.

use super::{How, MatchMode, MatchSettings, Round, SeatRound, field::Field, hunt::Hunt, laps::Laps, stage::HUNTER};
use crate::{
    gridworld::{Action, Cell, GridWorld, Observation, Optimum, Outcome},
    learning::Demonstration,
};

/// What the exact optimum does in a round's world from a seat's start, alone on the board.
#[derive(Clone, Debug, PartialEq)]
pub struct OptimalRound {
    /// The cells that it stands on, as in [`SeatRound::path`].
    pub path: Vec<Cell>,
    /// Where in `path` laps begin, but for the first.
    pub breaks: Vec<usize>,
    /// Sum of its rewards.
    pub episode_return: f32,
    /// Steps until it is done.
    pub steps: u32,
}

/// A round on its way a second time.
#[derive(Clone)]
pub(super) struct Replay {
    pub world: GridWorld,
    laps: Option<Laps>,
    hunt: Option<Hunt>,
    outcomes: Vec<Outcome>,
}

impl Replay {
    /// At the round's beginning; `None` where it is no round of these settings.
    pub fn new(settings: &MatchSettings, round: &Round) -> Option<Self> {
        let field = Field::new(settings, round.seats.len()).ok()?;
        let mut world = field.begin_again(round);
        let fits = world.agents() == round.starts && world.goals() == round.goals;
        fits.then(|| Self {
            laps: matches!(settings.mode, MatchMode::Score { .. }).then(|| Laps::new(&world, round.seed)),
            hunt: settings.hunters().map(|hunters| Hunt::new(&mut world, hunters)),
            outcomes: vec![Outcome::default(); round.starts.len()],
            world,
        })
    }

    /// One step with these actions, and the hunter's word: what it led to for who was still in.
    pub fn step(&mut self, actions: &[Action], said: Action) -> Vec<Option<Outcome>> {
        let playing: Vec<bool> = (0..actions.len()).map(|agent| !self.world.is_over(agent)).collect();
        if let Some(hunt) = &mut self.hunt {
            hunt.steer(&mut self.world, said);
        }
        self.world.step(actions, &mut self.outcomes);
        let outcomes = self.outcomes.iter().zip(playing);
        outcomes.map(|(outcome, playing)| playing.then_some(*outcome)).collect()
    }

    /// The step that everybody made after so many.
    pub fn repeat(&mut self, round: &Round, step: usize) -> Vec<Option<Outcome>> {
        let of = |agent| round.seat_of(agent).map_or(Action::Stay, |seat| round.seats[seat].action(step));
        let actions: Vec<Action> = (0..round.starts.len()).map(of).collect();
        self.step(&actions, round.seats[HUNTER].action(step))
    }

    /// What the referee does after the step: sends hunters back, and lets laps begin, which are returned.
    pub fn go_on(&mut self, outcomes: &[Option<Outcome>]) -> Vec<(usize, Cell)> {
        let Self { laps, hunt, world, .. } = self;
        if let Some(hunt) = hunt {
            hunt.send_back(world);
        }
        laps.as_mut().map_or_else(Vec::new, |laps| laps.begin_next(world, outcomes))
    }
}

/// Plays a round's world once more with the optimum in a seat's place, and nobody else on the board; in a score round lap after lap, each
/// as if it were the only one. The optimum is that of the level that [`Match::optimum_levels`](super::Match::optimum_levels) names. With
/// chance in the level it is not the best that this round's chance allowed but what the best policy, which cannot know it, gets.
/// `None` in a hunt, where obstacles do not go the ways that the optimum knows, and where it is not this level's.
pub fn optimal_round(settings: &MatchSettings, round: &Round, seat: usize, optimum: &Optimum) -> Option<OptimalRound> {
    if settings.hunters().is_some() {
        return None;
    }
    let agent = round.agent_of(seat)?;
    let mut replay = Replay::new(settings, round)?;
    let agents = round.starts.len();
    for other in (0..agents).filter(|&other| other != agent) {
        replay.world.retire(other);
    }
    let mut played = SeatRound::at(round.starts.get(agent).copied());
    let mut actions = vec![Action::Stay; agents];
    while !replay.world.is_over(agent) {
        let here = replay.world.agents()[agent];
        actions[agent] = optimum.action_at(&replay.world, here)?;
        let outcomes = replay.step(&actions, Action::Stay);
        let to = replay.world.agents()[agent];
        played.step(replay.world.level(), actions[agent], [here, to], outcomes[agent]?);
        for (_, cell) in replay.go_on(&outcomes) {
            played.lap(cell);
        }
    }
    Some(OptimalRound {
        steps: played.actions.len() as u32,
        path: played.path,
        breaks: played.breaks,
        episode_return: played.episode_return,
    })
}

/// What a seat did in a round, as a learner with this observation would have seen it: an episode for each lap, with the other seats where
/// they were. Nothing for a hunter, who does not play on foot, and where the round is none of these settings.
pub fn demonstrations(
    settings: &MatchSettings,
    round: &Round,
    seat: usize,
    observation: Observation,
) -> Vec<Demonstration> {
    let (Some(mut replay), Some(agent), Some(demonstrator)) =
        (Replay::new(settings, round), round.agent_of(seat), round.seats.get(seat))
    else {
        return Vec::new();
    };
    let size = observation.len(replay.world.level());
    let mut laps = Vec::new();
    let mut lap = Demonstration { size, ..Demonstration::default() };
    let see = |lap: &mut Demonstration, world: &GridWorld| {
        let begin = lap.observations.len();
        lap.observations.resize(begin + size, 0.0);
        observation.write_at(world, world.agents()[agent], &mut lap.observations[begin..]);
    };
    let caught = round.end.is_some_and(|end| end.how == How::Caught);
    for step in 0..demonstrator.actions.len() {
        see(&mut lap, &replay.world);
        let outcomes = replay.repeat(round, step);
        let Some(outcome) = outcomes[agent] else { break };
        lap.actions.push(demonstrator.actions[step]);
        lap.rewards.push(outcome.reward);
        // Being caught ends the round, and with it what the agent could have got.
        lap.terminated = outcome.terminated || (caught && step + 1 == demonstrator.actions.len());
        if lap.terminated || step + 1 == demonstrator.actions.len() {
            see(&mut lap, &replay.world);
            laps.push(std::mem::replace(&mut lap, Demonstration { size, ..Demonstration::default() }));
        }
        replay.go_on(&outcomes);
    }
    laps
}
