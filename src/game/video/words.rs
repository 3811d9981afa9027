//! What a video says about a replay where nobody says it otherwise. The words themselves are in the translations.

use super::{SceneBoard, VideoScene};
use crate::{
    arena::versus::How,
    language::Texts,
    learning::Algorithm,
    panels::{Needs, OVERLAYS, Overlay, Overlays, level_name},
    replay::{AgentScore, Header, Origin, Participant},
};

/// Which one it is: the name that a person gave it, or its number.
#[must_use]
pub fn caption(texts: &Texts, header: &Header) -> String {
    if let Some(title) = &header.title {
        return title.clone();
    }
    match &header.kind {
        Origin::Training { episode, .. } => texts.t_with("video-episode", &[("episode", (*episode).into())]),
        Origin::Match { round, .. } => texts.t_with("video-round", &[("round", (*round).into())]),
        Origin::Rollout { .. } => names(header).unwrap_or_else(|| level_name(&header.level, texts)),
    }
}

/// Where it comes from: the level, and who learned or played.
#[must_use]
pub fn facts(texts: &Texts, header: &Header) -> Vec<String> {
    let mut facts = vec![level_name(&header.level, texts)];
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

/// Adds to a scene's facts which part of a game is shown where it is not the whole.
pub fn say_stretch(texts: &Texts, scene: &mut VideoScene) {
    let is_one = scene.boards.len() == 1;
    for board in &scene.boards {
        let (stretch, all) = (&board.stretch, board.replay.steps.len());
        if *stretch == (0..all) {
            continue;
        }
        let numbers = [("from", stretch.start.into()), ("to", stretch.end.into()), ("all", all.into())];
        let said = texts.t_with("video-stretch", &numbers);
        let is_named = !is_one && !board.name.is_empty();
        scene.facts.push(if is_named { format!("{}: {said}", board.name) } else { said });
    }
}

/// Who plays; `None` where nobody has a name.
#[must_use]
pub fn names(header: &Header) -> Option<String> {
    let names: Vec<&str> = header.seats.iter().map(|seat| seat.name.as_str()).filter(|name| !name.is_empty()).collect();
    (!names.is_empty()).then(|| names.join(" · "))
}

/// What is said of each overlay that needs a word, by its name.
const LEGENDS: [(&str, &str); 4] = [
    ("values", "video-legend-values"),
    ("actions", "video-legend-actions"),
    ("optimum", "video-legend-optimum"),
    ("differences", "video-legend-differences"),
];

/// Whose thoughts a board shows, with the number of the seat: those of the first one who thinks in numbers.
#[must_use]
pub fn thinker(header: &Header) -> Option<(usize, &Participant)> {
    header.seats.iter().enumerate().find(|(_, seat)| seat.agent.is_some() && seat.values.is_some())
}

/// What is drawn on the boards of a scene besides the pieces, and whose thoughts it shows.
#[must_use]
pub fn legend(texts: &Texts, overlays: Overlays, scene: &VideoScene) -> Vec<String> {
    let mut thinkers: Vec<&str> = Vec::new();
    for header in scene.boards.iter().map(|board| &board.replay.header) {
        let who = thinker(header).map(|(_, seat)| match &header.kind {
            Origin::Training { run, .. } => Algorithm::title_of(&run.algorithm),
            Origin::Match { .. } | Origin::Rollout { .. } => &seat.name,
        });
        thinkers.extend(who.filter(|who| !thinkers.contains(who)));
    }
    let said = OVERLAYS.iter().filter(|overlay| overlay.is_on(overlays));
    let said = said.filter(|overlay| !thinkers.is_empty() || !overlay.needs.contains(&Needs::Values));
    let who = thinkers.join(" · ");
    let key = |overlay: &Overlay| LEGENDS.iter().find(|(name, _)| *name == overlay.name).map(|(_, key)| *key);
    said.filter_map(key).map(|key| texts.t_with(key, &[("who", who.as_str().into())])).collect()
}

/// How a game ended: who won and by what, or whether a goal was reached and when.
#[must_use]
pub fn result(texts: &Texts, header: &Header) -> String {
    let Origin::Match { how, .. } = &header.kind else {
        let key = if header.score().goals > 0 { "video-goal" } else { "video-no-goal" };
        return texts.t_with(key, &[("steps", header.summary.steps.into())]);
    };
    let winner = header.summary.winner.and_then(|seat| header.seats.get(seat));
    let seats = header.seats.len();
    // Who has as much as others wins by nothing.
    let how =
        how.as_deref().and_then(|how| how.parse::<How>().ok()).filter(|how| winner.is_some() || *how != How::Points);
    let by = how.map(|how| texts.t(how.key_for(seats)));
    if let (Some(by), 1) = (by, seats) {
        return by.to_owned();
    }
    let who = match winner {
        Some(seat) => texts.t_with("versus-wins-round", &[("name", seat.name.as_str().into())]),
        None => texts.t("versus-round-drawn").to_owned(),
    };
    by.map_or_else(|| who.clone(), |by| format!("{who}: {by}"))
}

/// How each game of a scene ended, under its name where there are several; nothing where what is shown ends before they do.
#[must_use]
pub fn results(texts: &Texts, scene: &VideoScene) -> Vec<String> {
    let is_whole = scene.boards.iter().all(|board| board.stretch.end >= board.replay.steps.len());
    let said = |board: &SceneBoard| of(&board.name, &result(texts, &board.replay.header));
    if is_whole { scene.boards.iter().map(said).collect() } else { Vec::new() }
}

/// Something that is said of who has this name, if any.
#[must_use]
pub fn of(name: &str, said: &str) -> String {
    if name.is_empty() { said.to_owned() } else { format!("{name}: {said}") }
}

/// What has been got so far: the one agent's return, or each one's under its name, with the seat that it is of.
#[must_use]
pub fn scores(texts: &Texts, header: &Header, scores: &[AgentScore]) -> Vec<(Option<usize>, String)> {
    // In a match, also in a hunt, each figure has its player's name and colour.
    if let ([only], Origin::Training { .. } | Origin::Rollout { .. }) = (scores, &header.kind) {
        let value = figure(only.episode_return).into();
        return vec![(None, texts.t_with("video-return", &[("value", value)]))];
    }
    let of = |agent: Option<usize>| scores.get(agent?).map(|score| figure(score.episode_return));
    let seats = header.seats.iter().enumerate();
    seats.filter_map(|(number, seat)| Some((Some(number), format!("{} {}", seat.name, of(seat.agent)?)))).collect()
}

/// A number that changes meanwhile: always two decimals, so that what stands around it stays where it is.
fn figure(value: f32) -> String {
    let text = format!("{value:.2}");
    if text == "-0.00" { "0.00".to_owned() } else { text.replace('-', "−") }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::{language::Language, replay::Replay};

    #[test]
    fn a_draw_names_no_points_that_decided_it() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/version-1/match.replay");
        let mut header = Replay::load(&path).expect("it is there").header;
        let texts = Texts::new(Language::English);
        header.summary.winner = None;
        assert_eq!(result(&texts, &header), texts.t("versus-round-drawn"));
        header.summary.winner = Some(0);
        assert!(result(&texts, &header).ends_with(texts.t("versus-how-points")));
    }
}
