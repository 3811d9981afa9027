//! The layers against dfdx's own operations, one by one on its tape: values and gradients.

use dfdx::prelude::*;
use rand::SeedableRng;
use rand_pcg::Pcg64Mcg;

use super::{assert_close, gradient, sines};
use crate::{
    sequence::{
        CellKind, GateBias, Graph, Matrix, Stack, Vector,
        cell::{RecurrentCell, uniform},
        layer::LayerInput,
        numbers,
    },
    tensors,
};

type Traced = Tensor<(usize, usize), f32, Cpu, OwnedTape<f32, Cpu>>;

/// x W^T + b, all gates.
fn map(x: Traced, weight: &Matrix, bias: &Vector) -> Traced {
    let shape = (x.shape().0, weight.shape().0);
    let (y, tape) = x.matmul(weight.clone().permute::<_, Axes2<1, 0>>()).split_tape();
    let (bias, tape) = bias.clone().put_tape(tape).broadcast_like::<_, Axis<0>>(&shape).split_tape();
    y.put_tape(tape) + bias
}

/// One of the blocks of columns. dfdx's slice overwrites the gradient of what it is taken from, where it should add: so it is
/// taken of sums, which are new in every step, and every number of them is in one slice only.
fn block(sums: &Matrix, tape: OwnedTape<f32, Cpu>, at: usize, hidden: usize) -> Traced {
    sums.clone().put_tape(tape).slice((.., at * hidden..(at + 1) * hidden))
}

/// One step of a cell, traced; h carries the tape.
fn step(cell: &RecurrentCell, x: &Matrix, h: Traced, c: Matrix) -> (Traced, Matrix) {
    let hidden = cell.hidden();
    let (h, tape) = h.split_tape();
    let (from_x, tape) = map(x.clone().put_tape(tape), &cell.weight_ih, &cell.bias_ih).split_tape();
    let (from_h, tape) = map(h.clone().put_tape(tape), &cell.weight_hh, &cell.bias_hh).split_tape();
    match cell.kind {
        CellKind::Rnn => ((from_x.put_tape(tape) + from_h).tanh(), c),
        CellKind::RnnRelu => ((from_x.put_tape(tape) + from_h).relu(), c),
        CellKind::Lstm => {
            let (sums, tape) = (from_x.put_tape(tape) + from_h).split_tape();
            let (i, tape) = block(&sums, tape, 0, hidden).sigmoid().split_tape();
            let (f, tape) = block(&sums, tape, 1, hidden).sigmoid().split_tape();
            let (g, tape) = block(&sums, tape, 2, hidden).tanh().split_tape();
            let (o, tape) = block(&sums, tape, 3, hidden).sigmoid().split_tape();
            let (kept, tape) = (f.put_tape(tape) * c).split_tape();
            let (c, tape) = (i.put_tape(tape) * g + kept).split_tape();
            (c.clone().put_tape(tape).tanh() * o, c)
        }
        CellKind::Gru | CellKind::GruResetBefore => {
            let sum = |tape, at| {
                let (x, tape) = block(&from_x, tape, at, hidden).split_tape();
                block(&from_h, tape, at, hidden) + x
            };
            let (r, tape) = sum(tape, 0).sigmoid().split_tape();
            let (z, tape) = sum(tape, 1).sigmoid().split_tape();
            let (candidate, tape) = if cell.kind == CellKind::Gru {
                (block(&from_h, tape, 2, hidden) * r).split_tape()
            } else {
                let (sums, tape) = map(h.clone().put_tape(tape) * r, &cell.weight_hh, &cell.bias_hh).split_tape();
                block(&sums, tape, 2, hidden).split_tape()
            };
            let (n, tape) = (block(&from_x, tape, 2, hidden) + candidate).tanh().split_tape();
            let (kept, tape) = (z.clone().put_tape(tape) * h).split_tape();
            ((z.put_tape(tape).negate() + 1.0) * n + kept, c)
        }
    }
}

#[test]
fn layers_have_the_values_and_gradients_of_dfdx() {
    let (steps, batch, inputs, hidden) = (7, 3, 5, 6);
    let bias = GateBias { forget: 1.0, chrono: None };
    for kind in CellKind::ALL {
        let device = tensors::device();
        let mut generator = Pcg64Mcg::seed_from_u64(5);
        let mut stack = Stack::new(&device, kind, [inputs, hidden, 1], bias, &mut generator);
        let rows = uniform(steps * batch * inputs, 1.0, &mut generator);
        let weights: Matrix = device.tensor_from_vec(sines(batch * hidden, 3, 1.0), (batch, hidden));

        let cell = stack.layers()[0].clone();
        let mut h: Traced = device.zeros_like(&(batch, hidden)).put_tape(OwnedTape::default());
        let mut c: Matrix = device.zeros_like(&(batch, hidden));
        for row in rows.chunks_exact(batch * inputs) {
            let x: Matrix = device.tensor_from_vec(row.to_vec(), (batch, inputs));
            (h, c) = step(&cell, &x, h, c);
        }
        let (last, tape) = h.split_tape();
        let expected: Vec<f64> = numbers(&last).into_iter().map(f64::from).collect();
        let mut plain = (last.put_tape(tape) * weights.clone()).sum().backward();
        let expected_gradient: Vec<f64> =
            gradient(stack.named_parameters("").map(|(_, parameter)| parameter).collect(), &mut plain)
                .into_iter()
                .map(f64::from)
                .collect();

        let mut graph = Graph::traced(&device);
        let input = graph.matrix(rows, steps * batch, inputs);
        let run = stack.run(&mut graph, LayerInput { input: &input, batch, lengths: None, leaf: true }, None);
        let fused = run.last[0].hidden.clone();
        assert_close(&numbers(&fused), &expected, kind.name());
        let loss: Tensor<Rank0, f32, Cpu> = device.tensor(0.0);
        graph.backward_op(move |gradients| {
            gradients.get_or_alloc_mut(&fused)?.copy_from_slice(&numbers(&weights));
            Ok(())
        });
        let mut gradients = graph.backward(loss);
        assert_close(
            &gradient(stack.named_parameters("").map(|(_, parameter)| parameter).collect(), &mut gradients),
            &expected_gradient,
            kind.name(),
        );
    }
}
