//! What other programs make of a recording: Debian's packages ffmpeg and imagemagick have them.

use std::{path::Path, process::Command};

use serde_json::Value;
use sidestep::capture::{Frame, FrameSize};

/// What ffprobe says of a clip, every picture of which it has decoded.
pub struct Probe(Value);

impl Probe {
    pub fn of(path: &Path) -> Self {
        let said = run(Command::new("ffprobe")
            .args([
                "-v",
                "error",
                "-select_streams",
                "v",
                "-count_frames",
                "-show_streams",
                "-show_format",
                "-of",
                "json",
            ])
            .arg(path));
        Self(serde_json::from_slice(&said).expect("ffprobe speaks JSON"))
    }

    /// An entry of the only stream of pictures, as text.
    pub fn stream(&self, name: &str) -> String {
        let streams = self.0["streams"].as_array().expect("streams");
        assert_eq!(streams.len(), 1);
        match &streams[0][name] {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        }
    }

    pub fn size(&self) -> FrameSize {
        let side = |name| self.stream(name).parse().expect("a number");
        FrameSize { width: side("width"), height: side("height") }
    }

    /// Pictures that could be decoded.
    pub fn frames(&self) -> u64 {
        self.stream("nb_read_frames").parse().expect("a number")
    }

    /// Seconds, of the whole file.
    pub fn seconds(&self) -> f64 {
        let seconds = self.0["format"]["duration"].as_str().expect("a duration");
        seconds.parse().expect("a number")
    }
}

/// What ffmpeg decodes: the pictures in RGB, each as it is stored, none doubled or left out to keep a rate.
pub fn decoded(path: &Path, size: FrameSize) -> Vec<Vec<u8>> {
    let pixels = run(Command::new("ffmpeg")
        .args(["-v", "error", "-i"])
        .arg(path)
        .args(["-fps_mode", "passthrough", "-sws_flags", "accurate_rnd+full_chroma_int"])
        .args(["-f", "rawvideo", "-pix_fmt", "rgb24", "-"]));
    cut(&pixels, size)
}

/// What ImageMagick decodes: the pictures in RGB as a viewer shows them.
pub fn shown(path: &Path, size: FrameSize) -> Vec<Vec<u8>> {
    cut(&run(Command::new("convert").arg(path).args(["-coalesce", "-depth", "8", "rgb:-"])), size)
}

/// What ImageMagick reads of a GIF's times: hundredths of a second, image by image.
pub fn delays(path: &Path) -> Vec<u64> {
    let said = run(Command::new("identify").args(["-format", "%T\n"]).arg(path));
    let said = String::from_utf8(said).expect("text");
    said.lines().map(|line| line.parse().expect("a number")).collect()
}

fn cut(pixels: &[u8], size: FrameSize) -> Vec<Vec<u8>> {
    let (frames, rest) =
        (pixels.chunks_exact(size.bytes() as usize / 4 * 3), pixels.len() % (size.bytes() as usize / 4 * 3));
    assert_eq!(rest, 0, "only whole pictures");
    frames.map(<[u8]>::to_vec).collect()
}

pub fn rgb(frame: &Frame) -> Vec<u8> {
    frame.rgba().chunks_exact(4).flat_map(|pixel| pixel[..3].to_vec()).collect()
}

/// Peak signal-to-noise ratio of RGB pixels, decibels.
pub fn psnr(decoded: &[u8], original: &[u8]) -> f64 {
    assert_eq!(decoded.len(), original.len());
    let squares = decoded.iter().zip(original).map(|(&one, &other)| f64::from(one.abs_diff(other)).powi(2));
    let mean = squares.sum::<f64>() / decoded.len() as f64;
    10.0 * (255.0_f64.powi(2) / mean).log10()
}

/// Output of a program that finds nothing to complain about.
fn run(command: &mut Command) -> Vec<u8> {
    let output = command
        .output()
        .unwrap_or_else(|error| panic!("this test needs {command:?} ({error}): apt-get install ffmpeg imagemagick"));
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && complaints.is_empty(), "{command:?}: {complaints}");
    output.stdout
}
