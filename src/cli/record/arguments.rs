//! What `sidestep record` takes, and what it means for the picture and for the file.

use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::{
    capture::{ClipWords, Format, FrameSize, IfTaken, Quality, RecordingOptions},
    cli::{
        Failure,
        number::{named, seed, whole},
        policy::PolicyArguments,
        settings::Setting,
    },
    game::video::{VideoStyle, scenes},
    language::Language,
    panels::{Needs, OVERLAYS, Overlay, Overlays, sequence::ClipPage},
    theme::ThemeMode,
};

const EXAMPLES: &str = "\
Examples:
  sidestep record --policy runs/classic --level classic --out demo.mp4
  sidestep record --replay runs/classic/replays/episode-000027.replay \\
      --overlay values,trail --out demo.gif --size 960x540
  sidestep record --replay before.replay --side-by-side after.replay \\
      --names Before,After --out compared.mp4
  sidestep record --training runs/classic --out reel.mp4 --length 30 --loop
  sidestep record --replay demo.replay --from 20 --to 40 --out stretch.mp4
  sidestep record check demo.mp4
  sidestep record --replay before.replay after.replay --slides talk.pptx
  sidestep record --lab gap-50 --out lab.mp4

The file's ending says what it becomes: .mp4 (H.264, for slides and browsers),
.gif (it loops), or none: a folder of PNG frames. A file that exists is never
overwritten (--count-up takes the next free name). Ctrl-C ends the clip where
it is; whatever happens, what was recorded until then plays.

An MP4 has chapters: each game, and of a single one where obstacles were met
and the goal was reached; of the lab the quarters of a training, the steps that
a walk through a cell stands at, or each symbol that is written. Captions are added only where --captions asks for
them: as a track that players can switch on, and as demo.vtt beside demo.mp4.

--slides puts each game on a slide of its own, and two side by side, or a whole
training, on one. The clip plays when the slide comes, over and over with
--loop; the title card becomes the slide's title; the result is its poster; its
notes say what is shown when, the settings, and the command that repeats it.
--length holds for each clip. After Ctrl-C the presentation has the slides whose
clips are whole; before the first one there is none.

No window is opened and no graphics card is needed, but a Vulkan driver is; one
in software will do (Debian, Ubuntu: apt-get install mesa-vulkan-drivers).

--training shows how a run of `sidestep train --out` learned, in 20 seconds: of
the kept episodes the first, the last, the first that reached a goal, the first
without a hit, the largest improvement and the best, as many as have room, under
the learning curve. Of a long episode a stretch is shown, and the picture says
so. With --speed all that were kept for their number are shown whole.

--lab shows a page of the sequence lab: a comparison (gap-50, gap-5, adding-50,
forget-bias, bottleneck, dates, scores) as it was trained for the program, or
trained anew where --seed says so; a task by its main comparison; a session
(.lab).";

/// What `sidestep record` takes. A flag of one source conflicts with the others: clap does not ask for what a flag requires
/// where that conflicts with what is given.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES, group = clap::ArgGroup::new("source").required(true).args(["replay", "policy", "training", "lab"]))]
pub struct Arguments {
    /// Play these replays, one after the other
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub replay: Vec<PathBuf>,

    /// A checkpoint (safetensors) or the folder of a run, to play now
    #[arg(long, value_name = "FILE", requires = "level")]
    pub policy: Option<PathBuf>,

    /// Show how this run learned: the folder of a run of one seed
    #[arg(long, value_name = "FOLDER", conflicts_with = "caption")]
    pub training: Option<PathBuf>,

    /// Show the sequence lab: a comparison or a task by its name, or a session (.lab)
    #[arg(long, value_name = "WHAT")]
    pub lab: Option<String>,

    /// The page of the lab
    #[arg(long, value_name = "PAGE", requires = "lab", conflicts_with_all = ["replay", "policy", "training"], value_parser = named::<ClipPage>(ClipPage::NAMES))]
    pub page: Option<ClipPage>,

    /// Which of its models cell and attention look into, by name or number [default: the one with most to show]
    #[arg(long, value_name = "MODEL", requires = "lab", conflicts_with_all = ["replay", "policy", "training"])]
    pub model: Option<String>,

    /// What the models read on the pages cell and attention [default: a sample that shows most]
    #[arg(long, value_name = "TEXT", requires = "lab", conflicts_with_all = ["replay", "policy", "training"])]
    pub read: Option<String>,

    /// Beside the replay, in the same frame, play this one
    #[arg(long, value_name = "FILE", conflicts_with_all = ["policy", "training"])]
    pub side_by_side: Option<PathBuf>,

    /// What stands above the two boards
    #[arg(long, value_name = "LEFT,RIGHT", value_delimiter = ',', num_args = 1, requires = "side_by_side", conflicts_with_all = ["policy", "training"])]
    pub names: Vec<String>,

    /// A built-in level (see: sidestep levels) or a level file, where the policy plays
    #[arg(long, value_name = "LEVEL", conflicts_with_all = ["replay", "training"])]
    pub level: Option<String>,

    /// Override a setting of the level, such as rewards.step=-0.1; may be repeated
    #[arg(long, value_name = "KEY=VALUE", conflicts_with_all = ["replay", "training"])]
    pub set: Vec<Setting>,

    #[command(flatten)]
    pub playing: PolicyArguments,

    /// How many episodes to play [default: 1]
    #[arg(long, value_name = "N", conflicts_with_all = ["replay", "training"], value_parser = whole(1..=1000_u32))]
    pub episodes: Option<u32>,

    /// Where all chance comes from: the same seed plays the same episodes [default: 0], and trains the same models
    #[arg(long, value_name = "S", conflicts_with_all = ["replay", "training"], value_parser = seed())]
    pub seed: Option<u64>,

    /// Write the clip to this file, .mp4 or .gif, or to this folder, a PNG a frame
    #[arg(long, value_name = "FILE", required_unless_present = "slides")]
    pub out: Option<PathBuf>,

    /// Instead, make a presentation (.pptx): a slide for each game, on which its clip plays by itself, with notes and a poster
    #[arg(long, value_name = "FILE", conflicts_with_all = ["out", "no_title"])]
    pub slides: Option<PathBuf>,

    /// Add what is shown when, and the result, as captions: a track in the MP4, and a .vtt file beside it
    #[arg(long)]
    pub captions: bool,

    /// Where that name is taken, take the next free one: demo-2.mp4
    #[arg(long)]
    pub count_up: bool,

    /// Width and height of the picture, in pixels
    #[arg(long, value_name = "WxH", default_value = "1280x720", value_parser = size)]
    pub size: FrameSize,

    /// Frames in a second of the clip
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = whole(1..=240_u32))]
    pub fps: u32,

    /// Steps per second of the clip [default: 4]; with --training all episodes kept for their number, the long ones hurried
    #[arg(long, value_name = "SPEED", value_parser = speed)]
    pub speed: Option<f64>,

    /// How long the clip is, title and end included: of a run the most telling episodes, of long episodes stretches,
    /// at 1 to 10 steps a second; with --slides each clip [default: 20 for --training and --lab]
    #[arg(long, value_name = "SECONDS", value_parser = length, conflicts_with = "speed")]
    pub length: Option<f64>,

    /// Begin where so many steps of the replay have been made, which count; 0 is its start
    #[arg(long, value_name = "STEPS", conflicts_with_all = ["policy", "training"])]
    pub from: Option<usize>,

    /// End where so many steps of the replay have been made: the last one that is shown
    #[arg(long, value_name = "STEPS", conflicts_with_all = ["policy", "training"])]
    pub to: Option<usize>,

    /// Lead from the end back to the first frame, so that the clip can be played over and over
    #[arg(long = "loop")]
    pub looping: bool,

    /// What to draw on the board besides the pieces
    #[arg(long, value_name = "WHAT,..", value_delimiter = ',', value_parser = overlay())]
    pub overlay: Vec<&'static Overlay>,

    /// The words in large letters, in place of the episode's number or name
    #[arg(long, value_name = "TEXT")]
    pub caption: Option<String>,

    /// The title card's text, in place of the level's name; with --slides what every slide's title begins with
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,

    /// Leave the title card out
    #[arg(long, conflicts_with = "title")]
    pub no_title: bool,

    /// Light on dark, or dark on light
    #[arg(long, value_name = "THEME", default_value_t)]
    pub theme: ThemeMode,

    /// The language of the words: en or ko [default: the system's]
    #[arg(long, value_name = "LANGUAGE")]
    pub language: Option<Language>,

    /// How close to the picture, against how large a file: small, standard or high [default: standard]; PNG is always exact
    #[arg(long, value_name = "QUALITY")]
    pub quality: Option<Quality>,

    /// No progress bar
    #[arg(long)]
    pub quiet: bool,

    /// Print one JSON object
    #[arg(long)]
    pub json: bool,

    /// For a program that starts this one: say in JSON lines how far it is, and end the clip where it is when standard input ends
    #[arg(long, requires = "json")]
    pub supervised: bool,

    /// For such a program: no clip, but pictures of it in this folder, how long it lasts and how large it will be about
    #[arg(long, value_name = "FOLDER", requires = "supervised", conflicts_with = "slides")]
    pub preview: Option<PathBuf>,
}

impl Arguments {
    /// The file as the encoders want it.
    ///
    /// # Errors
    /// An ending that means no format.
    pub fn recording(&self) -> Result<RecordingOptions, Failure> {
        let out = self.out.as_deref().unwrap_or(Path::new(""));
        let format = Format::of(out).ok_or_else(|| {
            Failure::usage(format_args!(
                "{}: give --out a name that ends with .mp4 or .gif, or one without an ending for a folder of PNG frames",
                out.display()
            ))
        })?;
        if format == Format::Frames && self.quality.is_some() {
            return Err(Failure::usage("--quality is for .mp4 and .gif: the PNG frames of a folder are always exact"));
        }
        if format != Format::Mp4 && self.captions {
            return Err(Failure::usage("--captions is for .mp4: a GIF and PNG frames have no place for them"));
        }
        Ok(RecordingOptions {
            frames_per_second: self.fps,
            quality: self.quality.unwrap_or_default(),
            if_taken: if self.count_up { IfTaken::Number } else { IfTaken::Refuse },
            beside: if self.captions { &["vtt"] } else { &[] },
            ..RecordingOptions::new(out, format, self.size)
        })
    }

    /// What players are to offer, of what a video has.
    pub fn offered(&self, words: ClipWords) -> ClipWords {
        if self.captions { words } else { ClipWords { captions: Vec::new(), ..words } }
    }

    /// The picture as the video wants it.
    pub fn style(&self) -> VideoStyle {
        let mut overlays = Overlays { grid: true, ..Overlays::NONE };
        for overlay in &self.overlay {
            *(overlay.switch)(&mut overlays) = true;
        }
        VideoStyle {
            size: self.size,
            frames_per_second: self.fps,
            mode: self.theme,
            language: self.language(),
            overlays,
        }
    }

    /// Whether nobody looks at bars.
    pub fn is_quiet(&self) -> bool {
        self.quiet || self.supervised
    }

    /// How long the clip is, where it is not its speed that is said.
    pub fn length(&self) -> Option<f64> {
        let of_reel =
            (self.training.is_some() && self.speed.is_none() || self.lab.is_some()).then_some(scenes::REEL_LENGTH);
        self.length.or(of_reel)
    }

    /// The language of its texts.
    pub fn language(&self) -> Language {
        self.language.unwrap_or_else(Language::of_system)
    }

    /// What is drawn that only who plays by numbers knows, by its name.
    pub fn wants_values(&self) -> Option<&'static str> {
        self.overlay.iter().find(|overlay| overlay.needs.contains(&Needs::Values)).map(|overlay| overlay.name)
    }

    /// Whether something is drawn that only the exact optimum knows.
    pub fn wants_optimum(&self) -> bool {
        self.overlay.iter().any(|overlay| overlay.needs.contains(&Needs::Optimum))
    }
}

/// The overlays that a video lets choose, by their names.
fn overlay() -> impl TypedValueParser<Value = &'static Overlay> {
    let named = |overlay: &'static Overlay| Some(PossibleValue::new(overlay.name).help(overlay.recorded?));
    let names = PossibleValuesParser::new(OVERLAYS.iter().filter_map(named));
    names.map(|name| OVERLAYS.iter().find(|overlay| overlay.name == name).expect("the names are theirs"))
}

fn size(text: &str) -> Result<FrameSize, String> {
    let sides = text.split_once(['x', 'X', '×']);
    let size = sides.and_then(|(width, height)| {
        Some(FrameSize { width: width.trim().parse().ok()?, height: height.trim().parse().ok()? })
    });
    size.filter(|size| (64..=8192).contains(&size.width) && (64..=8192).contains(&size.height))
        .ok_or_else(|| "give width and height in pixels, each 64 to 8192, such as 1280x720".to_owned())
}

fn speed(text: &str) -> Result<f64, String> {
    let speed = text.parse().ok().filter(|speed| (0.1..=10_000.0).contains(speed));
    speed.ok_or_else(|| "give steps per second, 0.1 to 10000".to_owned())
}

fn length(text: &str) -> Result<f64, String> {
    let length = text.parse().ok().filter(|length| (1.0..=3600.0).contains(length));
    length.ok_or_else(|| "give seconds, 1 to 3600".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::{game::video::scenes, panels::ClipChoice};

    #[derive(Debug, Parser)]
    struct Record {
        #[command(flatten)]
        arguments: Arguments,
    }

    #[test]
    fn videos_draw_the_overlays_that_are_named_and_the_grid() {
        let overlays = |names: &str| {
            let words = ["record", "--replay", "a.replay", "--out", "a.mp4", "--overlay", names];
            Record::try_parse_from(words).map(|record| record.arguments.style().overlays)
        };
        let all =
            Overlays { values: true, actions: true, optimum: true, differences: true, trail: true, ..Overlays::NONE };
        let all = Overlays { grid: true, ..all };
        assert_eq!(overlays("values,actions,optimum,differences,trail").expect("these are all"), all);
        for unknown in ["grid", "numbers", "heat"] {
            assert!(overlays(unknown).is_err(), "{unknown}");
        }
    }

    #[test]
    fn sizes_and_speeds_are_read_or_refused() {
        let expected = FrameSize { width: 1280, height: 720 };
        for text in ["1280x720", "1280X720", "1280×720", " 1280 x 720 "] {
            assert_eq!(size(text), Ok(expected), "{text}");
        }
        for text in ["1280", "0x720", "1280x", "1e3x5", "99999x720", "-1280x720"] {
            assert!(size(text).is_err(), "{text}");
        }
        assert_eq!(speed("2.5"), Ok(2.5));
        assert_eq!(length("12.5"), Ok(12.5));
        for text in ["0", "-1", "NaN", "inf", "fast"] {
            assert!(speed(text).is_err() && length(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_window_makes_clips_as_the_command_does_unless_it_is_told_otherwise() {
        let words = ["record", "--replay", "a.replay", "--out", "a.mp4"];
        let arguments = Record::try_parse_from(words).expect("that is enough").arguments;
        let (style, recording) = (arguments.style(), arguments.recording().expect("an MP4"));
        let choice = ClipChoice::default();
        assert_eq!((choice.size.frame(), choice.rate.per_second()), (Some(style.size), style.frames_per_second));
        assert_eq!((choice.format, choice.quality), (recording.format, recording.quality));
        let pace = [choice.clip_speed, choice.reel_length].map(f64::from);
        assert_eq!(pace, [scenes::SPEED, scenes::REEL_LENGTH]);
        assert_eq!(choice.loops, arguments.looping);
        let mut drawn = OVERLAYS.iter().filter(|overlay| overlay.recorded.is_some() && overlay.is_on(choice.overlays));
        assert!(drawn.next().is_none() && arguments.overlay.is_empty());
        assert!(choice.title_card && !arguments.no_title);
        assert_eq!((choice.theme, style.mode), (None, ThemeMode::default()));
    }
}
