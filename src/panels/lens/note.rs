//! What the strip says of a tick and of the last search.

use super::{LensEvent, LensNote, LensView};
use crate::{
    learning::ActionValues,
    panels::{Look, numbers},
};

/// Sentences, in the order of their weight.
pub(super) fn words(look: Look<'_>, view: &LensView<'_>) -> Vec<String> {
    let said = |key, values: &[(&'static str, u64)]| {
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, numbers::whole(*value).into())).collect();
        look.texts.t_with(key, &values)
    };
    let mut words = Vec::new();
    let made = view.source.made;
    let beyond = view.shown.map_or(0, |shown| shown.lens.trace.tick.saturating_sub(made));
    if beyond > 0 {
        let key = if view.source.is_of_replay { "lens-beyond-replay" } else { "lens-beyond" };
        words.push(said(key, &[("count", beyond)]));
    }
    match view.note {
        None => {}
        Some(LensNote::Beginning) => words.push(look.t("lens-beginning").to_owned()),
        Some(LensNote::NotFound { event, first, last, is_stopped }) => {
            if is_stopped {
                words.push(look.t("lens-stopped").to_owned());
            }
            if first <= last {
                words.push(said(not_found(event), &[("first", first), ("last", last)]));
            }
            if last > made && event != LensEvent::LargestError {
                let key = if view.source.is_of_replay { "lens-looked-on-replay" } else { "lens-looked-on" };
                words.push(said(key, &[("made", made)]));
            }
        }
        Some(LensNote::Largest { first, last }) => {
            let Some(shown) = view.shown else { return words };
            let Some(error) = shown.lens.largest_error() else { return words };
            let key = match shown.lens.trace.setup.algorithm.action_values() {
                ActionValues::Q => "lens-largest-error",
                ActionValues::Probabilities => "lens-largest-advantage",
            };
            let [first, last] = [first, last].map(|tick| numbers::whole(tick).into());
            let value = numbers::short(f64::from(error.value.abs())).into();
            let values = [("first", first), ("last", last), ("value", value), ("step", error.step.into())];
            words.push(look.texts.t_with(key, &values));
        }
    }
    words
}

const fn not_found(event: LensEvent) -> &'static str {
    match event {
        LensEvent::Hit => "lens-no-hit",
        LensEvent::Goal => "lens-no-goal",
        LensEvent::Exploration => "lens-no-exploration",
        LensEvent::LargestError => "lens-no-error",
    }
}
