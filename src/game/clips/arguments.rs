//! What a person has chosen, as the words that `sidestep record` understands.

use std::{ffi::OsString, path::Path};

use crate::{
    capture::Format,
    language::Language,
    panels::{
        OVERLAYS,
        replay::{ClipChoice, ClipKind, ClipOrder},
    },
    theme::ThemeMode,
};

/// The arguments but for what is shown: that is `material`'s.
pub(super) fn arguments(order: &ClipOrder, out: &Path, mode: ThemeMode, language: Language) -> Vec<OsString> {
    let ClipOrder { kind, choice, title, caption, beside: _, page: _ } = order;
    let ClipChoice {
        format,
        size,
        rate,
        quality,
        clip_speed,
        reel_length,
        loops,
        captions,
        slides,
        overlays,
        title_card,
        theme,
        language: spoken,
    } = choice;
    let file = if *slides { "--slides" } else { "--out" };
    let mut words: Vec<OsString> = vec![file.into(), out.into(), "--count-up".into()];
    words.extend(loops.then(|| OsString::from("--loop")));
    words.extend((*captions && choice.has_captions()).then(|| OsString::from("--captions")));
    // In one word with its name: a text may begin with a dash.
    let mut say = |name: &str, value: &str| words.push(format!("--{name}={value}").into());
    if let Some(size) = size.frame() {
        say("size", &size.to_string());
    }
    say("fps", &rate.per_second().to_string());
    match kind {
        ClipKind::Clip => say("speed", &clip_speed.to_string()),
        ClipKind::Reel | ClipKind::Lab => say("length", &reel_length.to_string()),
    }
    // PNG frames are always exact.
    if *slides || *format != Format::Frames {
        say("quality", quality.name());
    }
    say("theme", theme.unwrap_or(mode).name());
    say("language", spoken.unwrap_or(language).name());
    let drawn = OVERLAYS.iter().filter(|overlay| overlay.recorded.is_some() && overlay.is_on(*overlays));
    let drawn: Vec<&str> = drawn.map(|overlay| overlay.name).collect();
    if !drawn.is_empty() && *kind != ClipKind::Lab {
        say("overlay", &drawn.join(","));
    }
    if !caption.is_empty() {
        say("caption", caption);
    }
    if !title_card && !slides {
        words.push("--no-title".into());
    } else if !title.is_empty() {
        say("title", title);
    }
    words
}
