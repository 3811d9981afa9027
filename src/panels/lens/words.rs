//! What the numbers of a tick are called.

use crate::{
    gridworld::{Action, Observation},
    learning::{ActionValues, Baseline},
    lens::{Factor, Flow, Moved, Net, OfAction, OfStep, Pass, Subject, Unit},
    panels::{
        Look, numbers,
        observation::{input_help, input_name},
    },
};

use super::ShownTick;

/// The name of a number.
pub(super) fn name(look: Look<'_>, subject: Subject) -> String {
    let t = look.texts;
    let number = |key: &str, number: usize| t.t_with(key, &[("number", number.into())]);
    let at = |key: &str, step: usize| t.t_with(key, &[("step", step.into())]);
    let of = |key: &str, action: Action| t.t_with(key, &[("action", action_name(look, action).into())]);
    let unit = |key: &str, unit: Unit| {
        let (layer, number) = ((unit.layer + 1).into(), unit.unit.into());
        t.t_with(key, &[("layer", layer), ("unit", number), ("pass", t.t(pass_key(unit.pass)).into())])
    };
    match subject {
        Subject::Seen(at) | Subject::Input(Pass::Decision, at) => number("lens-seen", at),
        Subject::Input(pass, at) => {
            t.t_with("lens-input", &[("number", at.into()), ("pass", t.t(pass_key(pass)).into())])
        }
        Subject::Layer(pass, flow, layer) => {
            let key = match (layer, flow) {
                (0, _) => "lens-layer-input",
                (_, Flow::Forward) => "lens-layer",
                (_, Flow::Back) => "lens-layer-errors",
            };
            t.t_with(key, &[("layer", layer.into()), ("pass", t.t(pass_key(pass)).into())])
        }
        Subject::Sum(at) => unit("lens-sum", at),
        Subject::Activation(at) => unit("lens-activation", at),
        Subject::Error(at) => unit("lens-error", at),
        Subject::Epsilon => t.t("lens-epsilon").to_owned(),
        Subject::Drawn => t.t("lens-drawn").to_owned(),
        Subject::Probability(action) => of("lens-probability", action),
        Subject::Cumulated(action) => of("lens-cumulated", action),
        Subject::LearnedReward => t.t("lens-learned-reward").to_owned(),
        Subject::Gamma => t.t("lens-gamma").to_owned(),
        Subject::NextValue | Subject::NextBy(_) => t.t("lens-next-value").to_owned(),
        Subject::Target | Subject::TargetBy(_) => t.t("lens-target").to_owned(),
        Subject::Value => t.t("lens-value").to_owned(),
        Subject::TdError => t.t("lens-td-error").to_owned(),
        Subject::Loss => t.t("lens-loss").to_owned(),
        Subject::StepCount => t.t("lens-step-count").to_owned(),
        Subject::ActionCount => t.t("lens-action-count").to_owned(),
        Subject::ValueAfter => t.t("lens-value-after").to_owned(),
        Subject::Episode(of, step) => at(of_step(of), step),
        Subject::EpisodeAction(of, step, action) => {
            t.t_with(of_action(of), &[("step", step.into()), ("action", action_name(look, action).into())])
        }
        Subject::Tail => t.t("lens-tail").to_owned(),
        Subject::MeanReturn => t.t("lens-mean-return").to_owned(),
        Subject::Deviation => t.t("lens-deviation").to_owned(),
        Subject::PolicyLoss => t.t("lens-policy-loss").to_owned(),
        Subject::MeanEntropy => t.t("lens-mean-entropy").to_owned(),
        Subject::EntropyBonus => t.t("lens-entropy-bonus").to_owned(),
        Subject::ValueLoss => t.t("lens-value-loss").to_owned(),
        Subject::Weight(net, place, moved) => {
            let weight = match place.input {
                Some(input) => t.t_with(
                    "lens-weight",
                    &[("layer", (place.layer + 1).into()), ("unit", place.unit.into()), ("input", input.into())],
                ),
                None => t.t_with("lens-bias", &[("layer", (place.layer + 1).into()), ("unit", place.unit.into())]),
            };
            let of = if net == Net::Value { t.t("lens-of-value-network") } else { "" };
            format!("{}: {weight}{of}", t.t(of_weight(moved)))
        }
        Subject::Update(_, factor) => t.t(of_update(factor)).to_owned(),
        Subject::Reward => t.t("lens-reward").to_owned(),
        Subject::StepReward => t.t("lens-step-reward").to_owned(),
        Subject::HitReward => t.t("lens-hit-reward").to_owned(),
        Subject::Hits => t.t("lens-hits").to_owned(),
        Subject::GoalReward => t.t("lens-goal-reward").to_owned(),
        Subject::ReturnBefore => t.t("lens-return-before").to_owned(),
        Subject::ReturnAfter => t.t("lens-return-after").to_owned(),
    }
}

/// What is said of a number that has no formula here.
pub(super) fn given(look: Look<'_>, shown: &ShownTick<'_>, subject: Subject) -> String {
    if let Subject::Seen(at) | Subject::Input(Pass::Decision, at) = subject
        && let Some(seen) = shown.lens.board().seen.get(at)
    {
        let help = look.t(input_help(shown.lens.trace.setup.observation, seen.name));
        return format!("{}. {help}", input_name(look.texts, seen.name));
    }
    if subject == Subject::Epsilon {
        let settings = &shown.lens.trace.setup.hyperparameters;
        let set = |value: f64| numbers::trimmed(value, 6).into();
        let said = [
            ("start", set(settings.epsilon_start)),
            ("decay", set(settings.epsilon_decay)),
            ("least", set(settings.epsilon_min)),
            ("steps", numbers::whole(shown.lens.trace.learner.steps).into()),
        ];
        return look.texts.t_with("lens-given-epsilon", &said);
    }
    let key = match subject {
        Subject::Weight(net, ..) if shown.lens.network(net).is_none() => "lens-given-still",
        Subject::Weight(_, _, Moved::Before | Moved::FirstBefore | Moved::SecondBefore) => "lens-given-before",
        Subject::Gamma
        | Subject::EntropyBonus
        | Subject::StepReward
        | Subject::HitReward
        | Subject::GoalReward
        | Subject::Update(_, Factor::ClipNorm | Factor::LearningRate) => "lens-given-setting",
        Subject::Drawn => "lens-given-drawn",
        Subject::PolicyLoss
        | Subject::ValueLoss
        | Subject::MeanEntropy
        | Subject::MeanReturn
        | Subject::Deviation
        | Subject::Update(_, Factor::Norm) => "lens-given-over-all",
        Subject::Episode(OfStep::Share, _) => "lens-given-share",
        Subject::ValueAfter | Subject::EpisodeAction(OfAction::ProbabilityAfter, ..) => "lens-given-after",
        Subject::Error(_) => "lens-given-no-error",
        Subject::Update(_, Factor::Clip) => "lens-given-no-clipping",
        _ => "lens-given",
    };
    look.t(key).to_owned()
}

/// What a number is for, where its name and its formula alone do not say it.
pub(super) const fn about(subject: Subject) -> Option<&'static str> {
    Some(match subject {
        Subject::StepCount => "lens-about-step-count",
        Subject::Episode(OfStep::Reward, _) => "lens-about-reward",
        Subject::Episode(OfStep::Baseline, _) | Subject::MeanReturn => "lens-about-baseline",
        Subject::Episode(OfStep::Ratio, _) => "lens-about-ratio",
        Subject::Deviation => "lens-about-deviation",
        Subject::EntropyBonus | Subject::MeanEntropy => "lens-about-entropy",
        Subject::Weight(_, _, Moved::Clipped) | Subject::Update(_, Factor::Clip) => "lens-about-clipped",
        Subject::Weight(_, _, Moved::First) => "lens-about-first",
        Subject::Weight(_, _, Moved::Second) => "lens-about-second",
        Subject::Weight(_, _, Moved::FirstCorrected | Moved::SecondCorrected)
        | Subject::Update(_, Factor::FirstCorrection | Factor::SecondCorrection) => "lens-about-corrected",
        Subject::Weight(_, _, Moved::Step) => "lens-about-step",
        Subject::Sum(_) | Subject::Activation(_) | Subject::Error(_) => "lens-about-places",
        _ => return None,
    })
}

/// Where the study notes or the course do something else than what a card says.
pub(super) fn remark(shown: &ShownTick<'_>, subject: Subject) -> Option<String> {
    let setup = &shown.lens.trace.setup;
    let of_algorithm = || Some(format!("algorithm-{}-notes", setup.algorithm));
    match (setup.algorithm.action_values(), subject) {
        (_, Subject::Seen(_)) if setup.observation == Observation::Relative => Some("lens-remark-relative".to_owned()),
        (ActionValues::Q, Subject::Target | Subject::TargetBy(_) | Subject::NextValue | Subject::Loss)
        | (ActionValues::Probabilities, Subject::Loss | Subject::PolicyLoss | Subject::Episode(OfStep::Return, _)) => {
            of_algorithm()
        }
        (ActionValues::Probabilities, Subject::EpisodeAction(OfAction::ReturnError, ..)) => {
            Some("lens-remark-discount".to_owned())
        }
        (ActionValues::Probabilities, Subject::Episode(OfStep::Advantage, _) | Subject::Deviation)
            if setup.hyperparameters.baseline == Baseline::Whitened =>
        {
            Some("lens-remark-whitened".to_owned())
        }
        _ => None,
    }
}

/// A symbol as it is printed: `δ` for `delta`.
pub(super) fn symbol(symbol: &str) -> String {
    let greek = [
        ("epsilon", "ε"),
        ("delta", "δ"),
        ("gamma", "γ"),
        ("alpha", "α"),
        ("beta", "β"),
        ("sigma", "σ"),
        ("pi(", "π("),
        ("L pi", "L π"),
    ];
    greek.iter().fold(symbol.to_owned(), |text, (name, letter)| text.replace(name, letter))
}

/// Signs as they are printed.
pub(super) fn signs(signs: &str) -> String {
    signs.replace('*', "×").replace(" - ", " − ").replace("^2", "²")
}

/// The name of an action.
pub(super) fn action_name(look: Look<'_>, action: Action) -> String {
    look.texts.t(action.key()).to_owned()
}

const fn pass_key(pass: Pass) -> &'static str {
    match pass {
        Pass::Decision => "lens-pass-decision",
        Pass::Next => "lens-pass-next",
        Pass::Sample(_) => "lens-pass-sample",
        Pass::Value(_) => "lens-pass-value",
    }
}

const fn of_step(of: OfStep) -> &'static str {
    match of {
        OfStep::Reward => "lens-episode-reward",
        OfStep::Return => "lens-episode-return",
        OfStep::Baseline => "lens-episode-baseline",
        OfStep::Advantage => "lens-episode-advantage",
        OfStep::LogProbability => "lens-episode-log-probability",
        OfStep::LogProbabilityThen => "lens-episode-log-probability-then",
        OfStep::Ratio => "lens-episode-ratio",
        OfStep::Entropy => "lens-episode-entropy",
        OfStep::Share => "lens-episode-share",
    }
}

const fn of_action(of: OfAction) -> &'static str {
    match of {
        OfAction::Probability => "lens-action-probability",
        OfAction::LogPolicy => "lens-action-log-policy",
        OfAction::ReturnError => "lens-action-return-error",
        OfAction::EntropyError => "lens-action-entropy-error",
        OfAction::ProbabilityAfter => "lens-action-probability-after",
    }
}

const fn of_weight(moved: Moved) -> &'static str {
    match moved {
        Moved::Gradient => "lens-weight-gradient",
        Moved::Clipped => "lens-weight-clipped",
        Moved::FirstBefore => "lens-weight-first-before",
        Moved::First => "lens-weight-first",
        Moved::FirstCorrected => "lens-weight-first-corrected",
        Moved::SecondBefore => "lens-weight-second-before",
        Moved::Second => "lens-weight-second",
        Moved::SecondCorrected => "lens-weight-second-corrected",
        Moved::Step => "lens-weight-step",
        Moved::Before => "lens-weight-before",
        Moved::After => "lens-weight-after",
    }
}

const fn of_update(factor: Factor) -> &'static str {
    match factor {
        Factor::Norm => "lens-gradient-norm",
        Factor::ClipNorm => "lens-clip-norm",
        Factor::Clip => "lens-clip-factor",
        Factor::LearningRate => "lens-learning-rate",
        Factor::FirstCorrection => "lens-first-correction",
        Factor::SecondCorrection => "lens-second-correction",
    }
}
