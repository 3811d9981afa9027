//! Carries out what the versus panels and keys ask for.

use bevy::prelude::*;

use super::{
    Contest, DataFolder, Ledger,
    bout::Bout,
    contenders::Company,
    lessons::Lessons,
    matchmaking::{MatchLevel, MatchOptimum, settings_of},
};
use crate::{
    arena::{Pilot, versus::Match},
    game::{
        control::Wish,
        dialogs::{OpenDialog, Purpose},
        lanes::Lanes,
        notices::Notices,
        preferences::Preferences,
    },
    language::Texts,
    panels::{Command, MessageKind, versus::VersusCommand},
};

#[expect(clippy::too_many_arguments, reason = "this is where all wishes about matches meet all that they concern")]
pub(super) fn obey(
    mut wishes: MessageReader<Wish>,
    mut contest: ResMut<Contest>,
    mut preferences: ResMut<Preferences>,
    mut lessons: ResMut<Lessons>,
    mut ledger: ResMut<Ledger>,
    mut dialog: ResMut<OpenDialog>,
    mut notices: ResMut<Notices>,
    at: Res<MatchLevel>,
    optimum: Res<MatchOptimum>,
    lanes: Res<Lanes>,
    folder: Res<DataFolder>,
    texts: Res<Texts>,
) {
    for Wish(wish) in wishes.read() {
        let Command::Versus(wish) = wish else { continue };
        match wish {
            VersusCommand::Change(draft) => {
                preferences.versus = draft.clone().settled();
                contest.problem = None;
            }
            VersusCommand::Start => {
                let company = Company {
                    level: &at.level,
                    lanes: &lanes,
                    optimum: optimum.known(),
                    has_optimum: optimum.exists(),
                    texts: &texts,
                };
                match begin(&company, &preferences) {
                    Ok(bout) => {
                        contest.bout = Some(bout);
                        contest.problem = None;
                        lessons.learned = None;
                        // The next match is another one.
                        preferences.versus.seed = preferences.versus.seed.wrapping_add(1);
                    }
                    Err(problem) => contest.problem = Some(problem),
                }
            }
            VersusCommand::NextRound => {
                if let Some(bout) = contest.bout.as_mut() {
                    bout.paused = false;
                    bout.skip_rest();
                }
            }
            VersusCommand::Rematch => {
                lessons.learned = None;
                rematch(&mut contest);
            }
            VersusCommand::Pause(paused) => {
                if let Some(bout) = &mut contest.bout {
                    bout.paused = *paused;
                }
            }
            VersusCommand::GiveUp => {
                if let Some(bout) = &mut contest.bout {
                    let person = bout.game.pilots().iter().position(|pilot| matches!(pilot, Pilot::Person));
                    bout.give_up(person.unwrap_or(0));
                }
            }
            VersusCommand::Leave => contest.bout = None,
            VersusCommand::SetTempo(tempo) => {
                preferences.versus.tempo = *tempo;
                preferences.versus = preferences.versus.clone().settled();
            }
            VersusCommand::SetThinking(thinking) => preferences.versus.thinking = *thinking,
            VersusCommand::ShowRound(round) => contest.shown_round = *round,
            VersusCommand::ChooseFile(seat) => dialog.ask(Purpose::Opponent(*seat), ""),
            VersusCommand::LearnFromMe => {
                if let Err(fault) = lessons.give(&at, &lanes) {
                    notices.push(MessageKind::Error, &fault.say(&texts));
                }
            }
            VersusCommand::ExportRecords => dialog.ask(Purpose::Records, "sidestep-records"),
            VersusCommand::ResetRecords => {
                ledger.reset();
                ledger.write(&folder, &mut notices, &texts);
                notices.push(MessageKind::Done, texts.t("notice-records-reset"));
            }
            VersusCommand::UndoResetRecords => {
                ledger.undo();
                ledger.write(&folder, &mut notices, &texts);
            }
        }
    }
}

fn begin(company: &Company, preferences: &Preferences) -> Result<Bout, String> {
    let draft = &preferences.versus;
    let seats = company.seat_all(&draft.seats).map_err(|fault| fault.say(company.texts))?;
    let (pilots, contenders) = seats.into_iter().unzip();
    let settings = settings_of(draft, company.level);
    let game =
        Match::new(settings, pilots).map_err(|fault| crate::game::faults::Fault::from(fault).say(company.texts))?;
    Ok(Bout::new(game, contenders, company.optimum.cloned()))
}

/// The same seats once more, with the next seed.
fn rematch(contest: &mut Contest) {
    let Some(bout) = &contest.bout else { return };
    match bout.game.rematch() {
        Ok(game) => contest.bout = Some(Bout::new(game, bout.contenders.clone(), bout.optimum.clone())),
        Err(fault) => contest.problem = Some(fault.to_string()),
    }
}
