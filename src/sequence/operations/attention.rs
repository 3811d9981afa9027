//! The operations that attention is made of: scores of every decoder step against every encoder step, their softmax, and
//! the weighted sum. Queries are `[steps * batch, units]`, keys and values `[places * batch, units]`, scores and weights
//! `[steps * batch, places]`.

use dfdx::prelude::*;

use crate::{
    sequence::{Graph, Matrix, numbers, operations::softmax, row_of},
    tensors::{activation::tanh, dot},
};

/// into += scale * what
fn add_scaled(into: &mut [f32], scale: f32, what: &[f32]) {
    for (sum, addend) in into.iter_mut().zip(what) {
        *sum += scale * addend;
    }
}

/// Calls `each` with (row of the query, row of the key, place in the scores) for every pair of the same sample.
fn pairs(steps: usize, places: usize, batch: usize, mut each: impl FnMut(usize, usize, usize)) {
    for step in 0..steps {
        for sample in 0..batch {
            let query = step * batch + sample;
            for place in 0..places {
                each(query, place * batch + sample, query * places + place);
            }
        }
    }
}

/// One row of units, to be changed.
fn row_mut(all: &mut [f32], at: usize, units: usize) -> &mut [f32] {
    &mut all[at * units..(at + 1) * units]
}

/// e = q . k
pub fn dot_scores(graph: &mut Graph, queries: &Matrix, keys: &Matrix, batch: usize) -> Matrix {
    let (rows, units) = *queries.shape();
    let (steps, places) = (rows / batch, keys.shape().0 / batch);
    let (q, k) = (numbers(queries), numbers(keys));
    let mut scores = vec![0.0; rows * places];
    pairs(steps, places, batch, |query, key, at| {
        scores[at] = dot(row_of(&q, query, units), row_of(&k, key, units));
    });
    let (queries, keys) = (queries.clone(), keys.clone());
    graph.result(scores, [rows, places], move |gradients, _, d_scores| {
        let d_queries = gradients.get_or_alloc_mut(&queries)?;
        pairs(steps, places, batch, |query, key, at| {
            add_scaled(row_mut(d_queries, query, units), d_scores[at], row_of(&k, key, units));
        });
        let d_keys = gradients.get_or_alloc_mut(&keys)?;
        pairs(steps, places, batch, |query, key, at| {
            add_scaled(row_mut(d_keys, key, units), d_scores[at], row_of(&q, query, units));
        });
        Ok(())
    })
}

/// e = v . tanh(q + k), with v `[1, units]`.
pub fn additive_scores(graph: &mut Graph, queries: &Matrix, keys: &Matrix, v: &Matrix, batch: usize) -> Matrix {
    let (rows, units) = *queries.shape();
    let (steps, places) = (rows / batch, keys.shape().0 / batch);
    let (q, k, weights) = (numbers(queries), numbers(keys), numbers(v));
    let mut bent = vec![0.0; rows * places * units];
    let mut scores = vec![0.0; rows * places];
    pairs(steps, places, batch, |query, key, at| {
        let bent = row_mut(&mut bent, at, units);
        for ((t, q), k) in bent.iter_mut().zip(row_of(&q, query, units)).zip(row_of(&k, key, units)) {
            *t = tanh(q + k);
        }
        scores[at] = dot(bent, &weights);
    });
    let (queries, keys, v) = (queries.clone(), keys.clone(), v.clone());
    graph.result(scores, [rows, places], move |gradients, _, d_scores| {
        let mut d_v = vec![0.0; units];
        // `bent` becomes the gradient by q + k
        for (bent, &d) in bent.chunks_exact_mut(units).zip(&d_scores) {
            add_scaled(&mut d_v, d, bent);
            for (t, w) in bent.iter_mut().zip(&weights) {
                *t = d * w * (1.0 - *t * *t);
            }
        }
        add_scaled(gradients.get_or_alloc_mut(&v)?, 1.0, &d_v);
        let d_queries = gradients.get_or_alloc_mut(&queries)?;
        pairs(steps, places, batch, |query, _, at| {
            add_scaled(row_mut(d_queries, query, units), 1.0, row_of(&bent, at, units));
        });
        let d_keys = gradients.get_or_alloc_mut(&keys)?;
        pairs(steps, places, batch, |_, key, at| {
            add_scaled(row_mut(d_keys, key, units), 1.0, row_of(&bent, at, units));
        });
        Ok(())
    })
}

/// a = softmax(e) over the places that a sample has; padding gets exactly 0.
pub fn masked_softmax(graph: &mut Graph, scores: &Matrix, lengths: &[usize]) -> Matrix {
    let (rows, places) = *scores.shape();
    let mut weights = numbers(scores);
    for (at, row) in weights.chunks_exact_mut(places).enumerate() {
        let (own, padding) = row.split_at_mut(lengths[at % lengths.len()]);
        softmax(own);
        padding.fill(0.0);
    }
    let scores = scores.clone();
    graph.result(weights, [rows, places], move |gradients, weights, d_weights| {
        let weights = numbers(weights);
        let d_scores = gradients.get_or_alloc_mut(&scores)?;
        // de = a (da - sum a da)
        let rows = weights.chunks_exact(places).zip(d_weights.chunks_exact(places));
        for (into, (a, da)) in d_scores.chunks_exact_mut(places).zip(rows) {
            let mean = dot(a, da);
            for ((e, a), da) in into.iter_mut().zip(a).zip(da) {
                *e += a * (da - mean);
            }
        }
        Ok(())
    })
}

/// c = sum over places of a s, `[steps * batch, units]`.
pub fn weighted_sum(graph: &mut Graph, weights: &Matrix, values: &Matrix, batch: usize) -> Matrix {
    let (rows, places) = *weights.shape();
    let (steps, units) = (rows / batch, values.shape().1);
    let (a, s) = (numbers(weights), numbers(values));
    let mut context = vec![0.0; rows * units];
    pairs(steps, places, batch, |query, key, at| {
        add_scaled(row_mut(&mut context, query, units), a[at], row_of(&s, key, units));
    });
    let (weights, values) = (weights.clone(), values.clone());
    graph.result(context, [rows, units], move |gradients, _, d_context| {
        let d_weights = gradients.get_or_alloc_mut(&weights)?;
        pairs(steps, places, batch, |query, key, at| {
            d_weights[at] += dot(row_of(&d_context, query, units), row_of(&s, key, units));
        });
        let d_values = gradients.get_or_alloc_mut(&values)?;
        pairs(steps, places, batch, |query, key, at| {
            add_scaled(row_mut(d_values, key, units), a[at], row_of(&d_context, query, units));
        });
        Ok(())
    })
}
