//! What the screen's keys ask for, given where the match stands. Which keys they are is in the key map.

use super::{MatchDraft, Phase, PlayView, VersusCommand, VersusScreen, VersusView};
use crate::panels::VersusKey;

impl VersusScreen {
    /// What was pressed since the last frame, in order.
    pub(super) fn press_all(&mut self, draft: &MatchDraft, view: &VersusView<'_>) -> Vec<VersusCommand> {
        let mut commands = Vec::new();
        for key in view.pressed {
            // A question that is open is answered first.
            if self.question.is_some() {
                continue;
            }
            // A film is ended by every key.
            if view.phase.watching().is_some() {
                commands.push(VersusCommand::StopWatching);
                continue;
            }
            if *key == VersusKey::Watch {
                commands.extend(view.phase.practised().map(|practice| VersusCommand::WatchPractice(practice.number)));
                continue;
            }
            if let (VersusKey::Mute, Some(muted)) = (key, view.muted) {
                commands.push(VersusCommand::Mute(!muted));
                continue;
            }
            match &view.phase {
                Phase::Setup { problem } => commands.extend(in_setup(*key, draft, problem.is_none())),
                Phase::Playing(play) => commands.extend(self.in_play(*key, play)),
                Phase::Over(result) => match key {
                    VersusKey::Begin | VersusKey::Restart => commands.push(VersusCommand::Rematch),
                    VersusKey::Pupil => commands.extend(result.pupil.as_ref().and_then(|view| self.pupil.key(view))),
                    VersusKey::Look => commands.extend(result.lessons.look_next()),
                    VersusKey::PlayOn => commands.extend(result.lessons.play_on()),
                    VersusKey::Back if result.lessons.looked_at.is_some() => commands.push(VersusCommand::Look(None)),
                    VersusKey::Back => commands.push(VersusCommand::Leave),
                    _ => {}
                },
            }
        }
        commands
    }

    fn in_play(&mut self, key: VersusKey, play: &PlayView<'_>) -> Option<VersusCommand> {
        match key {
            VersusKey::PlayOn if play.played_on.is_some() => {
                play.played_on.map(|from| VersusCommand::PlayOn(from.seat))
            }
            VersusKey::GiveUp if play.played_on.is_some() => Some(VersusCommand::Leave),
            VersusKey::Back if play.played_on.is_some() && play.round_over.is_some() => Some(VersusCommand::Leave),
            VersusKey::Look => play.lessons.look_next(),
            VersusKey::PlayOn => play.lessons.play_on(),
            VersusKey::Back if play.lessons.looked_at.is_some() => Some(VersusCommand::Look(None)),
            VersusKey::Begin if play.paused => Some(VersusCommand::Pause(false)),
            VersusKey::Begin => play.can_skip().then_some(VersusCommand::NextRound),
            VersusKey::Restart => Some(VersusCommand::Restart),
            VersusKey::Mute => None,
            VersusKey::Pause | VersusKey::Back => Some(VersusCommand::Pause(!play.paused)),
            VersusKey::GiveUp if play.has_person() => {
                self.question = Some(play.end_question().0);
                (!play.paused).then_some(VersusCommand::Pause(true))
            }
            VersusKey::GiveUp => Some(VersusCommand::Leave),
            VersusKey::Thinking => Some(VersusCommand::SetThinking(!play.thinking)),
            VersusKey::Pupil | VersusKey::Watch => None,
            VersusKey::Tempo(direction) => {
                let tempo = play.tempo.changed(direction, play.has_person());
                (tempo != play.tempo).then_some(VersusCommand::SetTempo(tempo))
            }
        }
    }
}

fn in_setup(key: VersusKey, draft: &MatchDraft, can_start: bool) -> Option<VersusCommand> {
    match key {
        VersusKey::Begin => can_start.then_some(VersusCommand::Start),
        VersusKey::Thinking => Some(VersusCommand::Change(MatchDraft { thinking: !draft.thinking, ..draft.clone() })),
        VersusKey::Tempo(direction) => {
            let tempo = draft.tempo.changed(direction, draft.has_person());
            (tempo != draft.tempo).then(|| VersusCommand::Change(MatchDraft { tempo, ..draft.clone() }))
        }
        VersusKey::Pause
        | VersusKey::Back
        | VersusKey::GiveUp
        | VersusKey::Restart
        | VersusKey::Mute
        | VersusKey::Pupil
        | VersusKey::Watch
        | VersusKey::Look
        | VersusKey::PlayOn => None,
    }
}
