//! Why this action and not another, tick by tick. What it says is worked out by the lens; the exact optima are solved once, or where
//! every episode is another game, once an episode.

use std::{fmt::Write as _, ops::ControlFlow};

use crate::{
    arena::TickTrace,
    gridworld::{Budget, LeaveOneOut, OptimumError},
    learning::ActionValues,
    lens::{ActionComparison, ActionDifference, Agreement, Lens, Way},
};

/// What is asked of every tick.
#[derive(Default)]
pub struct Reasons {
    optimum: Option<LeaveOneOut>,
    refused: Option<OptimumError>,
    agreement: Agreement,
}

impl Reasons {
    /// For each actor its action beside the one that the network likes best of the others.
    pub fn of(&mut self, trace: &TickTrace) -> Vec<ActionComparison> {
        let compare = |actor| {
            let lens = Lens { trace, actor };
            self.solve(&lens);
            let optimum = self.optimum.as_ref();
            if let Some(optimum) = optimum {
                self.agreement = self.agreement + lens.agreement(optimum, [&lens.board().board]);
            }
            lens.compare(lens.action_and_rival(), optimum)
        };
        (0..trace.boards.len()).map(compare).collect()
    }

    fn solve(&mut self, lens: &Lens<'_>) {
        let board = &lens.board().board;
        let is_known = self.optimum.as_ref().is_some_and(|optimum| optimum.is_about(board, 0));
        if is_known || self.refused.is_some() {
            return;
        }
        let gamma = lens.trace.setup.hyperparameters.gamma;
        match LeaveOneOut::solve(board, 0, gamma, Budget::default(), &mut |_| ControlFlow::Continue(())) {
            Ok(optimum) => self.optimum = Some(optimum),
            Err(error) => self.refused = Some(error),
        }
    }

    /// A comparison in words.
    pub fn words(&self, comparison: &ActionComparison, gamma: f64) -> String {
        let mut text = String::new();
        self.write(&mut text, comparison, gamma).expect("a string takes all that is written");
        text
    }

    fn write(&self, text: &mut String, comparison: &ActionComparison, gamma: f64) -> std::fmt::Result {
        let ActionComparison { actions: [this, that], kind, network, truth, ways } = comparison;
        writeln!(text, "\nWhy {this} and not {that}")?;
        let [one, other] = match kind {
            ActionValues::Q => [this, that].map(|action| format!("Q(s, {action})")),
            ActionValues::Probabilities => [this, that].map(|action| format!("preference of {action}")),
        };
        write_difference(text, &format!("  The network: {one} - {other}"), network, "mean over its cells")?;
        match (truth, &self.refused) {
            (Some(truth), _) => {
                let head = format!("  The exact optimum, gamma {gamma}: {this} - {that}");
                write_difference(text, &head, truth, "without it")?;
            }
            (None, Some(error)) => writeln!(text, "  No exact optimum: {error}")?,
            (None, None) => writeln!(text, "  The episode is over here: the exact optimum has nothing to say")?,
        }
        for (action, way) in [this, that].into_iter().zip(ways.iter().flatten()) {
            let Way { cells, hits, reaches_goal } = way;
            let cells_written: Vec<String> = cells.iter().map(ToString::to_string).collect();
            let end = if *reaches_goal { "at the goal" } else { "not at the goal" };
            let steps = cells.len() - 1;
            writeln!(
                text,
                "  {action}, then the best: {}; {steps} steps, {hits} hits, {end}",
                cells_written.join(" ")
            )?;
        }
        Ok(())
    }

    /// How often network and truth named the same obstacle, in all ticks that were looked at.
    pub fn summary(&self) -> String {
        let Agreement { states, compared, agreeing } = self.agreement;
        format!(
            "\nOf {states} states, in {compared} an obstacle counts for the network's best action beside its second \
             best; in {agreeing} of these the one that counts most for the network is the one that does in truth."
        )
    }
}

fn write_difference(text: &mut String, head: &str, difference: &ActionDifference, without: &str) -> std::fmt::Result {
    let ActionDifference { values: [this, that], value, obstacles, .. } = difference;
    writeln!(text, "{head} = {this} - {that} = {value}")?;
    let largest = difference.largest().map(|largest| largest.obstacle);
    for effect in obstacles {
        let mark = if largest == Some(effect.obstacle) { ", the largest" } else { "" };
        let (obstacle, cells) = (effect.obstacle, effect.cells);
        writeln!(
            text,
            "    obstacle {obstacle} at {} ({cells} cells): {without} {}, effect {}{mark}",
            effect.cell, effect.without, effect.effect
        )?;
    }
    Ok(())
}
