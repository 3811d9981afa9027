//! Which weights are followed: one by its name, or a random sample of each layer.

use std::str::FromStr;

use rand::{SeedableRng, seq::index};
use rand_pcg::Pcg64Mcg;

use crate::{
    arena::{Setup, TickTrace},
    cli::Failure,
    learning::{ACTIONS, NetworkUpdate, WeightPlace},
};

/// A weight as it is typed: `0,3,5` or `0,3,bias`.
#[derive(Clone, Copy, Debug)]
pub struct WeightName(WeightPlace);

impl FromStr for WeightName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts: Vec<&str> = text.split(',').map(str::trim).collect();
        let place = match parts[..] {
            [layer, unit, input] => layer.parse().ok().zip(unit.parse().ok()).and_then(|(layer, unit)| {
                let input = if input == "bias" { Some(None) } else { input.parse().ok().map(Some) };
                Some(WeightPlace { layer, unit, input: input? })
            }),
            _ => None,
        };
        place
            .map(Self)
            .ok_or_else(|| "give layer, unit and input, counted from 0, such as 0,3,5 or 0,3,bias".to_owned())
    }
}

/// The weights that are followed.
pub enum ChosenWeights {
    /// One.
    One(WeightPlace),
    /// So many of each layer, drawn anew in each tick.
    Sample(usize),
}

impl ChosenWeights {
    /// What was asked for, on a run that is made from this.
    ///
    /// # Errors
    /// A weight that its network does not have.
    pub fn of(name: Option<WeightName>, count: usize, setup: &Setup) -> Result<Self, Failure> {
        let Some(WeightName(place)) = name else { return Ok(Self::Sample(count)) };
        let WeightPlace { layer, unit, input } = place;
        let mut sizes = vec![setup.observation.len(&setup.level)];
        sizes.extend(&setup.hyperparameters.hidden);
        sizes.push(ACTIONS);
        let refused = |what: &str, found: usize, count: usize, of: &str| {
            Err(Failure::usage(format_args!(
                "--weight: there is no {what} {found}: {of} has {count}, 0 to {}",
                count - 1
            )))
        };
        if layer + 1 >= sizes.len() {
            return refused("layer", layer, sizes.len() - 1, "the network");
        }
        let (inputs, units) = (sizes[layer], sizes[layer + 1]);
        match input {
            _ if unit >= units => refused("unit", unit, units, &format!("layer {layer}")),
            Some(input) if input >= inputs => refused("input", input, inputs, &format!("each unit of layer {layer}")),
            _ => Ok(Self::One(place)),
        }
    }

    /// Those of a network, in their order. The value network has one unit in its last layer: it may lack the one
    /// weight.
    pub fn places(&self, network: &NetworkUpdate, trace: &TickTrace) -> Vec<WeightPlace> {
        match *self {
            Self::One(place) => network.weight(place).map(|weight| weight.place).into_iter().collect(),
            Self::Sample(count) => {
                let mut generator = Pcg64Mcg::seed_from_u64(trace.setup.seed ^ trace.tick.rotate_left(32));
                let mut sample = Vec::new();
                for layer in 0..network.layers.len() {
                    let all: Vec<WeightPlace> = network.places(layer).collect();
                    let mut drawn = index::sample(&mut generator, all.len(), count.min(all.len())).into_vec();
                    drawn.sort_unstable();
                    sample.extend(drawn.into_iter().map(|index| all[index]));
                }
                sample
            }
        }
    }
}
