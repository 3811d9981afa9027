//! What the boxes of an MP4 say of it (ISO/IEC 14496-12 and -15). Unknown boxes are passed over: programs write many.

use std::{
    fmt,
    io::{BufReader, Read, Seek, SeekFrom},
};

use mp4_atom::{Atom, Avcc, Co64, Hdlr, Hvcc, Mdhd, Stco, Stsz, StszSamples};

use super::{
    ClipReport, Flaw, Format, FrameSize, Program, Repair,
    samples::{self, Places},
};
use crate::capture::movie::SEAL;

/// What such a file may begin with.
pub(super) const BEGIN: [&[u8; 4]; 6] = [b"ftyp", b"moov", b"mdat", b"free", b"wide", b"skip"];
/// An index is four bytes a picture or so: hours of video stay far below.
const LARGEST_INDEX: u64 = 1 << 28;
/// The highest level, in tenths, of Media Foundation's decoder.
const HIGHEST_LEVEL: u8 = 51;

/// The outermost boxes.
#[derive(Default)]
struct Outline {
    index: Vec<u8>,
    /// Whether media data come before the index.
    is_index_last: bool,
    /// Whether there is an index over the fragments, should there be any.
    has_places: bool,
    is_quicktime: bool,
    /// Bytes that the last box should have and has not.
    missing: u64,
    places: Places,
}

pub(super) fn look(file: impl Read + Seek, bytes: u64) -> Result<ClipReport, Flaw> {
    let mut file = BufReader::new(file);
    let outline = outline(&mut file, bytes)?;
    let tracks = || boxes(&outline.index).filter(|(kind, _)| kind == b"trak").map(|(_, body)| body);
    let handler = |track| leaf::<Hdlr>(track, &[b"mdia"]).map(|handler| *handler.handler.as_ref());
    let pictures = tracks().find(|track| handler(track) == Some(*b"vide"));
    let Some(track) = pictures else {
        return Err(Flaw::Damage("its index describes no pictures".into()));
    };
    let (kind, entry) =
        entry(track).ok_or_else(|| Flaw::Damage("its index does not say how pictures are coded".into()))?;
    let side = |at: usize| entry.get(at..at + 2).map(|side| u32::from(u16::from_be_bytes([side[0], side[1]])));
    // Where a visual sample entry has its sides, and its boxes begin (14496-12, 12.1.3).
    let size = side(24).zip(side(26)).map(|(width, height)| FrameSize { width, height });
    let size = size.filter(|size| size.width > 0 && size.height > 0);
    let size = size.ok_or_else(|| Flaw::Damage("its index does not say how large pictures are".into()))?;
    let coding = Coding::of(kind, entry.get(78..).unwrap_or_default());

    let samples = &[b"mdia", b"minf", b"stbl"];
    let is_fragmented = find(&outline.index, &[b"mvex"]).is_some();
    let count = leaf::<Stsz>(track, samples).map_or(0, |sizes| match sizes.samples {
        StszSamples::Identical { count, .. } => u64::from(count),
        StszSamples::Different { sizes } => sizes.len() as u64,
    });
    let frames = (count > 0).then_some(count);
    if frames.is_none() && !is_fragmented {
        return Err(Flaw::Damage("its index names no picture".into()));
    }
    let clock = leaf::<Mdhd>(track, &[b"mdia"]).filter(|clock| clock.timescale > 0 && clock.duration > 0);
    let mut report = ClipReport {
        format: Format::Mp4,
        bytes,
        size,
        frames,
        seconds: clock.map(|clock| clock.duration as f64 / f64::from(clock.timescale)),
        coding: coding.to_string(),
        findings: Vec::new(),
    };

    coding.judge(&mut report);
    if size.width % 2 + size.height % 2 > 0 {
        let what = format_args!("{size} is odd: pictures with halved colours have even sides");
        report.find(what, &Program::ALL, Repair::Encode);
    }
    for sound in tracks().filter(|track| handler(track) == Some(*b"soun")) {
        let kind = self::entry(sound).map_or(*b"none", |(kind, _)| kind);
        if kind != *b"mp4a" {
            let what = format_args!("its sound is coded as {}: all of these name AAC", kind.escape_ascii());
            report.find(what, &Program::ALL, Repair::Encode);
        }
    }
    if is_fragmented && frames.is_none() && !outline.has_places {
        let what = "it is in fragments and has no index over them: its length is not known, and nobody can jump in it";
        report.find(what, &Program::ALL, Repair::Remux);
    }
    let last = leaf::<Co64>(track, samples).map(|places| places.entries).unwrap_or_default();
    let last = last
        .into_iter()
        .chain(leaf::<Stco>(track, samples).into_iter().flat_map(|places| places.entries).map(u64::from));
    if outline.missing > 0 || last.max().is_some_and(|last| last >= bytes) {
        let what = "it is cut off: pictures that its index names are not there; copy it again, or keep what there is";
        // Its last picture may be there in part.
        report.find(what, &Program::ALL, Repair::Encode);
    } else {
        // What is missing has no faults.
        let mut faults = Vec::new();
        for track in tracks() {
            faults.extend(samples::fault((track, &outline.index), &outline.places, &mut file)?);
        }
        if faults.is_empty() && samples::is_changed(&outline.places, &mut file)? {
            faults.push("its pictures or texts are not as they were written".to_owned());
        }
        for fault in faults {
            let what = format_args!("{fault}: copy it again, or keep what can be decoded");
            report.find(what, &Program::ALL, Repair::Encode);
        }
    }
    if outline.is_index_last {
        let what = "its index comes last: a page shows nothing before it has loaded all of it";
        report.find(what, &[Program::Web], Repair::Remux);
    }
    if outline.is_quicktime {
        report.find("it is a QuickTime file, not an MP4", &[Program::Web], Repair::Remux);
    }
    Ok(report)
}

/// Goes from box to box, and reads the index, and those of fragments.
fn outline(mut file: impl Read + Seek, bytes: u64) -> Result<Outline, Flaw> {
    let mut outline = Outline::default();
    let (mut at, mut has_data) = (0, false);
    while bytes - at >= 8 {
        let mut head = [0; 8];
        file.seek(SeekFrom::Start(at))?;
        file.read_exact(&mut head)?;
        let [size, kind] = [&head[..4], &head[4..]].map(|part| [part[0], part[1], part[2], part[3]]);
        let (header, length) = match u32::from_be_bytes(size) {
            0 => (8, bytes - at),
            1 => {
                let mut long = [0; 8];
                file.read_exact(&mut long).map_err(|_| Flaw::Damage(format!("it ends in the box at byte {at}")))?;
                (16, u64::from_be_bytes(long))
            }
            short => (8, u64::from(short)),
        };
        if length < header || !kind.iter().all(|letter| (b' '..=b'~').contains(letter) || *letter == 0xa9) {
            // Behind an index some programs leave zeros.
            if !outline.index.is_empty() {
                break;
            }
            return Err(Flaw::Damage(format!("there is no box at byte {at}, where one should begin")));
        }
        outline.missing = (at + length.min(u64::MAX - at)).saturating_sub(bytes);
        match &kind {
            b"ftyp" => {
                let mut brand = [0; 4];
                outline.is_quicktime = length >= 12 && file.read_exact(&mut brand).is_ok() && &brand == b"qt  ";
            }
            b"moov" if outline.missing > 0 => return Err(Flaw::Damage("it ends within its index".into())),
            b"moov" if length > LARGEST_INDEX => {
                return Err(Flaw::Damage(format!("an index of {length} bytes cannot be one")));
            }
            b"moov" if outline.index.is_empty() => {
                file.by_ref().take(length - header).read_to_end(&mut outline.index)?;
                outline.is_index_last = has_data;
            }
            b"mdat" => {
                has_data = true;
                outline.places.media.push((at + header, at.saturating_add(length)));
            }
            b"moof" if outline.missing == 0 && length <= LARGEST_INDEX => {
                let mut body = Vec::new();
                file.by_ref().take(length - header).read_to_end(&mut body)?;
                outline.places.fragments.push((at, body));
            }
            b"uuid" if outline.missing == 0 && length == 28 => {
                let mut body = [0; 20];
                file.read_exact(&mut body)?;
                if let Some(sum) = body.strip_prefix(&SEAL[8..]).and_then(|sum| sum.first_chunk()) {
                    outline.places.sum = Some(u32::from_be_bytes(*sum));
                }
            }
            b"sidx" | b"mfra" => outline.has_places = true,
            _ => {}
        }
        if outline.missing > 0 {
            break;
        }
        at += length;
    }
    if outline.index.is_empty() {
        let what = if outline.missing > 0 {
            "it is cut off before its index, without which nothing plays"
        } else {
            "it has no index"
        };
        return Err(Flaw::Damage(what.into()));
    }
    Ok(outline)
}

/// The boxes that some bytes consist of, up to what is none.
pub(super) fn boxes(mut bytes: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    std::iter::from_fn(move || {
        let (head, rest) = bytes.split_first_chunk::<8>()?;
        let [size, kind] = [&head[..4], &head[4..]].map(|part| [part[0], part[1], part[2], part[3]]);
        let length = match u32::from_be_bytes(size) {
            0 => rest.len(),
            size => usize::try_from(size).ok()?.checked_sub(8)?,
        };
        let (body, behind) = rest.split_at_checked(length)?;
        bytes = behind;
        Some((kind, body))
    })
}

/// The first box at the end of a path of boxes.
pub(super) fn find<'a>(bytes: &'a [u8], path: &[&[u8; 4]]) -> Option<&'a [u8]> {
    path.iter().try_fold(bytes, |bytes, name| boxes(bytes).find(|(kind, _)| kind == *name).map(|(_, body)| body))
}

/// A box that holds no others, within a path of those that do; `None` where it is not there or broken.
pub(super) fn leaf<A: Atom>(bytes: &[u8], path: &[&[u8; 4]]) -> Option<A> {
    all(find(bytes, path)?).next()
}

/// All boxes of a kind that hold no others, without those that are broken.
pub(super) fn all<A: Atom>(bytes: &[u8]) -> impl Iterator<Item = A> {
    let kind = A::KIND;
    boxes(bytes)
        .filter(move |(other, _)| other == kind.as_ref())
        .filter_map(|(_, mut body)| A::decode_body(&mut body).ok())
}

/// The kind of a track's first sample entry, and its contents.
pub(super) fn entry(track: &[u8]) -> Option<([u8; 4], &[u8])> {
    // Behind version, flags and the number of entries.
    boxes(find(track, &[b"mdia", b"minf", b"stbl", b"stsd"])?.get(8..)?).next()
}

/// How pictures are coded.
enum Coding {
    H264 { profile: u8, constraints: u8, level: u8, picture: Picture },
    Hevc { tag: [u8; 4], profile: u8, picture: Picture },
    Other([u8; 4]),
}

/// What a pixel is.
#[derive(Clone, Copy, PartialEq)]
struct Picture {
    /// 0 to 3: grey, 4:2:0, 4:2:2, 4:4:4.
    chroma: u8,
    bits: u8,
}

impl Coding {
    fn of(kind: [u8; 4], inner: &[u8]) -> Self {
        match &kind {
            b"avc1" | b"avc3" => {
                let Some(avcc) = leaf::<Avcc>(inner, &[]) else { return Self::Other(kind) };
                let known =
                    avcc.ext.as_ref().map(|ext| Picture { chroma: ext.chroma_format, bits: ext.bit_depth_luma });
                // Where the file does not say it, the profile's own: only 4:2:2 and 4:4:4 may have more colours.
                let picture = known.unwrap_or(match avcc.avc_profile_indication {
                    110 => Picture { chroma: 1, bits: 10 },
                    122 => Picture { chroma: 2, bits: 10 },
                    44 | 244 => Picture { chroma: 3, bits: 8 },
                    _ => Picture { chroma: 1, bits: 8 },
                });
                Self::H264 {
                    profile: avcc.avc_profile_indication,
                    constraints: avcc.profile_compatibility,
                    level: avcc.avc_level_indication,
                    picture,
                }
            }
            b"hvc1" | b"hev1" => {
                let Some(hvcc) = leaf::<Hvcc>(inner, &[]) else { return Self::Other(kind) };
                let picture =
                    Picture { chroma: hvcc.chroma_format_idc, bits: hvcc.bit_depth_luma_minus8.saturating_add(8) };
                Self::Hevc { tag: kind, profile: hvcc.general_profile_idc, picture }
            }
            _ => Self::Other(kind),
        }
    }

    /// Says where it does not fit.
    fn judge(&self, report: &mut ClipReport) {
        use Program::{Keynote, PowerPoint, Slides, Web};
        match self {
            Self::H264 { profile, level, picture, .. } => {
                if !matches!(profile, 66 | 77 | 100) || picture.chroma > 1 || picture.bits != 8 {
                    let what = format_args!("{self}: Baseline, Main or High with 8 bits in 4:2:0 plays everywhere");
                    report.find(what, &Program::ALL, Repair::Encode);
                }
                if *level > HIGHEST_LEVEL {
                    let what = format_args!("{self}: 5.1 is the highest level there; fewer pixels or frames lower it");
                    report.find(what, &[PowerPoint], Repair::Shrink);
                }
            }
            Self::Hevc { tag, picture, .. } => {
                let what = format_args!("{self}: HEVC plays only where the system has it; H.264 plays everywhere");
                report.find(what, &[PowerPoint, Slides, Web], Repair::Encode);
                if tag == b"hev1" || picture.chroma > 1 || picture.bits > 10 {
                    let what = format_args!("{self}, tagged {}: HEVC in 4:2:0 tagged hvc1 plays", tag.escape_ascii());
                    report.find(what, &[Keynote], Repair::Encode);
                }
            }
            Self::Other(_) => {
                report.find(format_args!("{self}: H.264 plays everywhere"), &Program::ALL, Repair::Encode);
            }
        }
    }
}

impl fmt::Display for Coding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::H264 { profile, constraints, level, picture } => {
                let name = match profile {
                    66 if constraints & 0x40 > 0 => "Constrained Baseline",
                    66 => "Baseline",
                    77 => "Main",
                    88 => "Extended",
                    100 => "High",
                    110 => "High 10",
                    122 => "High 4:2:2",
                    44 | 244 => "High 4:4:4",
                    _ => "of an unknown profile",
                };
                write!(formatter, "H.264 {name}, level {}.{}, {picture}", level / 10, level % 10)
            }
            Self::Hevc { profile, picture, .. } => {
                let name = match profile {
                    1 => "Main",
                    2 => "Main 10",
                    _ => "of another profile than Main",
                };
                write!(formatter, "HEVC {name}, {picture}")
            }
            Self::Other(kind) => {
                let known = match kind {
                    b"av01" => "AV1",
                    b"vp09" => "VP9",
                    b"mp4v" => "MPEG-4 Part 2",
                    b"mjpa" | b"mjpb" | b"jpeg" => "Motion JPEG",
                    b"avc1" | b"avc3" | b"hvc1" | b"hev1" => "damaged parameters of the codec",
                    [b'a', b'p', ..] => "ProRes",
                    _ => return write!(formatter, "the unknown codec {}", kind.escape_ascii()),
                };
                formatter.write_str(known)
            }
        }
    }
}

impl fmt::Display for Picture {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let chroma = ["grey", "4:2:0", "4:2:2", "4:4:4"].get(usize::from(self.chroma)).unwrap_or(&"unknown colours");
        write!(formatter, "{chroma}, {} bits", self.bits)
    }
}
