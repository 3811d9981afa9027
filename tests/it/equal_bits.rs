//! What is learned is the same bit for bit on every machine: hashes of this machine's bits are those that are stored.
//! `.ci/other-machines` compares them on machines of other kinds.

#[path = "../hashes/src/cases.rs"]
mod cases;

use std::{env, process::Command, thread};

#[test]
fn rules_and_learners_have_the_stored_bits() {
    let cases = cases::all();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let found: Vec<String> = thread::scope(|scope| {
        let share = |cases: &[cases::Case]| cases.iter().map(cases::Case::line).collect::<Vec<_>>();
        let running: Vec<_> =
            cases.chunks(cases.len().div_ceil(threads)).map(|cases| scope.spawn(move || share(cases))).collect();
        running.into_iter().flat_map(|share| share.join().expect("no case fails")).collect()
    });
    let stored: Vec<&str> = include_str!("../hashes/stored.txt").lines().collect();
    let others: Vec<&String> = found.iter().filter(|line| !stored.contains(&line.as_str())).collect();
    assert!(
        others.is_empty() && found.len() == stored.len(),
        "other bits than in tests/hashes/stored.txt; if they are to change, `.ci/other-machines --store` writes it anew, \
         and `arena::NUMERICS` is raised: {others:#?}"
    );
}

/// The level of vector instructions is chosen once for a process, so another one has to run the test above.
#[test]
fn they_have_them_without_the_newer_vector_instructions() {
    let this = env::current_exe().expect("a program");
    let answer = Command::new(this)
        .args(["--exact", "equal_bits::rules_and_learners_have_the_stored_bits"])
        .env("SIDESTEP_NO_AVX2", "1")
        .output()
        .expect("it starts");
    let said = String::from_utf8_lossy(&answer.stdout);
    assert!(answer.status.success() && said.contains("1 passed"), "{said}");
}
