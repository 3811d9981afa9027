//! Which episodes of a run tell how it learned, and why each is shown: from what is kept of it and its returns.
//! How long each is on the screen is decided in `pacing`.

use std::collections::BTreeMap;

use crate::{curves::statistics::moving_average, replay::Header, runs::Firsts};

/// Episodes that a mean return is over, at most.
const WINDOW: usize = 100;

/// Why an episode is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The first one.
    First,
    /// The first of the run that reached a goal.
    FirstGoal,
    /// Of those that were kept the first that reached a goal.
    FirstKeptGoal,
    /// The first of the run that reached a goal and met nothing.
    FirstWithoutHit,
    /// Of those that were kept the first that reached a goal and met nothing.
    FirstKeptWithoutHit,
    /// The return, and its mean, grew more than between any other two.
    LargestImprovement,
    /// The greatest return.
    Best,
    /// The greatest return of those that were kept: of the run, another one has it or it is not known.
    BestKept,
    /// The last one.
    Last,
}

impl Reason {
    /// Its name, for programs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::FirstGoal => "first-goal",
            Self::FirstKeptGoal => "first-kept-goal",
            Self::FirstWithoutHit => "first-without-hit",
            Self::FirstKeptWithoutHit => "first-kept-without-hit",
            Self::LargestImprovement => "largest-improvement",
            Self::Best => "best",
            Self::BestKept => "best-kept",
            Self::Last => "last",
        }
    }

    /// Its text.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::First => "video-why-first",
            Self::FirstGoal => "video-why-first-goal",
            Self::FirstKeptGoal => "video-why-first-kept-goal",
            Self::FirstWithoutHit => "video-why-first-without-hit",
            Self::FirstKeptWithoutHit => "video-why-first-kept-without-hit",
            Self::LargestImprovement => "video-why-largest-improvement",
            Self::Best => "video-why-best",
            Self::BestKept => "video-why-best-kept",
            Self::Last => "video-why-last",
        }
    }
}

/// The episodes, by their number, with why each is shown; an episode between others needs no reason.
pub type Story = BTreeMap<u64, Vec<Reason>>;

/// All that are kept for their number, the best and the last.
#[must_use]
pub fn scheduled(kept: &BTreeMap<u64, Header>) -> Story {
    let best = best(kept);
    let last = kept.keys().next_back().copied();
    let is_shown =
        |number: u64, header: &Header| header.mark().is_some() || Some(number) == best || Some(number) == last;
    let shown = kept.iter().filter(|(number, header)| is_shown(**number, header));
    shown.map(|(number, _)| (*number, Vec::new())).collect()
}

/// At most `most` episodes, the most telling ones first chosen, and up to `comfortable` with some between them. Of all episodes of the
/// run the returns are known, from the first, NaN where one is not.
#[must_use]
pub fn tell(kept: &BTreeMap<u64, Header>, returns: &[f32], firsts: Firsts, [most, comfortable]: [usize; 2]) -> Story {
    let number = |found: Option<(&u64, &Header)>| found.map(|(number, _)| *number);
    let first_goal = number(kept.iter().find(|(_, header)| header.score().goals > 0));
    let without_hit = |header: &Header| header.score().goals > 0 && header.score().hits == 0;
    let first_without_hit = number(kept.iter().find(|(_, header)| without_hit(header)));
    let named = |kept: Option<u64>, known: Option<u64>, true_first, kept_first| {
        if kept == known { true_first } else { kept_first }
    };
    let best = best(kept);
    let got = best.and_then(|best| kept.get(&best)).map_or(f32::NAN, |header| header.score().episode_return);
    let is_best =
        returns.iter().all(|other| *other <= got) && kept.keys().all(|number| *number <= returns.len() as u64);
    let reasons = [
        (number(kept.last_key_value()), Reason::Last),
        (number(kept.first_key_value()), Reason::First),
        (first_goal, named(first_goal, firsts.goal, Reason::FirstGoal, Reason::FirstKeptGoal)),
        (largest_improvement(kept, returns), Reason::LargestImprovement),
        (
            first_without_hit,
            named(first_without_hit, firsts.without_hit, Reason::FirstWithoutHit, Reason::FirstKeptWithoutHit),
        ),
        (best, if is_best { Reason::Best } else { Reason::BestKept }),
    ];
    let mut story = Story::new();
    for (number, reason) in reasons {
        if let Some(number) = number
            && (story.len() < most.max(1) || story.contains_key(&number))
        {
            story.entry(number).or_default().push(reason);
        }
    }
    while story.len() < comfortable
        && let Some(between) = farthest(kept, &story)
    {
        story.insert(between, Vec::new());
    }
    for reasons in story.values_mut() {
        reasons.sort_unstable();
    }
    story
}

/// The first of those with the greatest return.
fn best(kept: &BTreeMap<u64, Header>) -> Option<u64> {
    let got = |(_, header): &(&u64, &Header)| header.score().episode_return;
    kept.iter().rev().max_by(|one, other| got(one).total_cmp(&got(other))).map(|(number, _)| *number)
}

/// The episode by which the return, its own and the mean of the last ones, grew most since the kept one before it.
fn largest_improvement(kept: &BTreeMap<u64, Header>, returns: &[f32]) -> Option<u64> {
    let means = moving_average(returns, (returns.len() / 10).clamp(1, WINDOW));
    let figures: Vec<(u64, f64, f64)> = kept
        .iter()
        .map(|(&number, header)| {
            let own = f64::from(header.score().episode_return);
            let mean = number.checked_sub(1).and_then(|index| means.get(index as usize)).copied();
            (number, own, mean.filter(|mean| mean.is_finite()).unwrap_or(own))
        })
        .collect();
    let growth = figures.windows(2).map(|pair| {
        let [before, after] = [pair[0], pair[1]];
        (after.0, (after.1 - before.1).min(after.2 - before.2))
    });
    let largest = growth.filter(|(_, growth)| *growth > 0.0).max_by(|one, other| one.1.total_cmp(&other.1));
    largest.map(|(number, _)| number)
}

/// Of those kept for their number the one that is farthest from all that are shown, along cube roots, as they are kept.
fn farthest(kept: &BTreeMap<u64, Header>, story: &Story) -> Option<u64> {
    let place = |number: &u64| (*number as f64).cbrt();
    let distance =
        |number: &u64| story.keys().map(|shown| (place(shown) - place(number)).abs()).fold(f64::INFINITY, f64::min);
    let marked = kept.iter().filter(|(number, header)| header.mark().is_some() && !story.contains_key(number));
    marked.map(|(number, _)| *number).max_by(|one, other| distance(one).total_cmp(&distance(other)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::replay::{self, AgentScore, Origin, Schedule, Summary};

    fn header(number: u64, mark: Option<u64>, (episode_return, hits, goals): (f32, u32, u32)) -> (u64, Header) {
        let kind = Origin::Training { run: replay::Run::default(), episode: number, mark, begin_tick: None };
        let summary = Summary { scores: vec![AgentScore { episode_return, hits, goals }], steps: 9, winner: None };
        let (title, level, program_version) = (None, "classic".to_owned(), String::new());
        (number, Header { title, level, kind, seats: Vec::new(), summary, recorded: None, program_version })
    }

    struct Run {
        kept: BTreeMap<u64, Header>,
        returns: Vec<f32>,
        firsts: Firsts,
    }

    impl Run {
        fn tell(&self, most: usize, comfortable: usize) -> Story {
            tell(&self.kept, &self.returns, self.firsts, [most, comfortable])
        }
    }

    /// Of a run of so many episodes what is kept for its number, and the last ones.
    fn kept(episodes: u64, got: impl Fn(u64) -> (f32, u32, u32)) -> Run {
        let mut schedule = Schedule::default();
        let kept = (1..=episodes).filter_map(|number| {
            let mark = schedule.take(number);
            (mark.is_some() || number + 50 > episodes).then(|| header(number, mark, got(number)))
        });
        let find = |is: &dyn Fn((f32, u32, u32)) -> bool| (1..=episodes).find(|number| is(got(*number)));
        let firsts = Firsts { goal: find(&|got| got.2 > 0), without_hit: find(&|got| got.2 > 0 && got.1 == 0) };
        Run { kept: kept.collect(), returns: (1..=episodes).map(|number| got(number).0).collect(), firsts }
    }

    fn learned(number: u64) -> (f32, u32, u32) {
        match number {
            0..8 => (-5.0, 5, 0),
            8..100 => (-2.0, 3, 1),
            100..200 => (-1.0, 1, 1),
            _ => (1.0, 0, 1),
        }
    }

    #[test]
    fn a_run_is_told_by_what_happened_in_it_first() {
        let run = kept(1000, learned);
        let story = run.tell(5, 5);
        // Episode 200 itself is not kept: nobody says of 216 that it was the first.
        let expected = [
            (1, vec![Reason::First]),
            (8, vec![Reason::FirstGoal]),
            (216, vec![Reason::FirstKeptWithoutHit, Reason::LargestImprovement, Reason::Best]),
            (1000, vec![Reason::Last]),
        ];
        let named = story.iter().filter(|(_, reasons)| !reasons.is_empty());
        assert_eq!(named.map(|(number, reasons)| (*number, reasons.clone())).collect::<Vec<_>>(), expected);
        // There is room for one more, and the widest gap is after it.
        assert_eq!(story.len(), 5);
        assert_eq!(run.tell(5, 4).len(), 4);
    }

    #[test]
    fn any_run_has_a_story_of_no_more_than_there_is_room_for() {
        type Got = fn(u64) -> (f32, u32, u32);
        let runs: [(u64, Got); 6] = [
            (1, |_| (1.0, 0, 1)),
            (2, |_| (-1.0, 1, 0)),
            (3000, |_| (-1.0, 4, 0)),
            (5000, learned),
            (20_000, |number| (number as f32, 0, 1)),
            (700, |number| (-(number as f32), 0, 0)),
        ];
        for (episodes, got) in runs {
            let run = kept(episodes, got);
            for most in 1..=12 {
                let story = run.tell(most, most);
                assert!((1..=most).contains(&story.len()), "{episodes}: {story:?}");
                assert!(story.len() >= most.min(scheduled(&run.kept).len()), "{episodes}: {story:?}");
                assert!(story[&episodes].contains(&Reason::Last), "{episodes}: {story:?}");
                assert!(most == 1 || story[&1].contains(&Reason::First), "{episodes}: {story:?}");
                for (number, reasons) in &story {
                    let is = |reason| reasons.contains(&reason);
                    assert!(run.kept.contains_key(number));
                    assert!(!is(Reason::FirstGoal) || run.firsts.goal == Some(*number), "{story:?}");
                    assert!(!is(Reason::FirstWithoutHit) || run.firsts.without_hit == Some(*number), "{story:?}");
                    assert!(run.firsts.goal.is_some() || !is(Reason::FirstKeptGoal), "{story:?}");
                    let own = run.returns[*number as usize - 1];
                    assert!(!is(Reason::Best) || run.returns.iter().all(|other| *other <= own), "{story:?}");
                }
            }
        }
    }
}
