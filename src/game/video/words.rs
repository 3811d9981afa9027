//! What a video says about a replay where nobody says it otherwise. The words themselves are in the translations.

use super::curve::number;
use crate::{
    language::Texts,
    learning::Algorithm,
    replay::{AgentScore, Header, Origin},
};

/// A level's name: built-in ones have one in each language.
#[must_use]
pub fn level(texts: &Texts, name: &str) -> String {
    let key = format!("level-{name}");
    if texts.has(&key) { texts.t(&key) } else { name }.to_owned()
}

/// Which one it is: the name that a person gave it, or its number.
#[must_use]
pub fn caption(texts: &Texts, header: &Header) -> String {
    if let Some(title) = &header.title {
        return title.clone();
    }
    match &header.kind {
        Origin::Training { episode, .. } => texts.t_with("video-episode", &[("episode", (*episode).into())]),
        Origin::Match { round, .. } => texts.t_with("video-round", &[("round", (*round).into())]),
        Origin::Rollout { .. } => names(header).unwrap_or_else(|| level(texts, &header.level)),
    }
}

/// Where it comes from: the level, and who learned or played.
#[must_use]
pub fn facts(texts: &Texts, header: &Header) -> Vec<String> {
    let mut facts = vec![level(texts, &header.level)];
    match &header.kind {
        Origin::Training { run, .. } => facts.push(Algorithm::title_of(&run.algorithm).to_owned()),
        Origin::Match { .. } => facts.extend(names(header)),
        Origin::Rollout { .. } => {}
    }
    // What the caption says already need not be said again.
    let caption = caption(texts, header);
    facts.retain(|fact| *fact != caption);
    facts
}

/// Who plays; `None` where nobody has a name.
#[must_use]
pub fn names(header: &Header) -> Option<String> {
    let names: Vec<&str> = header.seats.iter().map(|seat| seat.name.as_str()).filter(|name| !name.is_empty()).collect();
    (!names.is_empty()).then(|| names.join(" · "))
}

/// What has been got so far: the one agent's return, or each one's under its name, with the seat that it is of.
#[must_use]
pub fn scores(texts: &Texts, header: &Header, scores: &[AgentScore]) -> Vec<(usize, String)> {
    if let [only] = scores {
        let value = number(only.episode_return).into();
        return vec![(0, texts.t_with("video-return", &[("value", value)]))];
    }
    let of = |agent: Option<usize>| scores.get(agent?).map(|score| number(score.episode_return));
    let seats = header.seats.iter().enumerate();
    seats.filter_map(|(number, seat)| Some((number, format!("{} {}", seat.name, of(seat.agent)?)))).collect()
}
