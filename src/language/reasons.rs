//! Why one action and not another, in two sentences: what the network says, and what is true.

use super::{Texts, Value};
use crate::{
    gridworld::Action,
    learning::ActionValues,
    lens::{ActionComparison, ActionDifference},
};

impl Texts {
    /// What the network says of two actions, and what is true of them where that is known. `write` writes a number.
    #[must_use]
    pub fn reasons(
        &self,
        comparison: &ActionComparison,
        gamma: f64,
        write: impl Fn(f64) -> String,
    ) -> (String, Option<String>) {
        let ActionComparison { actions, kind, network, truth, .. } = comparison;
        let is_policy = *kind == ActionValues::Probabilities;
        // Between probabilities people compare by how many times, not by logarithms.
        let by = |difference: f64| write(if is_policy { difference.exp() } else { difference });
        let values = if is_policy { probabilities(network, *actions) } else { network.values.map(f64::from) };
        let key = match (is_policy, network.largest().is_some()) {
            (false, true) => "why-network-q",
            (false, false) => "why-network-q-alone",
            (true, true) => "why-network-pi",
            (true, false) => "why-network-pi-alone",
        };
        let of_network = self.reason(key, comparison.actions, network, values.map(&write), &by, &[]);
        let of_truth = truth.as_ref().map(|truth| {
            let key = if truth.largest().is_some() { "why-truth" } else { "why-truth-alone" };
            let values = truth.values.map(|value| write(value.into()));
            self.reason(key, comparison.actions, truth, values, &write, &[("gamma", decimals(gamma).into())])
        });
        (of_network, of_truth)
    }

    fn reason(
        &self,
        key: &str,
        actions: [Action; 2],
        difference: &ActionDifference,
        [this_value, that_value]: [String; 2],
        write: &dyn Fn(f64) -> String,
        more: &[(&'static str, Value<'_>)],
    ) -> String {
        let [this, that] = actions.map(|action| self.t(action.key()));
        let mut said: Vec<(&'static str, Value<'_>)> = vec![
            ("this", this.into()),
            ("that", that.into()),
            ("a", this_value.into()),
            ("b", that_value.into()),
            ("difference", write(difference.value).into()),
        ];
        said.extend(more.iter().cloned());
        if let Some(largest) = difference.largest() {
            let (number, cells) = (largest.obstacle + 1, largest.cells);
            let without = write(largest.without).into();
            said.extend([("obstacle", number.into()), ("cells", cells.into()), ("without", without)]);
        }
        self.t_with(key, &said)
    }
}

/// pi(a|s) of the two, from the preferences of all.
fn probabilities(network: &ActionDifference, actions: [Action; 2]) -> [f64; 2] {
    let most = network.all.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let power = |preference: f32| f64::from(preference - most).exp();
    let sum: f64 = network.all.iter().copied().map(power).sum();
    actions.map(|action| power(network.all[action.index()]) / sum)
}

/// A setting with four decimals at most.
fn decimals(setting: f64) -> String {
    ((setting * 1e4).round() / 1e4).to_string()
}
