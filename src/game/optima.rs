//! The exact optimum of the levels on show, worked out in the background and kept while it is needed.

use std::sync::Arc;

use bevy::prelude::*;

use super::Lanes;
use crate::{
    gridworld::{Level, Optimum},
    solving::Solving,
};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<CurrentOptimum>().add_systems(Update, follow);
}

/// The optimum of the level and discount factor of the lanes.
#[derive(Resource, Default, Deref)]
pub struct CurrentOptimum(OptimumRequest);

/// A question after an optimum, and its answer once there is one.
#[derive(Default)]
pub struct OptimumRequest(Option<OptimumSolve>);

struct OptimumSolve {
    level: Arc<Level>,
    gamma: f64,
    solving: Solving,
}

impl OptimumRequest {
    /// The optimum, once it is known.
    pub fn known(&self) -> Option<&Arc<Optimum>> {
        self.0.as_ref()?.solving.solved()?.as_ref().ok()
    }

    /// Whether the question is about this level and discount factor.
    pub fn is_about(&self, level: &Arc<Level>, gamma: f64) -> bool {
        let asked = self.0.as_ref();
        asked.is_some_and(|asked| asked.gamma == gamma && (Arc::ptr_eq(&asked.level, level) || asked.level == *level))
    }

    /// Asks, unless that is the question already. The work on the question before is broken off.
    pub fn ask(&mut self, level: &Arc<Level>, gamma: f64) {
        if !self.is_about(level, gamma) {
            let solving = Solving::start(level.clone(), gamma);
            self.0 = Some(OptimumSolve { level: level.clone(), gamma, solving });
        }
    }
}

/// Asks anew when the level or the discount factor has changed.
fn follow(mut current: ResMut<CurrentOptimum>, lanes: Res<Lanes>) {
    let setup = lanes.setup();
    current.bypass_change_detection().0.ask(&setup.level, setup.hyperparameters.gamma);
}
