//! Carries out what the sequence lab's panels and keys ask for, and takes up files of sessions and weights that were chosen.

use std::path::Path;

use bevy::prelude::*;

use super::{TrainingSession, export, input::TypedInput, picture::PictureWanted};
use crate::{
    disk,
    game::{Announcer, Fault, FileChosen, FileKind, LabFile, Notice, OpenDialog, OpenFile, Purpose, kinds::name_of},
    panels::{Page, SequenceChoices, SequenceCommand, Tab},
    sequence::{
        OpenedCell, SequencePreset, SettingsError, Stop, TrainingSettings, WeightsContent, open_weights, tables,
    },
};

/// A cell that somebody trained elsewhere, if one is open.
#[derive(Resource, Default)]
pub(super) struct OpenedFile(pub(super) Option<OpenedCell>);

/// The session is filled when the tab is first shown: no thread before that.
pub(super) fn begin(mut session: ResMut<TrainingSession>, mut choices: ResMut<SequenceChoices>) {
    if session.models.is_empty() {
        // They were put right when they were read.
        let SequenceChoices { models, preset, stop, .. } = choices.clone();
        if session.put(&models, preset, stop, &mut choices).is_err() {
            *choices = default();
        }
    }
}

pub(super) fn carry_out(
    mut asked: MessageReader<SequenceCommand>,
    mut session: ResMut<TrainingSession>,
    mut input: ResMut<TypedInput>,
    mut opened: ResMut<OpenedFile>,
    mut choices: ResMut<SequenceChoices>,
    mut dialog: ResMut<OpenDialog>,
    mut announcer: Announcer,
) {
    for command in asked.read() {
        let mut done: Result<(), SettingsError> = Ok(());
        let choices = &mut *choices;
        match command {
            // Nothing starts over unasked: the key for it may have been pressed a moment too late.
            SequenceCommand::Play if session.is_over() => announcer.note("notice-lab-over"),
            SequenceCommand::Play => session.is_running = true,
            SequenceCommand::Pause => session.pause(),
            SequenceCommand::Step => session.step(),
            SequenceCommand::Reset => done = session.reset(choices),
            SequenceCommand::Again => {
                done = session.reset(choices);
                session.is_running = done.is_ok();
            }
            SequenceCommand::NewSeed => {
                let seed = choices.models[0].seed.wrapping_add(1);
                let settings = session.settings();
                let models: Vec<_> = settings.iter().map(|model| TrainingSettings { seed, ..*model }).collect();
                done = session.put(&models, None, choices.stop, choices);
            }
            SequenceCommand::SetSpeed(speed) => choices.speed = *speed,
            SequenceCommand::SetStop(stop) => choices.stop = *stop,
            SequenceCommand::SetModels(models) => {
                done = session.put(models, None, choices.stop, choices);
            }
            SequenceCommand::Preset(preset) => {
                let stop = Stop { steps: preset.steps(), accuracy: None };
                done = session.put(&preset.models(), Some(*preset), stop, choices);
                session.is_running = true;
            }
            SequenceCommand::Trained(preset) => {
                if let Some(state) = announcer.ok(preset.trained().map_err(Fault::lab)) {
                    session.open(state, choices);
                }
            }
            SequenceCommand::Undo => session.undo(choices),
            SequenceCommand::Redo => session.redo(choices),
            SequenceCommand::Show(page) => choices.page = *page,
            SequenceCommand::SetInput(text) => input.write(choices.models[0].task, text),
            SequenceCommand::DrawInput(difficulty) => input.draw(choices.models[0].task, *difficulty),
            SequenceCommand::SetWhatIf(what_if) => choices.what_if = *what_if,
            SequenceCommand::SetOpenedInput(text) => {
                if let Some(cell) = &mut opened.0 {
                    cell.read(text);
                }
            }
            SequenceCommand::CloseOpened => opened.0 = None,
            SequenceCommand::ClearRuns => session.past.clear(),
            SequenceCommand::Open => dialog.ask(Purpose::Lab(LabFile::Open), ""),
            SequenceCommand::SaveSession => {
                let name = choices.preset.map_or(choices.models[0].task.kind.name(), SequencePreset::name);
                dialog.ask(Purpose::Lab(LabFile::Session), name);
            }
            SequenceCommand::SaveWeights(model) => {
                if let Some(name) = session.models.get(*model).map(|model| &model.trainee.name) {
                    dialog.ask(Purpose::Lab(LabFile::Weights(*model)), &export::file_name(name));
                }
            }
            SequenceCommand::ExportPicture => dialog.ask(Purpose::Lab(LabFile::Picture), choices.page.key()),
            SequenceCommand::ExportNumbers(model) => {
                dialog.ask(Purpose::Lab(LabFile::Numbers(*model)), choices.page.key());
            }
            SequenceCommand::ExportRuns => dialog.ask(Purpose::Lab(LabFile::Runs), "lab-runs"),
        }
        announcer.ok(done.map_err(Fault::lab));
    }
    // A changed task brings an input of its own.
    if let Some(model) = choices.models.first() {
        input.follow(model.task);
    }
}

/// Opens sessions and weights.
pub(super) fn open_files(
    mut files: MessageReader<OpenFile>,
    mut session: ResMut<TrainingSession>,
    mut opened: ResMut<OpenedFile>,
    mut choices: ResMut<SequenceChoices>,
    mut tab: ResMut<NextState<Tab>>,
    mut announcer: Announcer,
) {
    for file in files.read() {
        let done = match file.kind {
            FileKind::Lab => take_up_session(file, &mut session, &mut choices),
            FileKind::Weights => take_up_weights(file, &mut session, &mut opened, &mut choices),
            FileKind::Level | FileKind::Checkpoint | FileKind::Run | FileKind::Replay => continue,
        };
        NextState::set_if_neq(&mut tab, Tab::Sequence);
        if let Some(notice) = announcer.ok(done).flatten() {
            announcer.tell(notice);
        }
    }
}

/// Saves and exports once a file is chosen.
pub(super) fn save_files(
    mut chosen: MessageReader<FileChosen>,
    mut session: ResMut<TrainingSession>,
    opened: Res<OpenedFile>,
    mut wanted: ResMut<PictureWanted>,
    choices: Res<SequenceChoices>,
    mut announcer: Announcer,
) {
    for FileChosen { purpose, path } in chosen.read() {
        let Purpose::Lab(file) = purpose else { continue };
        let done = match file {
            LabFile::Open => continue,
            LabFile::Session => save_session(path, &mut session, &choices),
            LabFile::Weights(model) => match session.models.get(*model).and_then(|model| model.copy.as_ref()) {
                Some(trained) => disk::save_weights(path, &trained.to_bytes()).map_err(Fault::lab),
                None => continue,
            },
            LabFile::Picture => {
                wanted.0 = Some(path.clone());
                continue;
            }
            LabFile::Numbers(model) => export::numbers(path, &session, &opened, choices.page, *model),
            LabFile::Runs => export::write(path, &tables::runs(&session.past)),
        };
        announcer.saved(done, path);
    }
}

/// Writes the session as it stands in one piece.
fn save_session(path: &Path, session: &mut TrainingSession, choices: &SequenceChoices) -> Result<(), Fault> {
    Ok(disk::save_lab(path, &session.state(choices)?)?)
}

/// Reads a session or weights without showing them.
pub(in crate::game) fn check(file: &OpenFile) -> Result<(), Fault> {
    match file.kind {
        FileKind::Lab => Ok(disk::lab(&file.path).map(drop)?),
        _ => open(file).map(drop),
    }
}

fn open(file: &OpenFile) -> Result<WeightsContent, Fault> {
    disk::weights(&file.path)
        .and_then(|bytes| open_weights(&file.path, &bytes, file.network.as_deref()))
        .map_err(Fault::lab)
}

/// The session goes on as it was saved.
fn take_up_session(
    file: &OpenFile,
    session: &mut TrainingSession,
    choices: &mut SequenceChoices,
) -> Result<Option<Notice>, Fault> {
    session.open(disk::lab(&file.path)?, choices);
    choices.page = Page::Training;
    Ok(Some(Notice::DoneWith("notice-opened", file.path.clone())))
}

/// A model joins the others, a cell is looked into. What should be known of it.
fn take_up_weights(
    file: &OpenFile,
    session: &mut TrainingSession,
    opened: &mut OpenedFile,
    choices: &mut SequenceChoices,
) -> Result<Option<Notice>, Fault> {
    let note = |is_so: bool, key| is_so.then(|| Notice::NoteOf(key, name_of(&file.path)));
    match open(file)? {
        WeightsContent::Model(trained) => {
            let had_learned = session.has_learned();
            let gave_way = session.join(*trained, choices).map_err(Fault::lab)?;
            Ok(note(gave_way && had_learned, "notice-lab-replaced"))
        }
        WeightsContent::Cell(cell) => {
            choices.page = Page::Cell;
            Ok(note(opened.0.insert(cell).is_activation_assumed, "notice-assumed-tanh"))
        }
    }
}
