//! What every network here needs from dfdx and around it: a device, the tape, an optimiser, weights as files; and the
//! passes of a perceptron, which need no tape. Nothing in here knows what a network is for.

pub(crate) mod activation;
mod adam;
pub(crate) mod graph;
mod lanes;
pub mod math;
pub(crate) mod mlp;
pub mod weights;

use std::sync::Once;

use dfdx::prelude::Cpu;

pub use activation::Activation;
pub use adam::{Adam, AdamFactors, AdamStep, Parameter};
pub use mlp::{LayerWeights, Layout, Mlp};

/// A device for one network: threads that share one do not scale.
#[must_use]
pub fn device() -> Cpu {
    // Both are settings of the whole process, and the second costs milliseconds.
    static SETTINGS: Once = Once::new();
    SETTINGS.call_once(|| {
        // Several networks learn on threads of their own; a product that also went parallel would fight them and cost more
        // than it saves at these sizes. The setting is dfdx's matrix library's.
        gemm_common::gemm::set_threading_threshold(usize::MAX);
        keep_memory();
    });
    Cpu::default()
}

/// a . b, summed in eight lanes, which the compiler turns into vector instructions; a plain sum waits for each addition.
#[must_use]
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; 8];
    let (a_chunks, b_chunks) = (a.chunks_exact(8), b.chunks_exact(8));
    let rest = a_chunks.remainder().iter().zip(b_chunks.remainder());
    let rest: f32 = rest.map(|(a, b)| a * b).sum();
    for (a, b) in a_chunks.zip(b_chunks) {
        for (lane, (a, b)) in lanes.iter_mut().zip(a.iter().zip(b)) {
            *lane += a * b;
        }
    }
    lanes.iter().sum::<f32>() + rest
}

/// glibc hands large blocks back to the system when they are freed, and takes them anew in the next training step, page by
/// page: a third of a step's time. Once a block as large as this was freed, it keeps those that are smaller. Elsewhere this
/// does nothing.
fn keep_memory() {
    const LARGE: usize = 16 << 20;
    drop(std::hint::black_box(vec![0_u8; LARGE]));
}
