//! The level reader against arbitrary bytes and against damaged levels: it answers, and what it accepts can be played.

use proptest::prelude::*;
use sidestep::gridworld::{Action, GridWorld, Level, Outcome};
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

#[test]
fn huge_files_are_refused_before_they_cost_anything() {
    read(&"#".repeat(2_000_000));
    read(&format!("version = 1\nname = 'wide'\nmax_steps = 1\nmap = '''{}'''", ".".repeat(1_000_000)));
    read(&format!("version = 1\nname = 'high'\nmax_steps = 1\nmap = '''\n{}'''", ".\n".repeat(400_000)));
    let many = "[[obstacle]]\nat = [0, 1]\nmotion = 'still'\n".repeat(20_000);
    read(&format!("version = 1\nname = 'crowd'\nmax_steps = 1\nmap = '''\nAG\n..\n'''\n{many}"));
    let far = "[[0, 0], [2147483647, 0], [-2147483648, 0]]";
    read(&format!(
        "version = 1\nname = 'far'\nmax_steps = 1\nmap = '''\nAG\n'''\n[[obstacle]]\nat = [0, 0]\nmotion = 'loop'\npath = {far}"
    ));
    read(&format!("version = {}{}", "[".repeat(300_000), "]".repeat(300_000)));
}
