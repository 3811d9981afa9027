//! The records that a person keeps: what matches do to counts, streaks and ratings, and a file that loses nothing.

use std::{
    fs,
    path::{Path, PathBuf},
};

use proptest::prelude::*;
use serde::Deserialize;
use sidestep::{
    files::SetAside,
    records::{Played, Records, RecordsError, Row, SETTLED, START, after_round, expected_score, k_factor},
};

fn played(opponent: &str, won: Option<bool>) -> Played {
    Played {
        level: "classic".to_owned(),
        mode: "race".to_owned(),
        opponent: opponent.to_owned(),
        won,
        ..Played::default()
    }
}

/// Matches against three opponents on two levels in two modes.
fn matches() -> impl Strategy<Value = Vec<Played>> {
    let result = (
        prop::sample::select(vec!["classic", "my \"level\",\nbetter"]),
        prop::sample::select(vec!["race", "hunt"]),
        prop::sample::select(vec!["340", "최적", "policy:a,b.safetensors"]),
        any::<Option<bool>>(),
        prop::option::of(0_u32..500),
        prop::option::of(-100.0_f32..100.0),
        prop::option::of(500.0_f32..2000.0),
        prop::collection::vec(any::<Option<bool>>(), 0..9),
    );
    let played =
        result.prop_map(|(level, mode, opponent, won, best_steps, best_return, opponent_rating, rounds)| Played {
            level: level.to_owned(),
            mode: mode.to_owned(),
            opponent: opponent.to_owned(),
            won,
            best_steps,
            best_return,
            opponent_rating,
            rounds,
        });
    prop::collection::vec(played, 0..60)
}

fn after(matches: &[Played]) -> Records {
    let mut records = Records::default();
    matches.iter().for_each(|played| records.add(played));
    records
}

#[test]
fn the_expected_score_is_elos() {
    assert_eq!(expected_score(1200.0, 1200.0), 0.5);
    // 400 points are odds of ten to one, 800 of a hundred to one.
    assert!((expected_score(1600.0, 1200.0) - 10.0 / 11.0).abs() < 1e-12);
    assert!((expected_score(1200.0, 2000.0) - 1.0 / 101.0).abs() < 1e-12);
    // The example of the literature: 1613 against 1609, 1477, 1388, 1586 and 1720 expects 2.867 points.
    let expected: f64 =
        [1609.0, 1477.0, 1388.0, 1586.0, 1720.0].iter().map(|&other| expected_score(1613.0, other)).sum();
    assert!((expected - 2.867).abs() < 5e-4, "{expected}");
}

/// A match against an opponent whose rating was measured.
fn rated(mode: &str, rating: f32, rounds: &[Option<bool>]) -> Played {
    Played {
        mode: mode.to_owned(),
        opponent_rating: Some(rating),
        rounds: rounds.to_vec(),
        ..played("340", Some(true))
    }
}

#[test]
fn ratings_are_kept_by_level_and_mode_and_only_the_person_moves() {
    let mut records = Records::default();
    assert_eq!(records.standing("classic", "race").rating, START);
    records.add(&rated("race", START, &[Some(true), None, Some(false), Some(true)]));
    let standing = records.standing("classic", "race");
    assert_eq!((standing.rounds, standing.won), (4, 2));
    // 297 x 1/2 for the first win, from then on less for each round.
    let by_hand = [1.0, 0.5, 0.0, 1.0]
        .iter()
        .zip(0..)
        .fold(START, |rating, (score, rounds)| after_round(rating, rounds, START, *score));
    assert_eq!(standing.rating, by_hand);
    assert!(standing.rating > START + 50.0, "{standing:?}");
    assert_eq!(records.rows()[0].rating, Some(START), "the opponent's is measured, and stands still");
    for (level, mode) in [("classic", "hunt"), ("rush", "race")] {
        let elsewhere = records.standing(level, mode);
        assert_eq!((elsewhere.rating, elsewhere.rounds), (START, 0), "{level} {mode}");
    }
    // Somebody at the same keyboard, or an opponent that nobody has measured: counted, not rated.
    records.add(&Played { rounds: vec![Some(true); 4], ..played("person", Some(true)) });
    assert_eq!(records.standing("classic", "race"), standing);
    assert_eq!((records.rows()[1].games, records.rows()[1].rating), (1, None));
}

#[test]
fn a_rating_settles_with_the_rounds() {
    // q / (1/300^2 + (n + 1) q^2/4) with q = ln 10 / 400: worked out by hand.
    let least = k_factor(u32::MAX);
    assert!(k_factor(SETTLED) == least && k_factor(SETTLED - 1) > least, "from there on it moves no less");
    for (rounds, k) in [(0, 296.8), (9, 61.3), (19, 32.6), (26, 24.5), (27, 24.0), (1_000_000, 24.0)] {
        assert!((k_factor(rounds) - k).abs() < 0.1, "{rounds}: {}", k_factor(rounds));
    }
}

#[test]
fn the_first_version_s_file_is_still_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("records.json");
    fs::write(&file, include_bytes!("../fixtures/records-1.json")).expect("written");
    let (mut records, aside) = Records::load(&file);
    assert_eq!(aside, None);
    assert_eq!(records.rows().len(), 2);
    let row = &records.rows()[0];
    assert_eq!(
        (&*row.opponent, row.games, row.wins, row.best_steps, row.rating),
        ("middle", 3, 2, Some(8), Some(1191.5))
    );
    let standing = records.standing("classic", "race");
    assert_eq!(
        (standing.rating, standing.rounds),
        (1228.25, 0),
        "it begins where the one rating over everything stood"
    );
    records.add(&rated("race", 1300.0, &[Some(true)]));
    records.save(&file).expect("saved");
    assert_eq!(Records::load(&file), (records, None));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn ratings_obey_elos_laws(one in 0.0_f32..3000.0, other in 0.0_f32..3000.0, rounds in 0_u32..40) {
        let expected = expected_score(one, other);
        prop_assert!((expected + expected_score(other, one) - 1.0).abs() < 1e-12, "somebody scores");
        prop_assert_eq!(expected > 0.5, one > other);
        let [lost, drawn, won] = [0.0, 0.5, 1.0].map(|score| after_round(one, rounds, other, score));
        prop_assert!(lost <= one && one <= won && lost <= drawn && drawn <= won, "more points, more rating");
        prop_assert!(won - lost <= k_factor(rounds) + 1e-2, "K lies between a win and a loss");
        prop_assert!(k_factor(rounds + 1) <= k_factor(rounds), "it settles");
    }

    #[test]
    fn rows_count_what_was_played(matches in matches()) {
        let records = after(&matches);
        for row in records.rows() {
            let of: Vec<&Played> = matches
                .iter()
                .filter(|p| (&p.level, &p.mode, &p.opponent) == (&row.level, &row.mode, &row.opponent))
                .collect();
            let count = |won| of.iter().filter(|played| played.won == won).count() as u32;
            prop_assert_eq!((row.games, row.wins, row.draws), (of.len() as u32, count(Some(true)), count(None)));
            let streak = of.iter().rev().take_while(|played| played.won == Some(true)).count();
            prop_assert_eq!(row.streak, streak as u32);
            prop_assert_eq!(row.best_steps, of.iter().filter_map(|played| played.best_steps).min());
            let best = of.iter().filter_map(|played| played.best_return).reduce(f32::max);
            prop_assert_eq!(row.best_return, best);
            prop_assert_eq!(row.rating, of.iter().rev().find_map(|played| played.opponent_rating));
            let standing = records.standing(&row.level, &row.mode);
            let there = matches.iter().filter(|p| (&p.level, &p.mode) == (&row.level, &row.mode));
            let rated = there.filter(|played| played.opponent_rating.is_some()).flat_map(|played| &played.rounds);
            let rounds: Vec<_> = rated.collect();
            prop_assert_eq!(standing.rounds as usize, rounds.len());
            prop_assert_eq!(standing.won as usize, rounds.iter().filter(|won| ***won == Some(true)).count());
        }
        let games: u32 = records.rows().iter().map(|row| row.games).sum();
        prop_assert_eq!(games as usize, matches.len(), "no match is lost, none counted twice");
    }

    #[test]
    fn what_is_saved_is_loaded(matches in matches()) {
        let (_folder, file) = place();
        let records = after(&matches);
        records.save(&file).expect("saved");
        prop_assert_eq!(Records::load(&file), (records, None));
    }

    #[test]
    fn the_csv_holds_every_row(matches in matches()) {
        #[derive(Deserialize)]
        struct Line {
            level: String,
            mode: String,
            opponent: String,
            games: u32,
            wins: u32,
            draws: u32,
            best_steps: Option<u32>,
            best_return: Option<f32>,
            streak: u32,
            rating: Option<f32>,
            person_rating: f32,
        }
        let records = after(&matches);
        let csv = records.to_csv();
        let lines: Vec<Line> = csv::Reader::from_reader(csv.as_bytes()).deserialize().map(|line| line.expect("a row")).collect();
        prop_assert!(lines.iter().all(|line| line.person_rating == records.standing(&line.level, &line.mode).rating));
        let rows: Vec<Row> = lines
            .into_iter()
            .map(|line| Row {
                level: line.level,
                mode: line.mode,
                opponent: line.opponent,
                games: line.games,
                wins: line.wins,
                draws: line.draws,
                best_steps: line.best_steps,
                best_return: line.best_return,
                streak: line.streak,
                rating: line.rating,
            })
            .collect();
        prop_assert_eq!(rows, records.rows());
    }
}

#[test]
fn no_matches_make_a_csv_of_a_header() {
    assert_eq!(
        Records::default().to_csv(),
        "level,mode,opponent,games,wins,draws,best_steps,best_return,streak,rating,person_rating\n"
    );
}

#[test]
fn a_return_that_is_no_number_is_not_kept() {
    let mut records = Records::default();
    for best_return in [Some(f32::NAN), Some(0.5), Some(f32::INFINITY)] {
        records.add(&Played { best_return, ..played("random", None) });
    }
    assert_eq!(records.rows()[0].best_return, Some(0.5));
}

#[test]
fn a_reset_forgets_all_of_it() {
    let mut records = after(&[played("random", Some(true))]);
    records.reset();
    assert_eq!(records, Records::default());
    let (_folder, file) = place();
    after(&[played("random", Some(true))]).save(&file).expect("saved");
    records.save(&file).expect("the reset is saved over it");
    assert_eq!(Records::load(&file), (Records::default(), None));
}

/// A folder, and a file in it that does not exist yet.
fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("new/records.json");
    (folder, file)
}

fn saved() -> Vec<u8> {
    let (_folder, file) = place();
    let won = Played {
        best_steps: Some(8),
        best_return: Some(1.0),
        opponent_rating: Some(1184.0),
        rounds: vec![Some(true); 4],
        ..played("340", Some(true))
    };
    after(&[won, played("optimum", None)]).save(&file).expect("saved");
    fs::read(&file).expect("read")
}

/// Puts `bytes` where records belong and loads them; nothing may be lost, whatever they are.
fn load(folder: &Path, bytes: &[u8]) -> (Records, Option<SetAside>) {
    let file = folder.join("records.json");
    fs::write(&file, bytes).expect("written");
    let (records, set_aside) = Records::load(&file);
    let now = set_aside.as_ref().map_or(&file, |set_aside| set_aside.aside.as_ref().expect("renamed"));
    assert_eq!(fs::read(now).expect("still there"), bytes);
    if let Some(set_aside) = &set_aside {
        assert_eq!((&set_aside.file, file.exists()), (&file, false));
        assert!(!set_aside.finding.is_empty());
        assert_eq!(records, Records::default());
        fs::remove_file(now).expect("removed");
    }
    (records, set_aside)
}

#[test]
fn every_truncated_file_is_set_aside() {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = saved();
    let text = whole.trim_ascii_end().len();
    for length in 0..text {
        let (_, set_aside) = load(folder.path(), &whole[..length]);
        assert!(set_aside.is_some(), "{length} of {text} bytes");
    }
    let (records, set_aside) = load(folder.path(), &whole[..text]);
    assert_eq!((records.rows().len(), set_aside), (2, None), "only the line's end is missing");
}

#[test]
fn a_flipped_bit_loses_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = saved();
    let mut set_aside = 0;
    for bit in 0..8 * whole.len() {
        let mut flipped = whole.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        // Some flips make another number or another name, which nobody can tell; `load` checks that the file survives.
        set_aside += usize::from(load(folder.path(), &flipped).1.is_some());
    }
    assert!(set_aside > 4 * whole.len(), "{set_aside} of {} flips were noticed", 8 * whole.len());
}

#[test]
fn files_that_are_no_records_are_told_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = String::from_utf8(saved()).expect("JSON");
    let changed = |from: &str, to: &str| {
        assert!(whole.contains(from), "{from} in {whole}");
        whole.replacen(from, to, 1)
    };
    for (text, expected) in [
        (String::new(), "EOF"),
        ("[1, 2]".to_owned(), "line 1"),
        ("{\"volume\": 3}".to_owned(), "missing field `version`"),
        (changed("\"version\": 2", "\"version\": 3"), "version 3, this program reads 1 to 2"),
        (changed("\"rounds\": 4", "\"rounds\": 3"), "contradict"),
        (changed("\"rounds\": 4", "\"rounds\": 0"), "contradict"),
        (changed("\"games\": 1", "\"games\": 0"), "contradict"),
        (changed("\"games\": 1", "\"games\": -1"), "invalid value"),
        (changed("\"games\": 1", "\"games\": 4294967295"), "contradict"),
        (changed("\"streak\": 1", "\"streak\": 2"), "contradict"),
        (changed("\"wins\": 1", "\"wins\": 2"), "contradict"),
        (changed("\"rating\": 1184.0", "\"rating\": 1e99"), "not a number"),
        (changed("\"340\"", "\"optimum\""), "another row"),
        (changed("\"rows\"", "\"row\""), "unknown field `row`"),
    ] {
        let (_, set_aside) = load(folder.path(), text.as_bytes());
        let finding = set_aside.unwrap_or_else(|| panic!("taken for records: {text}")).finding;
        assert!(finding.contains(expected), "{finding} instead of {expected}: {text}");
    }
    let (_, set_aside) = load(folder.path(), &[0xff, 0xfe, 0x00]);
    assert!(set_aside.expect("not text").finding.contains("UTF-8"));
}

#[test]
fn damaged_files_do_not_replace_each_other() {
    let (_folder, file) = place();
    fs::create_dir_all(file.parent().expect("a folder")).expect("made");
    for number in 1..=3 {
        fs::write(&file, format!("damage {number}")).expect("written");
        let aside = Records::load(&file).1.and_then(|set_aside| set_aside.aside).expect("set aside");
        assert_eq!(aside, file.with_file_name(format!("records.damaged-{number}.json")));
    }
    after(&[played("random", None)]).save(&file).expect("the place is free");
    for number in 1..=3 {
        let aside = file.with_file_name(format!("records.damaged-{number}.json"));
        assert_eq!(fs::read_to_string(aside).expect("read"), format!("damage {number}"));
    }
}

#[test]
fn nothing_is_saved_over_what_is_not_ours() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("records.json");
    fs::write(&file, "a letter").expect("written");
    let refused = Records::default().save(&file).expect_err("a letter lies there");
    assert!(matches!(refused, RecordsError::Foreign { .. }), "{refused}");
    assert!(refused.to_string().contains("records.json"), "{refused}");
    assert_eq!(fs::read_to_string(&file).expect("read"), "a letter");

    let refused = Records::default().save(&file.join("inside")).expect_err("a file is no folder");
    assert!(refused.to_string().contains("inside"), "{refused}");
    assert_eq!(fs::read_to_string(&file).expect("read"), "a letter");
}

#[test]
fn no_file_is_no_records() {
    let (_folder, file) = place();
    assert_eq!(Records::load(&file), (Records::default(), None));
    assert!(!file.exists(), "reading makes no file");
}
