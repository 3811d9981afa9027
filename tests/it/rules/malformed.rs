//! Malformed levels: a table of what is wrong and what the error must say.

use sidestep::gridworld::Level;

const GOOD: &str = r#"version = 1
name = "good"
map = '''
A . a .
. # . .
. . . G
'''
max_steps = 50

[rewards]
goal = 1.0
hit = -1.0
step = 0.0

[[obstacle]]
mark = "a"
motion = "patrol-y"
"#;

/// What is replaced, by what, and the words that the error must contain: a place and a remedy.
const CASES: &[(&str, &str, &[&str])] = &[
    ("version = 1", "version = 2", &["version", "version 2", "write `version = 1`"]),
    ("version = 1\n", "", &["missing field `version`", "sidestep levels show classic"]),
    ("version = 1", "version = ", &["line 1", "sidestep levels show"]),
    ("name = \"good\"\n", "", &["missing field `name`"]),
    ("\"good\"", "\"\"", &["name", "up to 64 characters"]),
    ("\"good\"", "\"a\\nb\"", &["name", "line break"]),
    ("\"good\"", "\"good\\u202Edab\"", &["name", "U+202E", "remove it"]),
    ("\"good\"", "\"go\\u200Bod\"", &["name", "U+200B"]),
    ("\"good\"", "\"good\"\nabout = \"a\\u2066b\"", &["about", "U+2066"]),
    ("\"good\"", "\"a\\u2028b\"", &["name", "U+2028"]),
    ("\"good\"", "\" \\u3000\"", &["name", "that can be seen", "my level"]),
    ("\"good\"", "7", &["line 2", "expected a string"]),
    ("max_steps = 50\n", "", &["missing field `max_steps`"]),
    ("max_steps = 50", "max_steps = 0", &["max_steps", "use 1 to 1000000"]),
    ("max_steps = 50", "max_steps = -1", &["line 8", "-1"]),
    ("max_steps = 50", "max_step = 50", &["line 8", "unknown field `max_step`", "max_steps"]),
    ("max_steps = 50", "max_steps = 50\nhit_ends = 1", &["line 9", "expected a boolean"]),
    (
        "max_steps = 50",
        "max_steps = 50\non_hit = \"back\"",
        &["line 9", "unknown variant `back`", "continue", "restart"],
    ),
    (
        "max_steps = 50",
        "max_steps = 50\nhit_ends = true\non_hit = \"restart\"",
        &["on_hit", "write `hit_ends = false`"],
    ),
    ("A . a .", "A . a . .", &["line 5 (map row 2)", "this row has 4 cells and the first has 5"]),
    ("A . a .", "A . a *", &["line 4 (map row 1, column 4)", "`*` means nothing", "`#` wall"]),
    ("A . a .", ". . a .", &["starts", "0 agents (each an `A` on the map", "use 1 to 64"]),
    (". . . G", ". . . .", &["goals", "0 goals (each a `G` on the map", "use 1 to 64"]),
    ("A . a .\n. # . .\n. . . G\n", "", &["map", "the map is empty", "draw at least one row"]),
    ("A . a .", "A . . .", &["obstacle (line 15)", "`a` is nowhere on the map", "at = [x, y]"]),
    (". # . .", ". # . b", &["cell (3, 1)", "`b` has no obstacle", "[[obstacle]]"]),
    ("mark = \"a\"", "mark = \"ab\"", &["obstacle (line 15)", "not one character"]),
    ("mark = \"a\"", "mark = \"G\"", &["obstacle (line 15)", "cannot stand for an obstacle"]),
    ("mark = \"a\"\n", "", &["obstacle (line 15)", "needs either `mark`"]),
    ("mark = \"a\"", "mark = \"a\"\nat = [0, 0]", &["obstacle (line 15)", "needs either `mark`"]),
    ("A . a .", "A . . .\u{0}", &["line"]),
    ("\"patrol-y\"", "\"patrol\"", &["line 17", "unknown variant `patrol`", "patrol-x"]),
    (
        "\"patrol-y\"",
        "\"patrol-y\"\ndirection = \"left\"",
        &["obstacle 1 at (2, 0)", "cannot head for `left`", "use down or up"],
    ),
    ("\"patrol-y\"", "\"still\"\ndirection = \"left\"", &["obstacle 1", "use no direction"]),
    ("\"patrol-y\"", "\"patrol-y\"\ndirection = \"north\"", &["line 18", "unknown variant `north`"]),
    ("\"patrol-y\"", "\"patrol-y\"\nevery = 0", &["obstacle 1", "use 1 to 1000"]),
    ("\"patrol-y\"", "\"patrol-y\"\nphase = 5000", &["obstacle 1", "use 0 to 1000"]),
    ("\"patrol-y\"", "\"patrol-y\"\nprobability = 0.5", &["obstacle (line 15)", "has no `probability`; remove it"]),
    ("\"patrol-y\"", "\"patrol-y\"\npath = [[2, 0]]", &["obstacle (line 15)", "has no `path`; remove it"]),
    ("\"patrol-y\"", "\"walk\"", &["obstacle (line 15)", "needs `probability`; add it"]),
    ("\"patrol-y\"", "\"walk\"\nprobability = 1.5", &["obstacle 1", "1.5 is out of range; use 0 to 1"]),
    ("\"patrol-y\"", "\"chase\"\nprobability = nan", &["obstacle 1", "NaN is out of range; use 0 to 1"]),
    ("\"patrol-y\"", "\"loop\"", &["obstacle (line 15)", "needs `path`; add it"]),
    ("\"patrol-y\"", "\"loop\"\npath = []", &["obstacle 1", "0 cells in the path; use 2 to 1024"]),
    (
        "\"patrol-y\"",
        "\"loop\"\npath = [[2, 0], [3, 1]]",
        &["obstacle (line 15)", "from (2, 0) to (3, 1)", "add the corner"],
    ),
    ("\"patrol-y\"", "\"loop\"\npath = [[1, 0], [3, 0]]", &["obstacle 1", "comes to (2, 0) twice", "use a patrol"]),
    (
        "\"patrol-y\"",
        "\"loop\"\npath = [[0, 0], [2, 0], [2, 1], [0, 1]]",
        &["obstacle 1", "(1, 1) is a wall", "choose a free cell"],
    ),
    (
        "\"patrol-y\"",
        "\"loop\"\npath = [[2, 1], [3, 1], [3, 2], [2, 2]]",
        &["obstacle 1", "does not pass (2, 0)", "add that cell"],
    ),
    ("\"patrol-y\"", "\"loop\"\npath = [[2, 0], [2, -1]]", &["obstacle 1", "(2, -1) is off the board"]),
    (
        "\"patrol-y\"",
        "\"loop\"\npath = [[2, 0], [9999, 0]]",
        &["obstacle (line 15)", "cells in the path", "use 2 to 1024"],
    ),
    ("mark = \"a\"", "mark = \"a\"\nspeed = 3", &["line 17", "unknown field `speed`"]),
    ("max_steps = 50", "max_steps = 50\nstarts = [[1, 1]]", &["start 1", "(1, 1) is a wall"]),
    ("max_steps = 50", "max_steps = 50\nstarts = [[3, 2]]", &["start 1", "starts on the goal at (3, 2)", "move one"]),
    ("max_steps = 50", "max_steps = 50\nstarts = [[4, 0]]", &["start 1", "(4, 0) is off the board"]),
    (
        "max_steps = 50",
        "max_steps = 50\ngoals = [[3, 2], [3, 2]]",
        &["goal 2", "two goals lie on (3, 2)", "remove one"],
    ),
    ("goal = 1.0", "goal = inf", &["rewards.goal", "inf is out of range; use -1000000 to 1000000"]),
    ("goal = 1.0", "goal = nan", &["rewards.goal", "NaN is out of range"]),
    ("goal = 1.0\n", "", &["missing field `goal`"]),
    ("goal = 1.0", "goals = 1.0", &["line 11", "unknown field `goals`"]),
    ("[rewards]", "[rewards", &["line 10"]),
];

#[test]
fn each_error_names_the_file_the_place_and_the_remedy() {
    assert!(Level::from_toml(GOOD, "good.toml").is_ok());
    let mut wrong = Vec::new();
    for (from, to, parts) in CASES {
        assert_eq!(GOOD.matches(from).count(), 1, "`{from}` is one place of the good level");
        match Level::from_toml(&GOOD.replace(from, to), "bad.toml") {
            Ok(_) => wrong.push(format!("`{to}` was accepted")),
            Err(error) => {
                let text = error.to_string();
                if !text.starts_with("bad.toml: ") || !parts.iter().all(|part| text.contains(part)) {
                    wrong.push(format!("`{to}` gives: {text}\n    instead of {parts:?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn too_large_a_board_names_the_bounds() {
    let text = GOOD.replace("A . a .", &format!("A{}", ".".repeat(200)));
    let error = Level::from_toml(&text, "wide.toml").expect_err("129 columns are too many").to_string();
    assert!(error.contains("line 4 (map row 1)") && error.contains("use 1 to 128 cells a side"), "{error}");
}

#[test]
fn names_may_hold_what_can_be_seen() {
    let joined = "\u{1f469}\u{200d}\u{1f680}";
    for name in ["내 첫 레벨", "hit/miss: 50 %?", "../../etc/passwd", "مستوى", "Ω≈ç√", joined] {
        let level = Level::from_toml(&GOOD.replace("good", name), "good.toml");
        assert_eq!(level.expect(name).name, name);
    }
}

/// Earlier versions saved any name inside runs and replays, and those still open.
#[test]
fn a_level_inside_a_run_keeps_its_name() {
    let mut level = Level::from_toml(GOOD, "good.toml").expect("it is good");
    level.name = "good\u{202e}dab".to_owned();
    let inside = serde_json::to_string(&level).expect("a level is text");
    assert_eq!(serde_json::from_str::<Level>(&inside).expect("it was taken once"), level);
}
