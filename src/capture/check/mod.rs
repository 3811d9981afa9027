//! Whether a finished clip, ours or another program's, plays where talks are given, and what mends it. What the file says of
//! itself is compared with what the documentation of each program names, and with what is in it.
//!
//! - PowerPoint names MP4 with H.264 and AAC ("Video and audio file formats supported in PowerPoint"); on Windows it
//!   plays by Media Foundation, whose H.264 decoder takes Baseline, Main and High up to level 5.1
//!   (<https://learn.microsoft.com/windows/win32/medfound/codecobjects>). Not every Windows has HEVC.
//! - Keynote plays what QuickTime Player does: H.264 and, tagged `hvc1`, HEVC.
//! - Google Slides plays videos from Drive (H.264 and AAC among others), and takes images, GIFs too, below 50 MB and
//!   up to 25 megapixels (<https://developers.google.com/slides/api/guides/add-image>).
//! - On the web H.264 of 8 bits in 4:2:0 plays everywhere, HEVC and H.264 of more bits or colours do not
//!   (<https://developer.mozilla.org/docs/Web/Media/Guides/Formats/Video_codecs>).

mod animation;
mod boxes;
mod samples;

use std::{
    fs::File,
    io::{self, Read, Seek},
    path::{Path, PathBuf},
};

use serde::Serialize;
use thiserror::Error;

use super::{Format, FrameSize};
use crate::names::{named, quoted};

named! {
    /// What shows a clip.
    Program, "program", {
        /// Microsoft's.
        PowerPoint = "powerpoint",
        /// Apple's.
        Keynote = "keynote",
        /// Google's, in a browser.
        Slides = "slides",
        /// A page with a `video` or an `img`.
        Web = "web",
    }
}

impl Program {
    /// As it calls itself.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::PowerPoint => "PowerPoint",
            Self::Keynote => "Keynote",
            Self::Slides => "Google Slides",
            Self::Web => "the web",
        }
    }
}

/// What a file is, and where it does not fit.
#[derive(Clone, Debug, PartialEq)]
pub struct ClipReport {
    /// MP4 or GIF, whatever the name says.
    pub format: Format,
    /// The file's length in bytes.
    pub bytes: u64,
    /// The size of the pictures.
    pub size: FrameSize,
    /// Pictures, where the file says how many.
    pub frames: Option<u64>,
    /// What they last in seconds, where the file says it.
    pub seconds: Option<f64>,
    /// How the pictures are coded, in words.
    pub coding: String,
    /// What does not fit; empty where all does.
    pub findings: Vec<Finding>,
}

impl ClipReport {
    /// Whether this program shows it.
    #[must_use]
    pub fn fits(&self, program: Program) -> bool {
        self.findings.iter().all(|finding| !finding.programs.contains(&program))
    }

    /// The command that mends all that can be mended, for a file of this name.
    #[must_use]
    pub fn repair(&self, path: &Path) -> Option<String> {
        let worst = self.findings.iter().map(|finding| finding.repair).max()?;
        let named = |ending: &str| {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            quoted(&path.with_file_name(format!("{stem}-mended.{ending}")).to_string_lossy())
        };
        let from = quoted(&path.to_string_lossy());
        let even = "scale=ceil(iw/2)*2:ceil(ih/2)*2";
        let encode = |filter: &str| {
            let to = named("mp4");
            let filter = if filter.is_empty() { String::new() } else { format!(" -vf \"{filter}\"") };
            format!(
                "ffmpeg -i {from}{filter} -c:v libx264 -profile:v high -pix_fmt yuv420p -c:a aac -movflags +faststart {to}"
            )
        };
        Some(match worst {
            Repair::Rename => format!("mv -n {from} {}", named(self.format.ending())),
            Repair::Remux => {
                format!("ffmpeg -i {from} -map 0:v -map 0:a? -c copy -movflags +faststart {}", named("mp4"))
            }
            Repair::Encode if self.size.width % 2 + self.size.height % 2 > 0 => encode(even),
            Repair::Encode => encode(""),
            Repair::Shrink => encode("scale=1920:-2"),
            Repair::Animation => encode(even),
        })
    }
}

/// One thing that does not fit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What it is, and what comes of it.
    pub what: String,
    /// Where it does not fit.
    pub programs: Vec<Program>,
    /// What mends it.
    #[serde(skip)]
    repair: Repair,
}

/// What has to be done to the file; each does what those before it do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Repair {
    /// Only the name is wrong.
    Rename,
    /// The pictures stay as they are and are put together anew.
    Remux,
    /// The pictures are coded anew.
    Encode,
    /// The same, in smaller pictures.
    Shrink,
    /// A GIF becomes an MP4.
    Animation,
}

/// A file of which nothing can be said but this.
#[derive(Debug, Error)]
pub enum CheckError {
    /// The file system refuses.
    #[error("cannot read {}: {source}. Give an MP4 or a GIF that exists and that you may read.", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// Something else than a clip.
    #[error(
        "{} is no MP4 and no GIF{}: give a clip. Other videos become one by: ffmpeg -i FILE -pix_fmt yuv420p -movflags +faststart NEW.mp4",
        path.display(),
        kind.map_or_else(String::new, |kind| format!(" but {kind}"))
    )]
    Foreign {
        /// The file.
        path: PathBuf,
        /// What it looks like.
        kind: Option<&'static str>,
    },
    /// A clip that cannot be read to where its pictures are described.
    #[error("{} is a damaged {}: {what}. Copy or download it again, or make it anew.", path.display(), format.name().to_uppercase())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What it was.
        format: Format,
        /// Where it is broken.
        what: String,
    },
}

/// What stops reading, before anybody says in which file.
enum Flaw {
    Io(io::Error),
    Damage(String),
}

impl From<io::Error> for Flaw {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Looks at a finished clip.
///
/// # Errors
/// A file that cannot be read, that is no MP4 and no GIF, or that is broken before its pictures are described.
pub fn check(path: &Path) -> Result<ClipReport, CheckError> {
    let read = |source| CheckError::Read { path: path.into(), source };
    let mut file = File::open(path).map_err(read)?;
    let bytes = file.metadata().map_err(read)?.len();
    let mut head = Vec::new();
    file.by_ref().take(12).read_to_end(&mut head).map_err(read)?;
    file.rewind().map_err(read)?;
    let (format, looked) = match head.as_slice() {
        [b'G', b'I', b'F', b'8', ..] => (Format::Gif, animation::look(file, bytes)),
        [_, _, _, _, kind @ ..] if boxes::BEGIN.iter().any(|begin| kind.starts_with(begin.as_slice())) => {
            (Format::Mp4, boxes::look(file, bytes))
        }
        _ => return Err(CheckError::Foreign { path: path.into(), kind: kind_of(&head) }),
    };
    let mut report = looked.map_err(|flaw| match flaw {
        Flaw::Io(source) => read(source),
        Flaw::Damage(what) => CheckError::Damaged { path: path.into(), format, what },
    })?;
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let fitting: &[&str] = if format == Format::Gif { &["gif"] } else { &["mp4", "m4v", "mov"] };
    if !fitting.contains(&ending.as_str()) {
        report.find(
            format_args!(
                "it is of the format {} and its name does not end so: programs go by the name",
                format.name().to_uppercase()
            ),
            &Program::ALL,
            Repair::Rename,
        );
    }
    Ok(report)
}

impl ClipReport {
    fn find(&mut self, what: impl ToString, programs: &[Program], repair: Repair) {
        self.findings.push(Finding { what: what.to_string(), programs: programs.to_vec(), repair });
    }
}

/// What a file that is none of ours looks like.
fn kind_of(head: &[u8]) -> Option<&'static str> {
    let kinds: [(&[u8], &str); 7] = [
        (b"\x1a\x45\xdf\xa3", "a WebM or MKV video"),
        (b"RIFF", "an AVI video or another RIFF file"),
        (b"\x30\x26\xb2\x75", "a WMV video"),
        (b"\x89PNG", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"PK\x03\x04", "a presentation or another ZIP file"),
        (b"WEBVTT", "captions"),
    ];
    kinds.into_iter().find(|(begin, _)| head.starts_with(begin)).map(|(_, kind)| kind)
}
