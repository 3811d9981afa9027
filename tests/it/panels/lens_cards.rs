//! What the lens's cards write: read from the screen, each formula computes to the result that stands below it, and it is the line that
//! `sidestep inspect` prints.

use std::collections::{HashMap, HashSet, VecDeque};

use bevy_egui::egui::{Rect, Shape, TextStyle};
use egui_kittest::Harness;
use sidestep::{
    arena::TickTrace,
    gridworld::Observation,
    language::Language,
    learning::{Algorithm, Preset},
    lens::{Card, Formula, Lens, Subject},
    theme::ThemeMode,
};

use super::{
    Stage,
    lens::{Page, page, ticks},
};
use crate::{lens::Reader, program::say};

/// Cards of a kind that are read in a tick.
const OF_A_KIND: usize = 3;

/// The texts of the card in front, in the order in which they were written: from its result on, which is the largest text there.
fn card_texts(harness: &Harness<'_, Stage<Page>>) -> Vec<String> {
    fn texts(shape: &Shape, found: &mut Vec<(Rect, f32, String)>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| texts(shape, found)),
            Shape::Text(text) => {
                let size = text.galley.job.sections.first().map_or(0.0, |section| section.format.font_id.size);
                found.push((text.visual_bounding_rect(), size, text.galley.text().to_owned()));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    harness.output().shapes.iter().for_each(|clipped| texts(&clipped.shape, &mut found));
    let body = TextStyle::Body.resolve(&harness.ctx.style_of(harness.ctx.theme())).size;
    let on_card = found.into_iter().filter(|(place, ..)| place.left() > 840.0);
    on_card.skip_while(|(_, size, _)| (*size - body * 1.5).abs() > 0.01).map(|(.., text)| text).collect()
}

/// As `inspect` writes it: letters for Greek ones, plain signs.
fn plain(text: &str) -> String {
    let signs = [
        ("ε", "epsilon"),
        ("δ", "delta"),
        ("γ", "gamma"),
        ("α", "alpha"),
        ("β", "beta"),
        ("σ", "sigma"),
        ("π", "pi"),
        ("×", "*"),
        ("−", "-"),
        ("²", "^2"),
    ];
    signs.iter().fold(text.to_owned(), |text, (sign, name)| text.replace(sign, name))
}

/// The formula of a card as the screen has it: in symbols, and with numbers.
fn formulas(texts: &[String], result: &str) -> Option<[String; 2]> {
    let mut lines = texts.split(|text| text == "= ").skip(1);
    let [symbols, numbers] = [lines.next()?, lines.next()?];
    let end = numbers.iter().position(|text| *text == format!("= {result}"))?;
    Some([symbols, &numbers[..end]].map(|line| plain(&line.concat())))
}

/// Opens a card alone and reads it. What it says computes; returned is its line as `inspect` would print it.
fn read(harness: &mut Harness<'_, Stage<Page>>, card: &Card, place: &str) -> String {
    harness.state_mut().panel.opened = vec![card.subject];
    harness.run_steps(2);
    let texts = card_texts(harness);
    let what = format!("{place}: {:?} {texts:?}", card.subject);
    if matches!(card.formula, Formula::Listed(_)) {
        return String::new();
    }
    let head = plain(&texts[0]);
    let (symbol, result) = head.split_once(" = ").unwrap_or_else(|| panic!("{what}"));
    let value: f64 = result.parse().unwrap_or_else(|_| panic!("{what}"));
    match &card.formula {
        Formula::Given | Formula::Listed(_) => head.clone(),
        Formula::Parts(_) => {
            let [symbols, numbers] = formulas(&texts[1..], result).unwrap_or_else(|| panic!("{what}"));
            let (computed, size) = Reader::value(&numbers);
            assert!((computed - value).abs() <= 1e-5 * size.max(value.abs()), "{what}: {computed}");
            let mut line = vec![symbol.to_owned(), symbols, numbers, result.to_owned()];
            line.dedup();
            line.join(" = ")
        }
        Formula::Products { factor, first, terms } => {
            // `w × h = product`, and below `= w × h`: each product, and their sum.
            let products = texts.windows(5).filter(|row| row[1] == "×" && row[4].contains(" × "));
            let (mut sum, mut size, mut count) = (0.0, 0.0, 0);
            for row in products {
                let product: f64 = row[3].trim_start_matches("= ").parse().unwrap_or_else(|_| panic!("{what}"));
                let (computed, _) = Reader::value(&plain(row[4].trim_start_matches("= ")));
                assert!((computed - product).abs() <= 1e-6 * product.abs().max(1e-30), "{what}: {row:?}");
                (sum, size, count) = (sum + product, size + product.abs(), count + 1);
            }
            assert_eq!(count, terms.len(), "{what}");
            let shown = |symbol: &str| {
                let at = texts.iter().position(|text| plain(text) == symbol).unwrap_or_else(|| panic!("{what}"));
                texts[at + 1].trim_start_matches("= ").parse::<f64>().unwrap_or_else(|_| panic!("{what}"))
            };
            if let Some(first) = first {
                let first = shown(&first.symbol);
                (sum, size) = (sum + first, size + first.abs());
            }
            if let Some(factor) = factor {
                let factor = shown(&factor.symbol);
                (sum, size) = (sum * factor, size * factor.abs());
            }
            assert!((sum - value).abs() <= 1e-5 * size.max(value.abs()), "{what}: {sum}");
            head.clone()
        }
    }
}

/// The cards that can be opened from the tick's small steps, so many of each kind at most.
fn cards(lens: &Lens<'_>, of_a_kind: usize) -> Vec<Card> {
    let mut open: VecDeque<Subject> = lens.walk().iter().map(|stop| stop.subject).collect();
    let (mut seen, mut kinds) = (HashSet::new(), HashMap::new());
    let mut cards = Vec::new();
    while let Some(subject) = open.pop_front() {
        let kind: String = format!("{subject:?}").chars().filter(|letter| !letter.is_ascii_digit()).collect();
        let count = kinds.entry(kind).or_insert(0);
        if *count == of_a_kind || !seen.insert(subject) {
            continue;
        }
        *count += 1;
        let card = lens.card(subject).expect("it can be opened");
        open.extend(lens.opens(&card));
        cards.push(card);
    }
    cards
}

fn traces() -> Vec<TickTrace> {
    let tuned = |algorithm| ticks(algorithm, Preset::Tuned, "classic", Observation::Relative, &[("hidden", "8,6")]);
    let textbook = |algorithm, settings| ticks(algorithm, Preset::Textbook, "rush", Observation::Relative, settings);
    let mut traces = vec![
        tuned(Algorithm::DeepSarsa),
        tuned(Algorithm::Reinforce),
        textbook(Algorithm::DeepQLearning, &[("hidden", "6"), ("clip_norm", "0.05")]),
        textbook(Algorithm::Reinforce, &[("hidden", "6"), ("baseline", "none")]),
        textbook(Algorithm::Reinforce, &[("hidden", "6")]),
    ];
    traces.push(textbook(Algorithm::DeepSarsa, &[("hidden", "6"), ("actors", "3")]));
    traces
}

/// Of the larger networks some cards of each kind, of two small ones every card.
#[test]
fn every_kind_of_card_computes_as_it_is_written() {
    let small = [Algorithm::DeepSarsa, Algorithm::Reinforce];
    let small =
        small.map(|algorithm| ticks(algorithm, Preset::Tuned, "classic", Observation::Relative, &[("hidden", "2")]));
    let of_each_kind = traces().into_iter().map(|trace| (trace, OF_A_KIND));
    for (trace, most) in of_each_kind.chain(small.map(|trace| (trace, usize::MAX))) {
        let place = format!("{} {} tick {}", trace.setup.level.name, trace.setup.algorithm, trace.tick);
        let cards = cards(&Lens { trace: &trace, actor: 0 }, most);
        assert!(cards.len() > 40, "{place}: {} cards", cards.len());
        let mut harness = page(ThemeMode::Dark, Language::English, [1280.0, 6000.0], trace);
        for card in cards {
            let line = read(&mut harness, &card, &place);
            // Of sums `inspect` prints the largest terms alone.
            if matches!(card.formula, Formula::Parts(_)) {
                assert_eq!(line, card.worked(usize::MAX), "{place}");
            }
        }
    }
}

#[test]
fn cards_are_the_lines_that_inspect_prints() {
    for (algorithm, least) in [(Algorithm::DeepSarsa, 12), (Algorithm::DeepQLearning, 12), (Algorithm::Reinforce, 12)] {
        let trace = ticks(algorithm, Preset::Tuned, "classic", Observation::Relative, &[("hidden", "8,6")]);
        let tick = trace.tick;
        let lens = Lens { trace: &trace, actor: 0 };
        let place = lens.followed().weight.expect("it learned");
        let weight = format!("{},{},{}", place.layer, place.unit, place.input.expect("no bias"));
        let asked = format!(
            "inspect --level classic --algorithm {algorithm} --seed 3 --observation relative --set hidden=8,6 \
             --set max_steps=30 --tick {tick} --weight {weight}"
        );
        let printed = say(&asked).ok().stdout;
        let printed: HashSet<&str> = printed.lines().map(str::trim).collect();
        let cards = cards(&lens, OF_A_KIND);
        let mut harness = page(ThemeMode::Light, Language::Korean, [1280.0, 6000.0], trace.clone());
        let mut same = 0;
        for card in cards.iter().filter(|card| matches!(card.formula, Formula::Parts(_))) {
            let line = read(&mut harness, card, "inspect");
            same += usize::from(printed.contains(line.as_str()));
        }
        assert!(same >= least, "{algorithm}: {same} lines are printed, too: {printed:#?}");
    }
}
