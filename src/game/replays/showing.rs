//! The replay in the words and numbers of its panels.

use bevy::{ecs::system::SystemParam, prelude::*};

use super::{Library, Playback, Screening, words};
use crate::{
    game::faults::Fault,
    language::Texts,
    learning::ActionValues,
    panels::replay::{SeatStep, ShownView},
    replay::Seat,
};

/// All of the replay screen that is drawn.
#[derive(SystemParam)]
pub struct ReplayScene<'w> {
    /// What there is.
    pub library: Res<'w, Library>,
    /// What is shown.
    pub screening: Res<'w, Screening>,
}

/// The lists and texts that the views borrow.
pub struct Showing<'a> {
    playback: &'a Playback,
    title: String,
    facts: Vec<(String, String)>,
    seats: Vec<SeatStep>,
    difference: Option<(String, usize)>,
}

impl<'a> Showing<'a> {
    /// Gathers what is shown in this frame; `None` where nothing is.
    pub fn of(scene: &'a ReplayScene, texts: &Texts) -> Option<Self> {
        let (place, playback) = scene.screening.shown.as_ref()?;
        let replay = playback.player().replay();
        let called = scene.library.row(place).map(|row| row.called().to_owned());
        let difference = playback.difference.as_ref().map(|difference| {
            let said = Fault::from(difference.clone()).say(texts);
            (said, difference.step)
        });
        Some(Self {
            title: called.unwrap_or_else(|| words::called(&replay.header, texts)),
            facts: words::facts(replay, texts),
            seats: seats(playback),
            difference,
            playback,
        })
    }

    /// The view.
    pub fn view(&self) -> ShownView<'_> {
        let player = self.playback.player();
        ShownView {
            title: &self.title,
            facts: &self.facts,
            playing: self.playback.playing,
            position: player.position(),
            len: player.len(),
            markers: &self.playback.markers,
            seats: &self.seats,
            difference: self.difference.as_ref().map(|(said, step)| (said.as_str(), *step)),
        }
    }
}

/// What everybody did in the step that led here.
fn seats(playback: &Playback) -> Vec<SeatStep> {
    let player = playback.player();
    let header = &player.replay().header;
    let last = player.last();
    let seat = |(number, seat): (usize, &Seat)| {
        let made = last.zip(seat.agent);
        let steered = last.filter(|_| seat.agent.is_none()).and_then(|step| step.steering.first());
        SeatStep {
            name: words::seat(seat),
            won: header.summary.winner == Some(number),
            action: made.map(|(step, agent)| step.actions[agent]).or(steered.map(|order| order.direction)),
            decision: last.and_then(|step| *step.decisions.get(number)?),
            probabilities: seat.values == Some(ActionValues::Probabilities),
            reward: made.map(|(_, agent)| player.outcomes()[agent].reward),
            score: seat.agent.map(|agent| player.scores()[agent]),
        }
    };
    header.seats.iter().enumerate().map(seat).collect()
}
