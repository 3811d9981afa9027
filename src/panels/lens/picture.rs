//! The picture in the middle, by what the small step is about.

use bevy_egui::egui::{ScrollArea, Ui};

use super::{LensCommand, LensScreen, ShownTick, compare, episode, network, observation, scale, why};
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
    screen: &mut LensScreen,
    asked: &mut Vec<LensCommand>,
) {
    let stop = shown.stop();
    // What was opened may belong to a pass through the network: then that is in the middle.
    let opened = shown.opened.iter().rev().find_map(|subject| pass_of(*subject));
    let own = match (stop.kind, stop.subject) {
        (_, Subject::Weight(net, ..)) => Some(net.pass(shown.followed.step)),
        (StopKind::Forward | StopKind::Backward, subject) => pass_of(subject),
        _ => None,
    };
    match (opened.or(own), stop.kind) {
        (Some(pass), _) => network::ui(ui, look, shown, pass, &mut screen.zoom, asked),
        (_, StopKind::Observation) => observation::ui(ui, look, shown, pointed, &mut screen.pointed, asked),
        (_, StopKind::Draw) => scale::draw(ui, look, shown),
        (_, StopKind::Why) => why::ui(ui, look, shown, asked),
        (_, StopKind::NextValue | StopKind::Target | StopKind::TdError | StopKind::Loss | StopKind::ValueAfter)
            if shown.lens.learned_step().is_some() =>
        {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                if stop.kind == StopKind::NextValue {
                    return scale::next_value(ui, look, shown);
                }
                if stop.kind == StopKind::Target {
                    compare::ui(ui, look, shown, asked);
                    ui.add_space(10.0);
                }
                scale::target(ui, look, shown);
            });
        }
        (_, StopKind::Reward) => scale::reward(ui, look, shown),
        (_, StopKind::ReturnSoFar | StopKind::NoUpdate) => scale::return_so_far(ui, look, shown),
        _ => episode::ui(ui, look, shown, asked),
    }
}

/// The pass that a number belongs to.
const fn pass_of(subject: Subject) -> Option<Pass> {
    match subject {
        Subject::Sum(unit) | Subject::Activation(unit) | Subject::Error(unit) => Some(unit.pass),
        Subject::Input(pass, _) | Subject::Layer(pass, ..) => Some(pass),
        _ => None,
    }
}
