//! The fast cells and attention against the plain ones of `sequence::plain`.

use rand::SeedableRng;
use rand_pcg::Pcg64Mcg;

use super::assert_close;
use crate::{
    sequence::{
        Attention, AttentionKind, CellKind, GateBias, Graph, Stack,
        cell::uniform,
        layer::LayerInput,
        numbers,
        plain::{CellState, attend, step},
    },
    tensors,
};

fn close(found: &[f32], expected: &[f32], what: &str) {
    let expected: Vec<f64> = expected.iter().copied().map(f64::from).collect();
    assert_close(found, &expected, what);
}

#[test]
fn layers_compute_what_the_plain_cells_do() {
    let (steps, batch, inputs, hidden) = (7, 3, 5, 6);
    for kind in CellKind::ALL {
        let device = tensors::device();
        let mut generator = Pcg64Mcg::seed_from_u64(5);
        let bias = GateBias { forget: 1.0, chrono: None };
        let stack = Stack::new(&device, kind, [inputs, hidden, 1], bias, &mut generator);
        let rows = uniform(steps * batch * inputs, 1.0, &mut generator);
        let mut graph = Graph::untraced(&device);
        let input = graph.matrix(rows.clone(), steps * batch, inputs);
        let run = stack.run(&mut graph, LayerInput { input: &input, batch, lengths: None, leaf: true }, None);

        for sample in 0..batch {
            let mut state = CellState { hidden: vec![0.0; hidden], cell: vec![0.0; hidden] };
            for at in 0..steps {
                state = step(&stack.layers()[0], &rows[(at * batch + sample) * inputs..][..inputs], &state);
            }
            let last = &run.last[0];
            let row = sample * hidden..(sample + 1) * hidden;
            close(&numbers(&last.hidden)[row.clone()], &state.hidden, kind.name());
            if let Some(cell) = &last.cell {
                close(&numbers(cell)[row], &state.cell, kind.name());
            }
        }
    }
}

#[test]
fn attention_is_what_the_plain_one_is() {
    let (batch, places, hidden) = (2, 4, 6);
    for kind in AttentionKind::ALL {
        let device = tensors::device();
        let mut generator = Pcg64Mcg::seed_from_u64(6);
        let attention = Attention::new(&device, kind, hidden, &mut generator);
        let mut graph = Graph::untraced(&device);
        let states = uniform(places * batch * hidden, 1.0, &mut generator);
        let queries = uniform(batch * hidden, 1.0, &mut generator);
        let values = graph.matrix(states.clone(), places * batch, hidden);
        let keys = attention.keys(&mut graph, &values, &[places; 2]);
        let query = graph.matrix(queries.clone(), batch, hidden);
        let found = attention.attend(&mut graph, &query, &keys);

        for sample in 0..batch {
            let own: Vec<Vec<f32>> =
                (0..places).map(|place| states[(place * batch + sample) * hidden..][..hidden].to_vec()).collect();
            let expected = attend(&attention, &queries[sample * hidden..][..hidden], &own);
            assert_eq!(found.is_some(), expected.is_some(), "{kind}");
            let (Some(found), Some(expected)) = (&found, expected) else { continue };
            let row = |matrix, width: usize| numbers(matrix)[sample * width..][..width].to_vec();
            close(&row(&found.scores, places), &expected.scores, kind.name());
            close(&row(&found.weights, places), &expected.weights, kind.name());
            close(&row(&found.context, hidden), &expected.context, kind.name());
        }
    }
}
