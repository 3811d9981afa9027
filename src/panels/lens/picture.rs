//! The picture in the middle, by what the small step is about.

use bevy_egui::egui::Ui;

use super::{LensCommand, ShownTick, episode, network, observation, scale};
use crate::{
    gridworld::SeenThing,
    lens::{Pass, StopKind, Subject},
    panels::Look,
};

pub(super) fn ui(
    ui: &mut Ui,
    look: Look<'_>,
    shown: &ShownTick<'_>,
    pointed: &[SeenThing],
    points: &mut Vec<SeenThing>,
    asked: &mut Vec<LensCommand>,
) {
    // What was opened may belong to a pass through the network: then that is in the middle.
    let opened = shown.opened.last().and_then(pass_of);
    match (opened, shown.stop().kind) {
        (Some(pass), _) => network::ui(ui, look, shown, pass, asked),
        (_, StopKind::Observation) => observation::ui(ui, look, shown, pointed, points, asked),
        (_, StopKind::Forward) => network::ui(ui, look, shown, Pass::Decision, asked),
        (_, StopKind::Draw) => scale::draw(ui, look, shown),
        (_, StopKind::Backward | StopKind::Gradient | StopKind::Moments | StopKind::WeightStep) => {
            network::ui(ui, look, shown, Pass::Sample(0), asked);
        }
        (_, StopKind::NextValue | StopKind::Target | StopKind::TdError | StopKind::Loss | StopKind::ValueAfter)
            if shown.lens.learned_step().is_some() =>
        {
            scale::target(ui, look, shown);
        }
        (_, StopKind::Reward | StopKind::ReturnSoFar | StopKind::NoUpdate) => scale::reward(ui, look, shown),
        _ => episode::ui(ui, look, shown, asked),
    }
}

/// The pass that a number belongs to.
const fn pass_of(subject: &Subject) -> Option<Pass> {
    match subject {
        Subject::Sum(unit) | Subject::Activation(unit) | Subject::Error(unit) => Some(unit.pass),
        Subject::Input(pass, _) => Some(*pass),
        _ => None,
    }
}
