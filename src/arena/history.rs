//! The course of a simulation as curves of bounded size: what plots draw after a minute and after a night.
//! Every curve keeps mean, least and greatest of equal stretches of episodes; when there are too many stretches, pairs are merged.

use std::collections::VecDeque;

use bevy_ecs::prelude::*;
use serde::{Deserialize, Serialize};

use super::{EpisodeEnded, EpisodeRecord};
use crate::names::named;

/// Stretches a curve holds at most.
const BUCKETS: usize = 2048;
/// Episodes in the moving average.
const WINDOW: usize = 100;

named! {
    /// A quantity that is followed over the episodes.
    Metric, "metric", {
        /// Undiscounted return.
        Return = "return",
        /// 1 where a goal was reached, else 0.
        Success = "success",
        /// 1 where a goal was reached without a hit, else 0.
        HitFree = "hit_free",
        /// Steps.
        Length = "length",
        /// Mean loss of the updates.
        Loss = "loss",
        /// Mean size of the TD error or advantage.
        TdError = "td_error",
        /// Epsilon or entropy.
        Exploration = "exploration",
    }
}

impl Metric {
    /// This quantity of one episode; NaN where it has none.
    pub fn of(self, record: &EpisodeRecord) -> f32 {
        match self {
            Self::Return => record.episode_return,
            Self::Success => f32::from(u8::from(record.goal)),
            Self::HitFree => f32::from(u8::from(record.hit_free())),
            Self::Length => record.length as f32,
            Self::Loss => record.loss,
            Self::TdError => record.td_error,
            Self::Exploration => record.exploration,
        }
    }
}

/// A stretch of episodes of one curve.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bucket {
    /// The middle of the stretch, in episodes.
    pub episode: f64,
    /// Mean.
    pub mean: f32,
    /// Least.
    pub min: f32,
    /// Greatest.
    pub max: f32,
    /// Episodes in it.
    pub count: u32,
}

impl Bucket {
    fn merge(self, other: Self) -> Self {
        let (a, b) = (f64::from(self.count), f64::from(other.count));
        Self {
            episode: (self.episode * a + other.episode * b) / (a + b),
            mean: ((f64::from(self.mean) * a + f64::from(other.mean) * b) / (a + b)) as f32,
            min: self.min.min(other.min),
            max: self.max.max(other.max),
            count: self.count + other.count,
        }
    }
}

/// One curve: finished stretches of `stride` episodes, and the one that is being filled.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Curve {
    buckets: Vec<Bucket>,
    open: Option<Bucket>,
    /// Last values, for the moving average.
    window: VecDeque<f32>,
    averages: Vec<[f64; 2]>,
}

impl Curve {
    fn push(&mut self, episode: u64, value: f32, stride: u32) {
        if value.is_nan() {
            return;
        }
        self.window.push_back(value);
        if self.window.len() > WINDOW {
            self.window.pop_front();
        }
        let single = Bucket { episode: episode as f64, mean: value, min: value, max: value, count: 1 };
        let open = self.open.map_or(single, |open| open.merge(single));
        if open.count >= stride {
            self.buckets.push(open);
            self.averages.push([episode as f64, f64::from(self.recent())]);
            self.open = None;
        } else {
            self.open = Some(open);
        }
    }

    fn recent(&self) -> f32 {
        self.window.iter().sum::<f32>() / self.window.len() as f32
    }

    /// Halves the number of stretches.
    fn halve(&mut self) {
        self.buckets =
            self.buckets.chunks(2).map(|pair| pair.iter().copied().reduce(Bucket::merge).unwrap_or(pair[0])).collect();
        self.averages = self.averages.chunks(2).map(|pair| pair[pair.len() - 1]).collect();
    }
}

/// Everything that is remembered of a run, in bounded memory.
#[derive(Resource, Clone, Debug, Serialize, Deserialize)]
pub struct History {
    curves: Vec<Curve>,
    stride: u32,
    episodes: u64,
}

/// Takes every episode in that ends.
pub(super) fn follow(mut ended: MessageReader<EpisodeEnded>, mut history: ResMut<History>) {
    ended.read().for_each(|EpisodeEnded(record)| history.push(record));
}

impl Default for History {
    fn default() -> Self {
        Self { curves: vec![Curve::default(); Metric::ALL.len()], stride: 1, episodes: 0 }
    }
}

impl History {
    /// Takes one ended episode in.
    pub fn push(&mut self, record: &EpisodeRecord) {
        self.episodes += 1;
        for (metric, curve) in Metric::ALL.into_iter().zip(&mut self.curves) {
            curve.push(record.episode, metric.of(record), self.stride);
        }
        if self.curves.iter().any(|curve| curve.buckets.len() > BUCKETS) {
            self.stride *= 2;
            self.curves.iter_mut().for_each(Curve::halve);
        }
    }

    /// The whole course of a quantity, oldest first.
    pub fn curve(&self, metric: Metric) -> &[Bucket] {
        &self.curves[metric as usize].buckets
    }

    /// Mean over the last 100 episodes (over all so far where there are fewer), as `[episode, mean]`, oldest first.
    pub fn moving_average(&self, metric: Metric) -> &[[f64; 2]] {
        &self.curves[metric as usize].averages
    }

    /// Mean over the last [`Self::recent_episodes`] episodes; `None` before the first.
    pub fn recent(&self, metric: Metric) -> Option<f32> {
        let curve = &self.curves[metric as usize];
        (!curve.window.is_empty()).then(|| curve.recent())
    }

    /// How many episodes [`Self::recent`] is the mean of: 100, fewer in a run that has just begun.
    pub fn recent_episodes(&self, metric: Metric) -> usize {
        self.curves[metric as usize].window.len()
    }

    /// Episodes in a stretch of the curves now.
    pub fn stride(&self) -> u32 {
        self.stride
    }

    /// Episodes taken in.
    pub fn episodes(&self) -> u64 {
        self.episodes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(episode: u64, episode_return: f32) -> EpisodeRecord {
        EpisodeRecord {
            episode,
            tick: episode * 10,
            arena: 0,
            episode_return,
            length: 10,
            goal: true,
            hits: 0,
            truncated: false,
            loss: f32::NAN,
            td_error: f32::NAN,
            exploration: 0.1,
        }
    }

    #[test]
    fn memory_stays_bounded_and_the_mean_stays_true() {
        let mut history = History::default();
        for episode in 1..=100_000 {
            history.push(&record(episode, (episode % 7) as f32));
        }
        let curve = history.curve(Metric::Return);
        assert!(curve.len() <= BUCKETS);
        let count: u32 = curve.iter().map(|bucket| bucket.count).sum();
        assert!(count > 99_000, "only the open stretch may be missing, {count} are there");
        let mean: f64 =
            curve.iter().map(|bucket| f64::from(bucket.mean) * f64::from(bucket.count)).sum::<f64>() / f64::from(count);
        assert!((mean - 3.0).abs() < 0.01, "mean of 0..=6 is 3, got {mean}");
        assert!(curve.windows(2).all(|pair| pair[0].episode < pair[1].episode));
    }

    #[test]
    fn the_moving_average_is_that_of_the_last_hundred() {
        let mut history = History::default();
        for episode in 1..=150 {
            history.push(&record(episode, if episode <= 50 { 0.0 } else { 1.0 }));
        }
        assert_eq!(history.recent(Metric::Return), Some(1.0));
        assert_eq!(history.recent_episodes(Metric::Return), 100);
        let at_100 = history.moving_average(Metric::Return)[99];
        assert_eq!(at_100, [100.0, 0.5]);
    }

    #[test]
    fn what_has_no_value_leaves_no_trace() {
        let mut history = History::default();
        history.push(&record(1, 1.0));
        assert!(history.curve(Metric::Loss).is_empty());
        assert_eq!(history.recent(Metric::Loss), None);
        let counts = [Metric::Return, Metric::Loss].map(|metric| history.recent_episodes(metric));
        assert_eq!(counts, [1, 0], "as many as the mean is of");
    }
}
