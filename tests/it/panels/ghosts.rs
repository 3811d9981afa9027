//! The ghost on the versus screen: it is chosen, and the gap stands beside the scoreboard, whole and large.

use bevy_egui::egui::{Key, pos2};
use egui_kittest::{Harness, kittest::Queryable};
use sidestep::{
    arena::{opponents::Rung, versus::Lead},
    language::Language,
    panels::{Gate, GhostChoice, GhostLine, GhostView, HintView, LevelChoice, MatchDraft, SeatChoice, VersusCommand},
    theme::ThemeMode,
};

use super::{
    Stage, check_texts, check_widgets, illegible,
    matches::{Hall, Scene, hall, match_of},
    press, text,
    versus::{asked, dark, type_key},
};

fn line(gate: Gate, lead: Lead) -> GhostLine {
    GhostLine { seat: 0, gate, lead }
}

fn haunted(lines: Vec<GhostLine>) -> GhostView<'static> {
    let is_shared = lines.iter().any(|line| line.seat > 0);
    GhostView {
        name: "anna-on-rush",
        is_trial: true,
        is_there: true,
        is_shared,
        lines,
        at: Some((pos2(300.0, 300.0), 40.0)),
    }
}

fn scene(
    (mode, language, size): (ThemeMode, Language, [f32; 2]),
    draft: MatchDraft,
    scene: Scene,
    ghost: GhostView<'static>,
) -> Harness<'static, Stage<Hall>> {
    hall(mode, language, size, Hall { ghost: Some(ghost), ..Hall::new(draft, scene) })
}

const LEADS: [Lead; 7] = [
    Lead::Both { steps: 12, hits: -1 },
    Lead::Both { steps: -1, hits: 12 },
    Lead::Both { steps: 0, hits: 0 },
    Lead::SeatSoFar,
    Lead::Seat,
    Lead::Ghost { step: 14 },
    Lead::Nobody,
];

#[test]
fn the_gap_is_said_in_words() {
    for (gate, lead, said) in [
        (Gate::HalfWay, Lead::Both { steps: 2, hits: 1 }, "Half-way: 2 steps ahead"),
        (Gate::HalfWay, Lead::Both { steps: -1, hits: 0 }, "Half-way: 1 step behind"),
        (Gate::HalfWay, Lead::Both { steps: 0, hits: 0 }, "Half-way: level"),
        (Gate::HalfWay, Lead::SeatSoFar, "Half-way: ahead, the ghost is not there yet"),
        (Gate::HalfWay, Lead::Seat, "Half-way: the ghost never came this far"),
        (Gate::End, Lead::Both { steps: 3, hits: -1 }, "3 steps faster, 1 hit fewer"),
        (Gate::End, Lead::Both { steps: -1, hits: 2 }, "1 step slower, 2 hits more"),
        (Gate::End, Lead::Both { steps: 0, hits: 0 }, "As many steps, as many hits"),
        (Gate::End, Lead::Seat, "On the goal; the ghost never came there"),
        (Gate::End, Lead::Ghost { step: 9 }, "Not there; the ghost was after 9 steps"),
        (Gate::Before, Lead::Both { steps: 1, hits: 0 }, "Last round: 1 step faster, as many hits"),
    ] {
        let view = haunted(vec![line(gate, lead)]);
        let place = (ThemeMode::Dark, Language::English, [1280.0, 720.0]);
        let harness = scene(place, match_of(2), Scene::Running, view);
        assert!(harness.query_by_label(said).is_some(), "{said}");
        assert!(harness.query_all_by_label_contains("Time trial").next().is_some());
    }
}

#[test]
fn a_ghost_is_whole_in_both_languages_and_themes_and_the_board_keeps_its_place() {
    for size in [[1280.0, 720.0], [800.0, 600.0]] {
        for (seats, lead) in [1, 2, 4].into_iter().flat_map(|seats| LEADS.map(|lead| (seats, lead))) {
            for language in Language::ALL {
                let what = format!("{size:?}, {seats} seats, {language}, {lead:?}");
                let ghost = GhostChoice::File("anna-on-rush.replay".into());
                let draft = MatchDraft { ghost, ..match_of(seats) };
                let plain = hall(ThemeMode::Dark, language, size, Hall::new(draft.clone(), Scene::Running));
                let mut lines = vec![line(Gate::HalfWay, lead)];
                lines.extend((seats > 2).then_some(GhostLine { seat: 2, ..line(Gate::End, lead) }));
                for (place, shown) in [(ThemeMode::Dark, Scene::Running), (ThemeMode::Light, Scene::Won)] {
                    let harness = scene((place, language, size), draft.clone(), shown, haunted(lines.clone()));
                    check_widgets(&harness, size[0], &what);
                    // The table of a report is scrolled where it has no room.
                    if shown == Scene::Running || size[0] > 1000.0 {
                        check_texts(&harness, &what);
                    }
                    assert_eq!(harness.state().panel.board, plain.state().panel.board, "{what}");
                    let unread = illegible(&harness, 0.0);
                    assert!(unread.is_empty(), "{what}: {}", unread.join("\n"));
                }
            }
        }
    }
}

#[test]
fn the_gap_is_read_from_afar() {
    let view = haunted(vec![line(Gate::HalfWay, Lead::Both { steps: 2, hits: 0 })]);
    for size in [[1280.0, 720.0], [3840.0, 2160.0]] {
        let place = (ThemeMode::Dark, Language::English, size);
        let harness = scene(place, match_of(2), Scene::Running, view.clone());
        let said = harness.get_by_label("Half-way: 2 steps ahead");
        assert!(said.rect().height() / size[1] >= 1.0 / 40.0, "{size:?}: {:?}", said.rect());
    }
}

#[test]
fn a_recorded_ghost_is_raced_alone_until_somebody_joins() {
    let mut harness = dark([1280.0, 2200.0], 2, Scene::Setup);
    press(&mut harness, "My best");
    let draft = |harness: &Harness<'_, Stage<Hall>>| harness.state().panel.draft.clone();
    assert_eq!(draft(&harness).ghost, GhostChoice::Best);
    assert_eq!(draft(&harness).seats, match_of(1).seats, "the opponent has left");
    assert!(harness.query_by_label_contains("your first run becomes the ghost").is_some());
    let follow = text(Language::English, "ghost-hunters");
    harness.state_mut().panel.ghost_run = Some((Some(9), 1));
    harness.run_steps(2);
    assert!(harness.query_by_label("The ghost's run: 9 steps, 1 hit").is_some());
    assert!(harness.query_by_label(&follow).is_none());
    harness.state_mut().panel.draft.level = LevelChoice::BuiltIn("chase".to_owned());
    harness.run_steps(2);
    assert!(harness.query_by_label(&follow).is_some(), "it met its hunters elsewhere");
    press(&mut harness, "Add a seat");
    assert_eq!(draft(&harness).seats.len(), 2);
    press(&mut harness, "Remove seat 1");
    assert!(!draft(&harness).has_person() && draft(&harness).seats.len() == 1);

    press(&mut harness, "A replay");
    asked(&mut harness);
    press(&mut harness, "Choose a replay…");
    assert_eq!(asked(&mut harness), [VersusCommand::ChooseGhost]);
    assert!(harness.query_all_by_label_contains("Time trial").next().is_some());

    press(&mut harness, "An agent");
    assert_eq!(draft(&harness).ghost, GhostChoice::Agent(Rung::Suggested));
    assert_eq!(draft(&harness).seats.len(), 2, "a race of one against nobody is none");
    press(&mut harness, "None");
    assert_eq!(draft(&harness).ghost, GhostChoice::None);
}

#[test]
fn ending_a_time_trial_is_not_said_to_lose_anything() {
    for language in Language::ALL {
        let [trial, given_up] = ["trial-question-help", "give-up-question-help"].map(|key| text(language, key));
        for (ghost, said, other) in [
            (haunted(Vec::new()), &trial, &given_up),
            (GhostView { is_trial: false, ..haunted(Vec::new()) }, &given_up, &trial),
        ] {
            let place = (ThemeMode::Dark, language, [1280.0, 720.0]);
            let mut harness = scene(place, match_of(2), Scene::Running, ghost);
            assert_eq!(type_key(&mut harness, Key::G), [VersusCommand::Pause(true)]);
            assert!(harness.query_by_label(said).is_some() && harness.query_by_label(other).is_none(), "{language}");
            type_key(&mut harness, Key::Tab);
            assert_eq!(type_key(&mut harness, Key::Enter), [VersusCommand::GiveUp], "{language}");
        }
    }
}

#[test]
fn whoever_runs_alone_is_not_told_of_others() {
    for language in Language::ALL {
        let [alone, among, goal, first] =
            ["trial-help", "mode-race-help", "versus-how-goal-alone", "versus-how-goal"].map(|key| text(language, key));
        let draft = match_of(1).haunted(GhostChoice::Best);
        let rules = hall(ThemeMode::Dark, language, [1280.0, 1500.0], Hall::new(draft.clone(), Scene::Setup));
        assert!(rules.query_by_label(&alone).is_some(), "{language}: what is to be beaten");
        let mut shown = Hall::new(draft.clone(), Scene::Countdown);
        shown.hint = Some(HintView { has_gamepad: false });
        let hint = hall(ThemeMode::Dark, language, [1280.0, 900.0], shown);
        assert!(hint.query_by_label(&alone).is_some() && hint.query_by_label(&among).is_none(), "{language}");
        let report = hall(ThemeMode::Dark, language, [1280.0, 1000.0], Hall::new(draft, Scene::Won));
        assert!(report.query_all_by_label_contains(&format!("·  {goal}")).next().is_some(), "{language}");
        assert!(report.query_by_label_contains(&format!("·  {first}")).is_none(), "{language}");
    }
}

#[test]
fn only_races_have_ghosts() {
    use sidestep::arena::versus::ModeKind;
    let best = match_of(2).haunted(GhostChoice::Best);
    assert_eq!(best.least_seats(), 1);
    for mode in [ModeKind::Score, ModeKind::Hunt] {
        let draft = MatchDraft { mode, ..best.clone() }.settled();
        assert_eq!((draft.ghost, draft.seats.len()), (GhostChoice::None, 2));
    }
    let mut agent = match_of(2).haunted(GhostChoice::Agent(Rung::After(1)));
    assert_eq!(agent.ghost, GhostChoice::Agent(Rung::Suggested), "no such agent on this level");
    assert!(matches!(agent.seats.pop(), Some(SeatChoice::Opponent(_))), "it does not take anybody's seat");
}
