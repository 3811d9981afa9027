//! The exact optimum of the levels on show, worked out in the background and kept while it is needed.

use std::{
    sync::{Arc, OnceLock},
    thread,
};

use bevy::prelude::*;

use super::lanes::Lanes;
use crate::gridworld::{Budget, Level, Optimum, OptimumError};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<CurrentOptimum>().add_systems(Update, follow);
}

type Answer = Result<Arc<Optimum>, OptimumError>;

/// The optimum of the level and discount factor of the lanes.
#[derive(Resource, Default, Deref)]
pub struct CurrentOptimum(Asked);

/// A question after an optimum, and its answer once there is one.
#[derive(Default)]
pub struct Asked {
    question: Option<(Arc<Level>, f64)>,
    /// Filled by the thread that works on the question.
    answer: Arc<OnceLock<Answer>>,
}

impl Asked {
    /// The optimum, once it is known.
    pub fn known(&self) -> Option<&Arc<Optimum>> {
        self.answer.get()?.as_ref().ok()
    }

    /// Whether it is known that there is one: `None` while it is being worked out.
    pub fn exists(&self) -> Option<bool> {
        self.answer.get().map(Result::is_ok)
    }

    /// Whether the question is about this level and discount factor.
    pub fn is_about(&self, level: &Arc<Level>, gamma: f64) -> bool {
        let asked = self.question.as_ref();
        asked.is_some_and(|(asked, discount)| *discount == gamma && (Arc::ptr_eq(asked, level) || asked == level))
    }

    /// Asks, unless that is the question already. The answer to an old question goes to a cell that nobody looks at.
    pub fn ask(&mut self, level: &Arc<Level>, gamma: f64) {
        if self.is_about(level, gamma) {
            return;
        }
        let level = level.clone();
        let answer = Arc::new(OnceLock::new());
        self.question = Some((level.clone(), gamma));
        self.answer = answer.clone();
        thread::spawn(move || answer.set(Optimum::solve(&level, gamma, Budget::default()).map(Arc::new)));
    }
}

/// Asks anew when the level or the discount factor has changed.
fn follow(mut current: ResMut<CurrentOptimum>, lanes: Res<Lanes>) {
    current.bypass_change_detection().0.ask(&lanes.plan.level, lanes.plan.draft.hyperparameters.gamma);
}
