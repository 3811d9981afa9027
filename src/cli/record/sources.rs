//! What a clip shows: replays, episodes that a policy plays now, or the kept episodes of a run.

use std::{
    ops::Range,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::Arguments;
use crate::{
    cli::{Failure, Output, bar::Bar, optimum as best, output::note, settings},
    game::video::{self, ReturnCurve, SceneBoard, VideoError, VideoScene, VideoScript, card, scenes, story},
    gridworld::{Optimum, OptimumError},
    language::Texts,
    panels::level_name,
    replay::{Origin, Participant, Replay, episodes},
    runs::{EPISODES, METRICS, Rollout, firsts, returns},
};

/// The script that the arguments ask for.
///
/// # Errors
/// Arguments that do not fit each other; files that are not there, broken, or play differently than they were recorded.
pub fn script(arguments: &Arguments, output: &mut Output) -> Result<VideoScript, Failure> {
    let texts = Texts::new(arguments.language());
    if arguments.policy.is_none() {
        arguments.playing.refuse("give --policy FILE")?;
    }
    let mut script = if let Some(folder) = &arguments.training {
        reel(&texts, folder, arguments)?
    } else if arguments.policy.is_some() {
        played(&texts, arguments)?
    } else {
        replayed(&texts, arguments, output)?
    };
    for scene in &mut script.scenes {
        if let Some(caption) = &arguments.caption {
            let said = std::mem::replace(&mut scene.caption, caption.clone());
            // Which episode it is stays among the facts.
            if !said.is_empty() && !scene.facts.contains(&said) {
                scene.facts.push(said);
            }
        }
    }
    if arguments.no_title {
        script.title = None;
    } else if let Some(text) = &arguments.title {
        script.title.get_or_insert_default().text.clone_from(text);
    }
    script.loops = arguments.looping;
    // A presentation has several clips of that length.
    if let Some(length) = arguments.length().filter(|_| arguments.slides.is_none()) {
        video::fit(&texts, &mut script, length, arguments.fps)?;
    }
    Ok(script)
}

/// Replays one after the other, or two side by side.
fn replayed(texts: &Texts, arguments: &Arguments, output: &mut Output) -> Result<VideoScript, Failure> {
    if arguments.from.or(arguments.to).is_some() && arguments.replay.len() > 1 {
        return Err(Failure::usage("--from and --to are for one replay, or two side by side: give --replay one file"));
    }
    if let (Some(from), Some(to)) = (arguments.from, arguments.to)
        && from >= to
    {
        return Err(Failure::usage(format_args!(
            "--from {from} is not before --to {to}: there is no step between them"
        )));
    }
    let speed = arguments.speed.unwrap_or(scenes::SPEED);
    let files: Vec<PathBuf> = arguments.replay.iter().chain(&arguments.side_by_side).cloned().collect();
    let mut boards = Vec::new();
    output.each(&files, |file, _| {
        let mut scene_board = SceneBoard::new(Arc::new(load(file)?));
        scene_board.optimum = optimum(arguments, &scene_board.replay)?;
        scene_board.stretch = stretch(arguments, file, scene_board.replay.steps.len())?;
        boards.push(scene_board);
        Ok(())
    })?;
    if let Some(name) = arguments.wants_values()
        && boards
            .iter()
            .all(|scene_board| scene_board.replay.steps.iter().all(|step| step.decisions.iter().all(Option::is_none)))
    {
        note(format_args!("note: nobody here says what its actions are worth: --overlay {name} draws nothing"));
    }
    if arguments.side_by_side.is_none() {
        let title = card::of_replays(texts, boards.iter().map(|scene_board| scene_board.replay.as_ref()));
        return Ok(VideoScript {
            title,
            scenes: boards.into_iter().map(|scene_board| scenes::single(texts, scene_board, speed)).collect(),
            ..VideoScript::default()
        });
    }
    let [left, right]: [SceneBoard; 2] =
        boards.try_into().map_err(|_| Failure::usage("--side-by-side shows two replays: give one to --replay"))?;
    let mut boards = [left, right];
    if !arguments.names.is_empty() && arguments.names.len() != boards.len() {
        return Err(Failure::usage("give --names two names, such as Before,After"));
    }
    for (scene_board, name) in boards.iter_mut().zip(&arguments.names) {
        scene_board.name.clone_from(name);
    }
    let scene = scenes::side_by_side(texts, boards, speed);
    let title = Some(card::of_pair(texts, &scene.boards));
    Ok(VideoScript { title, scenes: vec![scene], ..VideoScript::default() })
}

/// The part of a replay of so many steps that is asked for.
fn stretch(arguments: &Arguments, file: &Path, steps: usize) -> Result<Range<usize>, Failure> {
    let (from, to) = (arguments.from.unwrap_or(0), arguments.to.unwrap_or(steps));
    let beyond = |flag, step| {
        let name = file.display();
        Failure::usage(format_args!("{name}: it ends after {steps} steps, and {flag} {step} is beyond that"))
    };
    // Of two games side by side the shorter one is over before the other.
    if to > steps && arguments.side_by_side.is_none() {
        return Err(beyond("--to", to));
    }
    if from >= steps && arguments.from.is_some() {
        return Err(beyond("--from", from));
    }
    Ok(from..to.min(steps))
}

fn load(file: &Path) -> Result<Replay, Failure> {
    let replay = Replay::load(file)?;
    replay.verify().map_err(Failure::differs(file))?;
    Ok(replay)
}

/// Episodes that a policy plays now.
fn played(texts: &Texts, arguments: &Arguments) -> Result<VideoScript, Failure> {
    let (Some(file), Some(level)) = (&arguments.policy, &arguments.level) else {
        return Err(Failure::usage("give --policy and --level"));
    };
    let level = Arc::new(settings::level(level, &arguments.set)?);
    settings::warn(&level);
    let loaded = arguments.playing.load(file, &level)?;
    let (count, seed) = (arguments.episodes.unwrap_or(1), arguments.seed.unwrap_or(0));
    let algorithm = loaded.policy.algorithm.title();
    let kind = Origin::Rollout { observation: Some(loaded.observation.to_string()), seed };
    let controller = loaded.controller();
    let seat = Participant::of(&controller, algorithm, Some(0));
    let mut rollout = Rollout::begin(&level, &controller, count, seed)?;
    let mut bar = Bar::new(count.into(), "episodes", arguments.is_quiet());
    while !rollout.is_over() {
        rollout.step();
        bar.at(rollout.over() as u64);
    }
    drop(bar);
    let mut script = VideoScript::default();
    for (index, replay) in rollout.replays(&kind, &seat).enumerate() {
        let replay = replay.map_err(|fault| {
            let message = format_args!("the episode cannot be shown: {fault}. Report this, with the command.");
            Failure::new("unplayable", message)
        })?;
        let mut scene_board = SceneBoard::new(Arc::new(replay));
        scene_board.optimum = optimum(arguments, &scene_board.replay)?;
        scene_board.policy = Some((loaded.policy.clone(), loaded.observation));
        let level = level_name(&level.name, texts);
        let mut scene = VideoScene {
            caption: algorithm.to_owned(),
            facts: vec![level],
            speed: arguments.speed.unwrap_or(scenes::SPEED),
            boards: vec![scene_board],
            ..VideoScene::default()
        };
        if count > 1 {
            let numbers = [("episode", (index + 1).into()), ("episodes", count.into())];
            scene.caption = texts.t_with("video-episode-of", &numbers);
            scene.facts.push(algorithm.to_owned());
        }
        script.scenes.push(scene);
    }
    let boards = script.scenes.iter().flat_map(|scene| &scene.boards);
    script.title = card::of_replays(texts, boards.map(|scene_board| scene_board.replay.as_ref()));
    Ok(script)
}

/// The kept episodes of a run.
fn reel(texts: &Texts, folder: &Path, arguments: &Arguments) -> Result<VideoScript, Failure> {
    let kept = episodes::list(folder)?;
    if kept.is_empty() {
        return Err(Failure::usage(format_args!(
            "{}: no kept episodes here: give the folder of a run of one seed, as `sidestep train --out` writes it",
            folder.display()
        )));
    }
    let (returns, notes) = returns(folder)?;
    notes.iter().for_each(|said| note(format_args!("note: {said}")));
    if returns.is_empty() {
        return Err(Failure::usage(format_args!(
            "{}: there is no {EPISODES} and no {METRICS} to draw the learning curve from",
            folder.display()
        )));
    }
    let story = match arguments.length() {
        Some(length) => {
            let has_title = !arguments.no_title && arguments.slides.is_none();
            let two = video::shortest(2, has_title, arguments.looping, arguments.fps);
            if length < two && kept.len() > 1 {
                let two = (two * 10.0).ceil() / 10.0;
                note(format_args!(
                    "note: {length} s have room for the last episode only: give --length {two} or more to see the first one before it"
                ));
            }
            story::tell(&kept, &returns, firsts(folder)?, scenes::reel_scenes(length, two))
        }
        None => story::scheduled(&kept),
    };
    let mut shown = Vec::with_capacity(story.len());
    for (number, reasons) in story {
        shown.push((Arc::new(load(&episodes::path(folder, number))?), reasons));
    }
    let solved = shown.last().map(|(replay, _)| solve(arguments, replay));
    let curve =
        ReturnCurve { returns, optimum: solved.as_ref().and_then(|solved| Some(solved.as_ref().ok()?.optimal_return)) };
    let mut script = scenes::reel(texts, shown, curve, arguments.speed).map_err(VideoError::from)?;
    if arguments.wants_optimum() {
        let solved = solved.transpose()?.map(Arc::new);
        for scene_board in script.scenes.iter_mut().flat_map(|scene| &mut scene.boards) {
            scene_board.optimum.clone_from(&solved);
        }
    }
    Ok(script)
}

/// The exact optimum of a replay's level, where something is to be drawn of it.
fn optimum(arguments: &Arguments, replay: &Replay) -> Result<Option<Arc<Optimum>>, Failure> {
    if !arguments.wants_optimum() {
        return Ok(None);
    }
    Ok(Some(Arc::new(solve(arguments, replay)?)))
}

fn solve(arguments: &Arguments, replay: &Replay) -> Result<Optimum, OptimumError> {
    best::solve(replay.level(), replay.header.gamma(), arguments.is_quiet())
}
