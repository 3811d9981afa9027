//! What a clip says in words that players offer: chapters to jump to, captions to switch on; and captions as a file of their own.
//! How an MP4 holds them is `tracks`'.

use std::fmt::Write;

/// ClipWords that hold for some frames of a clip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimedText {
    /// The first of the frames, counted from 0.
    pub first: u64,
    /// The first one after them.
    pub end: u64,
    /// One line, or several.
    pub text: String,
}

/// What players offer of a clip. Only an MP4 has room for it, and has it once it is ended: not while it grows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClipWords {
    /// Where one can jump to, in order; each lasts until the next.
    pub chapters: Vec<TimedText>,
    /// What is shown when, in order.
    pub captions: Vec<TimedText>,
    /// Their language in three letters (ISO 639-2); `und` where nothing is given.
    pub language: Option<&'static str>,
}

/// Cues of a clip that turned out to have so many frames.
pub(super) fn within(cues: &[TimedText], frames: u64) -> Vec<TimedText> {
    let cut = |cue: &TimedText| TimedText { end: cue.end.min(frames), ..cue.clone() };
    cues.iter().map(cut).filter(|cue| cue.first < cue.end && !cue.text.is_empty()).collect()
}

/// Captions of a clip of so many frames as a `WebVTT` file (<https://www.w3.org/TR/webvtt1/>).
#[must_use]
pub fn web_vtt(captions: &[TimedText], frames: u64, frames_per_second: u32) -> String {
    let time = |frame: u64| {
        let millis = (frame * 1000 + u64::from(frames_per_second) / 2) / u64::from(frames_per_second.max(1));
        let (seconds, millis) = (millis / 1000, millis % 1000);
        format!("{:02}:{:02}:{:02}.{millis:03}", seconds / 3600, seconds / 60 % 60, seconds % 60)
    };
    let mut file = String::from("WEBVTT\n");
    for TimedText { first, end, text } in within(captions, frames) {
        // An empty line would end the cue.
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let text = lines.join("\n").replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let _ = write!(file, "\n{} --> {}\n{text}\n", time(first), time(end));
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_end_with_the_clip_and_keep_their_signs() {
        let cue = |first, end, text: &str| TimedText { first, end, text: text.into() };
        let cues = [
            cue(0, 45, "A & B"),
            cue(45, 90, "x --> <y>\n\n둘째 줄"),
            cue(90, 240_000, ""),
            cue(240_000, 300_000, "late"),
        ];
        let expected = "WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nA &amp; B\n\n00:00:01.500 --> 00:00:02.000\nx --&gt; &lt;y&gt;\n둘째 줄\n";
        assert_eq!(web_vtt(&cues, 60, 30), expected);
        assert!(web_vtt(&cues, 300_000, 30).ends_with("02:13:20.000 --> 02:46:40.000\nlate\n"));
    }
}
