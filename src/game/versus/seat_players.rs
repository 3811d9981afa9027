//! From what was chosen for a seat to who sits there: the controller that steers, its name, and whose record it plays
//! on.
//! How controllers decide is the arena's business.

use std::sync::Arc;

use crate::{
    arena::{Controller, versus::NotOffered},
    disk,
    game::{faults::Fault, lanes::Lanes},
    gridworld::{Level, Observation},
    language::Texts,
    learning::{ActionSelection, ActionValues, Policy, Said},
    panels::{
        refusal_text,
        versus::{SeatChoice, SeatPlayer},
    },
    solving::Optima,
};

/// Why a seat cannot be taken.
#[derive(Debug)]
pub enum SeatFault {
    /// Two people would share the same keys.
    SameKeys,
    /// No file has been chosen yet.
    NoFile,
    /// The exact optimum is still being worked out.
    OptimumPending,
    /// There is no exact optimum for the level.
    NoOptimum,
    /// There is no such opponent for the level.
    NoOpponent,
    /// No pupil has learned on the level since the program began.
    NoPupil,
    /// No file has been chosen for the ghost.
    NoGhostFile,
    /// The mode is not offered on the level.
    NotOffered(NotOffered),
    /// The network cannot be read.
    Fault(Box<Fault>),
}

impl<F: Into<Fault>> From<F> for SeatFault {
    fn from(fault: F) -> Self {
        Self::Fault(Box::new(fault.into()))
    }
}

impl SeatFault {
    /// In words.
    pub fn say(&self, texts: &Texts) -> String {
        let key = match self {
            Self::SameKeys => "versus-same-keys",
            Self::NoFile => "versus-no-file",
            Self::OptimumPending => "versus-optimum-pending",
            Self::NoOptimum => "versus-no-optimum",
            Self::NoOpponent => "versus-no-opponent",
            Self::NoGhostFile => "versus-no-ghost-file",
            Self::NoPupil => "versus-no-pupil",
            Self::NotOffered(refusal) => return refusal_text(texts, *refusal),
            Self::Fault(fault) => return fault.say(texts),
        };
        texts.t(key).to_owned()
    }
}

/// What a seat can be filled from.
pub struct AvailablePlayers<'a> {
    /// The level that is to be played.
    pub level: &'a Arc<Level>,
    /// The runs of the training tab.
    pub lanes: &'a Lanes,
    /// The pupil that has learned on the level, if there is one.
    pub pupil: Option<&'a Arc<Policy>>,
    /// The exact optima of the match's rounds.
    pub optima: &'a Arc<Optima>,
    /// Whether its first round has one; `None` while that is being worked out.
    pub has_optimum: Option<bool>,
    /// The person's rating on the level in the mode.
    pub rating: f32,
    /// In whose language names are said.
    pub texts: &'a Texts,
}

impl AvailablePlayers<'_> {
    /// Fills all seats.
    ///
    /// # Errors
    /// Why the first seat that cannot be taken cannot.
    pub fn seat_all(&self, choices: &[SeatChoice]) -> Result<Vec<(Controller, SeatPlayer)>, SeatFault> {
        let mut taken = Vec::new();
        let mut seats = Vec::new();
        for choice in choices {
            if let SeatChoice::Person(keys) = choice {
                if taken.contains(keys) {
                    return Err(SeatFault::SameKeys);
                }
                taken.push(*keys);
            }
            seats.push(self.fill(choice)?);
        }
        number_namesakes(&mut seats);
        Ok(seats)
    }

    /// Who a choice stands for.
    ///
    /// # Errors
    /// Why the seat cannot be taken.
    pub fn fill(&self, choice: &SeatChoice) -> Result<(Controller, SeatPlayer), SeatFault> {
        let name = choice.name(self.texts);
        let called = |controller, identity| Ok((controller, player(&name, identity)));
        match choice {
            SeatChoice::Person(keys) => {
                let person = player(self.texts.t("versus-you"), "person");
                let keys = Some(*keys);
                Ok((Controller::Person, SeatPlayer { keys, ..person }))
            }
            SeatChoice::Random => called(Controller::Random, "random"),
            SeatChoice::Optimum => match self.has_optimum {
                Some(true) => called(Controller::Optima(self.optima.clone()), "optimum"),
                None => Err(SeatFault::OptimumPending),
                Some(false) => Err(SeatFault::NoOptimum),
            },
            SeatChoice::Opponent(rung) => {
                let opponent = rung.on(&self.level.name, self.rating).ok_or(SeatFault::NoOpponent)?;
                let named = SeatChoice::Opponent(opponent.rung());
                let seated = player(&named.name(self.texts), &opponent.rung().to_string());
                let action_values = opponent.policy.algorithm.action_values();
                Ok((opponent.controller(), SeatPlayer { action_values, ..seated }))
            }
            SeatChoice::Learner => {
                let checkpoint = self.lanes.shown().simulation.checkpoint();
                let policy = checkpoint.ok_or(SeatFault::NoFile)?.policy;
                self.policy(Arc::new(policy), &name, "learner")
            }
            SeatChoice::Pupil => self.policy(self.pupil.ok_or(SeatFault::NoPupil)?.clone(), &name, "pupil"),
            SeatChoice::File(path) if path.as_os_str().is_empty() => Err(SeatFault::NoFile),
            SeatChoice::File(path) => {
                // A file from elsewhere is taken for the algorithm that is chosen in the training tab.
                let said = Said { algorithm: Some(self.lanes.setup().algorithm), ..Said::default() };
                let opened = disk::foreign_policy(path, &said)?;
                self.policy(Arc::new(opened.policy), &name, &format!("file {name}"))
            }
        }
    }

    fn policy(&self, policy: Arc<Policy>, name: &str, identity: &str) -> Result<(Controller, SeatPlayer), SeatFault> {
        let inputs = policy.network.inputs();
        let known = policy.observation.map_or_else(|| Observation::COMMON.to_vec(), |named| vec![named]);
        let fits = known.into_iter().find(|observation| observation.len(self.level) == inputs);
        let observation = fits.ok_or_else(|| Fault::Inputs { file: name.to_owned(), inputs })?;
        let algorithm = policy.algorithm;
        let sample = algorithm.spec().evaluation == ActionSelection::Sample;
        let person = player(name, identity);
        let controller = Controller::Policy { policy, observation, sample };
        Ok((controller, SeatPlayer { action_values: algorithm.action_values(), ..person }))
    }
}

fn player(name: &str, identity: &str) -> SeatPlayer {
    SeatPlayer { name: name.to_owned(), identity: identity.to_owned(), keys: None, action_values: ActionValues::Q }
}

/// Two of the same name get numbers.
fn number_namesakes(seats: &mut [(Controller, SeatPlayer)]) {
    let names: Vec<String> = seats.iter().map(|(_, player)| player.name.clone()).collect();
    for (seat, (_, player)) in seats.iter_mut().enumerate() {
        if names.iter().filter(|name| **name == names[seat]).count() > 1 {
            let number = names[..=seat].iter().filter(|name| **name == names[seat]).count();
            player.name = format!("{} {number}", player.name);
        }
    }
}
