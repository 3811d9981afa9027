//! A page of the sequence lab as a clip: which models it shows, and how each of them came to be.

use std::{path::Path, sync::Arc};

use serde_json::Value;

use super::{
    Arguments, Video,
    slides::{self, SlideVideo},
};
use crate::{
    cli::{Failure, sequence::compare::compared},
    disk,
    game::video::{LabVideo, TitleCard, VideoStyle, scenes},
    language::Texts,
    panels::sequence::{ClipPage, LabClip, model_names},
    sequence::{
        AttentionKind, LabState, SequencePreset, Trainee, TrainingSettings,
        tasks::{Source, TaskKind},
    },
};

/// Title and result take half of it.
const LEAST_SECONDS: f64 = 10.0;

/// The video that the arguments ask for, `what` being what `--lab` names, and what its slide says.
///
/// # Errors
/// Arguments that are for games; no comparison, task or file of that name; a page that it cannot be shown on; nothing to
/// render on.
pub fn slide(what: &str, arguments: &Arguments, style: &VideoStyle) -> Result<SlideVideo, Failure> {
    arguments.playing.refuse("give --policy FILE")?;
    refuse(arguments)?;
    let seconds = arguments.length().unwrap_or(scenes::REEL_LENGTH);
    if seconds < LEAST_SECONDS {
        return Err(Failure::usage(format_args!(
            "--length {seconds} is too short to follow a page of the lab: give {LEAST_SECONDS} seconds or more"
        )));
    }
    let (state, is_recorded) = models(what, arguments)?;
    let settings = state.settings();
    let task = settings[0].task;
    let translates = task.kind.translates();
    let page = arguments.page.unwrap_or(if translates { ClipPage::Attention } else { ClipPage::Training });
    let names = model_names(&settings);
    let named = arguments.model.as_ref().map(|model| chosen(&names, model)).transpose()?;
    let attends = |model: &usize| settings[*model].attention != AttentionKind::None;
    let shown = match page {
        ClipPage::Attention => named.or_else(|| (0..names.len()).find(attends)).filter(attends).ok_or_else(|| {
            Failure::usage(format_args!(
                "{what}: this has no attention to show: give a comparison of two sequences (bottleneck, dates, scores), \
                 a model that has attention, or --page training or cell"
            ))
        })?,
        ClipPage::Cell => named.unwrap_or_else(|| looked_into(&settings)),
        ClipPage::Training if named.is_some() => {
            return Err(Failure::usage("a training shows all models: give --model with --page cell or attention"));
        }
        ClipPage::Training => 0,
    };
    let input = match &arguments.read {
        Some(_) if page == ClipPage::Training => {
            return Err(Failure::usage("a training shows no single input: give --read with --page cell or attention"));
        }
        Some(text) => task.kind.read(text).map_err(|error| Failure::usage(format_args!("--read {text}: {error}")))?,
        None => Source::to_look_at(task).sample(task.telling()).input,
    };
    let mut models = Vec::new();
    for (name, model) in names.iter().zip(&state.models) {
        let trace = model.trainer.trained().trace(&input).map_err(Failure::usage)?;
        models.push(Trainee { trace: Some(Arc::new(trace)), ..model.trainee(name.clone()) });
    }
    if models.iter().any(|model| model.evaluations.len() < 2) {
        return Err(Failure::usage(format_args!(
            "{what}: these models have learned nothing yet that could be shown: train them first, in the lab or with \
             `sidestep sequence compare`"
        )));
    }
    let texts = Texts::new(arguments.language());
    let card = TitleCard {
        text: arguments.title.clone().unwrap_or_else(|| title(&texts, &state)),
        subtitle: match page {
            ClipPage::Training => names.join(" · "),
            ClipPage::Cell | ClipPage::Attention => format!("{} · {}", texts.t(page.key()), names[shown]),
        },
        // Its end says it.
        result: String::new(),
    };
    let notes = names.iter().zip(&settings).map(|(name, settings)| noted(&texts, name, settings)).collect();
    let clip = LabClip { page, models, shown, preset: state.preset, is_recorded, seconds: 0.0, card: None };
    // On a slide the title stands above the clip and takes no time.
    let shown_card = (!arguments.no_title && arguments.slides.is_none()).then_some(&card);
    let video = Video::Lab(Box::new(LabVideo::new(clip, shown_card, (seconds, arguments.looping), style)?));
    let beside = Some(card.subtitle).filter(|_| arguments.title.is_none());
    let title = slides::joined([card.text.clone()].into_iter().chain(beside));
    let result = video.words().captions.pop().map(|cue| cue.text.replace('\n', ". "));
    let alt = [title.clone()].into_iter().chain(result).collect::<Vec<_>>().join(". ");
    Ok(SlideVideo { name: card.text, title, alt, notes, video })
}

/// What is for games on boards, and why the lab has no use for it.
fn refuse(arguments: &Arguments) -> Result<(), Failure> {
    let games = "it is for games on a board";
    for (is_given, flag, reason) in [
        (arguments.side_by_side.is_some(), "--side-by-side", games),
        (!arguments.names.is_empty(), "--names", games),
        (arguments.level.is_some(), "--level", games),
        (!arguments.set.is_empty(), "--set", games),
        (arguments.episodes.is_some(), "--episodes", games),
        (arguments.from.is_some(), "--from", "a page is shown whole: give --length SECONDS for a shorter clip"),
        (arguments.to.is_some(), "--to", "a page is shown whole: give --length SECONDS for a shorter clip"),
        (arguments.speed.is_some(), "--speed", "a page has no steps a second: give --length SECONDS"),
        (!arguments.overlay.is_empty(), "--overlay", games),
        (arguments.caption.is_some(), "--caption", "a page says itself what it shows: give --title TEXT for its card"),
    ] {
        if is_given {
            return Err(Failure::usage(format_args!("{flag} cannot be used with --lab: {reason}")));
        }
    }
    Ok(())
}

/// The settings of a model, as the notes of a slide say them.
fn noted(texts: &Texts, name: &str, settings: &TrainingSettings) -> String {
    let Ok(Value::Object(values)) = serde_json::to_value(settings) else { return name.to_owned() };
    let said = |(name, value): (&String, &Value)| match value {
        Value::String(word) => format!("{name}={word}"),
        Value::Object(parts) => {
            let parts: Vec<String> = parts.values().map(|part| part.to_string().replace('"', "")).collect();
            format!("{name}={}", parts.join(","))
        }
        value => format!("{name}={value}"),
    };
    let values: Vec<String> = values.iter().filter(|(name, _)| *name != "seed").map(said).collect();
    let words =
        [("algorithm", name.into()), ("seed", settings.seed.to_string().into()), ("settings", values.join(" ").into())];
    texts.t_with("slides-run", &words)
}

/// The number of a model that was named, or numbered from 1.
fn chosen(names: &[String], model: &str) -> Result<usize, Failure> {
    let number = model.parse().ok().and_then(|number: usize| number.checked_sub(1));
    let named = names.iter().position(|name| name.eq_ignore_ascii_case(model));
    named.or(number).filter(|number| *number < names.len()).ok_or_else(|| {
        let names: Vec<String> = (1..).zip(names).map(|(number, name)| format!("{number} ({name})")).collect();
        Failure::usage(format_args!("--model {model}: there is none of that name: give {}", names.join(", ")))
    })
}

/// The cell that has most to show.
fn looked_into(models: &[TrainingSettings]) -> usize {
    let parts = |at: &usize| models[*at].cell.parts().len();
    (0..models.len()).rev().max_by_key(parts).unwrap_or(0)
}

/// The comparison that a task is best known by.
const fn main_comparison(task: TaskKind) -> SequencePreset {
    match task {
        TaskKind::Recall => SequencePreset::Gap50,
        TaskKind::Adding => SequencePreset::Adding,
        TaskKind::Reversal => SequencePreset::Bottleneck,
        TaskKind::Copy => SequencePreset::Scores,
        TaskKind::Dates => SequencePreset::Dates,
    }
}

/// The models, and whether they were trained before.
fn models(what: &str, arguments: &Arguments) -> Result<(LabState, bool), Failure> {
    let comparison = what.parse().ok().or_else(|| Some(main_comparison(what.parse().ok()?)));
    match (comparison, arguments.seed) {
        (Some(comparison), Some(seed)) => Ok((compared(comparison, seed, arguments.is_quiet())?, false)),
        (Some(comparison), None) => {
            let state = comparison.trained().map_err(|error| Failure::new("lab", error))?;
            Ok((state, true))
        }
        (None, Some(_)) => {
            Err(Failure::usage(format_args!("{what}: --seed trains a comparison anew, a file is shown as it is")))
        }
        (None, None) if Path::new(what).exists() => Ok((disk::lab(Path::new(what))?, true)),
        (None, None) => Err(Failure::usage(format_args!(
            "{what}: there is no such file, and no comparison or task of that name: give one of {}, {}",
            SequencePreset::NAMES.join(", "),
            TaskKind::NAMES.join(", "),
        ))),
    }
}

fn title(texts: &Texts, state: &LabState) -> String {
    let task = state.models.first().map(|model| model.settings().task.kind.key());
    texts.t(state.preset.map(SequencePreset::key).or(task).unwrap_or_default()).to_owned()
}
