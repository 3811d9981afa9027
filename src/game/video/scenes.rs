//! From replays to scripts: one game, games one after the other, two side by side, the reel of a training run.

use std::sync::Arc;

use super::{Reason, ReturnCurve, SceneBoard, VideoScene, VideoScript, card, timeline::TITLE, words};
use crate::{
    language::Texts,
    panels::level_name,
    replay::{Difference, Player, Replay},
};

/// Steps a second that can be followed by eye.
pub const SPEED: f64 = 4.0;
/// The same for a reel, where the viewer knows the board after an episode or two.
pub const REEL_SPEED: f64 = 8.0;
/// How long an episode of a reel is played at most, in seconds; longer ones are sped up, and say so.
const REEL_SECONDS: f64 = 6.0;
/// More reasons than this are not read in the time that a scene has.
const REASONS: usize = 2;
/// How long a reel is where nobody says otherwise, in seconds.
pub const REEL_LENGTH: f64 = 20.0;
/// How long a scene of a reel takes at least, and how long it has to have before there is one more beside those that have to be shown.
const LEAST_SCENE: f64 = 3.0;
const COMFORTABLE_SCENE: f64 = 4.0;

/// A scene of one game.
#[must_use]
pub fn single(texts: &Texts, scene_board: SceneBoard, speed: f64) -> VideoScene {
    let header = &scene_board.replay.header;
    let mut facts = words::facts(texts, header);
    if header.seats.iter().filter(|seat| seat.agent.is_some()).count() > 1 {
        // Each stands beside what it has got.
        let names = words::names(header);
        facts.retain(|fact| Some(fact) != names.as_ref());
    }
    VideoScene {
        caption: words::caption(texts, header),
        facts,
        speed,
        episode: header.episode(),
        boards: vec![scene_board],
        ..VideoScene::default()
    }
}

/// Two games in one frame: before and after, human and agent.
#[must_use]
pub fn side_by_side(texts: &Texts, boards: [SceneBoard; 2], speed: f64) -> VideoScene {
    let [left, right] = boards.map(|mut scene_board| {
        if scene_board.name.is_empty() {
            scene_board.name = words::caption(texts, &scene_board.replay.header);
        }
        scene_board
    });
    let levels = [&left, &right].map(|scene_board| level_name(&scene_board.replay.header.level, texts));
    let [level, other] = levels;
    let caption = if level == other { level } else { format!("{level} · {other}") };
    VideoScene { boards: vec![left, right], caption, speed, ..VideoScene::default() }
}

/// How many scenes a reel of so many seconds has at most, and how many it has where there is no more than that to tell: its end, and,
/// where `two` have room, its beginning.
#[must_use]
pub fn reel_scenes(length: f64, two: f64) -> [usize; 2] {
    let least = if length < two { 1 } else { 2 };
    [LEAST_SCENE, COMFORTABLE_SCENE].map(|scene| (((length - TITLE) / scene) as usize).max(least))
}

/// The training reel: the chosen episodes of a run in the order in which they were played, each with why it is shown, under a curve that
/// grows with them. At a speed, long episodes are hurried, and say so; without one, the reel is for [`super::fit`] to pace.
///
/// # Errors
/// An episode that does not play as it was recorded.
pub fn reel(
    texts: &Texts,
    episodes: Vec<(Arc<Replay>, Vec<Reason>)>,
    curve: ReturnCurve,
    speed: Option<f64>,
) -> Result<VideoScript, Difference> {
    let mut script = VideoScript { curve: (!curve.returns.is_empty()).then_some(curve), ..VideoScript::default() };
    for (replay, reasons) in episodes {
        let hurried = replay.steps.len() as f64 / REEL_SECONDS;
        let pace = speed.map_or(REEL_SPEED, |speed| speed.max(hurried));
        let is_goal = |reason: &Reason| matches!(reason, Reason::FirstGoal | Reason::FirstKeptGoal);
        let event = if reasons.iter().any(is_goal) { first_goal(&replay)? } else { None };
        let mut scene = single(texts, SceneBoard::new(replay), pace);
        // One line, beside those of speed and stretch.
        scene.facts = vec![scene.facts.join(" · ")];
        if !reasons.is_empty() {
            let why: Vec<&str> = reasons.iter().take(REASONS).map(|reason| texts.t(reason.key())).collect();
            scene.caption = format!("{}: {}", scene.caption, why.join(", "));
        }
        if speed.is_some_and(|speed| hurried > speed) {
            scene.facts.push(texts.t_with("video-hurried", &[("rate", hurried.round().into())]));
        }
        script.scenes.push(VideoScene { reasons, event, ..scene });
    }
    let last = script.scenes.last().and_then(|scene| scene.boards.first());
    script.title = last.and_then(|last| card::of_reel(texts, &last.replay.header, script.curve.as_ref()));
    Ok(script)
}

/// The step that reached a goal first.
fn first_goal(replay: &Replay) -> Result<Option<usize>, Difference> {
    let mut player = Player::new(replay);
    while player.step()? {
        if player.scores().iter().any(|score| score.goals > 0) {
            return Ok(Some(player.position()));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::{game::video, language::Language};

    /// Where beginning and end have room together, both are shown, and they fit.
    #[test]
    fn a_short_reel_has_beginning_and_end_as_soon_as_they_fit() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/version-1/deep-sarsa.replay");
        let replay = Arc::new(Replay::load(&path).expect("it is there"));
        let texts = Texts::new(Language::English);
        for (rate, has_title, loops) in [(30, true, false), (24, true, true), (60, false, true), (7, false, false)] {
            let two = video::shortest(2, has_title, loops, rate);
            assert_eq!(reel_scenes(two, two)[0].min(2), 2);
            assert_eq!(reel_scenes(two - 0.01, two), [1, 1]);
            let scene = || single(&texts, SceneBoard::new(replay.clone()), SPEED);
            let title = has_title.then(super::super::TitleCard::default);
            let script = VideoScript { title, loops, scenes: vec![scene(), scene()], ..VideoScript::default() };
            video::fit(&texts, &mut script.clone(), two, rate).expect("it has room");
            assert!(video::fit(&texts, &mut script.clone(), two - 1.0 / f64::from(rate), rate).is_err(), "{rate}");
        }
    }
}
