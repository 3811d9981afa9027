//! What a GIF says of itself, and whether its pictures can be decoded.

use std::io::Read;

use gif::{DecodeOptions, Repeat};

use super::{ClipReport, Flaw, Format, FrameSize, Program, Repair};

/// What Google Slides takes of an image.
const MOST_BYTES: u64 = 50_000_000;
const MOST_PIXELS: u64 = 25_000_000;

pub(super) fn look(file: impl Read, bytes: u64) -> Result<ClipReport, Flaw> {
    let damage = |error: gif::DecodingError| Flaw::Damage(error.to_string());
    let mut options = DecodeOptions::new();
    options.check_frame_consistency(true);
    let mut decoder = options.read_info(file).map_err(damage)?;
    let size = FrameSize { width: decoder.width().into(), height: decoder.height().into() };
    let (mut frames, mut hundredths, mut is_cut) = (0_u64, 0_u64, false);
    loop {
        match decoder.read_next_frame() {
            Ok(Some(frame)) => {
                frames += 1;
                hundredths += u64::from(frame.delay);
            }
            Ok(None) => break,
            Err(error) if frames == 0 => return Err(damage(error)),
            Err(_) => {
                is_cut = true;
                break;
            }
        }
    }
    if frames == 0 || size.width == 0 || size.height == 0 {
        return Err(Flaw::Damage("there is no picture in it".into()));
    }
    let plays = if matches!(decoder.repeat(), Repeat::Infinite) { "loops" } else { "does not loop" };
    let mut report = ClipReport {
        format: Format::Gif,
        bytes,
        size,
        frames: Some(frames),
        seconds: Some(hundredths as f64 / 100.0),
        coding: format!("256 colours a picture, {plays}"),
        findings: Vec::new(),
    };
    if is_cut {
        let what =
            format_args!("it is cut off or broken behind picture {frames}: copy it again, or keep what there is");
        report.find(what, &Program::ALL, Repair::Animation);
    }
    if bytes >= MOST_BYTES {
        let what = format_args!(
            "it has {} MB, and images stay below 50 there: as an MP4 it is far smaller",
            bytes / 1_000_000
        );
        report.find(what, &[Program::Slides], Repair::Animation);
    }
    if u64::from(size.width) * u64::from(size.height) > MOST_PIXELS {
        report.find(format_args!("{size} is more than 25 megapixels"), &[Program::Slides], Repair::Animation);
    }
    Ok(report)
}
