//! What the command line says about the window: which screen opens, and what holds there.
//! Which flags go together is decided by the command line.

use std::sync::Arc;

use super::{Fault, MeasureOptions, OpenFile, RunPlan};
use crate::{
    arena::Setup,
    disk,
    gridworld::Level,
    learning::{Algorithm, Comparison, Preset},
    panels::{Draft, LanesDiffer, LevelChoice, SequenceCommand, Speed, Tab, TrainCommand},
    sequence,
    tensors::Activation,
};

/// What the command line says about the window; what it leaves open comes from the last time, or is a default.
#[derive(Clone, Debug, Default)]
pub struct WindowOptions {
    /// Which screen is shown first.
    pub tab: Option<Tab>,
    /// The comparison that runs in the sequence lab, which is shown first then.
    pub lab: Option<sequence::SequencePreset>,
    /// The comparison of algorithms that runs in the training tab, which is shown first then.
    pub comparison: Option<Comparison>,
    /// The run to begin with, as a run code means it.
    pub run: Option<Setup>,
    /// Files to be opened.
    pub files: Vec<OpenFile>,
    /// The level, and where it comes from.
    pub level: Option<(LevelChoice, Arc<Level>)>,
    /// Which algorithm learns.
    pub algorithm: Option<Algorithm>,
    /// What stands between the layers of the checkpoint that is opened.
    pub activation: Option<Activation>,
    /// Which preset it starts with.
    pub preset: Option<Preset>,
    /// The seed.
    pub seed: Option<u64>,
    /// Simulations side by side.
    pub lanes: Option<usize>,
    /// In what they differ.
    pub lanes_differ: Option<LanesDiffer>,
    /// How fast time runs.
    pub speed: Option<Speed>,
    /// Measure, print the figures, end.
    pub measure: Option<MeasureOptions>,
}

impl WindowOptions {
    /// The screen that is asked for: the one that is named, else that of the last file or of the lab's comparison; whoever says
    /// something about runs wants to see them.
    #[must_use]
    pub fn screen(&self) -> Option<Tab> {
        let file = self.files.last().map(|file| file.kind.tab());
        let lab = self.lab.map(|_| Tab::Sequence);
        let runs = (self.says_how_to_run() || self.comparison.is_some()).then_some(Tab::Train);
        self.tab.or(file).or(lab).or(runs)
    }

    fn says_how_to_run(&self) -> bool {
        self.says_what() || self.speed.is_some() || self.activation.is_some()
    }

    /// Whether anything was said about what to run.
    pub(super) fn says_what(&self) -> bool {
        self.run.is_some()
            || self.level.is_some()
            || self.algorithm.is_some()
            || self.preset.is_some()
            || self.seed.is_some()
            || self.lanes.is_some()
            || self.lanes_differ.is_some()
    }

    /// The plan for the first run: what was said, on top of what was there the last time.
    pub(super) fn plan(&self, last: Option<&Draft>) -> (RunPlan, Option<Fault>) {
        let built_in = |name: &str| Level::built_in(name).map(Arc::new);
        let fallback = || {
            (
                LevelChoice::BuiltIn("classic".to_owned()),
                Arc::new(Level::built_in("classic").unwrap_or_else(|| Level::empty("classic", 5, 5))),
            )
        };
        let mut complaint = None;
        let (choice, level) = self.level.clone().unwrap_or_else(|| match last.map(|draft| &draft.level) {
            Some(LevelChoice::BuiltIn(name)) => {
                built_in(name).map_or_else(fallback, |level| (LevelChoice::BuiltIn(name.clone()), level))
            }
            Some(LevelChoice::File(path)) => match disk::level(path) {
                Ok(level) => (LevelChoice::File(path.clone()), Arc::new(level)),
                Err(error) => {
                    complaint = Some(Fault::from(error));
                    fallback()
                }
            },
            Some(LevelChoice::Edited) | None => fallback(),
        });
        let mut draft =
            last.cloned().unwrap_or_else(|| Draft::of_preset(Algorithm::FIRST, Preset::Tuned, choice.clone(), &level));
        if let Some(setup) = &self.run {
            return (RunPlan::of_setup(setup.clone(), draft), None);
        }
        // A preset stays one on another level than the last.
        let was_preset = match &draft.level {
            LevelChoice::BuiltIn(name) => built_in(name).is_some_and(|last| draft.is_preset(&last)),
            LevelChoice::File(_) | LevelChoice::Edited => false,
        };
        let is_other = draft.level != choice;
        draft.level = choice;
        if self.algorithm.is_some() || self.preset.is_some() || (is_other && was_preset) {
            let (algorithm, preset) = (self.algorithm.unwrap_or(draft.algorithm), self.preset.unwrap_or(draft.preset));
            draft.choose_preset(algorithm, preset, &level);
        }
        // Matches and sequence models have seeds of their own.
        let seed = self.seed.filter(|_| self.screen() == Some(Tab::Train));
        draft.seed = seed.unwrap_or(draft.seed);
        draft.lanes = self.lanes.unwrap_or(draft.lanes).clamp(1, Draft::MOST_LANES);
        draft.lanes_differ = self.lanes_differ.unwrap_or(draft.lanes_differ);
        (RunPlan { draft, level }, complaint)
    }

    /// What is asked of the runs as soon as the window opens; `seed` is theirs.
    pub(super) fn first_train_commands(&self, seed: u64) -> Vec<TrainCommand> {
        let Some(comparison) = self.comparison else { return Vec::new() };
        let speed = self.speed.map(TrainCommand::SetSpeed);
        std::iter::once(TrainCommand::Compare(comparison, seed)).chain(speed).collect()
    }

    /// What is asked of the sequence lab as soon as the window opens.
    pub(super) fn first_lab_commands(&self) -> Vec<SequenceCommand> {
        let Some(preset) = self.lab.filter(|_| self.comparison.is_none()) else { return Vec::new() };
        let with_seed = self.seed.map(|seed| {
            let models = preset.models().into_iter().map(|model| sequence::TrainingSettings { seed, ..model });
            SequenceCommand::SetModels(models.collect())
        });
        std::iter::once(SequenceCommand::Preset(preset)).chain(with_seed).collect()
    }
}
