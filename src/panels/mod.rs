//! The panels of the window: each a plain struct that draws data it is handed and answers with messages.
//! A panel never trains, reads no file and changes nothing but itself; commands are carried out by the game.

pub mod about;
mod axis;
mod bars;
mod board_legend;
mod clip;
mod dialog;
pub mod draft;
pub mod help;
mod key_list;
pub mod keys;
pub mod lens;
mod levels;
pub mod look;
pub mod messages;
pub mod numbers;
mod observation;
mod overlay_panel;
pub mod overlays;
mod preview;
pub mod recording;
pub mod replay;
pub mod run_code;
pub mod sequence;
pub mod settings;
mod speed;
mod tab;
pub mod top_bar;
mod topmost;
pub mod train;
pub mod unfinished;
pub mod versus;
mod window;

// What its parts share.
use bars::{Bars, action_icon};
use dialog::Question;
use look::{add_named, key_cap, name_node, named};
use observation::{input_help, input_name, observation_help, observation_name};

pub use about::AboutWindow;
pub use clip::{ClipPage, ClipSize, Rate, RecordingChoice, Region};
pub use dialog::Dialog;
pub use draft::{Draft, LanesDiffer, LevelChoice};
pub use help::Help;
pub use keys::{BINDINGS, Binding, Clash, KeyAction, KeyMap, KeySet, LensKey, ReplayKey, SequenceKey, VersusKey};
pub use levels::{LevelEntry, level_name, refusal_text, warning_text};
pub use look::Look;
pub use messages::{MessageKind, Messages};
pub use overlay_panel::{OverlayPanel, OverlaysView};
pub use overlays::{Needs, OVERLAYS, Overlay, Overlays};
pub use recording::{ClipState, RecordingCommand, RecordingPanel};
pub use replay::{
    ClipChoice, ClipCommand, ClipForecast, ClipKind, ClipOrder, ClipPreviewView, ClipProgress, ClipView, MarkerKind,
    Picture, ReplayChoices, ReplayCommand, ReplayDetails, ReplayItem, ReplayKind, ReplayPlace, ReplayScreen,
    ReplaySort, ReplayView, ShownView, Thumbnail, called, facts,
};
pub use run_code::{RunCodeView, run_code_question};
pub use sequence::{Page, SequenceChoices, SequenceCommand, SequenceScreen, SequenceView, WhatIf, model_names};
pub use settings::{Settings, SettingsWindow, ThemeChoice, within};
pub use speed::{Direction, Speed};
pub use tab::Tab;
pub use top_bar::{TopBar, TopBarView, TrainingState};
pub use train::{
    CellView, Controls, ControlsView, CurveFile, DecisionPanel, DecisionView, EditTool, LaneCurves, Plots, PlotsView,
    RunCodeCommand, SaveWhat, SeedChoice, TrainCommand, TrainScreen, TrainSide, TrainView,
};
pub use unfinished::{UnfinishedCommand, UnfinishedLab, UnfinishedTraining, UnfinishedView, unfinished_question};
pub use versus::{
    Callout, Gate, GhostChoice, GhostLine, GhostView, HintView, HuntersTurn, LearnedView, Lesson, LessonsView,
    MatchDraft, PersonGame, Phase, PlayView, PlayedOnView, PracticeView, PupilStart, PupilView, RecordsView,
    ResultView, RoundOverView, SeatChoice, SeatPlayer, SeatView, TaughtView, Tempo, VersusCommand, VersusScreen,
    VersusView, WatchView,
};
pub use window::WindowCommand;
