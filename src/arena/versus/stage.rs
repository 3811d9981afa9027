//! What one round is played with: a fresh board, its controllers, its hunter. Rounds follow each other in `contest`.

use rand_pcg::Pcg64Mcg;

use super::{
    MatchError, MatchMode, MatchSettings, Round, SeatRound,
    field::{Field, Layout},
    hunt::Hunt,
    laps::Laps,
};
use crate::{
    arena::{
        Controller, SetupError, Simulation,
        controllers::{any, certain},
        seats::controller_generator,
        setup::mix,
    },
    gridworld::{Action, Outcome},
    learning::Decision,
};

/// The hunter's seat.
pub const HUNTER: usize = 0;
/// The stream of a match's seed that controllers draw from; rounds share worlds two by two, but no controller's luck.
const CONTROLLERS: u64 = 1 << 33;

/// What a round is played with.
pub(super) struct Stage {
    pub simulation: Simulation,
    /// Who steers the agents, in this round.
    pub on_foot: Vec<Controller>,
    /// What the last step led to, by agent; `None` for who was out already.
    pub outcomes: Vec<Option<Outcome>>,
    pub laps: Option<Laps>,
    pub hunt: Option<Hunt>,
    /// Says where the hunter's obstacles go: it has no agent on the board.
    hunter: Pcg64Mcg,
    /// What a person on the hunter's seat has said since the last step.
    pub said: Option<Action>,
    /// The hunter's last decision.
    pub hunted: Option<Decision>,
}

impl Stage {
    /// Lets others steer the agents from now on, on the board as it is.
    pub fn seat(&mut self, on_foot: Vec<Controller>, luck: u64) -> Result<(), SetupError> {
        self.simulation = Simulation::on_board(self.simulation.grid_world(0).clone(), &on_foot, luck)?;
        self.on_foot = on_foot;
        Ok(())
    }

    /// Lets the hunter steer its obstacles in the next step; what it said, `None` where nobody hunts.
    pub fn hunter_says(&mut self, controller: &Controller, step: u32) -> Option<Action> {
        let hunt = self.hunt.as_mut()?;
        let decision = match controller {
            Controller::Random => any(&mut self.hunter),
            Controller::Script(actions) => certain(actions.get(step as usize).copied().unwrap_or_default()),
            // Others are not let onto this seat.
            _ => certain(self.said.take().unwrap_or_default()),
        };
        self.hunted = Some(decision);
        hunt.steer(self.simulation.grid_world_mut(0), decision.action);
        Some(decision.action)
    }
}

/// The board and the record of a round before its first step.
pub(super) fn lay_out(
    settings: &MatchSettings,
    controllers: &[Controller],
    field: &Field,
    turned: bool,
    number: u32,
) -> Result<(Stage, Round), MatchError> {
    let luck = luck(settings, number);
    let Layout { seed, mut world, agents } = field.begin_round(settings.seed, turned, number);
    let hunt = settings.hunters().map(|hunters| Hunt::new(&mut world, hunters));
    let laps = matches!(settings.mode, MatchMode::Score { .. }).then(|| Laps::new(&world, seed));
    let starts = world.agents().to_vec();
    let hunter = hunt.as_ref().and_then(|hunt| hunt.cell(&world));
    let seats = agents.iter().map(|agent| SeatRound::at(agent.map_or(hunter, |agent| Some(starts[agent])))).collect();
    let round = Round { number, seed, goals: world.goals().to_vec(), agents, seats, steps: 0, end: None, starts };
    let on_foot = (0..round.starts.len()).filter_map(|agent| Some((agent, &controllers[round.seat_of(agent)?])));
    let on_foot = on_foot.map(|(agent, controller)| controller.resolved(|| settings.optimum_level(&world, agent)));
    let on_foot = on_foot.collect::<Result<Vec<_>, _>>().map_err(SetupError::from)?;
    let stage = Stage {
        outcomes: vec![None; round.starts.len()],
        simulation: Simulation::on_board(world, &on_foot, luck)?,
        on_foot,
        laps,
        hunt,
        hunter: controller_generator(luck, controllers.len()),
        said: None,
        hunted: None,
    };
    Ok((stage, round))
}

/// The seed of what controllers draw in a round.
pub(super) fn luck(settings: &MatchSettings, number: u32) -> u64 {
    mix(settings.seed, CONTROLLERS + u64::from(number))
}
