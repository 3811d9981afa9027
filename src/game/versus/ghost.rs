//! The ghost of a race: which one is chosen, and how everybody stands beside it. Its way through a match is in `live_ghost`, the
//! person's best races are kept in `best`.

use std::sync::Arc;

use bevy::prelude::*;

use super::{
    best::BestRaces,
    live_ghost::{LiveGhost, Runner},
    live_match::LiveMatch,
    matchmaking::MatchLevel,
};
use crate::{
    arena::versus::MatchMode,
    game::{faults::Fault, notices::Announcer},
    gridworld::{Cell, GridWorld, Level},
    language::Texts,
    panels::{
        LevelChoice,
        versus::{Gate, GhostChoice, GhostLine, GhostView, MatchDraft, SeatChoice},
    },
    replay::{RecordedGhost, Replay},
};

/// The recorded ghost that is chosen, as far as there is one.
#[derive(Resource, Default)]
pub struct ChosenGhost {
    of: Option<(GhostChoice, Arc<Level>)>,
    recorded: Option<Arc<RecordedGhost>>,
    fault: Option<Fault>,
    /// Another number whenever something else is there.
    pub(super) version: u32,
}

impl ChosenGhost {
    /// Reads it again, as there may be a better one.
    pub(super) fn forget(&mut self) {
        self.of = None;
    }

    /// What a choice prescribes for a level, as races are run on it.
    fn read(&mut self, choice: &GhostChoice, best: &BestRaces, level: &Level, announcer: &mut Announcer) {
        (self.recorded, self.fault) = (None, None);
        match choice {
            GhostChoice::Best => self.recorded = best.of(level, announcer).map(Arc::new),
            GhostChoice::File(path) if !path.as_os_str().is_empty() => {
                let read = || -> Result<RecordedGhost, Fault> {
                    let replay = Replay::load(path)?;
                    let recorded = replay.ghost().map_err(|no| Fault::ghost(path, no))?;
                    recorded.fits(level).map_err(|no| Fault::ghost(path, no))?;
                    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
                    let name = replay.header.title.or(stem).unwrap_or_default();
                    Ok(RecordedGhost { name, ..recorded })
                };
                match read() {
                    Ok(recorded) => self.recorded = Some(Arc::new(recorded)),
                    Err(fault) => self.fault = Some(fault),
                }
            }
            _ => {}
        }
        self.version += 1;
    }

    /// Whether the chosen ghost cannot run on the level.
    pub const fn is_refused(&self) -> bool {
        self.fault.is_some()
    }

    /// Why the chosen ghost cannot run on the level, in words; that is said where the match would be started.
    pub(super) fn fault(&self, texts: &Texts) -> Option<String> {
        Some(self.fault.as_ref()?.say(texts))
    }

    /// The board of all rounds of a time trial: the ghost's, or, where the first run is still to come and where the
    /// ghost cannot run, one that is drawn. `None` where no ghost prescribes any.
    pub(super) fn board(
        &self,
        draft: &MatchDraft,
        drawn: impl FnOnce() -> Option<GridWorld>,
    ) -> Option<Arc<GridWorld>> {
        match (&draft.ghost, &self.recorded) {
            (GhostChoice::Best | GhostChoice::File(_), Some(recorded)) => Some(recorded.board.clone()),
            (GhostChoice::Best | GhostChoice::File(_), None) => drawn().map(|board| Arc::new(board.gathered(0, 1))),
            _ => None,
        }
    }

    /// Where it stands before the start.
    pub(super) fn start(&self) -> Option<Cell> {
        self.recorded.as_ref()?.way.path.first().copied()
    }

    /// What a recorded one did: steps to the goal, if it came there, and hits.
    pub(super) fn run(&self) -> Option<(Option<u32>, u32)> {
        self.recorded.as_ref().map(|recorded| (recorded.way.goal_step, recorded.way.hits))
    }

    /// The ghost of a match that begins; `rating` is the person's.
    pub(super) fn of_match(&self, draft: &MatchDraft, level: &Level, rating: f32, texts: &Texts) -> Option<LiveGhost> {
        let (name, runner) = match &draft.ghost {
            GhostChoice::None => return None,
            GhostChoice::Best => (texts.t("ghost-best").to_owned(), Runner::Best(self.recorded.clone())),
            GhostChoice::File(_) => {
                let recorded = self.recorded.clone()?;
                (recorded.name.clone(), Runner::Recorded(recorded))
            }
            GhostChoice::Agent(rung) => {
                let opponent = rung.on(&level.name, rating)?;
                (SeatChoice::Opponent(opponent.rung()).name(texts), Runner::Agent(opponent.controller()))
            }
        };
        Some(LiveGhost::new(name, runner))
    }
}

/// Reads the ghost when another one, or another level, is chosen. A file whose level is built in brings that level along.
pub(super) fn choose(
    at: Res<MatchLevel>,
    mut draft: ResMut<MatchDraft>,
    mut chosen: ResMut<ChosenGhost>,
    best: Res<BestRaces>,
    mut announcer: Announcer,
) {
    let wanted = (draft.ghost.clone(), at.level.clone());
    let is_same = |of: &(GhostChoice, Arc<Level>)| of.0 == wanted.0 && Arc::ptr_eq(&of.1, &wanted.1);
    if chosen.of.as_ref().is_some_and(is_same) {
        return;
    }
    let is_new = chosen.of.as_ref().is_none_or(|of| of.0 != wanted.0);
    chosen.read(&wanted.0, &best, &MatchMode::Race.level(&at.level), &mut announcer);
    if let (GhostChoice::File(path), true) = (&wanted.0, is_new && chosen.is_refused())
        && let Some(level) = built_in(path)
    {
        draft.level = level;
        *draft = draft.clone().settled();
    }
    chosen.of = Some(wanted);
}

/// The built-in level that a recorded race was run on.
fn built_in(path: &std::path::Path) -> Option<LevelChoice> {
    let recorded = Replay::load(path).ok()?.ghost().ok()?;
    Some(LevelChoice::BuiltIn(recorded.built_in()?.to_owned()))
}

impl LiveMatch {
    /// The seats that are compared with a ghost: people's, or where none play everybody's.
    pub(super) fn compared(&self) -> Vec<usize> {
        let people: Vec<usize> = (0..self.players.len()).filter(|&seat| self.players[seat].keys.is_some()).collect();
        if people.is_empty() { (0..self.players.len()).collect() } else { people }
    }

    /// How everybody stands beside the ghost in the present round, or, until there is something to say, how they did in the one before.
    pub fn ghost_view(&self) -> Option<GhostView<'_>> {
        let (ghost, game) = (self.ghost.as_ref()?, &self.game);
        let now = game.round();
        let before = game.rounds().iter().rfind(|round| round.number != now.number);
        self.view_of(|seat| {
            let level = &game.settings().level;
            let line = |gate, lead| GhostLine { seat, gate, lead };
            let gap = ghost.gap(now, seat, level);
            let present = gap.and_then(|gap| match (gap.end, gap.half_way) {
                (Some(lead), _) => Some(line(Gate::End, lead)),
                (None, Some(lead)) => Some(line(Gate::HalfWay, lead)),
                (None, None) => None,
            });
            let past = || Some(line(Gate::Before, ghost.gap(before?, seat, level)?.end?));
            present.or_else(past).into_iter().collect()
        })
    }

    /// How everybody stood beside the ghost in a round that is over, half-way and at the end.
    pub(super) fn ghost_of(&self, round: usize) -> Option<GhostView<'_>> {
        let ghost = self.ghost.as_ref()?;
        ghost.way(round)?;
        let round = self.game.rounds().get(round)?;
        self.view_of(|seat| {
            let Some(gap) = ghost.gap(round, seat, &self.game.settings().level) else { return Vec::new() };
            let gates = [(Gate::HalfWay, gap.half_way), (Gate::End, gap.end)];
            gates.into_iter().filter_map(|(gate, lead)| Some(GhostLine { seat, gate, lead: lead? })).collect()
        })
    }

    fn view_of(&self, lines: impl Fn(usize) -> Vec<GhostLine>) -> Option<GhostView<'_>> {
        let ghost = self.ghost.as_ref()?;
        let seats = self.compared();
        Some(GhostView {
            name: &ghost.name,
            is_trial: self.game.settings().board.is_some(),
            is_there: ghost.moves(self.game.round()).is_some(),
            is_shared: seats.len() > 1,
            lines: seats.into_iter().flat_map(lines).collect(),
            at: None,
        })
    }
}
