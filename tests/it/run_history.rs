//! The episodes of a run survive whatever becomes of its `metrics.csv`, and of the file that only this program writes.

use std::{
    fs,
    path::{Path, PathBuf},
};

use sidestep::runs::returns;

use super::program::{Answer, data, sidestep, text};

const EPISODES: &str = "episodes.bin";
const METRICS: &str = "metrics.csv";
/// Bytes of the file's header and of an episode.
const HEADER: usize = 34;
const RECORD: usize = 52;

fn train(out: &Path, words: &str) -> Answer {
    let begin = "train --level classic --algorithm deep-sarsa --set hidden=8 --set max_steps=40 --seed 3 --quiet --out";
    let words: Vec<&str> = begin.split(' ').chain([text(out)]).chain(words.split_whitespace()).collect();
    sidestep(&words).ok()
}

fn resume(run: &Path, words: &str) -> Answer {
    let words: Vec<&str> = ["train", "--quiet", "--resume", text(run)].into_iter().chain(words.split(' ')).collect();
    sidestep(&words).ok()
}

fn read(folder: &Path, name: &str) -> Vec<u8> {
    fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{}: {error}", folder.join(name).display()))
}

fn table(folder: &Path) -> String {
    String::from_utf8(read(folder, METRICS)).expect("UTF-8")
}

/// A run of 30 episodes, and what it comes to when it goes on to 45 undisturbed.
struct Story {
    folder: tempfile::TempDir,
    metrics: Vec<u8>,
    episodes: Vec<u8>,
}

impl Story {
    fn begin() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        train(&folder.path().join("begun"), "--episodes 30");
        let whole = folder.path().join("whole");
        train(&whole, "--episodes 45");
        Self { metrics: read(&whole, METRICS), episodes: read(&whole, EPISODES), folder }
    }

    /// A copy of the begun run.
    fn begun(&self, name: &str) -> PathBuf {
        let (from, to) = (self.folder.path().join("begun"), self.folder.path().join(name));
        fs::create_dir(&to).expect("a new name");
        for entry in fs::read_dir(from).expect("there").flatten().filter(|entry| entry.path().is_file()) {
            fs::copy(entry.path(), to.join(entry.file_name())).expect("copied");
        }
        to
    }

    /// Nothing of the run's history is missing.
    fn is_whole(&self, run: &Path) {
        assert_eq!(table(run), String::from_utf8_lossy(&self.metrics), "{}", run.display());
        assert!(read(run, EPISODES) == self.episodes, "{}", run.display());
    }
}

/// What programs and people make of a table.
fn changed(table: &str) -> Vec<(&'static str, String)> {
    let capitals = table.replace("true", "TRUE").replace("false", "FALSE");
    let moved = table.lines().map(|line| {
        let mut cells: Vec<&str> = line.split(',').collect();
        cells.reverse();
        format!("{},mine\n", cells.join(","))
    });
    vec![
        ("a spreadsheet", capitals.replace('\n', "\r\n")),
        ("a German one", format!("\u{feff}{}", capitals.replace(',', ";").replace('.', ",")).replace("TRUE", "WAHR")),
        ("pandas", capitals.replace("TRUE", "True").replace("FALSE", "False").replace("NaN", "")),
        ("columns moved and added", moved.collect()),
        ("quotes", table.lines().map(|line| format!("\"{}\"\n", line.replace(',', "\",\""))).collect()),
        ("a note at the end", format!("{table}mean,,,,0.5,,,,,,,\n")),
    ]
}

#[test]
fn the_file_of_episodes_says_what_the_table_says() {
    let folder = tempfile::tempdir().expect("a folder");
    train(folder.path(), "--episodes 20");
    let bytes = read(folder.path(), EPISODES);
    assert!(bytes.starts_with(b"sidestep episodes\n\x01\0\0\0\x03\0\0\0\0\0\0\0"), "magic, version, seed");
    assert_eq!(bytes.len(), HEADER + 20 * RECORD);
    let column = |place: usize| -> Vec<f32> {
        let table = table(folder.path());
        table.lines().skip(1).map(|row| row.split(',').nth(place).expect("a cell").parse().expect("a number")).collect()
    };
    let (read, notes) = returns(folder.path()).expect("read");
    assert_eq!((read, notes), (column(4), Vec::new()));
}

#[test]
fn a_table_that_was_changed_costs_no_episode_and_is_kept() {
    let story = Story::begin();
    for has_log in [true, false] {
        for (number, (what, changed)) in changed(&table(&story.folder.path().join("begun"))).into_iter().enumerate() {
            let run = story.begun(&format!("{has_log}-{number}"));
            fs::write(run.join(METRICS), &changed).expect("written");
            if !has_log {
                // as versions left it that had no such file
                fs::remove_file(run.join(EPISODES)).expect("it was there");
            }
            let said = resume(&run, "--episodes 45").stderr;
            story.is_whole(&run);
            assert!(said.contains("metrics.changed-1.csv"), "{what}: {said}");
            assert_eq!(fs::read_to_string(run.join("metrics.changed-1.csv")).expect("kept"), changed, "{what}");
        }
    }
}

#[test]
fn tables_as_they_were_written_are_written_on_without_a_word() {
    let story = Story::begin();
    let begun = table(&story.folder.path().join("begun"));
    let last = begun.trim_end().rfind('\n').expect("many lines") + 1;
    let later = String::from_utf8_lossy(&story.metrics).into_owned();
    for (name, table, has_log) in [
        ("as it is", begun.clone(), true),
        ("from an earlier version", begun.clone(), false),
        // the program was killed while it wrote
        ("half a row", begun[..begun.len() - 20].to_owned(), true),
        ("a row less", begun[..last].to_owned(), true),
        ("half a row of a later episode", later[..begun.len() + 9].to_owned(), false),
        ("later episodes", later, false),
        ("no table", String::new(), true),
    ] {
        let run = story.begun(name);
        fs::write(run.join(METRICS), table).expect("written");
        if !has_log {
            fs::remove_file(run.join(EPISODES)).expect("it was there");
        }
        assert_eq!(resume(&run, "--episodes 45").stderr, "", "{name}");
        story.is_whole(&run);
        let aside = fs::read_dir(&run).expect("there").flatten().filter(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            name.contains("changed") || name.contains("damaged")
        });
        assert_eq!(aside.count(), 0, "{name}");
    }
}

#[test]
fn episodes_after_the_run_was_saved_are_played_again() {
    let story = Story::begin();
    let run = story.begun("older");
    for name in [EPISODES, METRICS] {
        fs::copy(story.folder.path().join("whole").join(name), run.join(name)).expect("copied");
    }
    assert_eq!(resume(&run, "--episodes 31").stderr, "");
    assert_eq!(read(&run, EPISODES), &story.episodes[..HEADER + 31 * RECORD]);
    resume(&run, "--episodes 45");
    story.is_whole(&run);
}

#[test]
fn a_damaged_file_of_episodes_is_made_whole_from_the_table() {
    let story = Story::begin();
    let good = read(&story.folder.path().join("begun"), EPISODES);
    let flipped = |at: usize| {
        let mut bytes = good.clone();
        bytes[at] ^= 1;
        bytes
    };
    for (name, bytes, is_kept) in [
        ("cut", good[..good.len() - 3].to_vec(), false),
        ("zeros at the end", [&good[..good.len() - RECORD], &[0; 2 * RECORD]].concat(), false),
        ("a record in the middle", flipped(HEADER + 10 * RECORD), true),
        ("header", flipped(3), true),
        ("another seed", flipped(25), true),
        ("empty", Vec::new(), true),
    ] {
        let run = story.begun(name);
        fs::write(run.join(EPISODES), &bytes).expect("written");
        let said = resume(&run, "--episodes 45").stderr;
        story.is_whole(&run);
        let kept = run.join("episodes.damaged-1.bin");
        assert_eq!(kept.exists(), is_kept, "{name}: {said}");
        assert_eq!(said.contains("episodes.damaged-1.bin"), is_kept, "{name}: {said}");
        if is_kept {
            assert_eq!(fs::read(kept).expect("kept"), bytes, "{name}");
        }
    }
}

#[test]
fn what_no_file_knows_any_more_is_said() {
    let story = Story::begin();
    let run = story.begun("lost");
    fs::remove_file(run.join(EPISODES)).expect("it was there");
    let broken = table(&run).replace("\n3,7,", "\n3,seven,");
    fs::write(run.join(METRICS), &broken).expect("written");
    let said = resume(&run, "--episodes 45").stderr;
    for words in
        ["1 of its rows cannot be used (line 8: `episode` is `seven`", "no file has 1 of the run's 30", "changed-1.csv"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert_eq!(fs::read_to_string(run.join("metrics.changed-1.csv")).expect("kept"), broken);
    assert_eq!(table(&run).lines().count(), 1 + 44);

    // Every other return still stands at its episode's place.
    let (returns, notes) = returns(&run).expect("read");
    assert_eq!((returns.len(), notes), (45, Vec::new()));
    let whole = sidestep::runs::returns(&story.folder.path().join("whole")).expect("read").0;
    for (index, (now, then)) in returns.iter().zip(&whole).enumerate() {
        assert!(if index == 6 { now.is_nan() } else { now == then }, "episode {}", index + 1);
    }

    let run = story.begun("all lost");
    fs::remove_file(run.join(EPISODES)).expect("it was there");
    fs::remove_file(run.join(METRICS)).expect("it was there");
    let said = resume(&run, "--episodes 45").stderr;
    assert!(said.contains("no file has 30 of the run's 30 episodes"), "{said}");
    assert!(table(&run).lines().nth(1).expect("a row").starts_with("3,31,"));
}

#[test]
fn another_folder_gets_the_history_and_the_first_one_stays_as_it_is() {
    let story = Story::begin();
    let run = story.begun("first");
    let changed = table(&run).replace("true", "TRUE");
    fs::write(run.join(METRICS), &changed).expect("written");
    let out = story.folder.path().join("second");
    resume(&run, &format!("--episodes 45 --out {}", text(&out)));
    story.is_whole(&out);
    assert_eq!(table(&run), changed);
    assert!(!run.join("metrics.changed-1.csv").exists());
}

#[test]
fn the_joined_table_of_several_seeds_is_kept_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let (whole, run) = (folder.path().join("whole"), folder.path().join("run"));
    train(&whole, "--episodes 25 --seeds 2");
    train(&run, "--episodes 15 --seeds 2");
    assert_eq!(table(&run), table(&run.join("seed-3")) + table(&run.join("seed-4")).split_once('\n').expect("rows").1);
    assert_eq!(resume(&run, "--episodes 20").stderr, "", "as it was written");
    let changed = table(&run).replace("true", "TRUE");
    fs::write(run.join(METRICS), &changed).expect("written");
    let said = resume(&run, "--episodes 25").stderr;
    assert!(said.contains("metrics.changed-1.csv"), "{said}");
    assert_eq!(fs::read_to_string(run.join("metrics.changed-1.csv")).expect("kept"), changed);
    assert_eq!(table(&run), table(&whole));
}

#[test]
fn a_reel_finds_every_return_in_a_spreadsheet_s_table() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::copy(data("excel-metrics.csv"), folder.path().join(METRICS)).expect("copied");
    let (read, notes) = returns(folder.path()).expect("read");
    assert_eq!((read.len(), notes), (200, Vec::new()));
    assert_eq!((read[0], read[2], read[199]), (-19.0, -2.0, 1.0));
}
