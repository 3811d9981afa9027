//! The shelf of kept replays: bounded, pinned ones stay, what was deleted comes back, others' files are left alone.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use sidestep::{
    arena::Controller,
    replay::{Entry, Header, Replay, Shelf},
};

use super::replay_exact::{level, play};

fn replay(seed: u64) -> Replay {
    play(&level("classic"), &Controller::Random, seed, 20).0
}

fn names(shelf: &Shelf) -> Vec<String> {
    let listing = shelf.list().expect("it can be read");
    listing.entries.iter().map(|entry| name(&entry.path)).collect()
}

fn name(path: &Path) -> String {
    path.file_name().expect("a file").to_string_lossy().into_owned()
}

fn entry(shelf: &Shelf, path: &Path) -> Entry {
    let listing = shelf.list().expect("it can be read");
    listing.entries.into_iter().find(|entry| entry.path == path).expect("it is listed")
}

/// Every file under a folder with what is in it.
fn everything(folder: &Path) -> BTreeSet<(PathBuf, Vec<u8>)> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(everything(&path));
        } else {
            let bytes = fs::read(&path).expect("read");
            found.insert((path, bytes));
        }
    }
    found
}

#[test]
fn a_shelf_that_is_not_there_is_empty() {
    let folder = tempfile::tempdir().expect("a folder");
    let shelf = Shelf::new(folder.path().join("not/there"), 5);
    let listing = shelf.list().expect("nothing to read");
    assert!(listing.entries.is_empty() && listing.unreadable.is_empty());
    assert_eq!(shelf.undo().expect("nothing to do"), None);
}

#[test]
fn the_oldest_make_room_and_pinned_ones_stay() {
    let folder = tempfile::tempdir().expect("a folder");
    let shelf = Shelf::new(folder.path().join("matches"), 3);
    let first = shelf.put(&replay(1)).expect("written");
    let pinned = shelf.pin(&entry(&shelf, &first), true).expect("moved");
    assert!(pinned.pinned && pinned.path != first);
    for seed in 2..=6 {
        shelf.put(&replay(seed)).expect("written");
    }
    assert_eq!(
        names(&shelf),
        ["game-000006.replay", "game-000005.replay", "game-000004.replay", "game-000001.replay"],
        "latest first"
    );
    assert_eq!(Replay::load(&pinned.path).expect("it stayed"), replay(1));

    // Unpinned it is the oldest again, and the first to go.
    let unpinned = shelf.pin(&pinned, false).expect("moved");
    assert_eq!((unpinned.path.clone(), unpinned.pinned), (first, false));
    assert_eq!(names(&shelf).len(), 4, "nothing goes before something comes");
    shelf.put(&replay(7)).expect("written");
    assert_eq!(names(&shelf), ["game-000007.replay", "game-000006.replay", "game-000005.replay"]);
}

#[test]
fn a_title_changes_nothing_but_the_header() {
    let folder = tempfile::tempdir().expect("a folder");
    let shelf = Shelf::new(folder.path().to_owned(), 3);
    let path = shelf.put(&replay(1)).expect("written");
    let renamed = shelf.rename(&entry(&shelf, &path), "  결승전: 사람\n 대 기계 ").expect("written");
    assert_eq!(renamed.header.title.as_deref(), Some("결승전: 사람 대 기계"));
    assert_eq!(renamed, entry(&shelf, &path));
    let mut expected = replay(1);
    expected.header.title.clone_from(&renamed.header.title);
    assert_eq!(Replay::load(&path).expect("whole"), expected);

    let long = shelf.rename(&renamed, &"x".repeat(5000)).expect("written");
    assert_eq!(long.header.title.map(|title| title.len()), Some(100));
    let blank = shelf.rename(&renamed, "   ").expect("written");
    assert_eq!(blank.header.title, None);
    assert_eq!(Replay::load(&path).expect("whole"), replay(1));

    let damaged = &fs::read(&path).expect("read")[..300];
    fs::write(&path, damaged).expect("written");
    assert!(shelf.rename(&blank, "new").is_err(), "a title makes no damaged file whole");
    assert_eq!(fs::read(&path).expect("read"), damaged);
}

#[test]
fn what_was_deleted_comes_back_last_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let shelf = Shelf::new(folder.path().to_owned(), 10);
    let paths: Vec<PathBuf> = (1..=3).map(|seed| shelf.put(&replay(seed)).expect("written")).collect();
    let pinned = shelf.pin(&entry(&shelf, &paths[1]), true).expect("moved");
    let before = everything(folder.path());

    shelf.delete(&entry(&shelf, &paths[0])).expect("moved");
    shelf.delete(&pinned).expect("moved");
    assert_eq!(names(&shelf), ["game-000003.replay"]);
    assert!(shelf.delete(&pinned).is_err(), "it is gone already");

    assert_eq!(shelf.undo().expect("moved"), Some(pinned.path.clone()));
    assert!(entry(&shelf, &pinned.path).pinned, "as it was");
    assert_eq!(shelf.undo().expect("moved"), Some(paths[0].clone()));
    assert_eq!(shelf.undo().expect("nothing left"), None);
    assert_eq!(everything(folder.path()), before);
}

#[test]
fn deleted_ones_are_bounded_and_give_no_number_away() {
    let folder = tempfile::tempdir().expect("a folder");
    let shelf = Shelf::new(folder.path().to_owned(), 100);
    for seed in 0..25 {
        let path = shelf.put(&replay(seed)).expect("written");
        assert_eq!(name(&path), format!("game-{:06}.replay", seed + 1));
        shelf.delete(&entry(&shelf, &path)).expect("moved");
    }
    let mut back = Vec::new();
    while let Some(path) = shelf.undo().expect("moved") {
        back.push(name(&path));
    }
    let expected: Vec<String> = (6..=25).rev().map(|number| format!("game-{number:06}.replay")).collect();
    assert_eq!(back, expected, "the last twenty");
}

#[test]
fn a_place_that_was_taken_meanwhile_is_left_to_who_took_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let shelf = Shelf::new(folder.path().to_owned(), 10);
    let path = shelf.put(&replay(1)).expect("written");
    shelf.delete(&entry(&shelf, &path)).expect("moved");
    replay(9).save(&path).expect("written");
    let back = shelf.undo().expect("moved").expect("there is one");
    assert_eq!(name(&back), "game-000002.replay");
    assert_eq!(Replay::load(&back).expect("whole"), replay(1));
    assert_eq!(Replay::load(&path).expect("untouched"), replay(9));
}

#[test]
fn other_files_are_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let shelf = Shelf::new(folder.path().to_owned(), 2);
    let foreign = [
        ("notes.txt", b"mine".to_vec()),
        ("my-game-000001.replay", replay(40).to_bytes("memory").expect("it fits")),
        ("game-7.replay", b"no replay".to_vec()),
        ("game-000003.replay.bak", b"old".to_vec()),
        ("deleted/holiday.png", b"picture".to_vec()),
        ("deleted/000009-elsewhere-game-000001.replay", b"no".to_vec()),
        ("pinned/talk.replay", replay(41).to_bytes("memory").expect("it fits")),
    ];
    for (name, bytes) in &foreign {
        sidestep::files::write_atomically(&folder.path().join(name), bytes).expect("written");
    }
    fs::create_dir(folder.path().join("game-000002.replay")).expect("a folder with such a name");
    for seed in 0..6 {
        shelf.put(&replay(seed)).unwrap_or_else(|error| panic!("{error}"));
    }
    let own = entry(&shelf, &folder.path().join("game-000006.replay"));
    shelf.delete(&own).expect("moved");
    shelf.undo().expect("moved");

    let listing = shelf.list().expect("read");
    let listed: Vec<String> = listing.entries.iter().map(|entry| name(&entry.path)).collect();
    assert_eq!(listed.len(), 4, "{listed:?}");
    assert!(listed.contains(&"my-game-000001.replay".to_owned()) && listed.contains(&"talk.replay".to_owned()));
    assert_eq!(listing.unreadable.len(), 1, "{:?}", listing.unreadable);
    assert!(listing.unreadable[0].to_string().contains("game-7.replay"));
    let files = everything(folder.path());
    for (name, bytes) in foreign {
        assert!(files.contains(&(folder.path().join(name), bytes)), "{name}");
    }
}

#[test]
fn two_programs_at_one_shelf_lose_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |first: u64| {
        let shelf = Shelf::new(folder.path().to_owned(), 100);
        (first..first + 10).map(|seed| shelf.put(&replay(seed)).expect("written")).collect::<Vec<_>>()
    };
    let (one, other) = std::thread::scope(|scope| {
        let one = scope.spawn(|| put(0));
        let other = scope.spawn(|| put(100));
        (one.join().expect("no panic"), other.join().expect("no panic"))
    });
    let paths: BTreeSet<&PathBuf> = one.iter().chain(&other).collect();
    assert_eq!(paths.len(), 20);
    for (seed, path) in (0..10).zip(&one).chain((100..110).zip(&other)) {
        assert_eq!(Header::load(path).expect("whole"), replay(seed).header);
    }
}
