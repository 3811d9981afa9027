//! Whether the samples of an MP4 are what its index says they are: each lies within the media data; a picture consists of whole NAL
//! units, and where players jump to, it needs no other one; a text is as long as it says. Where Sidestep made the file, the media data
//! add up to what they did then.

use std::io::{self, Read, Seek, SeekFrom};

use flate2::CrcWriter;
use mp4_atom::{Avcc, Co64, Hdlr, Hvcc, Stco, Stsc, Stss, Stsz, StszSamples, Tfhd, Tkhd, Trex, Trun, TrunSamples};

use super::{
    Flaw,
    boxes::{all, boxes, entry, find, leaf},
};

/// Where media data and fragments lie.
#[derive(Default)]
pub(super) struct Places {
    /// First byte, and the first one behind it.
    pub media: Vec<(u64, u64)>,
    /// First byte, and the box's contents.
    pub fragments: Vec<(u64, Vec<u8>)>,
    /// What the media data added up to when they were written, where the file says it.
    pub sum: Option<u32>,
}

struct Sample {
    at: u64,
    size: u64,
    is_key: bool,
}

/// The first fault in a track's samples.
pub(super) fn fault(
    (track, index): (&[u8], &[u8]),
    places: &Places,
    file: &mut (impl Read + Seek),
) -> Result<Option<String>, Flaw> {
    let kind = Kind::of(track);
    let mut data = Vec::new();
    for (number, Sample { at, size, is_key }) in (1_u64..).zip(listed(track).chain(fragmented(track, index, places))) {
        let ends = at.checked_add(size).filter(|_| size > 0);
        let is_within = |&(begins, behind): &(u64, u64)| at >= begins && ends.is_some_and(|ends| ends <= behind);
        let what = if places.media.iter().any(is_within) {
            data.clear();
            file.seek(SeekFrom::Start(at))?;
            file.by_ref().take(size).read_to_end(&mut data)?;
            kind.fault(&data, is_key)
        } else {
            Some("lies outside of the media data")
        };
        if let Some(what) = what {
            return Ok(Some(format!("{} {number}, {size} bytes at byte {at}, {what}", kind.title())));
        }
    }
    Ok(None)
}

/// Whether the media data add up to something else than they did.
pub(super) fn is_changed(places: &Places, file: &mut (impl Read + Seek)) -> Result<bool, Flaw> {
    let Some(sum) = places.sum else { return Ok(false) };
    let mut all = CrcWriter::new(io::sink());
    for &(begins, behind) in &places.media {
        file.seek(SeekFrom::Start(begins))?;
        io::copy(&mut file.by_ref().take(behind - begins), &mut all)?;
    }
    Ok(all.crc().sum() != sum)
}

/// The samples that a track's own tables name.
fn listed(track: &[u8]) -> impl Iterator<Item = Sample> {
    let table = &[b"mdia", b"minf", b"stbl"];
    let long = leaf::<Co64>(track, table).map(|places| places.entries);
    let short = || leaf::<Stco>(track, table).map(|places| places.entries.into_iter().map(u64::from).collect());
    let chunks: Vec<u64> = long.or_else(short).unwrap_or_default();
    let mut runs = leaf::<Stsc>(track, table).map(|runs| runs.entries).unwrap_or_default().into_iter().peekable();
    let (same, sizes) = match leaf::<Stsz>(track, table).map(|sizes| sizes.samples) {
        Some(StszSamples::Identical { count, size }) => (Some((count, size)), Vec::new()),
        Some(StszSamples::Different { sizes }) => (None, sizes),
        None => (None, Vec::new()),
    };
    // Without a list of them all are keys.
    let keys = leaf::<Stss>(track, table).map(|keys| keys.entries);
    let size = move |number: u32| match same {
        Some((count, size)) => (number < count).then_some(size),
        None => sizes.get(number as usize).copied(),
    };
    // Samples that no chunk holds lie nowhere.
    let (mut chunks, mut number, mut left, mut at) = ((1_u32..).zip(chunks), 0_u32, 0_u32, u64::MAX);
    let mut in_chunk = 0;
    std::iter::from_fn(move || {
        let size = u64::from(size(number)?);
        while left == 0 {
            let Some((chunk, begins)) = chunks.next() else {
                (left, at) = (1, u64::MAX);
                break;
            };
            while let Some(run) = runs.next_if(|run| run.first_chunk <= chunk) {
                in_chunk = run.samples_per_chunk;
            }
            (left, at) = (in_chunk, begins);
        }
        let is_key = keys.as_ref().is_none_or(|keys| keys.binary_search(&(number + 1)).is_ok());
        let sample = Sample { at, size, is_key };
        at = at.saturating_add(size);
        (left, number) = (left - 1, number + 1);
        Some(sample)
    })
}

/// The samples of a track that fragments name.
fn fragmented(track: &[u8], index: &[u8], places: &Places) -> impl Iterator<Item = Sample> {
    let id = leaf::<Tkhd>(track, &[]).map(|head| head.track_id);
    let defaults = all::<Trex>(find(index, &[b"mvex"]).unwrap_or_default());
    let of_all = defaults.filter(|of| Some(of.track_id) == id).last().map_or(0, |of| of.default_sample_size);
    let parts = places.fragments.iter().flat_map(|(begins, body)| {
        boxes(body).filter(|(kind, _)| kind == b"traf").map(move |(_, part)| (*begins, part))
    });
    let parts = parts.filter_map(move |(begins, part)| {
        let head = leaf::<Tfhd>(part, &[]).filter(|head| Some(head.track_id) == id)?;
        Some((head.base_data_offset.unwrap_or(begins), head.default_sample_size.unwrap_or(of_all), part))
    });
    parts.flat_map(|(base, same, part)| {
        // A run that does not say where it begins follows the one before it.
        let mut at = base;
        all::<Trun>(part).flat_map(move |run| {
            at = run.data_offset.map_or(at, |offset| base.saturating_add_signed(offset.into()));
            let mut begins = at;
            let length = match &run.samples {
                TrunSamples::Inherited { count, .. } => u64::from(*count) * u64::from(same),
                TrunSamples::Explicit(samples) => {
                    samples.iter().map(|sample| u64::from(sample.size.unwrap_or(same))).sum()
                }
            };
            at = at.saturating_add(length);
            (0..run.samples.len()).filter_map(move |number| {
                let size = u64::from(run.samples.get(number)?.size.unwrap_or(same));
                let at = begins;
                begins = begins.saturating_add(size);
                Some(Sample { at, size, is_key: false })
            })
        })
    })
}

/// What the samples of a track are.
enum Kind {
    /// With so many bytes for the length of a unit.
    H264(usize),
    Hevc(usize),
    Text,
    Other,
}

impl Kind {
    fn of(track: &[u8]) -> Self {
        let inner = entry(track).map_or(&[][..], |(_, entry)| entry.get(78..).unwrap_or_default());
        if let Some(coding) = leaf::<Avcc>(inner, &[]) {
            return Self::H264(coding.length_size.into());
        }
        if let Some(coding) = leaf::<Hvcc>(inner, &[]) {
            return Self::Hevc(usize::from(coding.length_size_minus_one) + 1);
        }
        match leaf::<Hdlr>(track, &[b"mdia"]).map(|handler| *handler.handler.as_ref()) {
            Some([b't', b'e', b'x', b't'] | [b's', b'b', b't', b'l']) => Self::Text,
            _ => Self::Other,
        }
    }

    const fn title(&self) -> &'static str {
        match self {
            Self::H264(_) | Self::Hevc(_) => "picture",
            Self::Text => "text",
            Self::Other => "sample",
        }
    }

    /// What is wrong with a sample.
    fn fault(&self, data: &[u8], is_key: bool) -> Option<&'static str> {
        let (broken, no_key) = ("does not consist of whole NAL units", "is named as a keyframe and is none");
        match self {
            Self::H264(length) => {
                let Some(units) = units(data, *length) else { return Some(broken) };
                (is_key && !units.iter().any(is_intra)).then_some(no_key)
            }
            Self::Hevc(length) => {
                let Some(units) = units(data, *length) else { return Some(broken) };
                // 16 to 23 are pictures that one can begin with (H.265, table 7-1).
                let is_intra = |unit: &&[u8]| unit.first().is_some_and(|head| (16..24).contains(&(head >> 1 & 63)));
                (is_key && !units.iter().any(is_intra)).then_some(no_key)
            }
            Self::Text => {
                let length = data.first_chunk().map(|length| usize::from(u16::from_be_bytes(*length)));
                let is_whole = length.is_some_and(|length| length <= data.len() - 2);
                (!is_whole).then_some("is longer than its sample")
            }
            Self::Other => None,
        }
    }
}

/// The NAL units that a sample consists of, each behind its length; `None` where they do not fill it, or one cannot be what it should.
fn units(mut data: &[u8], length: usize) -> Option<Vec<&[u8]>> {
    let mut units = Vec::new();
    while !data.is_empty() {
        let (size, rest) = data.split_at_checked(length)?;
        let size = size.iter().fold(0, |size, byte| size << 8 | usize::from(*byte));
        let (unit, rest) = rest.split_at_checked(size)?;
        // Its first bit is none, and it has no three bytes that begin one elsewhere (14496-10, 7.4.1); zeros may follow it.
        let used = unit.len() - unit.iter().rev().take_while(|byte| **byte == 0).count();
        let is_one = unit[..used].first().is_some_and(|head| head >> 7 == 0);
        if !is_one || unit[..used].windows(3).any(|bytes| bytes[..2] == [0, 0] && bytes[2] < 3) {
            return None;
        }
        units.push(unit);
        data = rest;
    }
    Some(units)
}

/// Whether a unit of H.264 begins a picture that needs no other one: one that begins anew, or macroblock 0 of a slice of type 7 or 2.
fn is_intra(unit: &&[u8]) -> bool {
    let slice = unit.get(1).copied().unwrap_or_default();
    match unit[0] & 31 {
        5 => true,
        1 => slice == 0x88 || slice >> 4 == 0b1011,
        _ => false,
    }
}
