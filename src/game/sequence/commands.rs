//! Carries out what the sequence lab's panels and keys ask for, and takes up files of weights that were chosen.

use bevy::prelude::*;

use super::{TrainingSession, export, input::TypedInput, picture::PictureWanted};
use crate::{
    disk,
    game::{
        FileChosen, FileKind, LabFile, OpenFile, Purpose,
        dialogs::OpenDialog,
        faults::Fault,
        kinds::name_of,
        notices::{Announcer, Notice},
    },
    panels::{
        Tab,
        sequence::{Page, SequenceChoices, SequenceCommand, Stop},
    },
    sequence::{OpenedCell, SequencePreset, SettingsError, TrainingSettings, WeightsContent, open_weights, tables},
};

/// A cell that somebody trained elsewhere, if one is open.
#[derive(Resource, Default)]
pub(super) struct OpenedFile(pub(super) Option<OpenedCell>);

/// The session is filled when the tab is first shown: no thread before that.
pub(super) fn begin(mut session: ResMut<TrainingSession>, mut choices: ResMut<SequenceChoices>) {
    if session.models.is_empty() {
        // They were put right when they were read.
        if session.put(&choices.models).is_err() {
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
            SequenceCommand::Play => {
                if session.is_over() {
                    // Whoever presses play at the end wants to see it again.
                    done = session.reset();
                }
                session.is_running = true;
            }
            SequenceCommand::Pause => session.pause(),
            SequenceCommand::Step => session.step(),
            SequenceCommand::Reset => done = session.reset(),
            SequenceCommand::NewSeed => {
                let seed = choices.models[0].seed.wrapping_add(1);
                let models = session.settings().iter().map(|model| TrainingSettings { seed, ..*model }).collect();
                done = put(&mut session, choices, models, None);
            }
            SequenceCommand::SetSpeed(speed) => choices.speed = *speed,
            SequenceCommand::SetStop(stop) => choices.stop = *stop,
            SequenceCommand::SetModels(models) => {
                done = put(&mut session, choices, models.clone(), None);
            }
            SequenceCommand::Preset(preset) => {
                done = put(&mut session, choices, preset.models(), Some(*preset));
                choices.stop = Stop { steps: preset.steps(), accuracy: None };
                session.is_running = true;
            }
            SequenceCommand::Undo => {
                session.undo();
                choices.models = session.settings();
                choices.preset = None;
            }
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
            SequenceCommand::OpenWeights => dialog.ask(Purpose::Lab(LabFile::Open), ""),
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
        if let Err(error) = done {
            announcer.error(Fault::Lab(error.to_string()));
        }
    }
    // A changed task brings an input of its own.
    if let Some(model) = choices.models.first() {
        input.follow(model.task);
    }
}

/// Puts models into the session that are chosen now, by a preset or without one.
fn put(
    session: &mut TrainingSession,
    choices: &mut SequenceChoices,
    models: Vec<TrainingSettings>,
    preset: Option<SequencePreset>,
) -> Result<(), SettingsError> {
    session.put(&models)?;
    (choices.models, choices.preset) = (models, preset);
    Ok(())
}

/// Opens weights.
pub(super) fn open_files(
    mut files: MessageReader<OpenFile>,
    mut session: ResMut<TrainingSession>,
    mut opened: ResMut<OpenedFile>,
    mut choices: ResMut<SequenceChoices>,
    mut tab: ResMut<NextState<Tab>>,
    mut announcer: Announcer,
) {
    for file in files.read().filter(|file| file.kind == FileKind::Weights) {
        NextState::set_if_neq(&mut tab, Tab::Sequence);
        match take_up(file, &mut session, &mut opened, &mut choices) {
            Ok(is_activation_assumed) if is_activation_assumed => {
                announcer.tell(Notice::NoteOf("notice-assumed-tanh", name_of(&file.path)));
            }
            Ok(_) => {}
            Err(fault) => announcer.error(fault),
        }
    }
}

/// Saves and exports once a file is chosen.
pub(super) fn save_files(
    mut chosen: MessageReader<FileChosen>,
    session: Res<TrainingSession>,
    opened: Res<OpenedFile>,
    mut wanted: ResMut<PictureWanted>,
    choices: Res<SequenceChoices>,
    mut announcer: Announcer,
) {
    for FileChosen { purpose, path } in chosen.read() {
        let Purpose::Lab(file) = purpose else { continue };
        let done = match file {
            LabFile::Open => continue,
            LabFile::Weights(model) => match session.models.get(*model).and_then(|model| model.copy.as_ref()) {
                Some(trained) => {
                    disk::save_weights(path, &trained.to_bytes()).map_err(|error| Fault::Lab(error.to_string()))
                }
                None => continue,
            },
            LabFile::Picture => {
                wanted.0 = Some(path.clone());
                continue;
            }
            LabFile::Numbers(model) => export::numbers(path, &session, &opened, choices.page, *model),
            LabFile::Runs => export::write(path, &tables::runs(&session.past)),
        };
        match done {
            Ok(()) => announcer.done_with("notice-saved", path),
            Err(fault) => announcer.error(fault),
        }
    }
}

/// Reads weights without showing them.
pub(in crate::game) fn check_weights(file: &OpenFile) -> Result<(), Fault> {
    open(file).map(drop)
}

fn open(file: &OpenFile) -> Result<WeightsContent, Fault> {
    disk::weights(&file.path)
        .and_then(|bytes| open_weights(&file.path, &bytes, file.network.as_deref()))
        .map_err(|error| Fault::Lab(error.to_string()))
}

/// A model joins the others, a cell is looked into. Whether its activation is assumed.
fn take_up(
    file: &OpenFile,
    session: &mut TrainingSession,
    opened: &mut OpenedFile,
    choices: &mut SequenceChoices,
) -> Result<bool, Fault> {
    match open(file)? {
        WeightsContent::Model(trained) => {
            session.join(*trained);
            choices.models = session.settings();
            choices.preset = None;
            Ok(false)
        }
        WeightsContent::Cell(cell) => {
            choices.page = Page::Cell;
            Ok(opened.0.insert(cell).is_activation_assumed)
        }
    }
}
