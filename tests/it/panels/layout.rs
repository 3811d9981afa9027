//! Every screen in every size that a window has, at every scale: nothing that a person operates covers anything or is cut off, and
//! every text can be read.

use bevy_egui::egui::{Rect, vec2};
use egui_kittest::Harness;
use sidestep::{
    language::Language,
    panels::{TrainSide, sequence::Page},
    theme::{LEAST_TEXT, ThemeMode},
};

use super::{
    Stage, illegible, matches, misplaced, operated, replays, screen, sequence_attention, sequence_forgetting, text,
};

/// In pixels.
const SIZES: [[f32; 2]; 4] = [[800.0, 600.0], [1280.0, 720.0], [1920.0, 1080.0], [3840.0, 2160.0]];
const SCALES: [f32; 4] = [1.0, 1.5, 1.8, 2.1];

/// In points, as a panel sees it.
const FIRST: [f32; 2] = [1280.0, 720.0];

/// What is wrong with a screen in all sizes one after the other. Where its `board` is, nothing is to be operated: notices may lie
/// there.
fn in_all_sizes<P>(harness: &mut Harness<'_, Stage<P>>, what: &str, board: fn(&P) -> Rect) -> Vec<String> {
    // The table of records is scrolled to both sides.
    let columns = ["level", "opponent", "games", "steps", "return", "streak", "rating"];
    let tables: Vec<String> = Language::ALL
        .into_iter()
        .flat_map(|language| columns.map(|column| text(language, &format!("records-{column}"))))
        .collect();
    let mut wrong = Vec::new();
    for size in SIZES {
        for scale in SCALES {
            harness.set_size(vec2(size[0], size[1]) / scale);
            harness.run_steps(4);
            let mut found = misplaced(harness, &tables);
            let board = board(&harness.state().panel).shrink(1.0);
            for (name, _, seen) in operated(harness).filter(|(.., seen)| seen.is_positive() && seen.intersects(board)) {
                found.push(format!("{name} at {seen:?} is on the board at {board:?}"));
            }
            wrong.extend(found.into_iter().map(|found| format!("{what}, {size:?} at {scale}: {found}")));
        }
    }
    wrong
}

/// Nothing is wrong.
fn check(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong[..wrong.len().min(60)].join("\n"));
}

#[test]
fn nothing_of_the_training_covers_anything() {
    let mut wrong = Vec::new();
    for language in Language::ALL {
        for lanes in [1, 12] {
            for side in TrainSide::ALL {
                let mut harness = screen::whole(language, FIRST, lanes, side);
                let what = format!("{language}, {lanes} lanes, {side:?}");
                wrong.extend(in_all_sizes(&mut harness, &what, |whole| whole.board));
            }
        }
    }
    check(&wrong);
}

#[test]
fn nothing_of_a_match_covers_anything() {
    let mut wrong = Vec::new();
    for language in Language::ALL {
        for scene in matches::Scene::ALL {
            let hall = matches::Hall::new(matches::match_of(4), scene);
            let mut harness = matches::hall(ThemeMode::Dark, language, FIRST, hall);
            // What a round or a pause leads to is chosen over the board.
            wrong.extend(in_all_sizes(&mut harness, &format!("{language}, {scene:?}"), |_| Rect::NOTHING));
        }
    }
    check(&wrong);
}

#[test]
fn nothing_of_a_replay_covers_anything() {
    let mut wrong = Vec::new();
    for language in Language::ALL {
        for scene in replays::Scene::ALL {
            let mut harness = replays::hall(ThemeMode::Dark, language, FIRST, scene);
            wrong.extend(in_all_sizes(&mut harness, &format!("{language}, {scene:?}"), |hall| hall.board));
        }
    }
    check(&wrong);
}

#[test]
fn nothing_of_the_sequence_lab_covers_anything() {
    let mut wrong = Vec::new();
    for language in Language::ALL {
        for page in Page::ALL {
            let (models, input) = match page {
                Page::Attention => (sequence_attention::pair(), sequence_attention::DIGITS),
                _ => (sequence_forgetting::three(), ""),
            };
            let mut harness = sequence_attention::lab(ThemeMode::Dark, language, FIRST, page, models, input);
            wrong.extend(in_all_sizes(&mut harness, &format!("{language}, {page:?}"), |_| Rect::NOTHING));
        }
    }
    check(&wrong);
}

#[test]
fn every_text_can_be_read_in_both_themes() {
    const SIZE: [f32; 2] = [1600.0, 1000.0];
    let (english, mut wrong) = (Language::English, Vec::new());
    for mode in [ThemeMode::Dark, ThemeMode::Light] {
        let mut note = |what: &str, found: Vec<String>| {
            wrong.extend(found.into_iter().map(|found| format!("{mode:?}, {what}: {found}")));
        };
        for lanes in [1, 12] {
            note("training", illegible(&screen::whole_in(mode, english, SIZE, lanes, TrainSide::Controls), LEAST_TEXT));
        }
        for scene in matches::Scene::ALL {
            let hall = matches::Hall::new(matches::match_of(4), scene);
            note("match", illegible(&matches::hall(mode, english, SIZE, hall), LEAST_TEXT));
        }
        for scene in replays::Scene::ALL {
            note("replay", illegible(&replays::hall(mode, english, SIZE, scene), LEAST_TEXT));
        }
        // Indices in formulas are smaller.
        for (page, least) in [(Page::Training, LEAST_TEXT), (Page::Cell, 11.0), (Page::Forgetting, 11.0)] {
            let models = sequence_forgetting::three();
            note("lab", illegible(&sequence_attention::lab(mode, english, SIZE, page, models, ""), least));
        }
    }
    wrong.sort();
    wrong.dedup();
    check(&wrong);
}
