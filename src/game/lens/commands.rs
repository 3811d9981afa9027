//! What is asked for on the lens's screen, carried out.

use std::sync::Arc;

use bevy::prelude::*;

use super::session::{Arrival, LensSession};
use crate::{
    game::{lanes::Lanes, notices::Announcer},
    lens::{WalkStop, kinds},
    panels::{Direction, Tab, WindowCommand, lens::LensCommand},
    replay::{InRun, Replay},
};

/// What the lens opens on: the last tick of the run that is shown, unless it is a step of a replay, counted from 1.
#[derive(Resource, Default)]
pub struct LensTarget(pub Option<(InRun, Arc<Replay>, usize)>);

pub(super) fn begin(mut session: ResMut<LensSession>, mut target: ResMut<LensTarget>, lanes: Res<Lanes>) {
    *session = match target.0.take() {
        Some((run, replay, step)) => LensSession::of_replay(run, replay, step),
        None => LensSession::of_run(lanes.shown()),
    };
}

pub(super) fn carry_out(
    mut commands: MessageReader<LensCommand>,
    mut session: ResMut<LensSession>,
    mut window: MessageWriter<WindowCommand>,
) {
    for &command in commands.read() {
        match command {
            LensCommand::Leave => {
                let tab = if session.is_of_replay { Tab::Replay } else { Tab::Train };
                window.write(WindowCommand::ShowTab(tab));
            }
            LensCommand::Compare(_) | LensCommand::NextAction(_) => {}
            LensCommand::Stop => session.stop(),
            LensCommand::Find(event) => session.find(event),
            LensCommand::Actor(actor) => session.turn_to(actor),
            LensCommand::Tick(direction) => go(&mut session, direction, Arrival::First),
            LensCommand::Walk(direction) => walk(&mut session, direction, |stops| (0..stops.len()).collect()),
            LensCommand::Kind(direction) => walk(&mut session, direction, kinds),
            LensCommand::Show(stop) => {
                if let Some(shown) = session.shown_mut() {
                    shown.at = stop.min(shown.stops.len() - 1);
                    shown.opened.clear();
                }
            }
            LensCommand::Open(subject) => {
                if let Some(shown) = session.shown_mut()
                    && shown.subject() != subject
                {
                    shown.opened.push(subject);
                }
            }
            LensCommand::Into => {
                if let Some(shown) = session.shown_mut()
                    && let Some(subject) = shown.lens().down(shown.stops[shown.at], &shown.opened)
                {
                    shown.opened.push(subject);
                }
            }
            LensCommand::Out => {
                if let Some(shown) = session.shown_mut() {
                    shown.opened.pop();
                }
            }
            LensCommand::Beside(direction) => session.beside(direction == Direction::Up),
            LensCommand::Follow(followed) => session.follow(followed),
            LensCommand::Close(depth) => {
                if let Some(shown) = session.shown_mut() {
                    shown.opened.truncate(depth);
                }
            }
        }
    }
}

/// To the next of these small steps or the one before; at the ends of a tick, into the next one or the one before.
fn walk(session: &mut LensSession, direction: Direction, wanted: impl Fn(&[WalkStop]) -> Vec<usize>) {
    let Some(shown) = session.shown_mut() else { return };
    let mut wanted = wanted(&shown.stops).into_iter();
    let at = match direction {
        Direction::Up => wanted.find(|at| *at > shown.at),
        Direction::Down => wanted.rfind(|at| *at < shown.at),
    };
    match at {
        Some(at) => {
            shown.at = at;
            shown.opened.clear();
        }
        None => go(session, direction, if direction == Direction::Up { Arrival::First } else { Arrival::Last }),
    }
}

/// To the tick after or before.
fn go(session: &mut LensSession, direction: Direction, arrival: Arrival) {
    let Some(tick) = session.shown().map(|shown| shown.trace.tick) else { return };
    match direction {
        Direction::Up => session.reach(tick + 1, arrival),
        Direction::Down => session.reach(tick - 1, arrival),
    }
}

/// What was reached in the background is shown.
pub(super) fn arrive(mut session: ResMut<LensSession>, mut announcer: Announcer) {
    if !session.is_under_way() {
        return;
    }
    if let Err(fault) = session.arrive() {
        announcer.error(fault);
    }
}
