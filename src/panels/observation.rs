//! What agents see, in words.

use crate::{
    gridworld::{Label, Observation},
    language::Texts,
};

/// What it is called.
pub(super) fn observation_name(texts: &Texts, observation: Observation) -> String {
    match observation {
        Observation::Relative => texts.t("observation-relative").to_owned(),
        Observation::RelativePhase => texts.t("observation-relative-phase").to_owned(),
        Observation::View { size } => texts.t_with("observation-view", &[("size", size.into())]),
    }
}

/// Key of what it is.
pub(super) const fn observation_help(observation: Observation) -> &'static str {
    match observation {
        Observation::Relative => "observation-relative-help",
        Observation::RelativePhase => "observation-relative-phase-help",
        Observation::View { .. } => "observation-view-help",
    }
}

/// A place relative to the agent: `2 right, 1 down`.
pub(super) fn place(texts: &Texts, dx: i32, dy: i32) -> String {
    let part = |count: i32, more: &str, less: &str| {
        let key = if count > 0 { more } else { less };
        (count != 0).then(|| texts.t_with(key, &[("n", count.unsigned_abs().into())]))
    };
    let parts: Vec<String> =
        [part(dx, "place-right", "place-left"), part(dy, "place-down", "place-up")].into_iter().flatten().collect();
    if parts.is_empty() { texts.t("place-here").to_owned() } else { parts.join(", ") }
}

/// The name of one of an observation's numbers.
pub(super) fn input_name(texts: &Texts, label: Label) -> String {
    let numbered = |key: &str, index: usize| texts.t_with(key, &[("number", (index + 1).into())]);
    let at = |key: &str, dx: i32, dy: i32| texts.t_with(key, &[("place", place(texts, dx, dy).into())]);
    match label {
        Label::ObstacleX(index) => numbered("input-obstacle-x", index),
        Label::ObstacleY(index) => numbered("input-obstacle-y", index),
        Label::ObstacleMark(index) => numbered("input-obstacle-mark", index),
        Label::ObstacleDirection(index) => numbered("input-obstacle-direction", index),
        Label::ObstacleNextX(index) => numbered("input-obstacle-next-x", index),
        Label::ObstacleNextY(index) => numbered("input-obstacle-next-y", index),
        Label::ObstacleWait(index) => numbered("input-obstacle-wait", index),
        Label::GoalX(index) => numbered("input-goal-x", index),
        Label::GoalY(index) => numbered("input-goal-y", index),
        Label::GoalMark(index) => numbered("input-goal-mark", index),
        Label::WallAt { dx, dy } => at("input-wall-at", dx, dy),
        Label::ObstacleAt { dx, dy } => at("input-obstacle-at", dx, dy),
        Label::ObstacleSoonAt { dx, dy } => at("input-obstacle-soon-at", dx, dy),
        Label::GoalAt { dx, dy } => at("input-goal-at", dx, dy),
        Label::GoalDirectionX => texts.t("input-goal-direction-x").to_owned(),
        Label::GoalDirectionY => texts.t("input-goal-direction-y").to_owned(),
        Label::GoalNearness => texts.t("input-goal-nearness").to_owned(),
    }
}

/// Key of what its values mean; distances are scaled in another way in each kind of observation.
pub(super) const fn input_help(observation: Observation, label: Label) -> &'static str {
    match label {
        Label::ObstacleX(_) | Label::GoalX(_) => match observation {
            Observation::RelativePhase => "input-share-of-width-help",
            Observation::Relative | Observation::View { .. } => "input-columns-help",
        },
        Label::ObstacleY(_) | Label::GoalY(_) => match observation {
            Observation::RelativePhase => "input-share-of-height-help",
            Observation::Relative | Observation::View { .. } => "input-rows-help",
        },
        Label::ObstacleMark(_) | Label::GoalMark(_) => "input-mark-help",
        Label::ObstacleDirection(_) => "input-direction-help",
        Label::ObstacleNextX(_) | Label::ObstacleNextY(_) => "input-next-help",
        Label::ObstacleWait(_) => "input-wait-help",
        Label::WallAt { .. } => "input-wall-at-help",
        Label::ObstacleAt { .. } => "input-obstacle-at-help",
        Label::ObstacleSoonAt { .. } => "input-obstacle-soon-at-help",
        Label::GoalAt { .. } => "input-goal-at-help",
        Label::GoalDirectionX | Label::GoalDirectionY => "input-goal-direction-help",
        Label::GoalNearness => "input-goal-nearness-help",
    }
}
