//! Tracks of words in an MP4: chapters as QuickTime knows them, a text track that the pictures' track refers to, and captions as
//! timed text (3GPP TS 26.245, `tx3g`). Beside the track, chapters stand in a list as Nero's programs read it. Both tracks are
//! off until somebody asks for them: what they say is in the pictures already.

use mp4_atom::{
    Chpl, ChplEntry, Co64, Dinf, Dref, Encode, FourCC, Hdlr, Mdhd, Nmhd, Stsc, StscEntry, Stsz, StszSamples, Stts,
    SttsEntry, Tkhd, Url,
};

use super::{
    FrameSize,
    fault::Fault,
    words::{ClipWords, TimedText, within},
};

/// Marks a text as UTF-8 (QuickTime File Format, text sample data).
const UTF_8: &[u8] = b"\0\0\0\x0cencd\0\0\x01\0";
/// Titles in Nero's list have at most so many bytes, and the list so many titles.
const LONGEST: usize = 255;

/// Two tracks, where there is something in them.
pub(super) struct Tracks {
    chapters: Vec<TimedText>,
    captions: Vec<TimedText>,
    language: &'static str,
    /// Of the pictures' clock, for a second and for a frame.
    timescale: u32,
    ticks: u32,
    frames: u64,
}

impl Tracks {
    /// Of a clip of so many frames.
    pub(super) fn new(words: &ClipWords, frames: u64, frames_per_second: u32, ticks: u32) -> Self {
        let mut chapters = within(&words.chapters, frames);
        // A single chapter is the clip.
        if chapters.len() < 2 {
            chapters.clear();
        }
        Self {
            chapters,
            captions: within(&words.captions, frames),
            language: words.language.unwrap_or("und"),
            timescale: frames_per_second * ticks,
            ticks,
            frames,
        }
    }

    /// Whether the pictures' track refers to a track of chapters.
    pub(super) fn has_chapters(&self) -> bool {
        !self.chapters.is_empty()
    }

    /// The texts of all tracks, as they lie behind each other in the file.
    pub(super) fn data(&self) -> Vec<u8> {
        let samples = [(&self.chapters, UTF_8), (&self.captions, &[][..])];
        samples.into_iter().flat_map(|(cues, mark)| self.samples(cues, mark)).flat_map(|(_, bytes)| bytes).collect()
    }

    /// The boxes of all tracks, numbered from `id`, where their texts begin at byte `begins`; behind them the list of chapters.
    pub(super) fn boxes(&self, id: u32, begins: u64, size: FrameSize) -> Result<Vec<u8>, Fault> {
        let mut all = Vec::new();
        let chapters = self.samples(&self.chapters, UTF_8);
        let captions = self.samples(&self.captions, &[]);
        let behind = begins + chapters.iter().map(|(_, bytes)| bytes.len() as u64).sum::<u64>();
        if self.has_chapters() {
            all.extend(self.track((id, begins), &chapters, Kind::Chapters, size)?);
        }
        if !captions.is_empty() {
            all.extend(self.track((id + u32::from(self.has_chapters()), behind), &captions, Kind::Captions, size)?);
        }
        if self.has_chapters() {
            // In units of 100 ns.
            let start = |frame: u64| frame * u64::from(self.ticks) * 10_000_000 / u64::from(self.timescale.max(1));
            let entry = |cue: &TimedText| ChplEntry {
                start: start(cue.first),
                title: shortened(&cue.text, LONGEST).to_owned(),
            };
            let list = Chpl { entries: self.chapters.iter().take(LONGEST).map(entry).collect() };
            all.extend(boxed(b"udta", &[encoded(&list)?]));
        }
        Ok(all)
    }

    /// The first number that no track has.
    pub(super) fn next_id(&self, id: u32) -> u32 {
        id + u32::from(self.has_chapters()) + u32::from(!self.captions.is_empty())
    }

    /// Texts with what they last in frames, without a gap: where nothing is said, there is an empty one.
    fn samples(&self, cues: &[TimedText], mark: &[u8]) -> Vec<(u64, Vec<u8>)> {
        let mut samples = Vec::new();
        let mut at = 0;
        let mut say = |frames: u64, text: &str| {
            let text = shortened(text, u16::MAX.into());
            let length = u16::try_from(text.len()).unwrap_or_default().to_be_bytes();
            samples.push((frames, [&length, text.as_bytes(), mark].concat()));
        };
        for cue in cues {
            if cue.end <= at {
                continue;
            }
            if cue.first > at {
                say(cue.first - at, "");
            }
            say(cue.end - cue.first.max(at), &cue.text);
            at = cue.end;
        }
        if !cues.is_empty() && at < self.frames {
            say(self.frames - at, "");
        }
        samples
    }

    fn track(
        &self,
        (id, begins): (u32, u64),
        samples: &[(u64, Vec<u8>)],
        kind: Kind,
        size: FrameSize,
    ) -> Result<Vec<u8>, Fault> {
        let count = u32::try_from(samples.len()).map_err(Fault::codec)?;
        let duration = self.frames * u64::from(self.ticks);
        let entries = samples.iter().map(|(frames, _)| {
            Ok(SttsEntry {
                sample_count: 1,
                sample_delta: u32::try_from(frames * u64::from(self.ticks)).map_err(Fault::codec)?,
            })
        });
        let times = Stts { entries: entries.collect::<Result<_, Fault>>()? };
        let sizes = samples.iter().map(|(_, bytes)| u32::try_from(bytes.len()).map_err(Fault::codec));
        let sizes = Stsz { samples: StszSamples::Different { sizes: sizes.collect::<Result<_, Fault>>()? } };
        let run =
            Stsc { entries: vec![StscEntry { first_chunk: 1, samples_per_chunk: count, sample_description_index: 1 }] };
        let side = |pixels: u32| u16::try_from(pixels).map_err(Fault::codec);
        let head = Tkhd {
            track_id: id,
            duration,
            enabled: false,
            in_movie: true,
            width: side(size.width)?.into(),
            height: side(size.height)?.into(),
            ..Tkhd::default()
        };
        let clock = Mdhd { timescale: self.timescale, duration, language: self.language.into(), ..Mdhd::default() };
        let (entry, handler, name, media) = match kind {
            Kind::Chapters => (
                b"text",
                b"text",
                "Chapters",
                boxed(b"gmhd", &[boxed(b"gmin", &[GMIN.into()]), boxed(b"text", &[TEXT.into()])]),
            ),
            Kind::Captions => (b"tx3g", b"sbtl", "Captions", encoded(&Nmhd::default())?),
        };
        let entry = boxed(entry, &[vec![0, 0, 0, 0, 0, 0, 0, 1], style(size)]);
        let table = boxed(
            b"stbl",
            &[
                boxed(b"stsd", &[vec![0, 0, 0, 0, 0, 0, 0, 1], entry]),
                encoded(&times)?,
                encoded(&run)?,
                encoded(&sizes)?,
                encoded(&Co64 { entries: vec![begins] })?,
            ],
        );
        let place = encoded(&Dinf { dref: Dref { entries: vec![Url::default().into()] } })?;
        let media = boxed(
            b"mdia",
            &[
                encoded(&clock)?,
                encoded(&Hdlr { handler: FourCC::new(handler), name: name.into() })?,
                boxed(b"minf", &[media, place, table]),
            ],
        );
        Ok(boxed(b"trak", &[encoded(&head)?, media]))
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Chapters,
    Captions,
}

/// QuickTime's description of a track that has neither pictures nor sound: copied, in grey, no balance; a plain matrix.
const GMIN: [u8; 16] = [0, 0, 0, 0, 0, 0x40, 0x80, 0, 0x80, 0, 0x80, 0, 0, 0, 0, 0];
const TEXT: [u8; 36] = {
    let mut matrix = [0; 36];
    (matrix[1], matrix[17], matrix[32]) = (1, 1, 0x40);
    matrix
};

/// How a text looks where a player does not decide it: white at the bottom, in the middle, a twentieth of the picture high.
fn style(size: FrameSize) -> Vec<u8> {
    let [width, height] = [size.width, size.height].map(|side| u16::try_from(side).unwrap_or(u16::MAX).to_be_bytes());
    let letters = u8::try_from(size.height / 20).unwrap_or(u8::MAX);
    let font = boxed(b"ftab", &[vec![0, 1, 0, 1, 10], b"Sans-Serif".to_vec()]);
    [
        // Flags, then centred, then at the bottom, then the background, which is clear.
        &[0, 0, 0, 0, 1, 0xff, 0, 0, 0, 0][..],
        // The box: from the top left corner.
        &[0, 0, 0, 0],
        &height,
        &width,
        // All letters, in font 1, with no flags, of this height, white.
        &[0, 0, 0, 0, 0, 1, 0, letters, 0xff, 0xff, 0xff, 0xff],
        &font,
    ]
    .concat()
}

/// A box of parts.
fn boxed(kind: &[u8; 4], parts: &[Vec<u8>]) -> Vec<u8> {
    let body = parts.concat();
    let length = u32::try_from(body.len() + 8).unwrap_or_default();
    [&length.to_be_bytes()[..], kind, &body].concat()
}

fn encoded(atom: &impl Encode) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    atom.encode(&mut bytes).map_err(Fault::codec)?;
    Ok(bytes)
}

/// So many bytes of a text at most, cut between letters.
fn shortened(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}
