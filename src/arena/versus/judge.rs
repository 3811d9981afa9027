//! Who has won a round and a match, from what happened. When that is asked, and what goes before, is in `contest`.

use super::{How, MatchMode, MatchSettings, Round, RoundEnd, hunt::Hunt};
use crate::gridworld::{Cell, GridWorld, Outcome};

/// Two returns closer than this share of the larger are the same: what is left between them is rounding.
const ROUNDING: f64 = 1e-9;

/// What a judge sees of the step that was just made.
pub(super) struct Scene<'a> {
    pub world: &'a GridWorld,
    /// Where the agents stood before it.
    pub before: &'a [Cell],
    /// What it led to for each agent; `None` for who was out already.
    pub outcomes: &'a [Option<Outcome>],
    pub hunt: Option<&'a Hunt>,
}

/// The seat with the greatest sum; `None` where two share it.
pub(super) fn leader(sums: &[(usize, f64)]) -> Option<usize> {
    let (seat, greatest) = sums.iter().copied().reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    // Sums that cancel out are as inexact as their largest part; parts are rewards, and those are mostly about one.
    let near = |sum: f64| (greatest - sum).abs() <= ROUNDING * greatest.abs().max(sum.abs()).max(1.0);
    let alone = sums.iter().filter(|(_, sum)| near(*sum)).count() == 1;
    alone.then_some(seat)
}

/// How the round ends with this step; `None` where it goes on.
pub(super) fn round_end(settings: &MatchSettings, round: &Round, scene: &Scene) -> Option<RoundEnd> {
    let end = |winner, how| Some(RoundEnd { winner, how });
    let outcomes = scene.outcomes.iter().flatten();
    let is_over = (0..scene.outcomes.len()).all(|agent| scene.world.is_over(agent));
    let truncated = outcomes.clone().any(|outcome| outcome.truncated);
    let best_of = |among: &dyn Fn(usize) -> bool| {
        let sums: Vec<_> = (0..round.seats.len())
            .filter(|&seat| among(seat))
            .map(|seat| (seat, round.seats[seat].total(&settings.level.rewards)))
            .collect();
        leader(&sums)
    };
    match settings.mode {
        MatchMode::Race => {
            let arrived = |seat: usize| scene.outcomes[seat].is_some_and(|outcome| outcome.goal);
            if (0..scene.outcomes.len()).any(arrived) {
                end(best_of(&arrived), How::Goal)
            } else if is_over {
                end(best_of(&|_| true), if truncated { How::TimeUp } else { How::AllOut })
            } else {
                None
            }
        }
        MatchMode::Score { steps } if round.steps >= steps => end(best_of(&|_| true), How::Points),
        MatchMode::Score { .. } => None,
        MatchMode::Hunt { .. } => {
            let touches = scene.hunt.map_or(0, |hunt| hunt.touches(scene.world, scene.before[0]));
            if touches > 0 {
                end(Some(0), How::Caught)
            } else if outcomes.clone().any(|outcome| outcome.goal) {
                end(Some(1), How::Escaped)
            } else if truncated {
                end(Some(1), How::TimeUp)
            } else if is_over {
                end(Some(0), How::AllOut)
            } else {
                None
            }
        }
    }
}

/// Who has won after these rounds, of the seats that count: most wins, then the greatest return in all rounds together.
pub(super) fn standing(
    settings: &MatchSettings,
    rounds: &[Round],
    wins: &[u32],
    counts: impl Fn(usize) -> bool,
) -> Option<usize> {
    let most = (0..wins.len()).filter(|&seat| counts(seat)).map(|seat| wins[seat]).max()?;
    let sums: Vec<_> = (0..wins.len())
        .filter(|&seat| counts(seat) && wins[seat] == most)
        .map(|seat| {
            let totals = rounds.iter().map(|round| round.seats[seat].total(&settings.level.rewards));
            (seat, totals.sum())
        })
        .collect();
    leader(&sums)
}
