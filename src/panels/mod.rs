//! The panels of the window: each a plain struct that draws data it is handed and answers with commands.
//! A panel never trains, reads no file and changes nothing but itself; commands are carried out by the game.

pub mod about;
mod bars;
pub mod command;
pub mod controls;
pub mod decision;
pub mod draft;
pub mod help;
mod key_list;
pub mod keys;
mod levels;
pub mod look;
pub mod messages;
pub mod numbers;
pub mod overlays;
pub mod plots;
mod preview;
pub mod recording;
pub mod replay;
pub mod sequence;
pub mod settings;
pub mod top_bar;
pub mod train;
pub mod versus;

pub use about::About;
pub use command::{Command, CurveFile, Direction, EditTool, Lane, SaveWhat, SeedChoice, Speed, Tab};
pub use controls::{Controls, ControlsView, LevelEntry};
pub use decision::{DecisionPanel, DecisionView, ReturnTerms, TdTerms, Terms};
pub use draft::{Draft, LanesDiffer, LevelChoice};
pub use help::Help;
pub use keys::{BINDINGS, Binding, Clash, KeyAction, KeyMap, KeySet, ReplayKey, SequenceKey, VersusKey};
pub use levels::warning_text;
pub use look::Look;
pub use messages::{MessageKind, Messages};
pub use overlays::{Needs, OVERLAYS, Overlay, OverlayPanel, Overlays, OverlaysView};
pub use plots::{LaneCurves, Plots, PlotsView};
pub use recording::{ClipChoice, ClipSize, ClipState, Rate, RecordingPanel, Region};
pub use replay::{
    FilmChoice, FilmKind, FilmOrder, FilmProgress, FilmView, MarkerKind, Picture, ReplayChoices, ReplayCommand,
    ReplayKind, ReplayPlace, ReplayRow, ReplayScreen, ReplaySort, ReplayView, SeatStep, ShownView,
};
pub use sequence::{SequenceChoices, SequenceCommand, SequenceScreen, SequenceView};
pub use settings::{Settings, SettingsWindow, ThemeChoice};
pub use top_bar::{TopBar, TopBarView, TrainingState};
pub use train::{Side, TrainScreen, TrainView};
pub use versus::{
    LearnedView, MatchDraft, Phase, PlayView, RecordsView, ResultView, RoundOverView, RoundRow, SeatChoice, SeatRow,
    SeatView, Tempo, VersusCommand, VersusScreen, VersusView,
};
