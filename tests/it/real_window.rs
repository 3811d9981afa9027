//! The real window on a virtual display with a software graphics driver: it opens, keys reach it, what is seen is not blank.
//! Linux only; Debian's packages xvfb, xdotool, imagemagick, mesa-vulkan-drivers and libvulkan1 have what it needs.
#![cfg(target_os = "linux")]

use std::{
    collections::HashSet,
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use bevy_egui::egui::Color32;
use sidestep::{
    arena::versus::ModeKind,
    disk,
    game::Preferences,
    panels::{
        KeySet, LevelChoice,
        versus::{MatchDraft, SeatChoice, Tempo},
    },
    records::Records,
    theme::{Theme, ThemeMode},
};
use tempfile::TempDir;

/// Software rendering on a busy machine is slow: this is when we give up, not how long it takes.
const PATIENCE: Duration = Duration::from_secs(180);

/// A virtual screen that ends with the test.
struct Screen {
    server: Child,
    display: String,
    folder: TempDir,
}

impl Screen {
    fn new() -> Self {
        Self::of_depth(24)
    }

    /// With so many bits a pixel.
    fn of_depth(bits: u32) -> Self {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", &format!("1280x800x{bits}"), "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("this test needs a virtual display: apt-get install xvfb");
        let mut number = String::new();
        let output = server.stdout.take().expect("it is piped");
        BufReader::new(output).read_line(&mut number).expect("Xvfb says which display it is");
        let folder = tempfile::tempdir().expect("a folder for the test");
        Self { server, display: format!(":{}", number.trim()), folder }
    }

    /// The program's window on this screen, with settings of its own.
    fn open(&self, arguments: &[&str]) -> Window<'_> {
        self.open_in(arguments, None)
    }

    /// The same with a working folder.
    fn open_in(&self, arguments: &[&str], folder: Option<&Path>) -> Window<'_> {
        let mut program = Command::new(env!("CARGO_BIN_EXE_sidestep"));
        if let Some(folder) = folder {
            program.current_dir(folder);
        }
        program
            .args(arguments)
            .env("DISPLAY", &self.display)
            .env("SIDESTEP_CONFIG", self.folder.path())
            .env("SIDESTEP_DATA", self.folder.path().join("data"))
            .env("XDG_RUNTIME_DIR", self.folder.path())
            .env("LANG", "en_US.UTF-8")
            .env_remove("WAYLAND_DISPLAY");
        Window { screen: self, program: program.spawn().expect("the program starts") }
    }

    fn tool(&self, program: &str, arguments: &[&str], remedy: &str) -> String {
        let output = Command::new(program)
            .args(arguments)
            .env("DISPLAY", &self.display)
            .output()
            .unwrap_or_else(|fault| panic!("{program}: {fault}; {remedy}"));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    fn picture(&self, name: &str) -> Picture {
        let path = self.folder.path().join(name);
        let written = path.to_string_lossy().into_owned();
        self.tool("import", &["-window", "root", &written], "apt-get install imagemagick");
        Picture::read(&path)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // It may be gone already; there is nothing to do about it then.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

struct Window<'a> {
    screen: &'a Screen,
    program: Child,
}

impl Window<'_> {
    /// Waits for a picture that `is_there` accepts.
    fn wait_for(&mut self, name: &str, what: &str, is_there: impl Fn(&Picture) -> bool) -> Picture {
        let started = Instant::now();
        loop {
            if let Ok(Some(status)) = self.program.try_wait() {
                panic!("the program ended by itself ({status}) before {what}");
            }
            let picture = self.screen.picture(name);
            if is_there(&picture) {
                return picture;
            }
            assert!(
                started.elapsed() < PATIENCE,
                "{what} did not happen; {} colours are on the screen",
                picture.colours
            );
            thread::sleep(Duration::from_millis(500));
        }
    }

    /// Presses a key in the window. There is no window manager on this screen, so the focus is given first.
    fn press(&self, key: &str) {
        let remedy = "apt-get install xdotool";
        self.screen.tool("xdotool", &["search", "--onlyvisible", "--name", "^Sidestep$", "windowfocus"], remedy);
        thread::sleep(Duration::from_millis(300));
        self.screen.tool("xdotool", &["key", "--clearmodifiers", key], remedy);
    }

    /// Presses keys one after the other, each for longer than a slow frame.
    fn press_all(&self, keys: &[&str]) {
        let words: Vec<&str> =
            ["key", "--clearmodifiers", "--delay", "120"].into_iter().chain(keys.iter().copied()).collect();
        self.screen.tool("xdotool", &words, "apt-get install xdotool");
    }

    /// Presses a key while Ctrl is held, for longer than a slow frame: modifiers are looked at once a frame.
    fn press_with_control(&self, key: &str) {
        self.press("Escape");
        let words = ["keydown", "ctrl", "sleep", "0.5", "key", key, "sleep", "0.5", "keyup", "ctrl"];
        self.screen.tool("xdotool", &words, "apt-get install xdotool");
    }
}

impl Drop for Window<'_> {
    fn drop(&mut self) {
        // It may be gone already; there is nothing to do about it then.
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

struct Picture {
    pixels: image::RgbImage,
    colours: usize,
}

impl Picture {
    fn read(path: &PathBuf) -> Self {
        let pixels = image::open(path).map(|picture| picture.to_rgb8()).unwrap_or_default();
        let colours = pixels.pixels().collect::<HashSet<_>>().len();
        Self { pixels, colours }
    }

    /// Share of the pixels that differ, 0 to 1.
    fn difference(&self, other: &Self) -> f64 {
        let count = self.pixels.pixels().zip(other.pixels.pixels()).filter(|(a, b)| a != b).count();
        count as f64 / self.pixels.pixels().len().max(1) as f64
    }

    /// Pixels of exactly this colour.
    fn count(&self, colour: Color32) -> usize {
        let [red, green, blue, _] = colour.to_array();
        self.pixels.pixels().filter(|pixel| pixel.0 == [red, green, blue]).count()
    }

    /// Panels, texts, curves and a board have hundreds of shades; an empty window has one.
    fn is_drawn(&self) -> bool {
        self.colours > 200
    }
}

#[test]
fn it_opens_draws_and_heeds_keys() {
    let screen = Screen::new();
    let mut window = screen.open(&["--level", "classic", "--seed", "1", "--speed", "20"]);
    window.wait_for("open.png", "the window was drawn", Picture::is_drawn);

    // Paused, the screen stands still but for the goal's soft glow; the list of keys then covers the middle.
    window.press("space");
    thread::sleep(Duration::from_secs(2));
    let before = screen.picture("paused.png");
    window.press("F1");
    window.wait_for("help.png", "the list of keys came up", |picture| picture.difference(&before) > 0.15);
    window.press("Escape");
    window.press("1");
    window.wait_for("values.png", "the heat map came up", |picture| {
        let changed = picture.difference(&before);
        (0.02..0.9).contains(&changed)
    });

    // What was switched on is kept for the next start.
    let kept = screen.folder.path().join("window.toml");
    let started = Instant::now();
    while !fs::read_to_string(&kept).is_ok_and(|text| text.contains("values = true")) {
        assert!(started.elapsed() < PATIENCE, "the settings were not kept");
        thread::sleep(Duration::from_millis(300));
    }
}

/// A clip of the board and a picture, by their keys; another program decodes the clip.
#[test]
fn what_is_seen_is_recorded() {
    let screen = Screen::new();
    let mut window = screen.open(&["--level", "classic", "--seed", "1", "--speed", "20"]);
    window.wait_for("open.png", "the window was drawn", Picture::is_drawn);
    let recordings = screen.folder.path().join("data").join("recordings");
    let wait_until = |what: &str, is_there: &dyn Fn() -> bool| {
        let started = Instant::now();
        while !is_there() {
            assert!(started.elapsed() < PATIENCE, "{what}");
            thread::sleep(Duration::from_millis(300));
        }
    };
    let clip = recordings.join("sidestep-classic.mp4");
    window.press("r");
    wait_until("the clip was not begun", &|| fs::metadata(&clip).is_ok_and(|file| file.len() > 10_000));
    window.press("r");
    let probe = |entry: &str| {
        let path = clip.to_string_lossy().into_owned();
        let words =
            ["-v", "error", "-count_frames", "-select_streams", "v", "-show_entries", entry, "-of", "csv=p=0", &path];
        screen.tool("ffprobe", &words, "apt-get install ffmpeg").trim().to_owned()
    };
    // The last frames are written while the window goes on.
    wait_until("the clip was not finished", &|| {
        let size = || fs::metadata(&clip).map_or(0, |file| file.len());
        let before = size();
        thread::sleep(Duration::from_secs(2));
        size() == before
    });
    let frames: u32 = probe("stream=nb_read_frames").parse().expect("a number of frames");
    assert!(frames >= 8, "{frames} frames");
    assert_eq!(probe("stream=r_frame_rate"), "30/1");
    let still = recordings.join("sidestep-classic.png");
    window.press("F12");
    wait_until("the picture was not taken", &|| Picture::read(&still).colours > 50);
}

/// A level whose name reads as a path is saved in the working folder, and nowhere else.
#[test]
fn a_level_is_saved_inside_the_folder_whatever_its_name() {
    let screen = Screen::new();
    let level = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/slash-name.toml");
    let inner = screen.folder.path().join("one/two/three");
    fs::create_dir_all(&inner).expect("the folder is ours");
    // There is no file dialog on this screen.
    let mut window = screen.open_in(&["--level", &level.to_string_lossy()], Some(&inner));
    window.wait_for("open.png", "the window was drawn", Picture::is_drawn);
    let saved = inner.join("etc-passwd-deep-sarsa.toml");
    let started = Instant::now();
    window.press_with_control("l");
    while !saved.exists() {
        assert!(started.elapsed() < PATIENCE, "the level was not saved");
        thread::sleep(Duration::from_millis(300));
    }
    assert_eq!(disk::level(&saved).expect("it opens again").name, "../../etc/passwd");
    let one = screen.folder.path().join("one");
    let inside = |folder: &Path| fs::read_dir(folder).expect("it is there").count();
    assert_eq!([inside(&one), inside(&one.join("two")), inside(&inner)], [1, 1, 1]);
}

/// A small board for short matches: steps to the right and down by turns lead to the star and pass the obstacle by. Another one moves,
/// as in every level of a race, where nobody comes.
const FIELD: &str = "\
version = 1
name = \"field\"
max_steps = 12
random_phases = false
map = '''
A . . # m
. . . # .
. . . . #
. h . . .
. . . . G
'''

[[obstacle]]
mark = \"m\"
motion = \"patrol-y\"

[[obstacle]]
mark = \"h\"
motion = \"still\"
";

/// Whole matches of two pairs, turn by turn with real keys: a race, from which a pupil learns that is played against at once, and a hunt.
/// What came of them is in the records' file.
#[test]
fn matches_of_two_pairs_are_played_with_keys_and_recorded() {
    for mode in [ModeKind::Race, ModeKind::Hunt] {
        let screen = Screen::new();
        let field = screen.folder.path().join("field.toml");
        fs::write(&field, FIELD).expect("the folder is ours");
        let mut preferences = Preferences::default();
        preferences.versus = MatchDraft {
            level: LevelChoice::File(field),
            mode,
            seats: vec![SeatChoice::Person(KeySet::Arrows), SeatChoice::Random],
            tempo: Tempo::TurnBased,
            ..MatchDraft::default()
        };
        assert_eq!(preferences.versus.pairs, 2);
        let kept = toml::to_string(&preferences).expect("preferences can be written");
        fs::write(screen.folder.path().join("window.toml"), kept).expect("the folder is ours");
        let mut window = screen.open(&["--tab", "versus"]);
        window.wait_for("setup.png", "the window was drawn", Picture::is_drawn);
        thread::sleep(Duration::from_secs(1));
        let setup = screen.picture("setup.png");
        let file = screen.folder.path().join("data").join("records.json");
        window.press("Return");
        window.wait_for("match.png", "the match began", |picture| picture.difference(&setup) > 0.02);

        // Keys that lead to the star, whatever is between; between rounds Return goes on, and means nothing while one is played.
        let play = |games: usize| {
            let started = Instant::now();
            let rows = || Records::load(&file).0.rows().to_vec();
            while rows().len() < games {
                assert!(started.elapsed() < PATIENCE, "{mode}: match {games} was not recorded");
                window.press_all(&["Right", "Down", "Right", "Down", "Return"]);
            }
            rows()
        };
        let rows = play(1);
        let row = rows.first().expect("there is one");
        assert_eq!((row.mode.as_str(), row.opponent.as_str(), row.games), (mode.name(), "random", 1));
        if mode == ModeKind::Race {
            assert_eq!(row.best_steps, Some(8));
            // One key teaches a pupil, and begins a match against it as soon as there is one.
            let started = Instant::now();
            let is_played = || Records::load(&file).0.rows().iter().any(|row| row.opponent == "pupil");
            while !is_played() {
                assert!(started.elapsed() < PATIENCE, "no pupil was played against");
                window.press_all(&["t", "Right", "Down", "Right", "Down"]);
            }
        }
    }
}

/// A comparison runs to its end in the lab: its curves are on the screen, and its numbers, saved with a key, say what its name says.
#[test]
fn a_preset_of_the_lab_runs_to_its_end() {
    let screen = Screen::new();
    // Without a file dialog on this screen, what is saved goes to the working folder.
    let mut window = screen.open_in(&["--lab", "gap-50", "--speed", "turbo"], Some(screen.folder.path()));
    let theme = Theme::new(ThemeMode::Dark);
    let curves = |picture: &Picture| [0, 1, 2].map(|number| picture.count(theme.series(number)));
    window.wait_for("lab.png", "the lab was drawn", Picture::is_drawn);
    // Three curves of loss and three of accuracy, each longer than a badge is round.
    window
        .wait_for("curves.png", "the curves were drawn", |picture| curves(picture).iter().all(|&pixels| pixels > 600));
    let numbers = screen.folder.path().join("lab-training.csv");
    // The slowest model's: cells of steps that it has not made are empty.
    let steps = |path: &Path| -> usize {
        let text = fs::read_to_string(path).unwrap_or_default();
        let whole = |line: &&str| line.split(',').all(|cell| !cell.is_empty());
        text.lines().filter(whole).count().saturating_sub(1)
    };
    let started = Instant::now();
    let mut saved = 0;
    while saved < 1000 {
        assert!(started.elapsed() < PATIENCE, "only {saved} of 1000 steps were made");
        thread::sleep(Duration::from_secs(1));
        // An older one is not overwritten without a question.
        fs::remove_file(&numbers).ok();
        window.press("e");
        let asked = Instant::now();
        while !numbers.exists() && asked.elapsed() < Duration::from_secs(20) {
            thread::sleep(Duration::from_millis(200));
        }
        saved = steps(&numbers);
    }
    let mut reader = csv::Reader::from_path(&numbers).expect("the numbers were saved");
    let header = reader.headers().expect("a header").clone();
    let last = reader.records().last().expect("rows").expect("a row");
    let share = |model: &str| -> f32 {
        let column = header.iter().position(|name| name.contains(model) && name.contains("accuracy"));
        let column = column.unwrap_or_else(|| panic!("no accuracy of {model} in {header:?}"));
        last[column].parse().expect("a number")
    };
    // Of one batch of 32.
    assert!(share("RNN") <= 0.6, "{last:?}");
    assert!(share("LSTM") >= 0.9 && share("GRU") >= 0.9, "{last:?}");
    let end = screen.picture("end.png");
    assert!(curves(&end).iter().all(|&pixels| pixels > 600), "{:?}", curves(&end));
    // The page alone, without the bars above it.
    let saved = screen.folder.path().join("lab-training.png");
    window.press("p");
    let started = Instant::now();
    while !saved.exists() {
        assert!(started.elapsed() < PATIENCE, "the page was not saved as a picture");
        thread::sleep(Duration::from_millis(300));
    }
    let page = Picture::read(&saved);
    assert!(curves(&page).iter().all(|&pixels| pixels > 600), "{:?}", curves(&page));
    assert!(page.pixels.height() < end.pixels.height() - 60);
}

fn refused(settings: &[(&str, &str)], unset: &[&str]) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let mut program = Command::new(env!("CARGO_BIN_EXE_sidestep"));
    program.env("SIDESTEP_CONFIG", folder.path()).env("XDG_RUNTIME_DIR", folder.path()).envs(settings.iter().copied());
    for name in unset {
        program.env_remove(name);
    }
    let output = program.output().expect("the program starts");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

fn assert_explained(code: Option<i32>, message: &str, part: &str) {
    assert_eq!(code, Some(3), "{message}");
    assert!(message.contains(part), "{message}");
    assert!(message.contains("sidestep train"), "it names what works without a window: {message}");
    assert!(!message.contains("panicked"), "{message}");
}

#[test]
fn without_a_display_it_says_so() {
    let (code, message) = refused(&[], &["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"]);
    assert_explained(code, &message, "no display");
    let (code, message) = refused(&[("DISPLAY", ":6543")], &["WAYLAND_DISPLAY", "WAYLAND_SOCKET"]);
    assert_explained(code, &message, "display does not answer");
}

#[test]
fn without_a_graphics_adapter_it_says_so() {
    let screen = Screen::new();
    let nowhere = Path::new("/nonexistent/driver.json").to_string_lossy().into_owned();
    let settings = [
        ("DISPLAY", screen.display.as_str()),
        ("WGPU_BACKEND", "vulkan"),
        ("VK_DRIVER_FILES", nowhere.as_str()),
        ("VK_ICD_FILENAMES", nowhere.as_str()),
    ];
    let (code, message) = refused(&settings, &["WAYLAND_DISPLAY", "WAYLAND_SOCKET"]);
    assert_explained(code, &message, "graphics adapter");
}

#[test]
fn on_a_display_of_few_colours_it_says_so() {
    for bits in [16, 8] {
        let screen = Screen::of_depth(bits);
        let (code, message) = refused(&[("DISPLAY", &screen.display)], &["WAYLAND_DISPLAY", "WAYLAND_SOCKET"]);
        assert_explained(code, &message, "16 or 8 bits");
        assert!(message.contains("vncserver -depth 24"), "{message}");
    }
}

/// Both kinds of algorithms, by keys: on and back, a jump, and out again.
#[test]
fn the_lens_is_walked_through_in_the_window() {
    for algorithm in ["deep-sarsa", "reinforce"] {
        let screen = Screen::new();
        let mut window = screen.open(&["--level", "classic", "--seed", "1", "--speed", "60", "--algorithm", algorithm]);
        window.wait_for("open.png", "the window was drawn", Picture::is_drawn);
        thread::sleep(Duration::from_secs(3));
        window.press("space");
        thread::sleep(Duration::from_secs(2));
        let training = screen.picture("training.png");
        window.press_with_control("5");
        let is_other = |than: &Picture| {
            let than = than.pixels.clone();
            move |picture: &Picture| picture.pixels != than && picture.is_drawn()
        };
        window.wait_for("lens.png", "the lens came up", |picture| picture.difference(&training) > 0.3);
        // It says that it trains again until the tick is there.
        thread::sleep(Duration::from_secs(3));
        let lens = screen.picture("lens.png");
        window.press_all(&["Right", "Right", "Down", "Up", "Right", "Left"]);
        window.wait_for("on.png", "it went on", is_other(&lens));
        window.press_all(&["Left", "Left"]);
        window.wait_for("back.png", "it came back", |picture| picture.difference(&lens) < 0.002);
        window.press("t");
        let jumped = window.wait_for("jump.png", "it jumped", is_other(&lens));
        window.press_all(&["Next", "Prior", "e"]);
        window.wait_for("next.png", "it jumped on", is_other(&jumped));
        window.press("Escape");
        window.wait_for("left.png", "training is back", |picture| picture.difference(&training) < 0.1);
    }
}
