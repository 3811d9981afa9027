//! The traced forward pass of a whole network as one operation on dfdx's tape, several times cheaper than one operation
//! per product, sum and activation. Losses are built on top of it from dfdx's own operations.

use dfdx::prelude::*;

use super::network::{Layer, Network, Rows, TracedRows};
use crate::tensors::Activation;

impl Network {
    /// The outputs for `count` rows, with a tape whose `backward` yields the gradients of every weight and bias.
    ///
    /// With x_0 the observations and x_k = f(x_{k-1} W_k^T + b_k), and dz the loss's gradient by a layer's sums:
    /// dW = dz^T x, db = sum over rows of dz, and one layer down dz' = (dz W) f'.
    ///
    /// # Panics
    /// If `rows` is not `count` times [`Self::inputs`] long, or `count` is 0.
    #[must_use]
    pub fn forward_traced(&self, rows: &[f32], count: usize) -> TracedRows {
        assert_eq!(rows.len(), count * self.inputs(), "rows of {} numbers", self.inputs());
        assert!(count > 0, "no rows, no gradient");
        let mut inputs: Vec<Rows> = Vec::with_capacity(self.layers.len() + 1);
        inputs.push(self.device.tensor_from_vec(rows.to_vec(), (count, self.inputs())));
        for (index, layer) in self.layers.iter().enumerate() {
            let mut sums = self.affine(layer, &inputs[index]);
            if index + 1 < self.layers.len() {
                self.activation.apply(&mut sums);
            }
            inputs.push(self.device.tensor_from_vec(sums, (count, layer.outputs())));
        }
        // Clones share the weights' identity, which is what files their gradients under the right tensor.
        let layers = self.layers.clone();
        let (device, activation) = (self.device.clone(), self.activation);
        let mut tape = OwnedTape::<f32, Cpu>::default();
        let output = inputs[self.layers.len()].clone();
        let traced = output.clone();
        tape.add_backward_op(move |gradients| backward(&device, &layers, activation, &inputs, &output, gradients));
        traced.put_tape(tape)
    }
}

/// Adds the gradients of all layers to `gradients`, given that of `output`.
fn backward(
    device: &Cpu,
    layers: &[Layer],
    activation: Activation,
    inputs: &[Rows],
    output: &Rows,
    gradients: &mut Gradients<f32, Cpu>,
) -> Result<(), CpuError> {
    let count = output.shape().0;
    let mut dz: Vec<f32> = gradients.get_or_alloc_mut(output)?.to_vec();
    let mut scratch = Vec::new();
    for (index, layer) in layers.iter().enumerate().rev() {
        for row in dz.chunks_exact(layer.outputs()) {
            add(gradients.get_or_alloc_mut(&layer.bias)?, row);
        }
        let dz_rows: Rows = device.try_tensor_from_vec(dz, (count, layer.outputs()))?;
        let dw = dz_rows.clone().permute::<_, Axes2<1, 0>>().matmul(inputs[index].clone());
        scratch.resize(layer.outputs() * layer.inputs(), 0.0);
        dw.copy_into(&mut scratch);
        add(gradients.get_or_alloc_mut(&layer.weight)?, &scratch);
        if index == 0 {
            break;
        }
        let below = dz_rows.matmul(layer.weight.clone());
        dz = vec![0.0; count * layer.inputs()];
        below.copy_into(&mut dz);
        scratch.resize(dz.len(), 0.0);
        inputs[index].copy_into(&mut scratch);
        activation.back(&mut dz, &scratch);
    }
    Ok(())
}

fn add(into: &mut [f32], what: &[f32]) {
    for (sum, addend) in into.iter_mut().zip(what) {
        *sum += addend;
    }
}
