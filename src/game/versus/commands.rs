//! Carries out what the versus panels and keys ask for.

use bevy::{ecs::system::SystemParam, prelude::*};

use super::{
    CurrentMatch, LiveGhost, LiveMatch, MatchPhase, MatchRecords, PlayedOn, RecordsFile,
    demonstrations::DemonstrationPool,
    ghost::ChosenGhost,
    match_optima::MatchOptima,
    matchmaking::{MatchLevel, settings_of},
    practice::Practice,
    pupil::Pupils,
    seat_players::{AvailablePlayers, SeatFault},
    watching::Watching,
};
use crate::{
    arena::{Controller, versus::Match},
    files,
    game::{FileChosen, Lanes, Purpose, dialogs::OpenDialog, faults::Fault, notices::Announcer, replays::StoreThread},
    language::Texts,
    panels::{
        Settings,
        versus::{GhostChoice, MatchDraft, SeatChoice, VersusCommand},
    },
    records::START,
};

/// What a match is made from.
#[derive(SystemParam)]
pub(super) struct Offer<'w> {
    at: Res<'w, MatchLevel>,
    optima: Res<'w, MatchOptima>,
    ghost: Res<'w, ChosenGhost>,
    lanes: ResMut<'w, Lanes>,
    pupils: ResMut<'w, Pupils>,
    texts: Res<'w, Texts>,
}

/// Where a match that is broken off is kept.
#[derive(SystemParam)]
pub(super) struct Keeping<'w> {
    file: RecordsFile<'w>,
    store: Res<'w, StoreThread>,
}

pub(super) fn carry_out(
    mut asked: MessageReader<VersusCommand>,
    mut current: ResMut<CurrentMatch>,
    mut chosen: ResMut<MatchDraft>,
    pool: Res<DemonstrationPool>,
    mut dialog: ResMut<OpenDialog>,
    mut announcer: Announcer,
    (mut offer, mut keeping, mut settings): (Offer, Keeping, ResMut<Settings>),
) {
    for command in asked.read() {
        let is_over = current.live.as_ref().is_some_and(|live| matches!(live.phase, MatchPhase::RoundOver(_)));
        let ends_practice = match command {
            VersusCommand::Leave | VersusCommand::GiveUp => true,
            VersusCommand::NextRound => is_over,
            _ => false,
        };
        if ends_practice && current.go_back() {
            continue;
        }
        match command {
            VersusCommand::Change(draft) => {
                *chosen = draft.clone().settled();
                current.problem = None;
            }
            // Why not stands on the screen.
            VersusCommand::Start if offer.ghost.is_refused() => {}
            VersusCommand::Start => {
                let rating = keeping.file.rating(&offer.at.level, &chosen);
                match begin(&offer.available(rating), &chosen, &offer.ghost) {
                    Ok(mut live) => {
                        live.await_reader(settings.key_hint);
                        current.live = Some(live);
                        current.problem = None;
                        // The next match is another one.
                        chosen.seed = chosen.seed.wrapping_add(1);
                    }
                    Err(problem) => current.problem = Some(problem),
                }
            }
            VersusCommand::NextRound => {
                if let Some(live) = current.live.as_mut() {
                    live.lessons.looked_at = None;
                    live.pause(false);
                    live.skip_rest();
                }
            }
            VersusCommand::Rematch => rematch(&mut current),
            VersusCommand::Restart => {
                if let Some(PlayedOn { seat, .. }) = current.live.as_ref().and_then(|live| live.played_on) {
                    current.play_on(seat);
                    continue;
                }
                if current.live.as_ref().is_some_and(LiveMatch::is_at_stake) {
                    give_up(&mut current);
                    keeping.keep(&mut current, &mut announcer);
                    announcer.note("notice-restart-lost");
                }
                rematch(&mut current);
            }
            VersusCommand::Mute(muted) => settings.muted = *muted,
            VersusCommand::Pause(paused) => {
                if let Some(live) = &mut current.live {
                    live.lessons.looked_at = None;
                    live.pause(*paused);
                }
            }
            VersusCommand::GiveUp => give_up(&mut current),
            VersusCommand::Leave => current.live = None,
            VersusCommand::SetTempo(tempo) => {
                chosen.tempo = *tempo;
                *chosen = chosen.clone().settled();
            }
            VersusCommand::SetThinking(thinking) => chosen.thinking = *thinking,
            VersusCommand::ShowRound(round) => {
                current.shown_round = *round;
                current.look_at(None);
            }
            VersusCommand::Look(seat) => current.look_at(*seat),
            VersusCommand::PlayOn(seat) => current.play_on(*seat),
            VersusCommand::ChooseFile(seat) => dialog.ask(Purpose::Opponent(*seat), ""),
            VersusCommand::ChooseGhost => dialog.ask(Purpose::Ghost, ""),
            VersusCommand::WatchPractice(report) => {
                // The match stands still meanwhile, and waits for the person afterwards.
                if let Some(live) = current.live.as_mut().filter(|live| live.phase != MatchPhase::Over) {
                    live.pause(true);
                }
                current.watching = Some(Watching::of(*report));
            }
            VersusCommand::StopWatching => current.watching = None,
            VersusCommand::TeachPupil { games, start } => {
                if let Some(live) = &current.live
                    && let Err(fault) = offer.pupils.teach((&pool, games), *start, live, &offer.at, &offer.lanes)
                {
                    announcer.error(fault);
                }
            }
            VersusCommand::PlayPupil => {
                if let Err(problem) = play_pupil(&mut current, &mut chosen, &offer) {
                    current.live = None;
                    current.problem = Some(problem);
                }
            }
            VersusCommand::SavePupil => {
                if let Some(live) = &current.live {
                    let level = &live.game.settings().level;
                    offer.pupils.save_next(level);
                    dialog.ask(Purpose::Pupil, &format!("pupil-{}", level.name));
                }
            }
            VersusCommand::AdoptPupil => {
                if let Some(live) = &current.live {
                    let Offer { lanes, pupils, .. } = &mut offer;
                    match pupils.adopt(&live.game.settings().level, lanes) {
                        Ok(()) => announcer.done("notice-pupil-adopted"),
                        Err(fault) => announcer.error(fault),
                    }
                }
            }
            VersusCommand::ExportRecords => dialog.ask(Purpose::Records, "sidestep-records"),
            VersusCommand::ResetRecords => {
                keeping.file.records.reset();
                keeping.file.write(&mut announcer);
                announcer.done("notice-records-reset");
            }
            VersusCommand::UndoResetRecords => {
                keeping.file.records.undo();
                keeping.file.write(&mut announcer);
            }
        }
    }
}

/// Takes up a network for a seat, and writes the records into a file, once the file is chosen.
pub(super) fn take_files(
    mut chosen: MessageReader<FileChosen>,
    mut draft: ResMut<MatchDraft>,
    (records, pupils): (Res<MatchRecords>, Res<Pupils>),
    mut announcer: Announcer,
) {
    for FileChosen { purpose, path } in chosen.read() {
        match purpose {
            // The match takes it up when it begins, and says then if it cannot.
            Purpose::Opponent(seat) => {
                if let Some(choice) = draft.seats.get_mut(*seat) {
                    *choice = SeatChoice::File(path.clone());
                }
                announcer.done_with("notice-opened", path);
            }
            // It is read at once, and said on the screen if it cannot run.
            Purpose::Ghost => *draft = draft.clone().raced_against(path),
            Purpose::Pupil => match pupils.save(path) {
                Ok(()) => announcer.done_with("notice-saved", path),
                Err(fault) => announcer.error(fault),
            },
            Purpose::Records => match files::write_atomically(path, records.records.to_csv().as_bytes()) {
                Ok(()) => announcer.done_with("notice-saved", path),
                Err(refused) => announcer.error(Fault::write(path, &refused)),
            },
            _ => {}
        }
    }
}

impl Offer<'_> {
    /// `rating` is the person's on the level in the draft's mode.
    fn available(&self, rating: f32) -> AvailablePlayers<'_> {
        AvailablePlayers {
            level: &self.at.level,
            lanes: &self.lanes,
            pupil: self.pupils.on(&self.at.level).map(|pupil| &pupil.policy),
            optima: &self.optima.optima,
            has_optimum: self.optima.exist(),
            rating,
            texts: &self.texts,
        }
    }
}

fn begin(available: &AvailablePlayers, draft: &MatchDraft, ghost: &ChosenGhost) -> Result<LiveMatch, SeatFault> {
    if let Some(refusal) = draft.mode.refusal(available.level) {
        return Err(SeatFault::NotOffered(refusal));
    }
    match &draft.ghost {
        GhostChoice::File(path) if path.as_os_str().is_empty() => return Err(SeatFault::NoGhostFile),
        _ => {}
    }
    let (controllers, players) = available.seat_all(&draft.seats)?.into_iter().unzip();
    let game = Match::new(settings_of(draft, available.level, ghost), controllers).map_err(Box::new)?;
    let ghost = ghost.of_match(draft, available.level, available.rating, available.texts);
    Ok(LiveMatch::new(game, players, available.optima.clone()).haunted(ghost))
}

impl Keeping<'_> {
    /// Counts the match, which is over, and keeps what there is of its last round.
    fn keep(&mut self, current: &mut CurrentMatch, announcer: &mut Announcer) {
        let Some(live) = &mut current.live else { return };
        if self.file.records.count(live).is_some() {
            self.file.write(announcer);
        }
        live.take_replays().into_iter().for_each(|replay| self.store.keep(replay));
    }
}

/// The first person has had enough.
fn give_up(current: &mut CurrentMatch) {
    if let Some(live) = &mut current.live {
        let person = live.game.controllers().iter().position(|controller| matches!(controller, Controller::Person));
        live.give_up(person.unwrap_or(0));
    }
}

/// The same seats once more, with the next seed.
fn rematch(current: &mut CurrentMatch) {
    let Some(live) = &current.live else { return };
    match live.game.rematch() {
        Ok(game) => {
            let ghost = live.ghost.as_ref().map(LiveGhost::again);
            let mut next = LiveMatch::new(game, live.players.clone(), live.optima.clone()).haunted(ghost);
            next.await_reader(live.is_awaited());
            current.live = Some(next);
            current.practice = Practice::Idle;
        }
        Err(fault) => current.problem = Some(Box::new(fault).into()),
    }
}

/// A rematch with the pupil in the opponent's place: on the first seat where no person sits, else on the last. After a
/// time trial alone it is a race of the two.
fn play_pupil(current: &mut CurrentMatch, chosen: &mut MatchDraft, offer: &Offer<'_>) -> Result<(), SeatFault> {
    let Some(live) = &mut current.live else { return Ok(()) };
    if live.players.len() == 1 {
        chosen.ghost = GhostChoice::None;
        chosen.seats.truncate(1);
        chosen.seats.push(SeatChoice::Pupil);
        current.live = Some(begin(&offer.available(START), chosen, &offer.ghost)?);
        chosen.seed = chosen.seed.wrapping_add(1);
        return Ok(());
    }
    let level = live.game.settings().level.clone();
    let pupil = offer.pupils.on(&level).map(|pupil| &pupil.policy);
    let available = AvailablePlayers { level: &level, pupil, ..offer.available(START) };
    let seat = live.players.iter().position(|player| player.keys.is_none()).unwrap_or(live.players.len() - 1);
    let (controller, player) = available.fill(&SeatChoice::Pupil)?;
    live.game.replace_controller(seat, controller).map_err(Box::new)?;
    live.players[seat] = player;
    // The next choice of a match shows who has just been played against.
    *chosen = chosen.clone().seated(seat, SeatChoice::Pupil);
    rematch(current);
    Ok(())
}
