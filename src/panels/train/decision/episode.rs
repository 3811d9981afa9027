//! What the policy gradient learned from an episode: its steps as a table; return, advantage and loss as formulas with their numbers.

use bevy_egui::egui::{Grid, TextStyle, Ui, WidgetInfo, WidgetType};

use super::{
    formula::{bracketed, letters, line, real, remark, set, short, signed},
    view::DecisionView,
};
use crate::{
    learning::{Baseline, EpisodeStep, LearnedEpisode},
    panels::{Look, action_icon, numbers},
};

/// Rows that are shown of a long episode at its beginning, and at its end.
const SHOWN: [usize; 2] = [6, 6];
/// From this width on, in sizes of small text, all columns have room.
const WIDE: f32 = 25.0;

pub(super) fn ui(ui: &mut Ui, look: Look<'_>, view: &DecisionView<'_>, learned: &LearnedEpisode) {
    let algorithm = view.setup.algorithm;
    let count = [("count", learned.steps.len().into())];
    ui.label(look.small(look.texts.t_with("decision-learned-episode", &count)));
    table(ui, look, learned);
    if learned.tail != 0.0 && learned.tail.is_finite() {
        let cut = [("value", real(learned.tail).into())];
        ui.label(look.small(look.texts.t_with("decision-episode-cut", &cut)));
    }
    if let Some(first) = learned.steps.first() {
        discounted_return(ui, look, learned, first, &format!("algorithm-{algorithm}-target"));
        advantage(ui, look, learned, first);
    }
    let LearnedEpisode { policy_loss, entropy_bonus, entropy, loss, samples, .. } = *learned;
    let numbers =
        format!("{} − {} · {} = {}", short(policy_loss), set(f64::from(entropy_bonus)), short(entropy), short(loss));
    line(ui, look, "decision-loss", "−1/N Σ ρₜ Aₜ ln π(aₜ|sₜ) − β H", &numbers, "decision-policy-loss-help");
    if let Some(loss) = learned.value_loss {
        let formula = "½ · 1/N Σ (V(sₜ) − Gₜ)²";
        let numbers = format!("½ · {} = {}", short(2.0 * loss), short(loss));
        line(ui, look, "decision-value-loss", formula, &numbers, "decision-value-loss-help");
    }
    let baseline = match learned.baseline {
        Baseline::None => "decision-letter-baseline-none",
        Baseline::Whitened => "decision-letter-baseline-whitened",
        Baseline::Value => "decision-letter-baseline-value",
    };
    let with = |key, value: String| look.texts.t_with(key, &[("value", value.into())]);
    letters(
        ui,
        look,
        [
            (with("decision-letter-gamma", set(f64::from(learned.gamma))), "param-gamma-help"),
            (look.t(baseline).to_owned(), "param-baseline-help"),
            (with("decision-letter-samples", numbers::whole(samples as u64)), "decision-letter-samples-help"),
            (look.t("decision-letter-weight").to_owned(), "decision-letter-weight-help"),
            (with("decision-letter-entropy", short(entropy)), "decision-letter-entropy-help"),
            (with("decision-letter-beta", set(f64::from(entropy_bonus))), "param-entropy_bonus-help"),
        ],
    );
    remark(ui, look, &format!("algorithm-{algorithm}-notes"));
}

/// G_0 = r_1 + gamma G_1.
fn discounted_return(ui: &mut Ui, look: Look<'_>, learned: &LearnedEpisode, first: &EpisodeStep, help: &str) {
    let (formula, next) = match learned.steps.get(1) {
        Some(second) => ("G₀ = r₁ + γ · G₁", second.discounted_return),
        None if learned.tail != 0.0 => ("G₀ = r₁ + γ · V(s₁)", learned.tail),
        None => {
            let numbers = format!("{} = {}", real(first.reward), signed(first.discounted_return));
            return line(ui, look, "decision-return", "G₀ = r₁", &numbers, help);
        }
    };
    let numbers = format!(
        "{} + {} · {} = {}",
        real(first.reward),
        set(f64::from(learned.gamma)),
        bracketed(real(next)),
        signed(first.discounted_return)
    );
    line(ui, look, "decision-return", formula, &numbers, help);
}

/// A_0: the return against the baseline.
fn advantage(ui: &mut Ui, look: Look<'_>, learned: &LearnedEpisode, first: &EpisodeStep) {
    let (g, a) = (real(first.discounted_return), signed(first.advantage));
    let (mean, deviation) = learned.spread;
    let (formula, numbers) = match learned.baseline {
        Baseline::None => ("A₀ = G₀", format!("{g} = {a}")),
        Baseline::Value => ("A₀ = G₀ − V(s₀)", format!("{g} − {} = {a}", bracketed(real(first.value())))),
        Baseline::Whitened => {
            // Returns that are all equal are told apart by nothing.
            let is_flat = first.advantage == 0.0 && deviation < 5e-4;
            let numbers = if is_flat {
                format!("0 (σ = {})", real(deviation))
            } else {
                format!("({g} − {}) / {} = {a}", bracketed(real(mean)), real(deviation))
            };
            ("A₀ = (G₀ − μ) / σ", numbers)
        }
    };
    line(ui, look, "decision-advantage", formula, &numbers, "decision-advantage-help");
}

/// A row for each step; where they are many, the middle is left out.
fn table(ui: &mut Ui, look: Look<'_>, learned: &LearnedEpisode) {
    let has_value = learned.baseline == Baseline::Value;
    // With little room, fewer digits and no weights.
    let is_wide = ui.available_width() > TextStyle::Small.resolve(ui.style()).size * WIDE;
    let is_shown = |name: &str| (has_value || name != "V(sₜ)") && (is_wide || name != "ρₜ");
    let columns = [
        ("t", "decision-column-step"),
        ("a", "decision-action-help"),
        ("r", "decision-reward-help"),
        ("Gₜ", "algorithm-reinforce-target"),
        ("V(sₜ)", "decision-column-value"),
        ("Aₜ", "decision-advantage-help"),
        ("ρₜ", "decision-letter-weight-help"),
        ("ln π", "decision-column-log"),
    ];
    let [first, last] = SHOWN;
    let count = learned.steps.len();
    Grid::new("episode_steps").striped(true).spacing([5.0, 1.0]).min_row_height(0.0).min_col_width(0.0).show(
        ui,
        |ui| {
            for (name, help) in columns.iter().filter(|(name, _)| is_shown(name)) {
                ui.label(look.small(*name)).on_hover_text(look.texts.t(help));
            }
            ui.end_row();
            for (t, step) in learned.steps.iter().enumerate() {
                if count > first + last && (first..count - last).contains(&t) {
                    if t == first {
                        let left_out =
                            look.texts.t_with("decision-steps-left-out", &[("count", (count - first - last).into())]);
                        ui.label(look.small("…")).on_hover_text(left_out);
                        ui.end_row();
                    }
                    continue;
                }
                row(ui, look, t, step, has_value, is_wide);
            }
        },
    );
}

fn row(ui: &mut Ui, look: Look<'_>, t: usize, step: &EpisodeStep, has_value: bool, is_wide: bool) {
    let decimals = |number: f32| if is_wide { 3 } else { 2 } - usize::from(number.abs() >= 10.0);
    let signed = |number: f32| numbers::signed(f64::from(number), decimals(number));
    ui.label(look.small(numbers::whole(t as u64)));
    let action = look.t(step.action.key());
    let arrow = ui.label(look.small(action_icon(step.action)));
    arrow.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, action));
    arrow.on_hover_text(action);
    ui.label(look.small(numbers::trimmed(f64::from(step.reward), decimals(step.reward))));
    ui.label(look.small(signed(step.discounted_return)));
    if has_value {
        ui.label(look.small(signed(step.value())));
    }
    ui.label(look.small(signed(step.advantage)));
    if is_wide {
        ui.label(look.small(numbers::real(f64::from(step.weight), 2)));
    }
    ui.label(look.small(signed(step.log_probability)));
    ui.end_row();
}
