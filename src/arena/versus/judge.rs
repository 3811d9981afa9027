//! Who has won a round and a match, from what happened. When that is asked, and what goes before, is in `contest`.

use super::{How, MatchMode, MatchResult, MatchSettings, Round, RoundEnd, hunt::Hunt};
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
    match settings.mode {
        MatchMode::Race if outcomes.clone().any(|outcome| outcome.goal) => {
            end(best(settings, round, |_| true), How::Goal)
        }
        MatchMode::Race if is_over => end(None, if truncated { How::TimeUp } else { How::AllOut }),
        MatchMode::Race => None,
        MatchMode::Score { steps } if round.steps >= steps => end(best(settings, round, |_| true), How::Points),
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

/// Who is best in a round, of the seats that count; `None` where several are. In a race: of those on the goal, who was hit least often;
/// else the greatest return. A seat that is alone is the best.
pub(super) fn best(settings: &MatchSettings, round: &Round, counts: impl Fn(usize) -> bool) -> Option<usize> {
    let is_race = settings.mode == MatchMode::Race;
    let seats = || round.seats.iter().enumerate().filter(|(seat, _)| counts(*seat));
    if let (Some((only, _)), 1) = (seats().next(), seats().count()) {
        return Some(only);
    }
    let sums = seats().filter(|(_, played)| !is_race || played.goals > 0).map(|(seat, played)| {
        (seat, if is_race { -f64::from(played.hits) } else { played.total(&settings.level.rewards) })
    });
    leader(&sums.collect::<Vec<_>>())
}

/// Who leads after some rounds.
pub(super) struct Standing {
    /// Who has won most of them; `None` where several share that.
    pub by_wins: Option<usize>,
    /// Who of these has been hit least often; `None` where several share that, too, and in a hunt, where hits are what is sought.
    by_hits: Option<usize>,
}

impl Standing {
    /// Of the seats that count.
    pub fn of(settings: &MatchSettings, rounds: &[Round], wins: &[u32], counts: impl Fn(usize) -> bool) -> Self {
        let counting = || (0..wins.len()).filter(|&seat| counts(seat));
        let most = counting().map(|seat| wins[seat]).max();
        let first: Vec<usize> = counting().filter(|&seat| Some(wins[seat]) == most).collect();
        let hits = |seat: usize| rounds.iter().map(|round| f64::from(round.seats[seat].hits)).sum::<f64>();
        let fewest: Vec<_> = first.iter().map(|&seat| (seat, -hits(seat))).collect();
        Self {
            by_wins: if let [seat] = first[..] { Some(seat) } else { None },
            by_hits: if settings.hunters().is_some() { None } else { leader(&fewest) },
        }
    }
}

impl From<Standing> for MatchResult {
    fn from(Standing { by_wins, by_hits }: Standing) -> Self {
        Self { winner: by_wins.or(by_hits), by_hits: by_wins.is_none() && by_hits.is_some(), given_up: None }
    }
}
