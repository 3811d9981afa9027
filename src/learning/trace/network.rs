//! A network's forward pass, backward pass and step, number by number.

use serde::{Deserialize, Serialize};

use crate::tensors::{Activation, AdamFactors, LayerWeights, Layout};

/// An affine map: sum = weights x + bias.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TracedLayer {
    /// A row for each unit, a number for each input.
    pub weights: Vec<Vec<f32>>,
    /// One for each unit.
    pub bias: Vec<f32>,
}

/// What one layer's units computed for one row of inputs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UnitsTrace {
    /// z = bias + w_0 x_0 + w_1 x_1 + .., added up in this order.
    pub sum: Vec<f32>,
    /// f(z); z itself in the last layer.
    pub activation: Vec<f32>,
    /// dL/dz: the loss of the whole update by this sum. Empty where nothing was learned from the row.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub error: Vec<f32>,
}

impl TracedLayer {
    /// The layers of a network.
    pub(in crate::learning) fn all(weights: &LayerWeights) -> Vec<Self> {
        let layer = |(weight, bias): &(Vec<f32>, Vec<f32>)| {
            let inputs = weight.len() / bias.len();
            Self { weights: weight.chunks(inputs).map(<[f32]>::to_vec).collect(), bias: bias.clone() }
        };
        weights.iter().map(layer).collect()
    }
}

/// What every unit of a network computes for one row, bit for bit as the learner does.
pub(in crate::learning) fn forward(layers: &[TracedLayer], f: Activation, row: &[f32]) -> Vec<UnitsTrace> {
    let mut units: Vec<UnitsTrace> = Vec::with_capacity(layers.len());
    for (index, layer) in layers.iter().enumerate() {
        let x = units.last().map_or(row, |below| &below.activation);
        let z = |(w, b): (&Vec<f32>, &f32)| w.iter().zip(x).fold(*b, |sum, (w, x)| sum + w * x);
        let sum: Vec<f32> = layer.weights.iter().zip(&layer.bias).map(z).collect();
        let mut activation = sum.clone();
        if index + 1 < layers.len() {
            f.apply(&mut activation);
        }
        units.push(UnitsTrace { sum, activation, error: Vec::new() });
    }
    units
}

/// The outputs of a pass.
pub(in crate::learning) fn outputs(units: &[UnitsTrace]) -> &[f32] {
    units.last().map_or(&[], |last| &last.sum)
}

/// A row that an update learned from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SampleTrace {
    /// What went into the network.
    pub observation: Vec<f32>,
    /// What it computed before the update, with the errors that ran back.
    pub layers: Vec<UnitsTrace>,
    /// Its outputs before the update.
    pub outputs: Vec<f32>,
    /// Its outputs after the update.
    pub outputs_after: Vec<f32>,
    /// The norm of this row's own share of the gradient, over all weights.
    pub share: f32,
}

/// Which weight of a network: from an input to a unit of a layer, or, without an input, the unit's bias. All count
/// from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct WeightPlace {
    /// The layer, input side first.
    pub layer: usize,
    /// The unit of it.
    pub unit: usize,
    /// The input of the layer.
    pub input: Option<usize>,
}

/// How one weight moved.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct WeightTrace {
    /// Which one.
    #[serde(flatten)]
    pub place: WeightPlace,
    /// dL/dw: the sum over all samples of the unit's error times the input's activation.
    pub gradient: f32,
    /// The same after clipping: gradient * `clip_factor`.
    pub clipped: f32,
    /// Adam's first moment before.
    pub m_before: f32,
    /// `beta_1 * m_before + (1 - beta_1) * clipped`.
    pub m: f32,
    /// `m / correction_1`.
    pub m_corrected: f32,
    /// Adam's second moment before.
    pub v_before: f32,
    /// `beta_2 * v_before + (1 - beta_2) * clipped^2`.
    pub v: f32,
    /// `v / correction_2`.
    pub v_corrected: f32,
    /// `learning_rate * m_corrected / (sqrt(v_corrected) + epsilon)`.
    pub step: f32,
    /// The weight before.
    pub before: f32,
    /// before - step.
    pub after: f32,
}

/// A network's part of an update.
#[derive(Clone, Debug)]
pub struct NetworkUpdate {
    /// Its layers before.
    pub layers: Vec<TracedLayer>,
    /// The loss before, as it went into the descent.
    pub loss: f32,
    /// The gradient's norm over all weights, before clipping.
    pub gradient_norm: f32,
    /// The greatest norm that is not clipped; 0 where nothing is.
    pub clip_norm: f32,
    /// What holds for all weights.
    pub adam: AdamFactors,
    /// The rows that it learned from.
    pub samples: Vec<SampleTrace>,
    pub(in crate::learning) numbers: WeightNumbers,
}

/// All weights of a network and what belongs to each, in the order of a layout.
#[derive(Clone, Debug)]
pub(in crate::learning) struct WeightNumbers {
    pub(in crate::learning) layout: Layout,
    pub(in crate::learning) before: Vec<f32>,
    pub(in crate::learning) after: Vec<f32>,
    pub(in crate::learning) gradient: Vec<f32>,
    pub(in crate::learning) m: Vec<f32>,
    pub(in crate::learning) v: Vec<f32>,
}

impl NetworkUpdate {
    /// How one weight moved; `None` where there is no such weight.
    #[must_use]
    pub fn weight(&self, place: WeightPlace) -> Option<WeightTrace> {
        let WeightNumbers { layout, before, after, gradient, m, v } = &self.numbers;
        let at = layout.place(place.layer, place.unit, place.input)?;
        let (gradient, m_before, v_before) = (gradient[at], m[at], v[at]);
        let (m, v, step) = self.adam.moved(gradient, m_before, v_before);
        let corrected = |moment: f32, correction: f64| (f64::from(moment) / correction) as f32;
        Some(WeightTrace {
            place,
            gradient,
            clipped: gradient * self.adam.clip_factor,
            m_before,
            m,
            m_corrected: corrected(m, self.adam.correction_1),
            v_before,
            v,
            v_corrected: corrected(v, self.adam.correction_2),
            step,
            before: before[at],
            after: after[at],
        })
    }

    /// dL/dw of one weight.
    #[must_use]
    pub fn gradient(&self, place: WeightPlace) -> Option<f32> {
        let WeightNumbers { layout, gradient, .. } = &self.numbers;
        Some(gradient[layout.place(place.layer, place.unit, place.input)?])
    }

    /// What a weight's gradient is the sum of: for each sample the unit's error and the activation that it came
    /// through (1 for a bias).
    #[must_use]
    pub fn terms(&self, place: WeightPlace) -> Vec<(f32, f32)> {
        let WeightPlace { layer, unit, input } = place;
        let term = |sample: &SampleTrace| {
            let x = match (layer, input) {
                (_, None) => 1.0,
                (0, Some(input)) => *sample.observation.get(input)?,
                (layer, Some(input)) => *sample.layers.get(layer - 1)?.activation.get(input)?,
            };
            Some((*sample.layers.get(layer)?.error.get(unit)?, x))
        };
        self.samples.iter().filter_map(term).collect()
    }

    /// The sizes of the network, from the input's to the output's.
    #[must_use]
    pub fn sizes(&self) -> Vec<usize> {
        self.numbers.layout.sizes()
    }

    /// All weights and biases of a layer.
    pub fn places(&self, layer: usize) -> impl Iterator<Item = WeightPlace> + use<> {
        let sizes = self.sizes();
        let (inputs, outputs) = (sizes[layer], sizes[layer + 1]);
        (0..outputs).flat_map(move |unit| {
            let inputs = (0..inputs).map(Some).chain([None]);
            inputs.map(move |input| WeightPlace { layer, unit, input })
        })
    }
}
