//! The level reader against arbitrary bytes and against damaged levels: it answers, and what it accepts can be played.

use proptest::prelude::*;
use sidestep::gridworld::{Action, GridWorld, Level, LevelProblem, Outcome, limits};
use std::sync::Arc;

/// Whatever the reader says, it says it; and an accepted level survives a few steps.
fn read(text: &str) {
    match Level::from_toml(text, "fuzz.toml") {
        Ok(level) => {
            assert_eq!(level.check(), Ok(()));
            let mut world = GridWorld::new(Arc::new(level), 1);
            let agents = world.agents().len();
            for action in Action::ALL {
                world.step(&vec![action; agents], &mut vec![Outcome::default(); agents]);
            }
        }
        Err(error) => {
            let text = error.to_string();
            assert!(text.starts_with("fuzz.toml: ") && !error.place.is_empty(), "{text}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn arbitrary_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn damaged_levels(
        which: prop::sample::Index,
        damage in prop::collection::vec((any::<prop::sample::Index>(), 0..4_usize, any::<u8>(), "[ -~\n]{0,6}"), 1..6),
    ) {
        let names = Level::built_in_names();
        let mut bytes = Level::built_in(names[which.index(names.len())]).expect("it names itself").to_toml().into_bytes();
        for (place, kind, byte, text) in damage {
            let at = place.index(bytes.len());
            match kind {
                0 => bytes[at] = byte,
                1 => drop(bytes.drain(at..bytes.len().min(at + usize::from(byte % 20) + 1))),
                2 => drop(bytes.splice(at..at, text.into_bytes())),
                _ => bytes.truncate(at + 1),
            }
            if bytes.is_empty() {
                break;
            }
        }
        read(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn other_numbers(which: prop::sample::Index, place: prop::sample::Index, number in prop_oneof![
        any::<i64>().prop_map(|number| number.to_string()),
        any::<f64>().prop_map(|number| format!("{number:?}")),
        "[a-z]{1,5}",
    ]) {
        let names = Level::built_in_names();
        let text = Level::built_in(names[which.index(names.len())]).expect("it names itself").to_toml();
        let values: Vec<usize> = text.match_indices(" = ").map(|(at, _)| at + 3).collect();
        let at = values[place.index(values.len())];
        let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
        read(&format!("{}{number}{}", &text[..at], &text[end..]));
    }
}

/// More than a level holds is refused with its reason, before it is built: the reader's memory is bounded by the file's length.
#[test]
fn huge_files_are_refused_before_they_cost_anything() {
    type Expected = fn(&LevelProblem) -> bool;
    let level =
        |map: &str, more: &str| format!("version = 1\nname = 'huge'\nmax_steps = 9\nmap = '''\n{map}'''\n{more}");
    let obstacle = "[[obstacle]]\nat = [0, 1]\nmotion = 'still'\n";
    let path = |cells: &str| format!("[[obstacle]]\nmark = 'a'\nmotion = 'loop'\npath = [{cells}]");
    let far = "[0, 0], [2147483647, 0], [-2147483648, 0]";
    let (wide, high) = (".".repeat(1_000_000), ".\n".repeat(400_000));
    let board = format!("{}\n", "a".repeat(128)).repeat(128);
    let cases: [(&str, String, Expected); 7] = [
        ("a comment", "#".repeat(2_000_000), |problem| {
            matches!(problem, LevelProblem::FileTooLarge { bytes: 2_000_000 })
        }),
        ("a wide map", level(&wide, ""), |problem| matches!(problem, LevelProblem::BoardSize { width: 129, .. })),
        ("a high map", level(&high, ""), |problem| matches!(problem, LevelProblem::BoardSize { height: 129, .. })),
        ("a crowd", level("AG\n..\n", &obstacle.repeat(20_000)), |problem| {
            matches!(problem, LevelProblem::Count { max: limits::OBSTACLES, .. })
        }),
        ("a far path", level("AGa\n", &path(far)), |problem| {
            matches!(problem, LevelProblem::Count { max: limits::PATH, .. })
        }),
        ("a long path for many", level(&board, &path("[0, 0], [0, 127], [127, 127], [127, 0]")), |problem| {
            matches!(problem, LevelProblem::Count { max: limits::OBSTACLES, .. })
        }),
        ("a deep value", format!("version = {}{}", "[".repeat(300_000), "]".repeat(300_000)), |problem| {
            matches!(problem, LevelProblem::Syntax { .. })
        }),
    ];
    for (name, text, expected) in cases {
        let mut error = None;
        let cost = allocation_counter::measure(|| error = Level::from_toml(&text, "fuzz.toml").err());
        let error = error.unwrap_or_else(|| panic!("{name} is accepted"));
        assert!(expected(&error.problem), "{name}: {error}");
        let bound = 100 * text.len() as u64 + 10_000;
        assert!(cost.bytes_max < bound, "{name}: {} bytes for {}", cost.bytes_max, text.len());
    }
}
