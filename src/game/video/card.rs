//! What the title card says: where it is played, what it is, what came of it.
//! Of a match it names who plays, not who wins.

use super::{ReturnCurve, SceneBoard, TitleCard, curve::number, words};
use crate::{
    curves::statistics::moving_average,
    language::Texts,
    learning::Algorithm,
    panels::{level_name, replay::mode_text},
    replay::{Header, Origin, Replay},
};

/// Of replays that are played one after the other.
#[must_use]
pub fn of_replays<'a>(texts: &Texts, replays: impl IntoIterator<Item = &'a Replay>) -> Option<TitleCard> {
    let headers: Vec<&Header> = replays.into_iter().map(|replay| &replay.header).collect();
    let first = *headers.first()?;
    let text = common(headers.iter().map(|header| level_name(&header.level, texts)));
    let mut subtitle: Vec<String> = common_kind(texts, &headers).into_iter().collect();
    if headers.len() == 1 {
        subtitle.push(words::caption(texts, first));
    }
    subtitle.retain(|said| *said != text);
    Some(TitleCard { subtitle: common(subtitle.into_iter()), result: outcome(texts, &headers), text })
}

/// Of two games side by side, which have names.
#[must_use]
pub fn of_pair(texts: &Texts, boards: &[SceneBoard]) -> TitleCard {
    let headers = || boards.iter().map(|board| &board.replay.header);
    let names: Vec<&str> = boards.iter().map(|board| board.name.as_str()).collect();
    let text = common(headers().map(|header| level_name(&header.level, texts)));
    if headers().any(|header| matches!(header.kind, Origin::Match { .. })) {
        return TitleCard { text, subtitle: names.join(" · "), result: String::new() };
    }
    let results = boards.iter().map(|board| format!("{}: {}", board.name, words::result(texts, &board.replay.header)));
    TitleCard { text, subtitle: String::new(), result: results.collect::<Vec<_>>().join("\n") }
}

/// Of how a run learned.
#[must_use]
pub fn of_reel(texts: &Texts, last: &Header, curve: Option<&ReturnCurve>) -> Option<TitleCard> {
    let Origin::Training { run, .. } = &last.kind else { return None };
    let episodes = curve.map_or(0, |curve| curve.returns.len());
    let about = [("algorithm", Algorithm::title_of(&run.algorithm).into()), ("episodes", episodes.into())];
    Some(TitleCard {
        text: level_name(&last.level, texts),
        subtitle: texts.t_with("video-reel", &about),
        result: curve.and_then(|curve| learned(texts, curve)).unwrap_or_default(),
    })
}

/// What was learned: the mean return of a tenth of the episodes at first and at last, beside the best possible one.
fn learned(texts: &Texts, curve: &ReturnCurve) -> Option<String> {
    let means = moving_average(&curve.returns, curve.window());
    // Returns that are not known leave no mean.
    let mean = |mean: Option<&f64>| mean.copied().filter(|mean| mean.is_finite());
    let (first, last) = (mean(means.get(curve.window() - 1))?, mean(means.last())?);
    let said = |value: f64| number(value as f32).into();
    let window = curve.window().into();
    let mut learned =
        texts.t_with("video-learned", &[("first", said(first)), ("last", said(last)), ("window", window)]);
    if let Some(optimum) = curve.optimum {
        learned.push('\n');
        learned.push_str(&texts.t_with("video-learned-optimum", &[("value", said(optimum))]));
    }
    Some(learned)
}

/// What came of them; of a match, who plays.
fn outcome(texts: &Texts, headers: &[&Header]) -> String {
    let players = |header: &Header| {
        let names: Vec<&str> = header.seats.iter().map(|seat| seat.name.as_str()).collect();
        matches!(header.kind, Origin::Match { .. }).then(|| names.join(&format!(" {} ", texts.t("video-against"))))
    };
    if headers.iter().any(|header| matches!(header.kind, Origin::Match { .. })) {
        return common(headers.iter().filter_map(|header| players(header)));
    }
    match headers {
        [only] => words::result(texts, only),
        several => {
            let reached = several.iter().filter(|header| header.score().goals > 0).count();
            let counts = [("reached", reached.into()), ("episodes", several.len().into())];
            texts.t_with("video-goals-of", &counts)
        }
    }
}

/// What all of them are: who learned or plays by what, or the rules of a match.
fn common_kind(texts: &Texts, headers: &[&Header]) -> Option<String> {
    let kinds = headers.iter().filter_map(|header| match &header.kind {
        Origin::Training { run, .. } => Some(Algorithm::title_of(&run.algorithm).to_owned()),
        Origin::Match { mode, .. } => Some(mode_text(mode, texts).to_owned()),
        Origin::Rollout { .. } => words::names(header),
    });
    Some(common(kinds)).filter(|kind| !kind.is_empty())
}

/// Each of the words once, in their order.
fn common(words: impl Iterator<Item = String>) -> String {
    let mut each: Vec<String> = Vec::new();
    for word in words {
        if !each.contains(&word) {
            each.push(word);
        }
    }
    each.join(" · ")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::language::Language;

    #[test]
    fn a_match_names_who_plays_and_not_who_wins() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/version-1/match.replay");
        let replay = Replay::load(&path).expect("it is there");
        let names: Vec<String> = replay.header.seats.iter().map(|seat| seat.name.clone()).collect();
        for (language, against) in [(Language::English, " vs "), (Language::Korean, " 대 ")] {
            let texts = Texts::new(language);
            let card = of_replays(&texts, [&replay]).expect("there is one");
            assert_eq!(card.result, names.join(against));
            let said = format!("{} {} {}", card.text, card.subtitle, card.result);
            assert!(!said.contains(&words::result(&texts, &replay.header)), "{said}");
        }
    }

    #[test]
    fn a_reel_says_what_was_learned_and_what_would_be_best() {
        let texts = Texts::new(Language::English);
        let returns = [vec![-1.0; 100], vec![0.0; 800], vec![0.75; 100]].concat();
        let curve = ReturnCurve { returns, optimum: Some(0.875) };
        let learned = learned(&texts, &curve).expect("there are episodes");
        assert_eq!(learned, "Mean return, first 100: −1\nMean return, last 100: 0.75\nBest possible 0.88");
        let few = super::learned(&texts, &ReturnCurve { returns: vec![-1.0, 0.5], optimum: None });
        assert_eq!(few.as_deref(), Some("Return: first −1, last 0.5"));
        assert_eq!(super::learned(&texts, &ReturnCurve::default()), None);
    }
}
