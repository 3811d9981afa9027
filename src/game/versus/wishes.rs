//! Carries out what the versus panels and keys ask for.

use bevy::{ecs::system::SystemParam, prelude::*};

use super::{
    Contest,
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
        faults::Fault,
        lanes::Lanes,
        notices::Announcer,
        preferences::Preferences,
    },
    language::Texts,
    panels::{Command, versus::VersusCommand},
};

/// What a match is made from.
#[derive(SystemParam)]
pub(super) struct Offer<'w> {
    at: Res<'w, MatchLevel>,
    optimum: Res<'w, MatchOptimum>,
    lanes: Res<'w, Lanes>,
}

pub(super) fn obey(
    mut wishes: MessageReader<Wish>,
    mut contest: ResMut<Contest>,
    mut preferences: ResMut<Preferences>,
    mut lessons: ResMut<Lessons>,
    mut dialog: ResMut<OpenDialog>,
    mut announcer: Announcer,
    offer: Offer,
) {
    for Wish(wish) in wishes.read() {
        let Command::Versus(wish) = wish else { continue };
        match wish {
            VersusCommand::Change(draft) => {
                preferences.versus = draft.clone().settled();
                contest.problem = None;
            }
            VersusCommand::Start => match begin(&offer.company(&announcer.texts), &preferences) {
                Ok(bout) => {
                    contest.bout = Some(bout);
                    contest.problem = None;
                    lessons.learned = None;
                    // The next match is another one.
                    preferences.versus.seed = preferences.versus.seed.wrapping_add(1);
                }
                Err(problem) => contest.problem = Some(problem),
            },
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
                if let Err(fault) = lessons.give(&offer.at, &offer.lanes) {
                    announcer.error(fault);
                }
            }
            VersusCommand::ExportRecords => dialog.ask(Purpose::Records, "sidestep-records"),
            // Carried out where the records are kept.
            VersusCommand::ResetRecords | VersusCommand::UndoResetRecords => {}
        }
    }
}

impl Offer<'_> {
    fn company<'a>(&'a self, texts: &'a Texts) -> Company<'a> {
        Company {
            level: &self.at.level,
            lanes: &self.lanes,
            optimum: self.optimum.known(),
            has_optimum: self.optimum.exists(),
            texts,
        }
    }
}

fn begin(company: &Company, preferences: &Preferences) -> Result<Bout, String> {
    let draft = &preferences.versus;
    let seats = company.seat_all(&draft.seats).map_err(|fault| fault.say(company.texts))?;
    let (pilots, contenders) = seats.into_iter().unzip();
    let settings = settings_of(draft, company.level);
    let game = Match::new(settings, pilots).map_err(|error| Fault::from(Box::new(error)).say(company.texts))?;
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
