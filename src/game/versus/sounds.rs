//! Short tones for what happens in a match, made as they are needed: there are no sound files.
//! On Windows and macOS, and elsewhere in builds with the feature `sound`; whether and how loud they are is a setting.

use std::time::Duration;

use bevy::{
    audio::{PlaybackSettings, Volume},
    prelude::*,
};

use super::{Cue, Cued, CurrentMatch, LiveMatch};
use crate::{game::board::FlashKind, panels::Settings};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Melody>().add_systems(Update, (compose, play).chain().run_if(resource_exists::<Assets<Pitch>>));
}

/// Notes that are still to be played: seconds until they sound, and their frequency in Hz.
#[derive(Resource, Default)]
struct Melody(Vec<(f32, f32)>);

/// How long a note sounds.
const NOTE: Duration = Duration::from_millis(90);
/// From one note of a melody to the next, in seconds.
const NOTE_SECONDS: f32 = 0.1;
/// The notes, in Hz: equal temperament around a = 440.
const C4: f32 = 261.63;
const E4: f32 = 329.63;
const G4: f32 = 392.0;
const C5: f32 = 523.25;
const E5: f32 = 659.25;
const G5: f32 = 783.99;
const LOW: f32 = 130.81;

fn compose(mut cues: MessageReader<Cued>, current: Res<CurrentMatch>, mut melody: ResMut<Melody>) {
    for Cued(cue) in cues.read() {
        let winner = match cue {
            Cue::RoundOver(winner) | Cue::MatchOver(winner) => *winner,
            _ => None,
        };
        let is_won = current.live.as_ref().zip(winner).map(|(live, winner)| is_won(live, winner));
        // What is new is heard at once; what was still to come of the melody before would only blur it.
        melody.0.clear();
        let notes = notes(cue, is_won).iter().enumerate();
        melody.0.extend(notes.map(|(number, &note)| (number as f32 * NOTE_SECONDS, note)));
    }
}

/// Whether a person has won; among agents whoever has.
fn is_won(live: &LiveMatch, winner: usize) -> bool {
    let is_person = |seat: usize| live.players[seat].keys.is_some();
    is_person(winner) || !(0..live.players.len()).any(is_person)
}

/// What is heard; `is_won` is `None` where nobody has won.
const fn notes(cue: &Cue, is_won: Option<bool>) -> &'static [f32] {
    match (cue, is_won) {
        (Cue::Count, _) => &[C4],
        (Cue::Go, _) => &[C5],
        (Cue::Flash(FlashKind::Hit, _), _) => &[LOW],
        (Cue::Flash(FlashKind::Goal, _), _) => &[E5],
        (Cue::RoundOver(_), Some(true)) => &[G4, C5],
        (Cue::RoundOver(_), Some(false)) => &[G4, E4],
        (Cue::RoundOver(_), None) => &[G4, G4],
        (Cue::MatchOver(_), Some(true)) => &[C4, E4, G4, C5, E5, G5],
        (Cue::MatchOver(_), Some(false)) => &[G4, E4, C4, LOW],
        (Cue::MatchOver(_), None) => &[E4, C4],
    }
}

fn play(
    mut commands: Commands,
    time: Res<Time>,
    settings: Res<Settings>,
    mut melody: ResMut<Melody>,
    mut pitches: ResMut<Assets<Pitch>>,
) {
    if melody.0.is_empty() {
        return;
    }
    for (wait, _) in &mut melody.0 {
        *wait -= time.delta_secs();
    }
    let loudness = if settings.muted { 0.0 } else { settings.volume };
    let volume = Volume::Linear(loudness);
    let due: Vec<f32> = melody.0.extract_if(.., |(wait, _)| *wait <= 0.0).map(|(_, note)| note).collect();
    for frequency in due.into_iter().filter(|_| loudness > 0.0) {
        let pitch = pitches.add(Pitch::new(frequency, NOTE));
        commands.spawn((AudioPlayer(pitch), PlaybackSettings::DESPAWN.with_volume(volume)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gridworld::Cell;

    #[test]
    fn whatever_happens_sounds_unlike_anything_else() {
        let here = Cell::new(0, 0);
        let mut all: Vec<&[f32]> =
            [Cue::Count, Cue::Go, Cue::Flash(FlashKind::Hit, here), Cue::Flash(FlashKind::Goal, here)]
                .iter()
                .map(|cue| notes(cue, None))
                .collect();
        for cue in [Cue::RoundOver(None), Cue::MatchOver(None)] {
            all.extend([None, Some(true), Some(false)].map(|is_won| notes(&cue, is_won)));
        }
        for (n, one) in all.iter().enumerate() {
            assert!(!one.is_empty() && !all[n + 1..].contains(one), "{one:?}");
        }
    }
}
