//! A video of a given length: how much of each scene is shown, how fast, and how long it stands. Pure arithmetic on frames.
//! Which episodes are worth a scene is decided in `story`.

use std::ops::Range;

use super::{
    VideoError, VideoScene, VideoScript,
    timeline::{Play, Timeline},
};
use crate::language::Texts;

/// Steps in a second of the video, at least: a slower game seems to have stopped, so its end stands longer instead.
pub const SLOWEST: f64 = 1.0;
/// Steps in a second at most: each stands for a tenth of a second, which the eye follows. Of a longer game a stretch is shown.
pub const FASTEST: f64 = 10.0;
/// How long pieces move in a scene at least, in seconds, where there are steps enough.
const MOVING: f64 = 1.0;
/// Steps beyond so many earn a scene no more time: what a long game says is said sooner than it is over.
const WEIGHTY: usize = 40;
/// Of a stretch around an event, this share comes after it.
const AFTER_EVENT: f64 = 0.2;

/// Makes a script last so many seconds, title and end included: sets each scene's speed, stretch and stand.
///
/// # Errors
/// A length in which the scenes have no room.
pub fn fit(texts: &Texts, script: &mut VideoScript, length: f64, frames_per_second: u32) -> Result<(), VideoError> {
    let rate = f64::from(frames_per_second);
    let still = script.scenes.iter().map(|_| Play { steps: 0, speed: 1.0, stand: 0.0 });
    let still = Timeline::new(frames_per_second, script.title.is_some(), script.loops, still).frames();
    let frames = (length * rate).round() as u64;
    let steps: Vec<usize> = script.scenes.iter().map(VideoScene::steps).collect();
    let least = still + least(&steps, frames_per_second);
    let Some(frames) = frames.checked_sub(least).map(|_| frames - still) else {
        let title = if script.title.is_some() { ", or leave the title card out" } else { "" };
        // Rounded up, so that what is asked for next is enough.
        let least = (least as f64 / rate * 10.0).ceil() / 10.0;
        return Err(VideoError::Short { length, least, scenes: script.scenes.len(), title });
    };
    let is_one = script.scenes.len() == 1;
    for (scene, play) in script.scenes.iter_mut().zip(share_out(&steps, frames, frames_per_second)) {
        (scene.speed, scene.stand) = (play.speed, play.stand);
        for board in &mut scene.boards {
            board.stretch = stretch(&board.stretch, play.steps, scene.event);
        }
        if !is_one && play.steps > 0 {
            let rate = (play.speed * 10.0).round() / 10.0;
            scene.facts.push(texts.t_with("video-hurried", &[("rate", rate.into())]));
        }
    }
    Ok(())
}

/// The shortest video of so many scenes with some steps each, in seconds.
#[must_use]
pub fn shortest(scenes: usize, has_title: bool, loops: bool, frames_per_second: u32) -> f64 {
    let still = Play { steps: 0, speed: 1.0, stand: 0.0 };
    let still = Timeline::new(frames_per_second, has_title, loops, std::iter::repeat_n(still, scenes)).frames();
    let moving = least(&vec![WEIGHTY; scenes], frames_per_second);
    (still + moving) as f64 / f64::from(frames_per_second)
}

/// The part of a stretch that is shown where no more than so many of its steps are: around the event, or its end.
fn stretch(whole: &Range<usize>, steps: usize, event: Option<usize>) -> Range<usize> {
    let steps = steps.min(whole.len());
    let end = event.map_or(whole.end, |event| event + (steps as f64 * AFTER_EVENT) as usize);
    let end = end.clamp(whole.start + steps, whole.end);
    end - steps..end
}

/// The fewest and the most frames for the moving part of a scene of so many steps.
fn bounds(steps: usize, rate: f64) -> [u64; 2] {
    let most = (steps as f64 * rate / SLOWEST).ceil() as u64;
    [((MOVING * rate).ceil() as u64).min(most), most]
}

/// The fewest frames in which all scenes move.
fn least(steps: &[usize], frames_per_second: u32) -> u64 {
    steps.iter().map(|&steps| bounds(steps, frames_per_second.into())[0]).sum()
}

/// Shares frames, which have to be enough, out among the moving parts of scenes. A long game gets more than a short one, but by far not
/// in proportion: shares are as the square roots of steps, up to [`WEIGHTY`].
fn share_out(steps: &[usize], frames: u64, frames_per_second: u32) -> Vec<Play> {
    let rate = f64::from(frames_per_second);
    let bounds: Vec<[u64; 2]> = steps.iter().map(|&steps| bounds(steps, rate)).collect();
    let room = |scale: f64| -> Vec<u64> {
        let shares = steps.iter().zip(&bounds);
        let share = |steps: usize| (scale * (steps.min(WEIGHTY) as f64).sqrt()) as u64;
        shares.map(|(&steps, &[least, most])| share(steps).clamp(least, most)).collect()
    };
    // The largest scale that does not take more than there is.
    let (mut low, mut high) = (0.0, frames as f64);
    for _ in 0..64 {
        let middle = f64::midpoint(low, high);
        if room(middle).iter().sum::<u64>() <= frames { low = middle } else { high = middle }
    }
    let mut moving = room(low);
    let mut rest = frames - moving.iter().sum::<u64>();
    for (frames, [_, most]) in moving.iter_mut().zip(&bounds) {
        let more = rest.min(most - *frames);
        *frames += more;
        rest -= more;
    }
    // What no scene has use for is shared out among their ends, the last one's first.
    let count = steps.len().max(1) as u64;
    let fastest = FASTEST.min(rate).max(SLOWEST);
    let plays = steps.iter().zip(moving).zip((0..count).rev()).map(|((&steps, frames), number)| {
        let shown = ((frames as f64 * fastest / rate + 1e-6) as usize).min(steps);
        let stand = (rest + number) / count;
        Play {
            steps: shown,
            speed: if frames == 0 { SLOWEST } else { shown as f64 * rate / frames as f64 },
            stand: stand as f64 / rate,
        }
    });
    plays.collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Whatever the run: thousands of steps or none, one scene or many, few frames a second or many.
        #[test]
        fn a_video_is_exactly_as_long_as_asked_and_can_be_followed(
            steps in prop::collection::vec(prop_oneof![0..12_usize, 0..300_usize, 0..10_001_usize], 1..12),
            rate in 1..=240_u32,
            length in 1.0..300.0_f64,
            has_title: bool,
            loops: bool,
        ) {
            let timeline = |plays: &[Play]| Timeline::new(rate, has_title, loops, plays.iter().copied());
            let still = vec![Play { steps: 0, speed: 1.0, stand: 0.0 }; steps.len()];
            let still = timeline(&still).frames();
            let frames = (length * f64::from(rate)).round() as u64;
            let least = still + least(&steps, rate);
            // What is too short is asked for again with the least.
            let frames = frames.max(least);
            let plays = share_out(&steps, frames - still, rate);
            prop_assert_eq!(timeline(&plays).frames(), frames);
            for (play, &steps) in plays.iter().zip(&steps) {
                prop_assert!(play.steps <= steps && (play.steps > 0) == (steps > 0), "{:?} of {}", play, steps);
                prop_assert!(play.speed > SLOWEST - 1e-9 && play.speed < FASTEST + 1e-6, "{:?}", play);
                // Nothing stands while there is more to see.
                prop_assert!(play.stand <= 1.0 / f64::from(rate) + 1e-9 || play.speed < SLOWEST + 1e-6 , "{:?}", play);
            }
        }

        #[test]
        fn a_stretch_holds_the_event_and_stays_in_the_game(
            start in 0..50_usize, len in 0..10_000_usize, steps in 0..200_usize, event in 0.0..1.0_f64,
        ) {
            let whole = start..start + len;
            let end = stretch(&whole, steps, None);
            prop_assert_eq!((end.len(), end.end), (steps.min(len), whole.end));
            let event = start + (event * len as f64).ceil() as usize;
            let around = stretch(&whole, steps, Some(event));
            prop_assert!(around.start >= whole.start && around.end <= whole.end && around.len() == steps.min(len));
            prop_assert!(steps == 0 || len == 0 || (around.start..=around.end).contains(&event), "{:?} {}", around, event);
        }
    }

    #[test]
    fn a_long_game_gets_more_time_but_not_in_proportion() {
        let plays = share_out(&[200, 20, 12, 8], 330, 30);
        let seconds: Vec<f64> = plays.iter().map(|play| play.steps as f64 / play.speed).collect();
        assert!(seconds.windows(2).all(|pair| pair[0] > pair[1]), "{seconds:?}");
        assert!(seconds[0] < 3.0 * seconds[3], "{seconds:?}");
        assert!(plays[1..].iter().all(|play| play.speed < 8.0), "{plays:?}");
        assert_eq!(plays[3].steps, 8, "what has room is shown whole");
        assert!(plays[0].steps < 200, "what has none is cut, not hurried");
    }
}
