//! Run codes: that of the run in view goes to the clipboard, and the run of a pasted one waits for the person to
//! begin it. How a code is written is known by the arena.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::EguiClipboard;

use crate::{
    arena::{CodedLevel, RunCode, RunCodeError},
    game::{Announcer, Lanes, Notice, RunPlan},
    panels::{LevelEntry, RunCodeView},
};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<PastedRun>().init_resource::<CopiedText>();
}

/// The text that was copied in this window last: its clipboard where the system offers none.
#[derive(Resource, Debug, Default)]
pub struct CopiedText(pub String);

/// The run of a pasted code, while the person is asked whether to begin it.
#[derive(Resource, Default)]
pub struct PastedRun(Option<Pasted>);

struct Pasted {
    plan: RunPlan,
    level: LevelEntry,
    is_exact: bool,
}

impl PastedRun {
    /// What the person is asked about.
    pub fn view(&self) -> Option<RunCodeView<'_>> {
        let Pasted { plan, level, is_exact } = self.0.as_ref()?;
        Some(RunCodeView { draft: &plan.draft, level, is_exact: *is_exact })
    }
}

/// The clipboard and what was pasted from it.
#[derive(SystemParam)]
pub(super) struct RunCodes<'w> {
    clipboard: Option<ResMut<'w, EguiClipboard>>,
    copied: ResMut<'w, CopiedText>,
    pasted: ResMut<'w, PastedRun>,
}

impl RunCodes<'_> {
    /// Copies the code of the run in view, and says what it leaves out.
    pub fn copy(&mut self, lanes: &Lanes, announcer: &mut Announcer) {
        let Some((code, gives)) = lanes.shown().simulation.code() else { return };
        let text = code.to_string();
        if let Some(clipboard) = &mut self.clipboard {
            clipboard.set_text(&text);
        }
        self.copied.0 = text;
        announcer.tell(Notice::RunCode { code, gives });
    }

    /// Reads the code on the clipboard and asks whether to begin its run.
    pub fn paste(&mut self, now: RunPlan, announcer: &mut Announcer) {
        let text = self.clipboard.as_mut().and_then(|clipboard| clipboard.get_text());
        if let Some(run) = announcer.ok(read(text.as_ref().unwrap_or(&self.copied.0), now)) {
            self.pasted.0 = Some(run);
        }
    }

    /// The plan of the pasted run, which waits no more.
    pub fn take(&mut self) -> Option<RunPlan> {
        self.pasted.0.take().map(|pasted| pasted.plan)
    }
}

/// The run of a code. Where the code has no room for its level, that has to be on the board.
fn read(text: &str, now: RunPlan) -> Result<Pasted, RunCodeError> {
    let code: RunCode = text.parse()?;
    let given = matches!(code.level, CodedLevel::Needed { .. }).then(|| now.level.clone());
    let plan = RunPlan::of_setup(code.setup(given)?, now.draft);
    let level = LevelEntry::new(plan.draft.level.clone(), plan.level.clone());
    Ok(Pasted { plan, level, is_exact: code.is_exact() })
}
