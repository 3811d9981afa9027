//! Native file dialogs, asked for in one frame and answered in a later one, and files that are dropped onto the window.
//! What a file to be opened is, is told in `kinds`; what is done with others is decided by whoever reads [`FileChosen`].

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use bevy::{
    prelude::*,
    tasks::{IoTaskPool, Task, block_on, poll_once},
    window::FileDragAndDrop,
};
use rfd::AsyncFileDialog;

use super::{Announcer, kinds};
use crate::{
    names,
    panels::{CurveFile, SaveWhat, Tab},
    replay,
    sequence::LAB_EXTENSION,
};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<OpenDialog>()
        .add_message::<FileChosen>()
        .add_message::<DialogFailed>()
        .add_systems(Update, ((answer, take_drops).before(kinds::sort), explain_missing));
}

/// What a file is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Whatever can be opened.
    Open,
    /// One of the things that can be saved.
    Save(SaveWhat),
    /// The curves.
    Curves(CurveFile),
    /// A network that is to play on a seat of the next match.
    Opponent(usize),
    /// A replay whose race runs along as a ghost in the next match.
    Ghost,
    /// The pupil that has learned from the person.
    Pupil,
    /// The records of matches.
    Records,
    /// A replay, to be shown.
    Replay,
    /// Something of the sequence lab.
    Lab(LabFile),
}

/// A file of the sequence lab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabFile {
    /// A session or weights, to be opened.
    Open,
    /// The session as it stands.
    Session,
    /// The weights of the model of this number.
    Weights(usize),
    /// A picture of the page.
    Picture,
    /// The numbers of the page, of the model of this number where it shows one.
    Numbers(usize),
    /// The table of runs.
    Runs,
}

/// The person has chosen a file.
#[derive(Message, Clone, Debug)]
pub struct FileChosen {
    /// What for.
    pub purpose: Purpose,
    /// Which.
    pub path: PathBuf,
}

/// No dialog came up: this system has no service for it.
#[derive(Message, Clone, Copy, Debug)]
pub struct DialogFailed;

/// Nobody reads, decides and clicks faster than this: such an answer means that no dialog was shown.
const TOO_QUICK: Duration = Duration::from_millis(250);

/// The dialog that is open, if any.
#[derive(Resource, Default)]
pub struct OpenDialog(Option<PendingDialog>);

/// A dialog and what it was opened for.
struct PendingDialog {
    purpose: Purpose,
    /// The name that a new file would get, without its ending.
    suggestion: String,
    /// The answer, and how long it took.
    answer: Task<(Option<PathBuf>, Duration)>,
}

impl OpenDialog {
    /// Opens a dialog, unless one is open already. `name` is what a new file would be called after.
    pub fn ask(&mut self, purpose: Purpose, name: &str) {
        if self.0.is_some() {
            return;
        }
        let suggestion = names::file_stem(name);
        let (dialog, asked) = (AsyncFileDialog::new(), Instant::now());
        // Made here, on the main thread, as macOS asks; awaited elsewhere.
        let answer = match purpose.file() {
            Wanted::Known(endings) => {
                let chosen = dialog.add_filter("Sidestep", endings).add_filter("*", &["*"]).pick_file();
                IoTaskPool::get().spawn(async move {
                    let path = chosen.await.map(|file| file.path().to_owned());
                    (path, asked.elapsed())
                })
            }
            Wanted::New(extension) => {
                let chosen = dialog
                    .add_filter(extension, &[extension])
                    .set_file_name(format!("{suggestion}.{extension}"))
                    .save_file();
                IoTaskPool::get().spawn(async move {
                    let path = chosen.await.map(|file| {
                        let path = file.path().to_owned();
                        if path.extension().is_some() { path } else { path.with_extension(extension) }
                    });
                    (path, asked.elapsed())
                })
            }
        };
        self.0 = Some(PendingDialog { purpose, suggestion, answer });
    }
}

/// The file that a dialog asks for.
enum Wanted {
    /// One that is read, with one of these endings.
    Known(&'static [&'static str]),
    /// One that is written, with this ending.
    New(&'static str),
}

impl Purpose {
    const fn file(self) -> Wanted {
        match self {
            Self::Open => Wanted::Known(&["toml", "safetensors", "run", "bin", replay::EXTENSION, LAB_EXTENSION]),
            Self::Opponent(_) => Wanted::Known(&["safetensors"]),
            Self::Ghost | Self::Replay => Wanted::Known(&[replay::EXTENSION]),
            Self::Lab(LabFile::Open) => Wanted::Known(&[LAB_EXTENSION, "safetensors"]),
            Self::Save(SaveWhat::Policy) | Self::Pupil | Self::Lab(LabFile::Weights(_)) => Wanted::New("safetensors"),
            Self::Save(SaveWhat::Run) => Wanted::New("run"),
            Self::Lab(LabFile::Session) => Wanted::New(LAB_EXTENSION),
            Self::Save(SaveWhat::Level) => Wanted::New("toml"),
            Self::Curves(CurveFile::Png) | Self::Lab(LabFile::Picture) => Wanted::New("png"),
            Self::Curves(CurveFile::Csv) | Self::Records | Self::Lab(LabFile::Numbers(_) | LabFile::Runs) => {
                Wanted::New("csv")
            }
        }
    }
}

fn answer(
    mut dialog: ResMut<OpenDialog>,
    mut chosen: MessageWriter<FileChosen>,
    mut failed: MessageWriter<DialogFailed>,
) {
    let Some(asked) = &mut dialog.0 else { return };
    let Some((path, took)) = block_on(poll_once(&mut asked.answer)) else {
        return;
    };
    let purpose = asked.purpose;
    match (path, purpose.file()) {
        (Some(path), _) => drop(chosen.write(FileChosen { purpose, path })),
        (None, _) if took >= TOO_QUICK => {}
        (None, Wanted::Known(_)) => drop(failed.write(DialogFailed)),
        // Where no dialog comes up, what was to be saved is saved all the same, and the window says where.
        (None, Wanted::New(extension)) => {
            let folder = std::env::current_dir().unwrap_or_default();
            let path = free_path(&folder, &asked.suggestion, extension);
            chosen.write_batch(path.map(|path| FileChosen { purpose, path }));
        }
    }
    dialog.0 = None;
}

/// `name.ending`, or the first of `name-2.ending`, `name-3.ending`, ... that does not exist yet.
pub(super) fn free_path(folder: &Path, name: &str, extension: &str) -> Option<PathBuf> {
    let first = folder.join(format!("{name}.{extension}"));
    std::iter::once(first)
        .chain((2..1000).map(|number| folder.join(format!("{name}-{number}.{extension}"))))
        .find(|path| !path.exists())
}

fn explain_missing(mut failures: MessageReader<DialogFailed>, mut announcer: Announcer) {
    if failures.read().next().is_some() {
        announcer.note("notice-no-dialog");
    }
}

fn take_drops(mut drops: MessageReader<FileDragAndDrop>, tab: Res<State<Tab>>, mut chosen: MessageWriter<FileChosen>) {
    for drop in drops.read() {
        if let FileDragAndDrop::DroppedFile { path_buf, .. } = drop {
            // Where matches are played, whoever was recorded is somebody to race against.
            let is_replay = path_buf.extension().is_some_and(|ending| ending == replay::EXTENSION);
            let is_ghost = is_replay && **tab == Tab::Versus;
            let purpose = if is_ghost { Purpose::Ghost } else { Purpose::Open };
            chosen.write(FileChosen { purpose, path: path_buf.clone() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_exists_is_named_again() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = |name: &str| folder.path().join(name);
        assert_eq!(free_path(folder.path(), "run", "csv"), Some(path("run.csv")));
        std::fs::write(path("run.csv"), "").expect("the folder is ours");
        std::fs::write(path("run-2.csv"), "").expect("the folder is ours");
        assert_eq!(free_path(folder.path(), "run", "csv"), Some(path("run-3.csv")));
    }
}
