//! The file of a replay. What happens in it is in `steps`; the folder that holds many is `shelf`.
//!
//! ```text
//! "sidestep replay\n"    16 bytes
//! version                u32, little-endian as all that follow
//! length of the header   u32
//! header                 MessagePack with names
//! CRC-32 of the above    u32
//! body                   MessagePack with names, deflated: where it began, where its run comes from, and the steps
//! CRC-32 of the above    u32
//! ```

use std::{
    fs::File,
    io::{Read, Write},
    path::Path,
    sync::Arc,
};

use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use serde::{Deserialize, Serialize};

use super::{
    BoardChange, Header, Replay, ReplayError, ReplayFault, error::in_file, packed::Packed, version_1::infer_values,
};
use crate::{
    arena::Provenance,
    files::{seal, unsealed, write_atomically},
    gridworld::{GridWorld, limits},
};

/// What files of replays end with.
pub const EXTENSION: &str = "replay";
/// The latest version of the format; this program reads the earlier ones too, and writes the first that can say what there is to say.
///
/// 3: a steered obstacle may be put elsewhere after a step.
///
/// 2: a seat says what the numbers behind its decisions are, a training episode at which tick of its run it began; the body may hold where
/// the run comes from.
const VERSION: u32 = 3;
const MAGIC: [u8; 16] = *b"sidestep replay\n";
/// Magic, version and the header's length.
const PREFIX: usize = MAGIC.len() + 8;
/// Largest header, in bytes.
const HEADER: usize = 1 << 16;
/// Largest file, and largest body before it is deflated, in bytes: a million steps of four seats take 108 MB.
const LARGEST: u64 = 1 << 27;

#[derive(Serialize, Deserialize)]
struct Body {
    start: GridWorld,
    // Beside the start, whose level it repeats as a rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    provenance: Option<Provenance>,
    steps: Packed,
}

const TOO_LARGE: ReplayFault = ReplayFault::TooLarge { most: LARGEST };

fn damaged(what: impl ToString) -> ReplayFault {
    ReplayFault::Damaged { what: what.to_string() }
}

impl Replay {
    /// Whether bytes begin as those of a replay do.
    #[must_use]
    pub fn is_begun_by(bytes: &[u8]) -> bool {
        bytes.starts_with(&MAGIC)
    }

    /// The file's bytes; `file` names it in errors.
    ///
    /// # Errors
    /// A replay that is too large to be read again.
    pub fn to_bytes(&self, file: &str) -> Result<Vec<u8>, ReplayError> {
        self.encode().map_err(|fault| ReplayError { file: file.to_owned(), fault })
    }

    fn encode(&self) -> Result<Vec<u8>, ReplayFault> {
        let puts = |change| matches!(change, BoardChange::Obstacle { .. });
        let is_new = self.steps.interventions.iter().any(|intervention| puts(intervention.change));
        let mut bytes = encode_header(&self.header, if is_new { VERSION } else { VERSION - 1 })?;
        let body = Body {
            start: self.start.clone(),
            provenance: self.provenance.as_deref().cloned(),
            steps: Packed::new(&self.steps),
        };
        let body = rmp_serde::to_vec_named(&body).map_err(damaged)?;
        if body.len() as u64 > LARGEST {
            return Err(TOO_LARGE);
        }
        let mut deflate = DeflateEncoder::new(&mut bytes, Compression::default());
        // Writing to memory does not fail.
        deflate.write_all(&body).and_then(|()| deflate.try_finish()).map_err(damaged)?;
        drop(deflate);
        seal(&mut bytes);
        Ok(bytes)
    }

    /// Reads what [`Self::to_bytes`] wrote; `file` names it in errors.
    ///
    /// # Errors
    /// Bytes that are no replay, a damaged one, or one of a later version.
    pub fn from_bytes(bytes: &[u8], file: &str) -> Result<Self, ReplayError> {
        Self::decode(bytes).map_err(|fault| ReplayError { file: file.to_owned(), fault })
    }

    fn decode(bytes: &[u8]) -> Result<Self, ReplayFault> {
        let Beginning { version, mut header, rest } = decode_header(bytes)?;
        let whole = unsealed(bytes).ok_or_else(|| damaged("its checksum does not fit"))?;
        let deflated = whole.get(bytes.len() - rest.len()..).unwrap_or_default();
        let mut body = Vec::new();
        let mut inflate = DeflateDecoder::new(deflated).take(LARGEST + 1);
        inflate.read_to_end(&mut body).map_err(damaged)?;
        if body.len() as u64 > LARGEST {
            return Err(TOO_LARGE);
        }
        let body: Body = rmp_serde::from_slice(&body).map_err(damaged)?;
        let steps = body.steps.unpack().map_err(damaged)?;
        if version == 1 {
            infer_values(&mut header, &steps);
        }
        let provenance = body.provenance.map(Arc::new);
        let replay = Self { header, start: body.start, steps, provenance };
        replay.fits_together().map_err(damaged)?;
        replay.provenance.as_ref().map_or(Ok(()), |provenance| provenance.check()).map_err(damaged)?;
        Ok(replay)
    }

    /// Whether its parts belong to each other and can be played; else what does not.
    fn fits_together(&self) -> Result<(), &'static str> {
        let (start, steps, seats) = (&self.start, &self.steps, &self.header.seats);
        let agents = start.agents().len();
        let seats_fit = (1..=limits::AGENTS).contains(&seats.len())
            && seats.len() == steps.seats
            && seats.len() == self.header.summary.scores.len()
            && seats.iter().all(|seat| seat.agent.is_none_or(|agent| agent < agents));
        if steps.agents != agents || !(1..=limits::AGENTS).contains(&agents) || !seats_fit {
            return Err("its seats do not fit its board");
        }
        if self.header.summary.winner.is_some_and(|winner| winner >= seats.len()) {
            return Err("nobody sits where it was won");
        }
        if self.header.level != start.level().name {
            return Err("its header names another level");
        }
        let unit = |&(dx, dy): &(i32, i32)| (-1..=1).contains(&dx) && (-1..=1).contains(&dy);
        if !start.obstacles().iter().all(|obstacle| unit(&obstacle.direction)) {
            return Err("an obstacle heads for nowhere");
        }
        Ok(())
    }

    /// Writes it to a file, in one piece.
    ///
    /// # Errors
    /// What the file system answers, or a replay that is too large; a file that was there is untouched then.
    pub fn save(&self, path: &Path) -> Result<(), ReplayError> {
        let bytes = self.encode().map_err(in_file(path))?;
        write_atomically(path, &bytes).map_err(in_file(path))
    }

    /// Reads a file.
    ///
    /// # Errors
    /// As for [`Self::from_bytes`], and what the file system answers.
    pub fn load(path: &Path) -> Result<Self, ReplayError> {
        read(path).and_then(|bytes| Self::decode(&bytes)).map_err(in_file(path))
    }
}

impl Header {
    /// Reads the beginning of a file: what a list shows.
    ///
    /// # Errors
    /// A file that cannot be read, is none, of a later version, or whose beginning is damaged.
    pub fn load(path: &Path) -> Result<Self, ReplayError> {
        read_header(path).map_err(in_file(path))
    }

    /// Puts this header before the body that stands in a file, whose version stays what it is.
    ///
    /// # Errors
    /// As for [`Replay::load`] and [`Replay::save`].
    pub(super) fn replace_in(&self, path: &Path) -> Result<(), ReplayError> {
        let replace = || {
            let bytes = read(path)?;
            let Beginning { version, rest, .. } = decode_header(&bytes)?;
            let whole = unsealed(&bytes).ok_or_else(|| damaged("its checksum does not fit"))?;
            let mut replaced = encode_header(self, version)?;
            replaced.extend_from_slice(whole.get(bytes.len() - rest.len()..).unwrap_or_default());
            seal(&mut replaced);
            Ok(write_atomically(path, &replaced)?)
        };
        replace().map_err(in_file::<ReplayFault>(path))
    }
}

/// A file's bytes; of a file that is too large, no more than it takes to know that.
fn read(path: &Path) -> Result<Vec<u8>, ReplayFault> {
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST { Err(TOO_LARGE) } else { Ok(bytes) }
}

/// The header alone: no more of the file is read than it takes.
fn read_header(path: &Path) -> Result<Header, ReplayFault> {
    let file = File::open(path)?;
    let mut bytes = Vec::new();
    let more = |count: usize, bytes: &mut Vec<u8>| (&file).take(count as u64).read_to_end(bytes);
    more(PREFIX, &mut bytes)?;
    let (_, length) = decode_prefix(&bytes)?;
    more(length + 4, &mut bytes)?;
    Ok(decode_header(&bytes)?.header)
}

/// Magic, version, the header and their checksum.
fn encode_header(header: &Header, version: u32) -> Result<Vec<u8>, ReplayFault> {
    let header = rmp_serde::to_vec_named(header).map_err(damaged)?;
    if header.len() > HEADER {
        return Err(TOO_LARGE);
    }
    let mut bytes = Vec::with_capacity(2 * header.len() + PREFIX);
    bytes.extend_from_slice(&MAGIC);
    bytes.extend_from_slice(&version.to_le_bytes());
    bytes.extend_from_slice(&(header.len() as u32).to_le_bytes());
    bytes.extend_from_slice(&header);
    seal(&mut bytes);
    Ok(bytes)
}

/// The format's version, and how long the header is, by what stands before it.
fn decode_prefix(bytes: &[u8]) -> Result<(u32, usize), ReplayFault> {
    let cut = || damaged("it is cut short");
    let rest = bytes.strip_prefix(&MAGIC).ok_or(ReplayFault::Foreign)?;
    let (version, rest) = rest.split_first_chunk().ok_or_else(cut)?;
    let version = u32::from_le_bytes(*version);
    match version {
        0 => return Err(damaged("there is no version 0 of the format")),
        1..=VERSION => {}
        found => return Err(ReplayFault::Version { found, known: VERSION }),
    }
    let length = u32::from_le_bytes(*rest.first_chunk().ok_or_else(cut)?) as usize;
    if length > HEADER {
        return Err(damaged("its header is larger than any"));
    }
    Ok((version, length))
}

/// A file as far as its header, and what follows the header's checksum.
struct Beginning<'a> {
    version: u32,
    header: Header,
    rest: &'a [u8],
}

fn decode_header(bytes: &[u8]) -> Result<Beginning<'_>, ReplayFault> {
    let (version, length) = decode_prefix(bytes)?;
    let end = PREFIX + length;
    let (sealed, rest) = bytes.split_at_checked(end + 4).ok_or_else(|| damaged("it is cut short"))?;
    unsealed(sealed).ok_or_else(|| damaged("its header's checksum does not fit"))?;
    let header = rmp_serde::from_slice(&bytes[PREFIX..end]).map_err(damaged)?;
    Ok(Beginning { version, header, rest })
}
