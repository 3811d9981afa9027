//! What a learning curve shows along x: a moving average, and how far single episodes or runs lie around it.
//! How it is drawn is in `picture`.

use std::ops::Range;

use super::{LearningCurve, RunReturns, statistics};

/// More places than this along x cannot be told apart.
const PLACES: usize = 640;

/// A line with what surrounds it, at places along x.
pub(super) struct Lines {
    /// (episode, low, middle, high)
    pub middle: Vec<(f64, f64, f64, f64)>,
    /// Single seeds, drawn faintly behind.
    pub single: Vec<Vec<(f64, f64)>>,
    /// What the middle and the band mean.
    pub middle_label: String,
    pub band_label: String,
}

impl LearningCurve {
    /// Where a number is none or infinite, nothing is drawn.
    pub(super) fn lines(&self) -> Lines {
        let mut lines = match self.runs.as_slice() {
            [run] => self.spread_of_one(run),
            runs => self.band_of_many(runs),
        };
        lines.middle.retain(|&(_, low, middle, high)| [low, middle, high].into_iter().all(f64::is_finite));
        lines.single.iter_mut().for_each(|run| run.retain(|&(_, value)| value.is_finite()));
        lines
    }

    /// How many episodes or steps the moving average of so many entries ends with, in words.
    fn averaged(&self, entries: usize) -> String {
        match entries.min(self.window) * self.every {
            1 => format!("1 {}", self.words.x),
            several => format!("last {several} {}", self.words.xs),
        }
    }

    /// One run: the moving average, around it where eight in ten episodes lie.
    fn spread_of_one(&self, run: &RunReturns) -> Lines {
        let average = statistics::moving_average(&run.returns, self.window);
        let middle = places(run.returns.len())
            .map(|episodes| {
                let last = episodes.end - 1;
                let nearby = episodes.start.min((last + 1).saturating_sub(self.window))..episodes.end;
                let known = run.returns[nearby].iter().filter(|value| !value.is_nan());
                let mut returns: Vec<f64> = known.copied().map(f64::from).collect();
                returns.sort_by(f64::total_cmp);
                let low = statistics::quantile(&returns, 0.1);
                let high = statistics::quantile(&returns, 0.9);
                (((last + 1) * self.every) as f64, low, average[last], high)
            })
            .collect();
        Lines {
            middle,
            single: Vec::new(),
            middle_label: match run.returns.len() {
                0 => format!("no {} yet", self.words.xs),
                entries => format!("mean of the {}", self.averaged(entries)),
            },
            band_label: "8 in 10 of them".into(),
        }
    }

    /// Several runs: the mean of their moving averages with its 95% interval, as far as all of them went.
    fn band_of_many(&self, runs: &[RunReturns]) -> Lines {
        let averages: Vec<Vec<f64>> =
            runs.iter().map(|run| statistics::moving_average(&run.returns, self.window)).collect();
        let shortest = averages.iter().map(Vec::len).min().unwrap_or(0);
        let ends: Vec<usize> = places(shortest).map(|episodes| episodes.end - 1).collect();
        let middle = ends
            .iter()
            .map(|&last| {
                let values: Vec<f64> = averages.iter().map(|average| average[last]).collect();
                let mean = statistics::mean(&values);
                let (low, high) =
                    statistics::mean_interval(&values).map_or((mean, mean), |interval| (interval.low, interval.high));
                (((last + 1) * self.every) as f64, low, mean, high)
            })
            .collect();
        let place = |average: &[f64], last: usize| (((last + 1) * self.every) as f64, average[last]);
        let single = averages.iter().map(|average| ends.iter().map(|&last| place(average, last)).collect()).collect();
        Lines {
            middle,
            single,
            middle_label: match shortest {
                0 => format!("no {} yet", self.words.xs),
                entries => format!("mean of {} seeds, each over its {}", runs.len(), self.averaged(entries)),
            },
            band_label: "95% confidence band of that mean".into(),
        }
    }
}

/// The episodes `0..count`, cut into at most [`PLACES`] equal stretches.
fn places(count: usize) -> impl Iterator<Item = Range<usize>> {
    let places = count.min(PLACES);
    (0..places).map(move |place| place * count / places..(place + 1) * count / places)
}

#[cfg(test)]
pub(super) mod tests {
    use super::{super::picture::Words, *};

    pub fn run(seed: u64, episodes: usize) -> RunReturns {
        let returns = (0..episodes)
            .map(|episode| {
                1.0 - 4.0 * (-(episode as f32) / 200.0).exp() - ((episode * 7919 + seed as usize * 31) % 5) as f32 * 0.1
            })
            .collect();
        RunReturns { seed, returns }
    }

    pub fn curve(runs: Vec<RunReturns>) -> LearningCurve {
        LearningCurve {
            title: "classic, Deep SARSA".into(),
            subtitle: "tuned preset".into(),
            runs,
            optimum: Some(1.0),
            every: 1,
            window: 100,
            words: Words::RETURNS,
        }
    }

    /// The legend must not speak of 100 episodes after five.
    #[test]
    fn the_legend_says_how_many_episodes_a_mean_is_of() {
        let label = |curve: LearningCurve| curve.lines().middle_label;
        for (episodes, words) in [
            (0, "no episodes yet"),
            (1, "mean of the 1 episode"),
            (5, "mean of the last 5 episodes"),
            (100, "mean of the last 100 episodes"),
            (500, "mean of the last 100 episodes"),
        ] {
            assert_eq!(label(curve(vec![run(0, episodes)])), words);
        }
        // as far as all of the seeds went
        let seeds = curve(vec![run(0, 500), run(1, 7)]);
        assert_eq!(label(seeds), "mean of 2 seeds, each over its last 7 episodes");
        // entries that are themselves means of four episodes
        let stretches = LearningCurve { every: 4, ..curve(vec![run(0, 9)]) };
        assert_eq!(label(stretches), "mean of the last 36 episodes");
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let mut gap = run(0, 500);
        gap.returns[..200].fill(f32::NAN);
        gap.returns[300] = f32::NAN;
        for lines in [curve(vec![gap.clone()]).lines(), curve(vec![gap.clone(), gap]).lines()] {
            assert_eq!(lines.middle.first().map(|place| place.0), Some(201.0));
            assert_eq!(lines.middle.len(), 300);
            assert!(lines.middle.iter().all(|place| [place.1, place.2, place.3].iter().all(|value| value.is_finite())));
            assert!(lines.single.iter().all(|line| line.len() == 300));
        }
    }

    #[test]
    fn places_cover_every_episode_once() {
        for count in [0, 1, 639, 640, 641, 100_000] {
            let mut next = 0;
            for place in places(count) {
                assert_eq!(place.start, next);
                assert!(place.end > place.start);
                next = place.end;
            }
            assert_eq!(next, count);
        }
    }
}
