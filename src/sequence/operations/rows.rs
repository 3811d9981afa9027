//! Operations on rows: linear maps, embeddings, tanh, and putting rows beside or below one another.

use dfdx::prelude::*;

use crate::{
    sequence::{Graph, Matrix, Vector, add, add_rows, add_transposed_product, numbers, row_of},
    tensors::activation,
};

/// y = x W^T + b, `[n, inputs]` to `[n, outputs]`.
pub fn linear(graph: &mut Graph, x: &Matrix, weight: &Matrix, bias: Option<&Vector>) -> Matrix {
    let (rows, outputs) = (x.shape().0, weight.shape().0);
    let mut y = numbers(&x.clone().matmul(weight.clone().permute::<_, Axes2<1, 0>>()));
    if let Some(bias) = bias {
        let bias = numbers(bias);
        y.chunks_exact_mut(outputs).for_each(|row| add(row, &bias));
    }
    let (x, weight, bias) = (x.clone(), weight.clone(), bias.cloned());
    graph.result(y, [rows, outputs], move |gradients, _, dy| {
        if let Some(bias) = &bias {
            add_rows(gradients.get_or_alloc_mut(bias)?, &dy);
        }
        let dy = x.device().tensor_from_vec(dy, (rows, outputs));
        add_transposed_product(gradients.get_or_alloc_mut(&weight)?, &dy, &x);
        add(gradients.get_or_alloc_mut(&x)?, &numbers(&dy.matmul(weight.clone())));
        Ok(())
    })
}

/// The rows of `table` that the tokens name, `[n, width]`.
///
/// # Panics
/// If a token is not in the table.
pub fn embed(graph: &mut Graph, table: &Matrix, tokens: &[usize]) -> Matrix {
    let width = table.shape().1;
    let all = numbers(table);
    let rows = tokens.iter().flat_map(|token| row_of(&all, *token, width)).copied().collect();
    let (table, tokens) = (table.clone(), tokens.to_vec());
    graph.result(rows, [tokens.len(), width], move |gradients, _, d_rows| {
        let d_table = gradients.get_or_alloc_mut(&table)?;
        for (token, row) in tokens.iter().zip(d_rows.chunks_exact(width)) {
            add(&mut d_table[token * width..(token + 1) * width], row);
        }
        Ok(())
    })
}

/// tanh of every number.
pub fn tanh(graph: &mut Graph, x: &Matrix) -> Matrix {
    let (rows, columns) = *x.shape();
    let mut y = numbers(x);
    y.iter_mut().for_each(|value| *value = activation::tanh(*value));
    let x = x.clone();
    graph.result(y, [rows, columns], move |gradients, y, dy| {
        for ((dx, dy), y) in gradients.get_or_alloc_mut(&x)?.iter_mut().zip(dy).zip(numbers(y)) {
            *dx += dy * (1.0 - y * y);
        }
        Ok(())
    })
}

/// `[a; b]`: rows of b beside those of a, `[n, a + b]`.
pub fn beside(graph: &mut Graph, a: &Matrix, b: &Matrix) -> Matrix {
    let (rows, left, right) = (a.shape().0, a.shape().1, b.shape().1);
    let (from_a, from_b) = (numbers(a), numbers(b));
    let mut both = Vec::with_capacity(from_a.len() + from_b.len());
    for (a, b) in from_a.chunks_exact(left).zip(from_b.chunks_exact(right)) {
        both.extend_from_slice(a);
        both.extend_from_slice(b);
    }
    let (a, b) = (a.clone(), b.clone());
    graph.result(both, [rows, left + right], move |gradients, _, d_both| {
        let d_a = gradients.get_or_alloc_mut(&a)?;
        for (into, row) in d_a.chunks_exact_mut(left).zip(d_both.chunks_exact(left + right)) {
            add(into, &row[..left]);
        }
        let d_b = gradients.get_or_alloc_mut(&b)?;
        for (into, row) in d_b.chunks_exact_mut(right).zip(d_both.chunks_exact(left + right)) {
            add(into, &row[left..]);
        }
        Ok(())
    })
}

/// The parts' rows one below the other: single steps become a sequence.
///
/// # Panics
/// If there is no part.
pub fn below(graph: &mut Graph, parts: &[Matrix]) -> Matrix {
    let columns = parts[0].shape().1;
    let all: Vec<f32> = parts.iter().flat_map(numbers).collect();
    let parts = parts.to_vec();
    graph.result(all, [parts.iter().map(|part| part.shape().0).sum(), columns], move |gradients, _, d_all| {
        let mut rest = &d_all[..];
        for part in &parts {
            let d_part = gradients.get_or_alloc_mut(part)?;
            let (own, others) = rest.split_at(d_part.len());
            add(d_part, own);
            rest = others;
        }
        Ok(())
    })
}
