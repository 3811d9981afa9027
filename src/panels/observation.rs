//! What agents see, in words.

use super::Look;
use crate::gridworld::Observation;

/// What it is called.
pub(super) fn observation_name(look: Look<'_>, observation: Observation) -> String {
    match observation {
        Observation::Relative => look.t("observation-relative").to_owned(),
        Observation::RelativePhase => look.t("observation-relative-phase").to_owned(),
        Observation::View { size } => look.texts.t_with("observation-view", &[("size", size.into())]),
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
