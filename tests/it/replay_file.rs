//! The file of a replay against damage: every flipped byte is noticed, whatever the bytes are there is an answer and no panic.

use std::sync::Arc;

use flate2::{Compression, Crc, read::DeflateDecoder, write::DeflateEncoder};
use proptest::{prelude::*, sample::Index};
use sidestep::{
    arena::{Changed, Controller, Provenance, Retraining, Setup, Simulation},
    gridworld::Level,
    learning::{Algorithm, Hyperparameters, Preset},
    replay::{Episodes, Header, Player, Replay, ReplayError, ReplayFault, episodes},
};
use std::{
    io::{Read, Write},
    sync::LazyLock,
};

use super::replay_exact::{level, play};

fn replay() -> Replay {
    play(&level("plaza"), &Controller::Random, 8, 40).0
}

/// [`trained`] once for all.
static TRAINED: LazyLock<Vec<u8>> = LazyLock::new(trained);

fn bytes() -> Vec<u8> {
    replay().to_bytes("memory").expect("it fits")
}

/// Reads the bytes, and where they are a replay, plays it.
fn survives(bytes: &[u8]) -> Result<Replay, ReplayError> {
    let replay = Replay::from_bytes(bytes, "some.replay")?;
    let _ = (replay.verify(), replay.markers(), replay.paths());
    let mut player = Player::new(&replay);
    let _ = player.seek(usize::MAX);
    let _ = player.seek(0);
    Ok(replay)
}

#[test]
fn every_flipped_byte_is_noticed() {
    let good = bytes();
    for at in 0..good.len() {
        for mask in (0..8).map(|bit| 1_u8 << bit).chain([0xff]) {
            let mut bad = good.clone();
            bad[at] ^= mask;
            let error = survives(&bad).expect_err("the checksum is over every byte");
            assert!(error.to_string().starts_with("some.replay: "), "{error}");
        }
    }
}

#[test]
fn every_cut_and_every_appendix_is_noticed() {
    let good = bytes();
    for length in 0..good.len() {
        assert!(survives(&good[..length]).is_err(), "{length} of {} bytes", good.len());
    }
    for more in [&[0][..], &[0; 4], b"sidestep"] {
        assert!(survives(&[&good[..], more].concat()).is_err());
    }
}

#[test]
fn a_later_version_is_refused_by_its_number() {
    let mut later = bytes();
    later[16..20].copy_from_slice(&4_u32.to_le_bytes());
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("later.replay");
    std::fs::write(&path, &later).expect("written");
    for error in [
        Replay::from_bytes(&later, "later.replay").expect_err("later"),
        Replay::load(&path).expect_err("later"),
        Header::load(&path).expect_err("later"),
    ] {
        assert!(matches!(error.fault, ReplayFault::Version { found: 4, known: 3 }), "{error:?}");
        let words = error.to_string();
        assert!(words.contains("later.replay") && words.contains("newer Sidestep"), "{words}");
    }
}

#[test]
fn other_files_are_told_what_they_are_not() {
    for bytes in [&b""[..], b"version = 1", &[0x89, b'P', b'N', b'G'], &[0xff; 400]] {
        assert!(matches!(Replay::from_bytes(bytes, "x"), Err(ReplayError { fault: ReplayFault::Foreign, .. })));
    }
}

#[test]
fn a_header_is_read_without_the_rest() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("one.replay");
    let replay = replay();
    replay.save(&path).expect("written");
    assert_eq!(Replay::load(&path).expect("read"), replay);
    let good = std::fs::read(&path).expect("read");
    assert_eq!(Header::load(&path).expect("read"), replay.header);
    std::fs::write(&path, &good[..good.len() - 100]).expect("written");
    assert_eq!(Header::load(&path).expect("its beginning is whole"), replay.header);
    assert!(Replay::load(&path).is_err());
}

/// Where header and body begin, and the body as it is before it is deflated.
pub fn taken_apart(bytes: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let length = u32::from_le_bytes(bytes[20..24].try_into().expect("four bytes")) as usize;
    let header = bytes[24..24 + length].to_vec();
    let mut body = Vec::new();
    DeflateDecoder::new(&bytes[24 + length + 4..bytes.len() - 4]).read_to_end(&mut body).expect("deflated");
    (header, body)
}

/// A file with right checksums around whatever it holds.
fn put_together(header: &[u8], body: &[u8]) -> Vec<u8> {
    put_together_as(2, header, body)
}

/// The same in a version of the format.
pub fn put_together_as(version: u32, header: &[u8], body: &[u8]) -> Vec<u8> {
    let seal = |bytes: &mut Vec<u8>| {
        let mut crc = Crc::new();
        crc.update(bytes);
        bytes.extend(crc.sum().to_le_bytes());
    };
    let mut bytes = b"sidestep replay\n".to_vec();
    bytes.extend(version.to_le_bytes());
    bytes.extend((header.len() as u32).to_le_bytes());
    bytes.extend(header);
    seal(&mut bytes);
    let mut deflate = DeflateEncoder::new(&mut bytes, Compression::fast());
    deflate.write_all(body).expect("memory");
    deflate.finish().expect("memory");
    seal(&mut bytes);
    bytes
}

#[test]
fn a_body_that_inflates_without_end_is_refused() {
    let (header, _) = taken_apart(&bytes());
    let zeros = vec![0; (1 << 27) + 1];
    let bytes = put_together(&header, &zeros);
    assert!(bytes.len() < 1 << 20, "a small file: {}", bytes.len());
    assert!(matches!(survives(&bytes), Err(ReplayError { fault: ReplayFault::TooLarge { .. }, .. })));
}

#[test]
fn a_header_of_another_replay_is_refused() {
    let (_, body) = taken_apart(&bytes());
    let other = play(&level("classic"), &Controller::Random, 8, 40).0;
    let (header, _) = taken_apart(&other.to_bytes("memory").expect("it fits"));
    assert!(matches!(
        survives(&put_together(&header, &body)),
        Err(ReplayError { fault: ReplayFault::Damaged { .. }, .. })
    ));
}

/// A training episode with its run's settings and changes of every kind.
fn trained() -> Vec<u8> {
    let mut setup = Setup::preset(level("classic"), Algorithm::DeepSarsa, Preset::Tuned, 4);
    setup.hyperparameters.hidden = vec![4];
    let mut simulation = Simulation::new(&setup).expect("it can run");
    simulation.set_live(&Hyperparameters { gamma: 0.95, ..setup.hyperparameters.clone() });
    let mut edited = Level::clone(&setup.level);
    edited.rewards.step = -0.5;
    simulation.replace_level(&Arc::new(edited)).expect("it can be played");
    let folder = tempfile::tempdir().expect("a folder");
    let mut watched = Episodes::begin(folder.path(), &simulation);
    while simulation.episodes() < 2 {
        simulation.tick();
        let _ = watched.listen(&simulation);
    }
    watched.update(&simulation).make().expect("it can be written");
    std::fs::read(episodes::path(folder.path(), 1)).expect("it was written")
}

/// Changes bytes of a header or a body, at four places at most.
fn damage(parts: &mut [Vec<u8>; 2], damage: Vec<(bool, Index, usize, u8)>) {
    for (in_header, place, kind, byte) in damage {
        let part = &mut parts[usize::from(!in_header)];
        let at = place.index(part.len());
        match kind {
            0 => part[at] = byte,
            1 => part[at] ^= 1 << (byte % 8),
            2 => drop(part.drain(at..part.len().min(at + usize::from(byte % 9) + 1))),
            _ => part.insert(at, byte),
        }
        if part.is_empty() {
            break;
        }
    }
}

/// What [`damage`] does.
fn damages() -> impl Strategy<Value = Vec<(bool, Index, usize, u8)>> {
    prop::collection::vec((any::<bool>(), any::<Index>(), 0..4_usize, any::<u8>()), 1..5)
}

#[test]
fn the_settings_of_the_run_are_checked() {
    let whole = survives(&trained()).expect("as it was written");
    let provenance = whole.provenance.as_ref().expect("it is known");
    assert_eq!(provenance.changes.len(), 2);
    for spoil in [
        (|provenance| provenance.setup.hyperparameters.actors = 0) as fn(&mut Provenance),
        |provenance| provenance.setup.hyperparameters.hidden = vec![1 << 20],
        |provenance| provenance.changes[0].tick = 9,
        |provenance| {
            provenance.changes[0].what = Changed::Hyperparameter { key: "gamma".to_owned(), value: "NaN".to_owned() };
        },
    ] {
        let mut bad = Provenance::clone(provenance);
        spoil(&mut bad);
        let bad = Replay { provenance: Some(Arc::new(bad)), ..whole.clone() };
        let error = survives(&bad.to_bytes("memory").expect("it fits")).expect_err("no run has such settings");
        assert!(matches!(error.fault, ReplayFault::Damaged { .. }), "{error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    /// The settings of a run that somebody changed: they make a run, or an error, and no panic.
    #[test]
    fn forged_provenances(changes in damages()) {
        let (header, body) = taken_apart(&TRAINED);
        let mut parts = [header, body];
        damage(&mut parts, changes);
        let Ok(replay) = survives(&put_together(&parts[0], &parts[1])) else { return Ok(()) };
        let small = |provenance: &Arc<Provenance>| provenance.setup.hyperparameters.hidden.iter().sum::<usize>() < 64;
        if let Some(provenance) = replay.provenance.filter(small)
            && let Ok(mut retraining) = Retraining::begin(provenance)
        {
            for _ in 0..3 {
                if retraining.tick().is_err() {
                    break;
                }
            }
        }
    }

    #[test]
    fn arbitrary_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = survives(&bytes);
        let _ = survives(&put_together(&bytes, &bytes));
    }

    /// Somebody who knows the format and writes right checksums.
    #[test]
    fn forged_files(version in 1..4_u32, changes in damages()) {
        let (header, body) = taken_apart(&bytes());
        let mut parts = [header, body];
        damage(&mut parts, changes);
        let _ = survives(&put_together_as(version, &parts[0], &parts[1]));
    }
}

#[test]
fn a_renamed_level_keeps_its_file_readable() {
    // Names and titles of any length and script go through the file.
    let mut replay = replay();
    let mut edited = Level::clone(replay.level());
    edited.name = "정거장 \"7\"\n".to_owned();
    edited.name.truncate(edited.name.trim_end().len());
    replay.start.replace_level(Arc::new(edited.clone()));
    replay.header.level = edited.name;
    replay.header.title = Some("발표용".to_owned());
    assert_eq!(survives(&replay.to_bytes("memory").expect("it fits")).expect("read"), replay);
}
