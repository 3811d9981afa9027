//! From replays to scripts: one game, games one after the other, two side by side, the reel of a training run.

use std::sync::Arc;

use super::{ReturnCurve, SceneBoard, TitleCard, VideoScene, VideoScript, words};
use crate::{
    language::Texts,
    learning::Algorithm,
    panels::level_name,
    replay::{Origin, Replay},
};

/// Steps a second that can be followed by eye.
pub const SPEED: f64 = 4.0;
/// The same for a reel, where the viewer knows the board after an episode or two.
pub const REEL_SPEED: f64 = 8.0;
/// How long an episode of a reel is played at most, in seconds; longer ones are sped up, and say so.
const REEL_SECONDS: f64 = 6.0;

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
    VideoScene { boards: vec![left, right], caption, facts: Vec::new(), speed, episode: None }
}

/// The title card of a video about a replay.
#[must_use]
pub fn title(texts: &Texts, replay: &Replay) -> TitleCard {
    let header = &replay.header;
    let facts = words::facts(texts, header);
    let text = level_name(&header.level, texts);
    let mut subtitle: Vec<String> = facts.into_iter().filter(|fact| *fact != text).collect();
    let caption = words::caption(texts, header);
    if caption != text {
        subtitle.push(caption);
    }
    TitleCard { text, subtitle: subtitle.join(" · ") }
}

/// The training reel: the kept episodes of a run in the order in which they were played, under a curve that grows with them.
/// Of those that are kept the scheduled ones, the best and the last are shown.
#[must_use]
pub fn reel(texts: &Texts, mut replays: Vec<Replay>, curve: ReturnCurve, speed: f64) -> VideoScript {
    let episode = |replay: &Replay| replay.header.episode().unwrap_or(0);
    replays.sort_by_key(episode);
    replays.dedup_by_key(|replay| episode(replay));
    let got = |replay: &Replay| replay.header.score().episode_return;
    let best = replays.iter().max_by(|one, other| got(one).total_cmp(&got(other))).map(episode);
    let last = replays.last().map(episode);
    let chosen = replays.into_iter().filter(|replay| {
        let number = Some(episode(replay));
        replay.header.mark().is_some() || number == best || number == last
    });
    let mut script = VideoScript { curve: (!curve.returns.is_empty()).then_some(curve), ..VideoScript::default() };
    for replay in chosen {
        let replay = Arc::new(replay);
        let hurried = replay.steps.len() as f64 / REEL_SECONDS;
        let mut scene = single(texts, SceneBoard::new(replay), speed.max(hurried));
        if hurried > speed {
            scene.facts.push(texts.t_with("video-hurried", &[("rate", hurried.round().into())]));
        }
        script.scenes.push(scene);
    }
    if let Some(last) = script.scenes.last().and_then(|scene| scene.boards.first()) {
        let level = level_name(&last.replay.header.level, texts);
        let Origin::Training { run, .. } = &last.replay.header.kind else {
            return script;
        };
        let episodes = script.curve.as_ref().map_or(0, |curve| curve.returns.len());
        script.title = Some(TitleCard {
            text: level,
            subtitle: texts.t_with(
                "video-reel",
                &[("algorithm", Algorithm::title_of(&run.algorithm).into()), ("episodes", episodes.into())],
            ),
        });
    }
    script
}
