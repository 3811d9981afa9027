//! On which levels a mode is offered, and what a race changes in a level.

use sidestep::{
    arena::versus::{Hunters, MatchMode, ModeKind},
    gridworld::{Level, OnHit},
};

use super::{drawn, level};

fn refusal(mode: ModeKind, level: &Level) -> String {
    mode.check_level(level).err().map(|error| error.to_string()).unwrap_or_default()
}

#[test]
fn a_race_needs_something_that_moves() {
    for name in Level::built_in_names() {
        let refused = refusal(ModeKind::Race, &level(name));
        assert_eq!(refused.contains("nothing moves on level cliff"), *name == "cliff", "{name}: {refused}");
        assert_eq!(refusal(ModeKind::Score, &level(name)), "");
    }
    let of = |motion: &str| drawn("A . #\n. # x\n. G #", &format!("[[obstacle]]\nmark = \"x\"\n{motion}"));
    for still in ["motion = \"patrol-x\"", "motion = \"still\"", "motion = \"walk\"\nprobability = 1.0"] {
        assert!(refusal(ModeKind::Race, &of(still)).contains("nothing moves"), "walled in: {still}");
    }
    let never = drawn("A . .\n. x .\n. . G", "[[obstacle]]\nmark = \"x\"\nmotion = \"walk\"\nprobability = 0.0");
    assert!(refusal(ModeKind::Race, &never).contains("nothing moves"));
    assert!(refusal(ModeKind::Race, &Level::empty("bare", 5, 5)).contains("nothing moves"));
}

#[test]
fn a_hunt_needs_an_obstacle_and_room() {
    for name in Level::built_in_names() {
        assert_eq!(refusal(ModeKind::Hunt, &level(name)), "", "{name}");
    }
    assert!(refusal(ModeKind::Hunt, &Level::empty("bare", 5, 5)).contains("no obstacle that could hunt"));
    let of =
        |map: &str, settings: &str| drawn(map, &format!("{settings}\n[[obstacle]]\nmark = \"x\"\nmotion = \"still\""));
    assert!(
        refusal(ModeKind::Hunt, &of("A . .\n. x .\n. . G", "")).contains("begin 4 steps away"),
        "beside the goal is no room"
    );
    assert_eq!(refusal(ModeKind::Hunt, &of("A . .\n. x .\n. G .\n. . .", "")), "");
    let drawn_start = of("A . .\n. x .\n. . .\nG . .", "random_start = true");
    assert!(refusal(ModeKind::Hunt, &drawn_start).contains("begin 4 steps away"), "not from the middle");
}

#[test]
fn a_race_turns_both_settings_on_unless_the_level_says_otherwise() {
    let played = |own: &Level| {
        let race = MatchMode::Race.level(own);
        assert_eq!(MatchMode::Race.level(&race), race, "once is enough");
        (race.on_hit, race.random_phases)
    };
    let own = Level::clone(&level("rush"));
    assert_eq!((own.on_hit, own.random_phases), (None, None));
    assert_eq!(played(&own), (Some(OnHit::Restart), Some(true)));
    let with = |change: fn(&mut Level)| {
        let mut level = own.clone();
        change(&mut level);
        level
    };
    let says = with(|level| (level.on_hit, level.random_phases) = (Some(OnHit::Continue), Some(false)));
    assert_eq!(played(&says), (Some(OnHit::Continue), Some(false)));
    let fatal = with(|level| level.hit_ends = true);
    assert_eq!(played(&fatal), (None, Some(true)));
    assert!(MatchMode::Race.level(&fatal).check().is_ok());
    assert_eq!(MatchMode::Score { steps: 9 }.level(&own), own);
    let restarts = with(|level| level.on_hit = Some(OnHit::Restart));
    assert_eq!(ModeKind::Hunt.with(9, Hunters::All).level(&restarts), own, "who is caught has lost");
}
