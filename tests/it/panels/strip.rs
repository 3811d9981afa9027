//! The strip under the board: what is shown on it, and the tools that change it.

use egui_kittest::{Harness, kittest::Queryable};
use sidestep::{
    gridworld::MotionKind,
    language::Language,
    panels::{EditTool, OverlayPanel, Overlays, OverlaysView, SaveWhat, TrainCommand},
};

use super::{Stage, check_texts, check_widgets, press, stage, text};

struct Strip {
    panel: OverlayPanel,
    view: OverlaysView,
}

fn strip(language: Language, has_optimum: bool, tool: EditTool) -> Harness<'static, Stage<Strip>> {
    let view = OverlaysView { overlays: Overlays::default(), has_optimum, tool, can_undo_edit: true };
    stage(language, [560.0, 200.0], Strip { panel: OverlayPanel::default(), view }, |ui, look, strip| {
        strip.panel.ui(ui, look, &strip.view)
    })
}

#[test]
fn overlays_are_switched_one_by_one() {
    for language in Language::ALL {
        let mut harness = strip(language, true, EditTool::Look);
        check_widgets(&harness, 560.0, &format!("strip in {language}"));
        press(&mut harness, &text(language, "overlay-values"));
        press(&mut harness, &text(language, "overlay-trail"));
        assert_eq!(
            harness.state_mut().taken::<TrainCommand>(),
            [
                TrainCommand::SetOverlays(Overlays { values: true, ..Overlays::default() }),
                TrainCommand::SetOverlays(Overlays { trail: false, ..Overlays::default() }),
            ]
        );
    }
}

#[test]
fn the_signs_on_obstacles_are_explained() {
    for language in Language::ALL {
        let mut harness = strip(language, true, EditTool::Look);
        let bright = text(language, "legend-next");
        assert!(harness.query_by_label(&bright).is_none());
        press(&mut harness, &text(language, "legend-title"));
        for key in ["legend-next", "legend-later", "legend-chance", "legend-still"] {
            assert!(harness.query_by_label(&text(language, key)).is_some(), "{language}: {key}");
        }
        check_texts(&harness, &format!("legend in {language}"));
    }
}

#[test]
fn without_an_optimum_its_overlays_cannot_be_switched_on() {
    let mut harness = strip(Language::English, false, EditTool::Look);
    press(&mut harness, "Optimum");
    press(&mut harness, "Differences");
    assert_eq!(harness.state_mut().taken::<TrainCommand>(), []);
}

#[test]
fn tools_are_taken_in_hand_and_the_board_is_saved() {
    for language in Language::ALL {
        let mut harness = strip(language, true, EditTool::Obstacle(MotionKind::Chase));
        assert!(
            harness.query_all_by_label_contains(&text(language, "edit-motion")).next().is_some(),
            "the obstacle's motion is offered"
        );
        press(&mut harness, &text(language, "tool-wall"));
        press(&mut harness, &text(language, "edit-undo"));
        press(&mut harness, &text(language, "edit-save"));
        assert_eq!(
            harness.state_mut().taken::<TrainCommand>(),
            [TrainCommand::SetTool(EditTool::Wall), TrainCommand::UndoEdit, TrainCommand::Save(SaveWhat::Level)]
        );
        // The kind that was in hand is the kind that comes back.
        harness.state_mut().panel.view.tool = EditTool::Wall;
        harness.run_steps(1);
        press(&mut harness, &text(language, "tool-obstacle"));
        assert_eq!(
            harness.state_mut().taken::<TrainCommand>(),
            [TrainCommand::SetTool(EditTool::Obstacle(MotionKind::Chase))]
        );
    }
}
