//! Matches by their rules, told as stories: scripted people, agents, hunters, and laws that hold in every match.

mod endings;
mod ghosts;
mod hunts;
mod laws;
mod lessons;
mod offers;
mod practice;
mod replays;
mod sides;

use std::{path::Path, sync::Arc};

use sidestep::{
    arena::{
        Controller,
        versus::{Match, MatchMode, MatchSettings, Round},
    },
    disk,
    gridworld::{Action, Level},
    learning::Said,
};

fn level(name: &str) -> Arc<Level> {
    Arc::new(Level::built_in(name).expect("it is built in"))
}

/// A level drawn as in its file, with `settings` below the map; thirty steps where they do not say how many.
fn drawn(map: &str, settings: &str) -> Arc<Level> {
    let limit = if settings.contains("max_steps") { "" } else { "max_steps = 30\n" };
    let text = format!("version = 1\nname = \"drawn\"\nmap = '''\n{map}\n'''\n{limit}{settings}");
    Arc::new(Level::from_toml(&text, "drawn.toml").expect("a sound level"))
}

fn settings(level: &Arc<Level>, mode: MatchMode, pairs: u32) -> MatchSettings {
    MatchSettings { level: level.clone(), mode, pairs, seed: 7, board: None }
}

fn game(settings: MatchSettings, controllers: &[Controller]) -> Match {
    Match::new(settings, controllers.to_vec()).expect("a sound match")
}

/// The policy that comes with the program for this level.
fn shipped(name: &str) -> Controller {
    let file = format!("assets/policies/{name}.safetensors");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let policy = disk::policy(&path, &Said::default()).expect("it is shipped").policy;
    Controller::Policy {
        observation: policy.observation.expect("it says what it sees"),
        policy: Arc::new(policy),
        sample: false,
    }
}

fn script(actions: &[Action]) -> Controller {
    Controller::Script(actions.to_vec())
}

/// So many steps one way, then so many another.
fn walk(parts: &[(usize, Action)]) -> Vec<Action> {
    parts.iter().flat_map(|&(steps, action)| std::iter::repeat_n(action, steps)).collect()
}

/// Plays the round that has begun to its end.
fn play_round(game: &mut Match) -> &Round {
    while !game.step() {}
    game.round()
}

/// Plays all that is left.
fn play(game: &mut Match) {
    loop {
        play_round(game);
        if !game.next_round() {
            break;
        }
    }
}
