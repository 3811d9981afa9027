//! Native file dialogs, asked for in one frame and answered in a later one, and files that are dropped onto the window.
//! What is done with a path is decided by whoever reads [`FileChosen`].

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use bevy::{
    prelude::*,
    tasks::{IoTaskPool, Task, block_on, poll_once},
    window::FileDragAndDrop,
};
use rfd::AsyncFileDialog;

use crate::panels::{CurveFile, SaveWhat};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<OpenDialog>()
        .add_message::<FileChosen>()
        .add_message::<DialogFailed>()
        .add_systems(Update, (answer, take_drops));
}

/// What a file is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A level, a checkpoint or a run.
    Open,
    /// One of the things that can be saved.
    Save(SaveWhat),
    /// The curves.
    Curves(CurveFile),
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
pub struct OpenDialog(Option<(Purpose, Instant, Task<Option<PathBuf>>)>);

impl OpenDialog {
    /// Opens a dialog, unless one is open already. `suggestion` is the name a new file would get.
    pub fn ask(&mut self, purpose: Purpose, suggestion: &str) {
        if self.0.is_some() {
            return;
        }
        let dialog = AsyncFileDialog::new();
        // Made here, on the main thread, as macOS asks; awaited elsewhere.
        let task = match purpose {
            Purpose::Open => {
                let chosen = dialog
                    .add_filter("Sidestep", &["toml", "safetensors", "run"])
                    .add_filter("*", &["*"])
                    .pick_file();
                IoTaskPool::get().spawn(async move { chosen.await.map(|file| file.path().to_owned()) })
            }
            Purpose::Save(_) | Purpose::Curves(_) => {
                let extension = purpose.extension();
                let chosen = dialog
                    .add_filter(extension, &[extension])
                    .set_file_name(format!("{suggestion}.{extension}"))
                    .save_file();
                IoTaskPool::get().spawn(async move {
                    chosen.await.map(|file| {
                        let path = file.path().to_owned();
                        if path.extension().is_some() {
                            path
                        } else {
                            path.with_extension(extension)
                        }
                    })
                })
            }
        };
        self.0 = Some((purpose, Instant::now(), task));
    }
}

impl Purpose {
    fn extension(self) -> &'static str {
        match self {
            Self::Open => "",
            Self::Save(SaveWhat::Policy) => "safetensors",
            Self::Save(SaveWhat::Run) => "run",
            Self::Save(SaveWhat::Level) => "toml",
            Self::Curves(CurveFile::Png) => "png",
            Self::Curves(CurveFile::Csv) => "csv",
        }
    }
}

fn answer(
    mut dialog: ResMut<OpenDialog>,
    mut chosen: MessageWriter<FileChosen>,
    mut failed: MessageWriter<DialogFailed>,
) {
    let Some((purpose, asked, task)) = &mut dialog.0 else {
        return;
    };
    let Some(answer) = block_on(poll_once(task)) else {
        return;
    };
    match answer {
        Some(path) => {
            chosen.write(FileChosen {
                purpose: *purpose,
                path,
            });
        }
        None if asked.elapsed() < TOO_QUICK => {
            failed.write(DialogFailed);
        }
        None => {}
    }
    dialog.0 = None;
}

fn take_drops(mut drops: MessageReader<FileDragAndDrop>, mut chosen: MessageWriter<FileChosen>) {
    for drop in drops.read() {
        if let FileDragAndDrop::DroppedFile { path_buf, .. } = drop {
            chosen.write(FileChosen {
                purpose: Purpose::Open,
                path: path_buf.clone(),
            });
        }
    }
}
