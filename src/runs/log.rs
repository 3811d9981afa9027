//! The episodes of a run in a file that only this program writes: a header and one record of fixed size for each episode,
//! every one with its own checksum, so that whatever befalls the file, the others are still read.
//!
//! ```text
//! header   "sidestep episodes\n"    18 bytes
//!          version                  u32, little-endian as all that follow
//!          the run's seed           u64
//!          CRC-32 of the above      u32
//! record   episode, tick            u64 u64
//!          arena, return, length    u32 f32 u32
//!          hits, flags              u32 u32: 1 a goal was reached, 2 cut off
//!          loss, TD error           f32 f32
//!          exploration              f32
//!          CRC-32 of the above      u32
//! ```

use std::path::Path;

use super::EPISODES;
use crate::{
    arena::EpisodeRecord,
    files::{self, FileError, seal, unsealed},
};

const MAGIC: [u8; 18] = *b"sidestep episodes\n";
/// The version of the layout that this program writes and reads.
const VERSION: u32 = 1;
/// Bytes of the header and of a record.
const HEADER: usize = MAGIC.len() + 16;
const RECORD: usize = 52;
const GOAL: u32 = 1;
const TRUNCATED: u32 = 2;

/// What stands in a file.
#[derive(Debug, PartialEq)]
pub(super) struct Contents {
    /// The run's.
    pub seed: u64,
    /// All that could be read, in their order.
    pub episodes: Vec<EpisodeRecord>,
    /// Records between them that are not as they were written. What follows the last good one is not counted: a program that was
    /// killed leaves half a record, and some file systems leave zeros after a loss of power.
    pub damaged: usize,
}

/// A file with these episodes.
pub(super) fn begun(seed: u64, episodes: &[EpisodeRecord]) -> Vec<u8> {
    [header(seed), records(episodes)].concat()
}

/// What these episodes add to a file.
pub(super) fn records(episodes: &[EpisodeRecord]) -> Vec<u8> {
    episodes.iter().flat_map(record).collect()
}

/// What stands in the file of a run's folder: `None` where there is none, and in words why one cannot be used.
pub(super) fn read(folder: &Path) -> Result<Option<Result<Contents, String>>, FileError> {
    Ok(files::read_if_there(&folder.join(EPISODES))?.map(|bytes| parse(&bytes)))
}

fn parse(bytes: &[u8]) -> Result<Contents, String> {
    let (header, records) = bytes.split_at_checked(HEADER).ok_or("it is cut short in its header")?;
    if !header.starts_with(&MAGIC) {
        return Err("it is none of Sidestep's".to_owned());
    }
    let whole = unsealed(header).ok_or("the checksum of its header does not fit")?;
    let (version, seed) = whole[MAGIC.len()..].split_at(4);
    match number(version) {
        VERSION => {}
        found => return Err(format!("it has version {found}, this program reads {VERSION}")),
    }
    let mut contents = Contents { seed: long(seed), episodes: Vec::new(), damaged: 0 };
    let mut bad = 0;
    for bytes in records.chunks_exact(RECORD) {
        let last = contents.episodes.last().map_or(0, |last| last.episode);
        match episode(bytes).filter(|episode| episode.episode > last) {
            Some(episode) => {
                contents.damaged += std::mem::take(&mut bad);
                contents.episodes.push(episode);
            }
            None => bad += 1,
        }
    }
    Ok(contents)
}

fn header(seed: u64) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend(VERSION.to_le_bytes());
    bytes.extend(seed.to_le_bytes());
    seal(&mut bytes);
    bytes
}

fn record(episode: &EpisodeRecord) -> Vec<u8> {
    let flags = if episode.goal { GOAL } else { 0 } | if episode.truncated { TRUNCATED } else { 0 };
    let words = [
        episode.arena,
        episode.episode_return.to_bits(),
        episode.length,
        episode.hits,
        flags,
        episode.loss.to_bits(),
        episode.td_error.to_bits(),
        episode.exploration.to_bits(),
    ];
    let mut bytes = Vec::with_capacity(RECORD);
    bytes.extend([episode.episode, episode.tick].into_iter().flat_map(u64::to_le_bytes));
    bytes.extend(words.into_iter().flat_map(u32::to_le_bytes));
    seal(&mut bytes);
    bytes
}

/// The record's episode, if it is as it was written.
fn episode(bytes: &[u8]) -> Option<EpisodeRecord> {
    let rest = unsealed(bytes)?;
    let word = |index: usize| number(&rest[16 + 4 * index..]);
    let real = |index: usize| f32::from_bits(word(index));
    Some(EpisodeRecord {
        episode: long(rest),
        tick: long(&rest[8..]),
        arena: word(0),
        episode_return: real(1),
        length: word(2),
        hits: word(3),
        goal: word(4) & GOAL != 0,
        truncated: word(4) & TRUNCATED != 0,
        loss: real(5),
        td_error: real(6),
        exploration: real(7),
    })
}

/// The four bytes at the beginning as a number; the layout says that they are there.
fn number(bytes: &[u8]) -> u32 {
    bytes.first_chunk().map_or(0, |four| u32::from_le_bytes(*four))
}

fn long(bytes: &[u8]) -> u64 {
    bytes.first_chunk().map_or(0, |eight| u64::from_le_bytes(*eight))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(episode: u64) -> EpisodeRecord {
        EpisodeRecord {
            episode,
            tick: 10 * episode,
            arena: 3,
            episode_return: -0.1,
            length: 10,
            goal: episode.is_multiple_of(2),
            hits: 2,
            truncated: episode.is_multiple_of(3),
            loss: f32::NAN,
            td_error: 0.5,
            exploration: 1.5,
        }
    }

    fn numbers(contents: &Contents) -> Vec<u64> {
        contents.episodes.iter().map(|episode| episode.episode).collect()
    }

    /// A file with so many episodes.
    fn file(count: u64) -> Vec<u8> {
        let mut bytes = header(u64::MAX);
        (1..=count).for_each(|number| bytes.extend(record(&some(number))));
        bytes
    }

    #[test]
    fn episodes_are_read_as_they_were_written() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(read(folder.path()).expect("nothing to read").is_none());
        let bytes = [begun(u64::MAX, &[some(1), some(2)]), records(&[some(3)])].concat();
        assert_eq!(bytes, file(3));
        files::put(&folder.path().join(EPISODES), &bytes, false).expect("written");
        let contents = read(folder.path()).expect("read").expect("there").expect("whole");
        assert_eq!((contents.seed, contents.damaged), (u64::MAX, 0));
        // NaN equals nothing, so that texts are compared.
        assert_eq!(format!("{:?}", contents.episodes), format!("{:?}", [some(1), some(2), some(3)]));
    }

    #[test]
    fn a_file_that_is_cut_anywhere_keeps_all_whole_episodes() {
        let whole = file(3);
        for length in HEADER..whole.len() {
            let contents = parse(&whole[..length]).expect("its header is whole");
            assert_eq!(contents.episodes.len(), (length - HEADER) / RECORD);
            assert_eq!(contents.damaged, 0);
        }
        for length in 0..HEADER {
            assert!(parse(&whole[..length]).expect_err("no header").contains("cut short"));
        }
        let zeros = [&whole[..], &[0; 3 * RECORD]].concat();
        let contents = parse(&zeros).expect("its header is whole");
        assert_eq!((numbers(&contents), contents.damaged), (vec![1, 2, 3], 0));
    }

    #[test]
    fn any_changed_byte_is_noticed_and_costs_one_episode() {
        let whole = file(3);
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x20;
            if at < HEADER {
                parse(&bytes).expect_err("a changed header");
                continue;
            }
            let contents = parse(&bytes).expect("its header is whole");
            let hit = ((at - HEADER) / RECORD) as u64 + 1;
            assert_eq!(numbers(&contents), (1..=3).filter(|number| *number != hit).collect::<Vec<_>>());
            // What is wrong with the last record may as well be what a crash left.
            assert_eq!(contents.damaged, usize::from(hit < 3));
        }
    }

    #[test]
    fn other_files_are_told_apart() {
        for (bytes, words) in [
            (b"seed,episode,tick,arena,return,length".to_vec(), "none of Sidestep's"),
            ([&MAGIC[..], &[0; 16]].concat(), "checksum"),
        ] {
            assert!(parse(&bytes).expect_err("no episodes").contains(words));
        }
        let mut later = header(1);
        later[MAGIC.len()] = 2;
        later.truncate(HEADER - 4);
        seal(&mut later);
        assert!(parse(&later).expect_err("a later version").contains("version 2"));
    }
}
