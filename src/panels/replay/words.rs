//! Replays in the person's words: what one is called, what is known of it, how long ago it was.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::{
    arena::versus::{How, ModeKind},
    language::Texts,
    learning::{Algorithm, HyperparameterKind, PARAMETERS},
    panels::{level_name, numbers, observation_name},
    replay::{Header, Origin, PROGRAM_VERSION, Replay},
};

/// What an episode is called.
pub(super) fn episode(number: u64, texts: &Texts) -> String {
    texts.t_with("replay-episode", &[("episode", numbers::whole(number).into())])
}

/// What a replay is called.
#[must_use]
pub fn called(header: &Header, texts: &Texts) -> String {
    header.title.clone().unwrap_or_else(|| name(header, texts))
}

/// What a replay is called that has no title.
fn name(header: &Header, texts: &Texts) -> String {
    match &header.kind {
        Origin::Training { episode: number, .. } => episode(*number, texts),
        Origin::Match { .. } | Origin::Rollout { .. } => {
            let names: Vec<&str> = header.seats.iter().map(|seat| seat.name.as_str()).collect();
            names.join(" – ")
        }
    }
}

/// What won the round, where it is one of a match.
pub(super) fn mode_of<'a>(header: &'a Header, texts: &'a Texts) -> Option<&'a str> {
    match &header.kind {
        Origin::Match { mode, .. } => Some(mode_text(mode, texts)),
        Origin::Training { .. } | Origin::Rollout { .. } => None,
    }
}

/// Whether the return is what counts.
pub(super) fn is_won_by_return(header: &Header) -> bool {
    match &header.kind {
        Origin::Match { mode, .. } => !matches!(mode.parse(), Ok(ModeKind::Race | ModeKind::Hunt)),
        Origin::Training { .. } | Origin::Rollout { .. } => true,
    }
}

/// What tells it from others of its name.
pub(super) fn note(header: &Header, texts: &Texts) -> String {
    match &header.kind {
        Origin::Training { run, .. } => Algorithm::title_of(&run.algorithm).to_owned(),
        Origin::Match { round, rounds, .. } => numbers::round_of(*round, *rounds, texts),
        Origin::Rollout { .. } => String::new(),
    }
}

/// What is known of a replay: names and values.
#[must_use]
pub fn facts(replay: &Replay, texts: &Texts) -> Vec<(String, String)> {
    let header = &replay.header;
    let board = replay.level();
    let mut facts = Vec::new();
    let mut fact = |key: &str, value: String| facts.push((texts.t(key).to_owned(), value));
    fact("level-title", format!("{} · {} × {}", level_name(&header.level, texts), board.width, board.height));
    match &header.kind {
        Origin::Training { run, episode: number, .. } => {
            fact("fact-algorithm", Algorithm::title_of(&run.algorithm).to_owned());
            fact("fact-episode", numbers::whole(*number));
            fact("fact-observation", observation(&run.observation, texts));
            fact("learner-seed", run.seed.to_string());
            let settings: Vec<_> = run.hyperparameters.iter().map(|(key, value)| setting(key, value, texts)).collect();
            fact("fact-settings", settings.join(", "));
        }
        Origin::Match { mode, round, rounds, seed, how: ended, .. } => {
            fact("fact-mode", mode_text(mode, texts).to_owned());
            fact("fact-round", numbers::round_of(*round, *rounds, texts));
            if let Some(Ok(how)) = ended.as_deref().map(str::parse::<How>) {
                fact("fact-end", texts.t(how.key_for(header.seats.len())).to_owned());
            }
            fact("learner-seed", seed.to_string());
        }
        Origin::Rollout { observation: seen, seed } => {
            if let Some(seen) = seen {
                fact("fact-observation", observation(seen, texts));
            }
            fact("learner-seed", seed.to_string());
        }
    }
    if let Some(recorded) = header.recorded {
        fact("fact-recorded", ago(recorded, texts));
    }
    if header.program_version != PROGRAM_VERSION {
        fact("fact-version", header.program_version.clone());
    }
    facts
}

/// What was seen, in words; as it stands in the file where this version does not know it.
fn observation(name: &str, texts: &Texts) -> String {
    name.parse().map_or_else(|_| name.to_owned(), |known| observation_name(texts, known))
}

/// A hyperparameter and its value, in words where this version knows them.
fn setting(key: &str, value: &str, texts: &Texts) -> String {
    let (name, choice) = (format!("param-{key}"), format!("choice-{value}"));
    let is_choice = PARAMETERS
        .iter()
        .any(|known| known.key == key && matches!(known.kind, HyperparameterKind::Choice(all) if all.contains(&value)));
    let name = if texts.has(&name) { texts.t(&name) } else { key };
    format!("{name} {}", if is_choice { texts.t(&choice) } else { value })
}

/// Seconds since 1970.
#[must_use]
pub fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// How long ago something was: in the largest unit of which one has passed.
fn ago(recorded: u64, texts: &Texts) -> String {
    let seconds = now().saturating_sub(recorded);
    let (key, count) = match seconds {
        0..60 => return texts.t("ago-now").to_owned(),
        60..3600 => ("ago-minutes", seconds / 60),
        3600..86_400 => ("ago-hours", seconds / 3600),
        _ => ("ago-days", seconds / 86_400),
    };
    texts.t_with(key, &[("count", count.into())])
}

/// A mode's name in the person's language; one that this version does not know as it stands in the file.
#[must_use]
pub fn mode_text<'a>(mode: &'a str, texts: &'a Texts) -> &'a str {
    mode.parse().map_or(mode, |mode: ModeKind| texts.t(mode.key()))
}
