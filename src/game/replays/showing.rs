//! The replay in the words and numbers of its panels.

use bevy::{ecs::system::SystemParam, prelude::*};

use super::{Library, Playback, ShownReplay, words};
use crate::{
    game::faults::Fault,
    language::Texts,
    learning::ActionValues,
    panels::replay::{FilmChoice, ReplayChoices, SeatStep, ShownView},
    replay::Seat,
};

/// All of the replay screen that is drawn.
#[derive(SystemParam)]
pub struct ReplayScene<'w> {
    /// What there is.
    pub library: Res<'w, Library>,
    /// What is shown.
    pub shown: Res<'w, ShownReplay>,
    /// How.
    pub choices: Res<'w, ReplayChoices>,
    /// How films are made.
    pub film: Res<'w, FilmChoice>,
}

/// What is shown in this frame; `None` where nothing is.
pub fn shown<'a>(scene: &'a ReplayScene, texts: &Texts) -> Option<ShownView<'a>> {
    let (place, playback) = scene.shown.shown.as_ref()?;
    let player = playback.player();
    let called = scene.library.row(place).map(|row| row.called().to_owned());
    let difference = playback.difference.as_ref();
    Some(ShownView {
        title: called.unwrap_or_else(|| words::called(&player.replay().header, texts)),
        facts: words::facts(player.replay(), texts),
        playing: playback.playing,
        position: player.position(),
        len: player.len(),
        markers: &playback.markers,
        seats: seats(playback),
        difference: difference.map(|difference| (Fault::from(difference.clone()).say(texts), difference.step)),
    })
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
