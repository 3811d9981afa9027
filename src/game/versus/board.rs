//! The board of the match: where everybody stands, what an opponent thinks, and afterwards who went which way.

use bevy::prelude::*;

use super::{
    current_match::{Cued, CurrentMatch},
    ghost::ChosenGhost,
    live_match::{Cue, LiveMatch},
    matchmaking::Preview,
};
use crate::{
    arena::{
        Controller,
        versus::{CostlyStep, HUNTER, Match, SeatRound},
    },
    game::board::{AgentView, BoardModel, CellValues, Flash, PathOf, PathView},
    gridworld::Cell,
    panels::{MatchDraft, Overlays, Tab, versus::Tempo},
};

/// Cells of a trail while a round is played.
const TRAIL: usize = 12;

/// The board of the match.
#[derive(Component)]
pub(super) struct MatchBoard;

/// Lets the board be there as long as the screen is shown.
pub(super) fn spawn_board(mut commands: Commands) {
    let name = Name::new("Board of the match");
    commands.spawn((name, MatchBoard, BoardModel::default(), DespawnOnExit(Tab::Versus)));
}

pub(super) fn fill(
    current: Res<CurrentMatch>,
    preview: Res<Preview>,
    draft: Res<MatchDraft>,
    ghost: Res<ChosenGhost>,
    mut boards: Query<(&mut BoardModel, &mut Overlays), With<MatchBoard>>,
) {
    for (mut model, mut overlays) in &mut boards {
        let thinks = current.live.is_some() && draft.thinking && current.watching.is_none();
        overlays.set_if_neq(Overlays { values: thinks, actions: thinks, ..Overlays::default() });
        if let Some(watching) = &current.watching {
            model.haunt(None);
            watching.fill(&current.practised, &mut model);
            continue;
        }
        match &current.live {
            Some(live) => {
                fill_match(&mut model, live, draft.tempo, thinks, current.shown_round);
                if let Some((seat, costly)) = current.moment() {
                    show_moment(&mut model, seat, costly);
                    if let Some(round) = live.game.rounds().get(current.round_in_view()) {
                        model.starts.clone_from(&round.starts);
                    }
                }
            }
            None => {
                let Some(game) = &preview.game else { continue };
                fill_game(&mut model, game, 1.0);
                model.haunt(ghost.start().filter(|_| game.settings().board.is_some()).map(|start| [start, start]));
                model.paths.clear();
                model.values = None;
            }
        }
    }
}

fn fill_match(model: &mut BoardModel, live: &LiveMatch, tempo: Tempo, thinks: bool, shown_round: usize) {
    fill_game(model, &live.game, live.progress(tempo));
    let is_over = live.shows_report();
    let thinker = live.game.controllers().iter().position(|controller| matches!(controller, Controller::Policy { .. }));
    model.values = thinker.filter(|_| thinks && !is_over).and_then(|seat| {
        let thoughts = live.game.thoughts(seat)?;
        Some(CellValues::of_one(thoughts, live.players[seat].action_values))
    });
    model.haunt(live.ghost.as_ref().and_then(|ghost| ghost.moves(live.game.round())));
    model.paths.clear();
    if is_over {
        show_ways(model, live, shown_round);
    }
}

/// Level, goals, obstacles and agents as they are in the running round.
fn fill_game(model: &mut BoardModel, game: &Match, progress: f32) {
    let simulation = game.simulation();
    let world = simulation.grid_world(0);
    let end = game.round().end;
    let agents = game.round().seats.iter().enumerate().filter_map(|(seat, played)| {
        let agent = game.agent_of(seat)?;
        let &to = world.agents().get(agent)?;
        Some(AgentView {
            from: simulation.agents_before(0).get(agent).copied().unwrap_or(to),
            to,
            facing: played.actions.last().map_or((0, 0), |action| action.delta()),
            seat,
            // Nobody sleeps through the end of a round: faces show who has won.
            alive: end.is_some() || !world.is_over(agent) || world.goals().contains(&to),
            won: end.and_then(|end| end.winner).map(|winner| winner == seat),
            trail: trail(played),
        })
    });
    model.show(world, progress, agents);
    model.starts.clone_from(&game.round().starts);
    model.mark_steered(game.hunted_obstacles(), HUNTER);
}

/// The last cells before the present step, of the present lap.
fn trail(played: &SeatRound) -> Vec<Cell> {
    let lap = played.breaks.last().copied().unwrap_or(0);
    let walked = &played.path[lap.min(played.path.len())..];
    let before = walked.len().saturating_sub(1);
    walked[before.saturating_sub(TRAIL)..before].to_vec()
}

/// Everybody's way in one round, and the optimal one beside them; the pieces stand where the round ended.
fn show_ways(model: &mut BoardModel, live: &LiveMatch, shown_round: usize) {
    let Some(round) = live.game.rounds().get(shown_round) else {
        return;
    };
    // Of an earlier round's obstacles it is only known where the hunter's stood at its end.
    if shown_round + 1 < live.game.rounds().len() {
        let hunter = round.seats.get(HUNTER).filter(|_| round.agent_of(HUNTER).is_none());
        let stood = hunter.and_then(|hunter| hunter.path.last().copied());
        model.obstacles.retain_mut(|obstacle| {
            let Some(cell) = stood.filter(|_| obstacle.seat.is_some()) else { return false };
            (obstacle.from, obstacle.to) = (cell, cell);
            true
        });
    }
    for (seat, played) in round.seats.iter().enumerate() {
        if played.path.is_empty() {
            continue;
        }
        model.paths.push(PathView { pieces: pieces(&played.path, &played.breaks), whose: PathOf::Seat(seat) });
        if let (Some(agent), Some(&end)) =
            (model.agents.iter_mut().find(|agent| agent.seat == seat), played.path.last())
        {
            (agent.from, agent.to) = (end, end);
            agent.won = round.end.and_then(|end| end.winner).map(|winner| winner == seat);
            agent.trail.clear();
        }
    }
    model.goals.clone_from(&round.goals);
    model.haunt(None);
    if let Some(way) = live.ghost.as_ref().and_then(|ghost| ghost.way(shown_round)) {
        model.haunt(way.path.last().map(|&end| [end, end]));
        model.paths.push(PathView { pieces: pieces(&way.path, &way.breaks), whose: PathOf::Ghost });
    }
    let optimal = live.report.as_ref().and_then(|report| report.optimal.get(shown_round));
    let mut shown: Vec<&[Cell]> = Vec::new();
    for optimal in optimal.into_iter().flatten().flatten() {
        // Seats that start together share the optimal way.
        if shown.contains(&optimal.path.as_slice()) {
            continue;
        }
        shown.push(&optimal.path);
        model.paths.push(PathView { pieces: pieces(&optimal.path, &optimal.breaks), whose: PathOf::Optimum });
    }
}

/// The board before a costly step of a seat, with the way that it took, and the better one, each to the end of its lap.
fn show_moment(model: &mut BoardModel, seat: usize, costly: &CostlyStep) {
    let world = &costly.board;
    let agents = costly.agents.iter().enumerate().filter_map(|(other, agent)| {
        let agent = (*agent)?;
        let &cell = world.agents().get(agent)?;
        let facing = if other == seat { costly.action.delta() } else { (0, 0) };
        Some(AgentView {
            from: cell,
            to: cell,
            facing,
            seat: other,
            won: None,
            alive: !world.is_over(agent) || world.goals().contains(&cell),
            trail: Vec::new(),
        })
    });
    model.show(world, 1.0, agents);
    model.values = None;
    model.haunt(None);
    let first_lap = |way: &SeatRound| pieces(&way.path, &way.breaks).into_iter().take(1).collect();
    model.paths = vec![
        PathView { pieces: first_lap(&costly.taken), whose: PathOf::Seat(seat) },
        PathView { pieces: first_lap(&costly.better_way), whose: PathOf::Optimum },
    ];
}

/// A path, cut where laps begin.
fn pieces(path: &[Cell], breaks: &[usize]) -> Vec<Vec<Cell>> {
    let ends = breaks.iter().copied().chain([path.len()]);
    let mut begin = 0;
    let mut pieces = Vec::new();
    for end in ends {
        if begin < end && end <= path.len() {
            pieces.push(path[begin..end].to_vec());
        }
        begin = end;
    }
    pieces
}

/// Hits and goals flash where they can be followed by eye.
pub(super) fn flash(
    mut cues: MessageReader<Cued>,
    draft: Res<MatchDraft>,
    board: Single<Entity, With<MatchBoard>>,
    mut flashes: MessageWriter<Flash>,
) {
    for cue in cues.read() {
        if let Cued(Cue::Flash(kind, cell)) = *cue
            && draft.tempo != Tempo::Turbo
        {
            flashes.write(Flash { board: *board, kind, cell });
        }
    }
}
