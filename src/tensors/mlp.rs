//! A multilayer perceptron's forward and backward pass over buffers that are kept: nothing is allocated once they are
//! large enough. dfdx's own operations are what the tests compare it with. What is to be learned is the learners'
//! business.

use fearless_simd::{Level, Simd, dispatch};

use super::{
    Activation,
    lanes::{Affine, LANES, Tile, level, padded},
};

/// Where the weights of all layers stand in one row of numbers: per layer W column by column (`[inputs, outputs]`,
/// what a forward pass reads one after the other), then b.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    layers: Vec<Affine>,
}

/// Per layer W row by row (`[outputs, inputs]`, PyTorch's layout) and b.
pub type LayerWeights = Vec<(Vec<f32>, Vec<f32>)>;

impl Layout {
    /// For a network of these sizes, from the input's to the output's.
    #[must_use]
    pub fn new(sizes: &[usize]) -> Self {
        let mut at = 0;
        let layers = sizes.windows(2).map(|pair| {
            let layer = Affine { inputs: pair[0], outputs: pair[1], at };
            at += layer.count();
            layer
        });
        Self { layers: layers.collect() }
    }

    /// The sizes from the input's to the output's.
    #[must_use]
    pub fn sizes(&self) -> Vec<usize> {
        self.layers
            .iter()
            .take(1)
            .map(|layer| layer.inputs)
            .chain(self.layers.iter().map(|layer| layer.outputs))
            .collect()
    }

    /// Where one number stands: the weight of a layer from an input to a unit, or, without an input, the unit's bias.
    /// `None` where there is no such layer, unit or input.
    #[must_use]
    pub fn place(&self, layer: usize, unit: usize, input: Option<usize>) -> Option<usize> {
        let &Affine { inputs, outputs, at } = self.layers.get(layer)?;
        let row = input.unwrap_or(inputs);
        let is_there = unit < outputs && input.is_none_or(|input| input < inputs);
        is_there.then_some(at + row * outputs + unit)
    }

    /// The number of weights and biases.
    #[must_use]
    pub fn count(&self) -> usize {
        self.layers.iter().map(|layer| layer.count()).sum()
    }

    /// One row of numbers from those of each layer.
    ///
    /// # Panics
    /// If a layer has another size.
    #[must_use]
    pub fn row_of(&self, layers: &[(Vec<f32>, Vec<f32>)]) -> Vec<f32> {
        let mut row = Vec::with_capacity(self.count() + LANES);
        for (layer, (weight, bias)) in self.layers.iter().zip(layers) {
            assert_eq!([weight.len(), bias.len()], [layer.inputs * layer.outputs, layer.outputs], "a layer's size");
            row.extend(transposed(weight, layer.inputs));
            row.extend(bias);
        }
        row
    }

    /// The numbers of each layer from one row of all: the other way round than [`Self::row_of`].
    #[must_use]
    pub fn layers_of(&self, row: &[f32]) -> LayerWeights {
        let layers = self.layers.iter().map(|layer| {
            let (weight, bias) = row[layer.at..][..layer.count()].split_at(layer.inputs * layer.outputs);
            (transposed(weight, layer.outputs), bias.to_vec())
        });
        layers.collect()
    }

    /// The numbers of all layers in PyTorch's order, one layer behind the other, from one row of all.
    #[must_use]
    pub fn in_order(&self, row: &[f32]) -> Vec<f32> {
        self.layers_of(row).into_iter().flat_map(|(weight, bias)| [weight, bias]).flatten().collect()
    }

    /// One row of all from the numbers of all layers in PyTorch's order: the other way round than [`Self::in_order`].
    #[must_use]
    pub fn from_order(&self, numbers: &[f32]) -> Vec<f32> {
        let layers = self.layers.iter().map(|layer| {
            let (weight, bias) = numbers[layer.at..][..layer.count()].split_at(layer.inputs * layer.outputs);
            (weight.to_vec(), bias.to_vec())
        });
        self.row_of(&layers.collect::<Vec<_>>())
    }
}

/// A matrix column by column, given its rows of so many numbers.
pub(crate) fn transposed(numbers: &[f32], columns: usize) -> Vec<f32> {
    (0..columns).flat_map(|column| numbers[column..].iter().step_by(columns)).copied().collect()
}

/// The numbers of a network: its weights, and what the last pass computed from them.
///
/// With x_0 the observations, z_k = W_k x_{k-1} + b_k and x_k = f(z_k), but nothing behind the last z; dz is the
/// loss's gradient by z: dW_k = dz_k x_{k-1}^T and db_k = dz_k, summed over the samples, and one layer down dz_{k-1}
/// = (W_k^T dz_k) f'(z_{k-1}).
#[derive(Clone, Debug)]
pub struct Mlp {
    level: Level,
    layout: Layout,
    activation: Activation,
    /// In the order of the layout, with a few zeros behind them: rows are read in whole lanes.
    weights: Vec<f32>,
    /// dL/dw, alike.
    gradient: Vec<f32>,
    samples: usize,
    /// x_0, x_1, .. and at last z of the last layer, row by row; all but x_0 padded to whole lanes.
    values: Vec<Vec<f32>>,
    /// dz_1, dz_2, .., alike, with zeros in the padding.
    dz: Vec<Vec<f32>>,
    tiles: Vec<Tile>,
}

impl Mlp {
    /// A network of these sizes whose weights are all 0.
    #[must_use]
    pub fn new(sizes: &[usize], activation: Activation) -> Self {
        let layout = Layout::new(sizes);
        Self {
            level: level(),
            activation,
            weights: vec![0.0; layout.count() + LANES],
            gradient: vec![0.0; layout.count() + LANES],
            samples: 0,
            values: vec![Vec::new(); sizes.len()],
            dz: vec![Vec::new(); sizes.len() - 1],
            tiles: Vec::new(),
            layout,
        }
    }

    /// Where its weights stand.
    #[must_use]
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// What stands between layers.
    #[must_use]
    pub const fn activation(&self) -> Activation {
        self.activation
    }

    /// All weights and biases, in the order of [`Self::layout`].
    #[must_use]
    pub fn weights(&self) -> &[f32] {
        &self.weights[..self.layout.count()]
    }

    /// The same, to change them.
    pub fn weights_mut(&mut self) -> &mut [f32] {
        &mut self.weights[..self.layout.count()]
    }

    /// The weights, to change them, and the gradient that [`Self::backward`] found, both with the zeros behind them.
    pub(super) fn weights_and_gradient(&mut self) -> (&mut [f32], &[f32]) {
        (&mut self.weights, &self.gradient)
    }

    /// The gradient of the last [`Self::backward`], in the order of [`Self::layout`].
    #[must_use]
    pub fn gradient(&self) -> &[f32] {
        &self.gradient[..self.layout.count()]
    }

    /// What [`Self::backward`] found for one sample and layer: the loss's gradient by what goes into its activation.
    ///
    /// # Panics
    /// If there was no such layer or sample.
    #[must_use]
    pub fn errors(&self, layer: usize, sample: usize) -> &[f32] {
        let outputs = self.layout.layers[layer].outputs;
        &self.dz[layer][sample * padded(outputs)..][..outputs]
    }

    pub(super) fn level(&self) -> Level {
        self.level
    }

    fn outputs_len(&self) -> usize {
        self.layout.layers[self.layout.layers.len() - 1].outputs
    }

    /// Computes the outputs of rows of observations. What a row's outputs are does not depend on the rows beside it.
    ///
    /// # Panics
    /// If `rows` is not `samples` rows of as many numbers as there are inputs.
    pub fn forward(&mut self, rows: &[f32], samples: usize) {
        let inputs = self.layout.layers[0].inputs;
        assert_eq!(rows.len(), samples * inputs, "rows of {inputs} numbers");
        self.samples = samples;
        grow(&mut self.values[0], rows.len());
        self.values[0][..rows.len()].copy_from_slice(rows);
        for (layer, values) in self.layout.layers.iter().zip(&mut self.values[1..]) {
            grow(values, samples * padded(layer.outputs));
        }
        dispatch!(self.level, simd => self.forward_on(simd));
    }

    #[inline(always)]
    fn forward_on<S: Simd>(&mut self, simd: S) {
        let last = self.layout.layers.len() - 1;
        for (index, layer) in self.layout.layers.iter().enumerate() {
            let (before, after) = self.values.split_at_mut(index + 1);
            let x = (&*before[index], if index == 0 { layer.inputs } else { padded(layer.inputs) });
            let f = (index < last).then_some(self.activation);
            layer.forward(simd, &self.weights, x, self.samples, f, &mut after[0]);
        }
    }

    /// The outputs of the last [`Self::forward`], row by row.
    pub fn outputs(&self) -> impl ExactSizeIterator<Item = &[f32]> {
        let outputs = self.outputs_len();
        let values = &self.values[self.layout.layers.len()];
        values.chunks_exact(padded(outputs)).take(self.samples).map(move |row| &row[..outputs])
    }

    /// The outputs of the last [`Self::forward`], row by row, each with the loss's gradient by them: zeros, for the
    /// loss to write into.
    pub fn outputs_and_gradients(&mut self) -> impl ExactSizeIterator<Item = (&[f32], &mut [f32])> {
        let outputs = self.outputs_len();
        let (width, last) = (padded(outputs), self.layout.layers.len());
        let dz = &mut self.dz[last - 1];
        grow(dz, self.samples * width);
        dz[..self.samples * width].fill(0.0);
        let rows = self.values[last].chunks_exact(width).zip(dz.chunks_exact_mut(width));
        rows.take(self.samples).map(move |(values, dz)| (&values[..outputs], &mut dz[..outputs]))
    }

    /// Computes the gradient by all weights, given that by the outputs in [`Self::outputs_and_gradients`].
    pub fn backward(&mut self) {
        for (layer, dz) in self.layout.layers.iter().zip(&mut self.dz) {
            grow(dz, self.samples * padded(layer.outputs));
        }
        dispatch!(self.level, simd => self.backward_on(simd));
    }

    #[inline(always)]
    fn backward_on<S: Simd>(&mut self, simd: S) {
        for (index, layer) in self.layout.layers.iter().enumerate().skip(1).rev() {
            let (below, above) = self.dz.split_at_mut(index);
            let (len, len_above) = (self.samples * padded(layer.inputs), self.samples * padded(layer.outputs));
            let f = (self.activation, &self.values[index][..len]);
            let (dz, below) = (&above[0][..len_above], &mut below[index - 1][..len]);
            layer.backward(simd, &self.weights, dz, f, below, &mut self.tiles);
        }
        // Upwards: each layer's gradient ends with a few numbers too many, where the next one's begins.
        for (index, layer) in self.layout.layers.iter().enumerate() {
            let x = (&*self.values[index], if index == 0 { layer.inputs } else { padded(layer.inputs) });
            layer.gradient(simd, x, &self.dz[index], self.samples, &mut self.gradient);
        }
    }
}

/// Makes room, if there is not enough.
fn grow(numbers: &mut Vec<f32>, len: usize) {
    if numbers.len() < len {
        numbers.resize(len, 0.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tensors::Adam;

    fn sines(count: usize, start: usize) -> Vec<f32> {
        (start..start + count).map(|k| (1.7 * k as f64 + 0.3).sin() as f32).collect()
    }

    fn bits(numbers: &[f32]) -> Vec<u32> {
        numbers.iter().map(|number| number.to_bits()).collect()
    }

    /// A network with widths that are computed in blocks of each size, with and without padding.
    fn network(activation: Activation, level: Level) -> Mlp {
        let mut mlp = Mlp { level, ..Mlp::new(&[15, 117, 30, 64, 5], activation) };
        let weights = sines(mlp.weights().len(), 0);
        mlp.weights_mut().iter_mut().zip(weights).for_each(|(weight, sine)| *weight = 0.3 * sine);
        mlp
    }

    #[test]
    fn sums_are_in_the_order_that_is_written() {
        for (activation, samples) in Activation::ALL.into_iter().flat_map(|f| [1, 2, 7, 16].map(|count| (f, count))) {
            let mut mlp = network(activation, Level::new());
            let mut x = vec![sines(samples * 15, 5)];
            mlp.forward(&x[0], samples);
            for (y, dy) in mlp.outputs_and_gradients() {
                dy.iter_mut().zip(y).for_each(|(dy, y)| *dy = y - 1.0);
            }
            mlp.backward();

            let (sizes, layers) = (mlp.layout().sizes(), mlp.layout().layers_of(mlp.weights()));
            for (index, (weight, bias)) in layers.iter().enumerate() {
                let z = |row: &[f32], w: &[f32], b: f32| row.iter().zip(w).fold(b, |sum, (x, w)| sum + x * w);
                let outputs = |row| weight.chunks(sizes[index]).zip(bias).map(move |(w, b)| z(row, w, *b));
                let mut next: Vec<f32> = x[index].chunks(sizes[index]).flat_map(outputs).collect();
                if index + 1 < layers.len() {
                    activation.apply(&mut next);
                }
                x.push(next);
            }
            assert!(
                bits(&x[layers.len()]) == mlp.outputs().flat_map(bits).collect::<Vec<_>>(),
                "{activation} {samples}"
            );

            let mut dz: Vec<f32> = x[layers.len()].iter().map(|y| y - 1.0).collect();
            let mut gradient = Vec::new();
            for (index, (weight, _)) in layers.iter().enumerate().rev() {
                let (inputs, outputs, x) = (sizes[index], sizes[index + 1], &x[index]);
                let sum = |o: usize, x: &dyn Fn(usize) -> f32| {
                    (0..samples).fold(0.0, |sum, sample| sum + x(sample) * dz[sample * outputs + o])
                };
                let row = |o| (0..inputs).map(move |i| sum(o, &|sample| x[sample * inputs + i]));
                gradient.insert(
                    0,
                    ((0..outputs).flat_map(row).collect(), (0..outputs).map(|o| sum(o, &|_| 1.0)).collect()),
                );
                let lane = |dz: &[f32], i: usize, lane: usize| {
                    (lane..outputs).step_by(LANES).fold(0.0, |sum, o| sum + weight[o * inputs + i] * dz[o])
                };
                let dx = |dz, i| {
                    let [a, b, c, d, e, f, g, h]: [f32; LANES] = std::array::from_fn(|at| lane(dz, i, at));
                    ((a + b) + (c + d)) + ((e + f) + (g + h))
                };
                let mut below: Vec<f32> =
                    dz.chunks(outputs).flat_map(|dz| (0..inputs).map(move |i| dx(dz, i))).collect();
                activation.back(&mut below, x);
                dz = below;
            }
            let gradient = mlp.layout().row_of(&gradient);
            assert!(bits(&gradient) == bits(mlp.gradient()), "{activation}, {samples} samples");
        }
    }

    #[test]
    fn vector_instructions_change_no_bit() {
        for activation in Activation::ALL {
            let trained = |level: Level| {
                let mut mlp = network(activation, level);
                let mut adam = Adam::new(mlp.weights().len());
                let mut found = Vec::new();
                for (step, samples) in [1, 2, 3, 7, 16, 50].into_iter().cycle().take(30).enumerate() {
                    mlp.forward(&sines(samples * 15, 31 * step), samples);
                    found.extend(mlp.outputs().flat_map(bits));
                    for (row, (y, dy)) in mlp.outputs_and_gradients().enumerate() {
                        dy.iter_mut().zip(y).for_each(|(dy, y)| *dy = y - row as f32);
                    }
                    mlp.backward();
                    found.extend(bits(mlp.gradient()));
                    let step = adam.step_mlp(&mut mlp, 0.01, 1.0);
                    found.push(step.gradient_norm.to_bits());
                }
                (found, bits(mlp.weights()))
            };
            let baseline = trained(Level::baseline());
            assert!(baseline == trained(Level::new()), "{activation}: what the processor has makes no difference");
        }
    }
}
