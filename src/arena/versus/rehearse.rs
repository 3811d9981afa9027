//! Recorded hunts played again against an agent: the board as it began, the hunter's words as they were said. To practise against them, and
//! to measure how often they catch it.

use std::sync::Arc;

use super::{MatchSettings, PractiseError, Round, field::Field, hunt::Hunt, stage::HUNTER};
use crate::{
    arena::{Controller, Simulation},
    gridworld::{Action, GridWorld, Level},
    learning::Policy,
};

/// A hunt that plays again: the board and the hunters as it began, and what was said to them.
struct Recorded<'a> {
    board: GridWorld,
    hunt: Hunt,
    said: &'a [Action],
}

/// Recorded hunts on the boards of a simulation, round and round. The hunter says in each step what it said then, and nothing more once its
/// record ends; obstacles that nobody steered draw their own chance. Any hit ends an episode, as being caught ends a round.
pub(super) struct RecordedHunts<'a> {
    recorded: Vec<Recorded<'a>>,
    /// The hunt that begins next.
    next: usize,
    /// By board.
    playing: Vec<Option<(usize, Hunt)>>,
}

/// The level on which recorded hunts are played again.
pub(super) fn rehearsal_level(settings: &MatchSettings) -> Arc<Level> {
    let mut level = Level::clone(&settings.level);
    (level.hit_ends, level.on_hit) = (true, None);
    Arc::new(level)
}

impl<'a> RecordedHunts<'a> {
    /// Those among the rounds; `level` is their [`rehearsal_level`].
    pub fn new(settings: &MatchSettings, level: Arc<Level>, rounds: &'a [Round]) -> Result<Self, PractiseError> {
        let hunters = settings.hunters().ok_or(PractiseError::NothingRecorded)?;
        // The level has been checked by whoever runs on it, so a field can be made of it.
        let settings = MatchSettings { level, ..settings.clone() };
        let field = Field::new(&settings, 2).map_err(|_| PractiseError::NothingRecorded)?;
        let recorded: Vec<Recorded> = rounds
            .iter()
            .filter(|round| round.starts.len() == 1 && !round.seats[HUNTER].actions.is_empty())
            .map(|round| {
                let mut board = field.begin_again(round);
                Recorded { hunt: Hunt::new(&mut board, hunters), board, said: &round.seats[HUNTER].actions }
            })
            .filter(|recorded| recorded.board.level().check().is_ok())
            .collect();
        if recorded.is_empty() {
            return Err(PractiseError::NothingRecorded);
        }
        Ok(Self { recorded, next: 0, playing: Vec::new() })
    }

    /// One tick of the simulation: boards whose episode is over begin with the next hunt, and all hunters say their word.
    pub fn tick(&mut self, simulation: &mut Simulation) {
        self.playing.resize_with(simulation.arena_count(), || None);
        for (arena, playing) in self.playing.iter_mut().enumerate() {
            if playing.is_none() || simulation.is_over(arena) {
                let Recorded { board, hunt, .. } = &self.recorded[self.next];
                simulation.begin_from(arena, board);
                *playing = Some((self.next, hunt.clone()));
                self.next = (self.next + 1) % self.recorded.len();
            }
            if let Some((number, hunt)) = playing {
                let world = simulation.grid_world_mut(arena);
                let said = self.recorded[*number].said.get(world.steps() as usize).copied().unwrap_or_default();
                hunt.steer(world, said);
            }
        }
        simulation.tick();
        for (arena, playing) in self.playing.iter_mut().enumerate() {
            if let Some((_, hunt)) = playing
                && !simulation.is_over(arena)
            {
                hunt.send_back(simulation.grid_world_mut(arena));
            }
        }
    }

    /// Whether the hunter of a board touched its agent in the last tick.
    fn has_caught(&self, simulation: &Simulation, arena: usize) -> bool {
        let (world, before) = (simulation.grid_world(arena), simulation.agents_before(arena));
        let hunt = self.playing.get(arena).and_then(Option::as_ref);
        hunt.is_some_and(|(_, hunt)| hunt.touches(world, before[0]) > 0)
    }
}

/// How an agent fares against recorded hunts.
#[derive(Clone, Debug)]
pub struct Rehearsal {
    /// Hunts that were played again, by turns.
    pub hunts: usize,
    /// Episodes played.
    pub episodes: u32,
    /// Episodes in which the hunter caught it.
    pub caught: u32,
    /// The first episode against the last of the hunts, to be watched: the board as it begins and after each step. The obstacles that are
    /// steered are [`Self::steered`].
    pub film: Vec<GridWorld>,
    /// Whether the agent is caught at the film's end.
    pub is_caught_in_film: bool,
    /// The steered obstacles of the film.
    pub steered: Vec<usize>,
}

/// Plays recorded hunts again, by turns, for `episodes` episodes in all, against a policy that takes its best actions or draws them, as it
/// does in the match (`sample`), and learns nothing. The same arguments give the same rehearsal.
///
/// # Errors
/// No hunt among the rounds, or a policy that does not fit the level.
pub fn rehearse(
    (policy, sample): (&Arc<Policy>, bool),
    settings: &MatchSettings,
    rounds: &[Round],
    episodes: u32,
    seed: u64,
) -> Result<Rehearsal, PractiseError> {
    let observation = policy.observation.ok_or(PractiseError::Observation)?;
    let controller = Controller::Policy { policy: policy.clone(), observation, sample };
    let level = rehearsal_level(settings);
    let mut simulation = Simulation::watch(&level, &controller, 1, seed)?;
    let mut hunts = RecordedHunts::new(settings, level, rounds)?;
    let filmed = hunts.recorded.len() - 1;
    let Recorded { board, hunt, .. } = &hunts.recorded[filmed];
    let mut rehearsal = Rehearsal {
        hunts: hunts.recorded.len(),
        episodes: 0,
        caught: 0,
        steered: hunt.orders.iter().map(|(obstacle, _)| *obstacle).collect(),
        film: vec![board.clone()],
        is_caught_in_film: false,
    };
    // One of each hunt at least, so that the last one is filmed.
    while rehearsal.episodes < episodes.max(rehearsal.hunts as u32) {
        hunts.tick(&mut simulation);
        let is_filmed = rehearsal.episodes as usize == filmed;
        if is_filmed {
            rehearsal.film.push(simulation.grid_world(0).clone());
        }
        if simulation.is_over(0) {
            let is_caught = hunts.has_caught(&simulation, 0);
            rehearsal.episodes += 1;
            rehearsal.caught += u32::from(is_caught);
            rehearsal.is_caught_in_film |= is_filmed && is_caught;
        }
        simulation.drain_episodes();
    }
    Ok(rehearsal)
}
