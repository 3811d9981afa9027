//! Short tones for what happens in a match, made as they are needed: there are no sound files.
//! Only in builds with the feature `sound`; how loud they are is a setting.

use std::time::Duration;

use bevy::{
    audio::{PlaybackSettings, Volume},
    prelude::*,
};

use super::{Cue, Cued};
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

fn compose(mut cues: MessageReader<Cued>, mut melody: ResMut<Melody>) {
    for Cued(cue) in cues.read() {
        let notes: &[f32] = match cue {
            Cue::Count => &[C4],
            Cue::Go => &[C5],
            Cue::Flash(FlashKind::Hit, _) => &[LOW],
            Cue::Flash(FlashKind::Goal, _) => &[E5],
            Cue::RoundOver(_) => &[G4, C5],
            Cue::MatchOver(Some(_)) => &[C4, E4, G4, C5, E5, G5],
            Cue::MatchOver(None) => &[E4, C4],
        };
        // What is new is heard at once; what was still to come of the melody before would only blur it.
        melody.0.clear();
        melody.0.extend(notes.iter().enumerate().map(|(number, &note)| (number as f32 * NOTE_SECONDS, note)));
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
    let volume = Volume::Linear(settings.volume);
    let due: Vec<f32> = melody.0.extract_if(.., |(wait, _)| *wait <= 0.0).map(|(_, note)| note).collect();
    for frequency in due.into_iter().filter(|_| settings.volume > 0.0) {
        let pitch = pitches.add(Pitch::new(frequency, NOTE));
        commands.spawn((AudioPlayer(pitch), PlaybackSettings::DESPAWN.with_volume(volume)));
    }
}
