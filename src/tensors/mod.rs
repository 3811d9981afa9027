//! What every network here needs from dfdx and around it: a device, an optimiser, weights as files.
//! No network is in here, and nothing that knows what one is for.

mod adam;
mod file;

use dfdx::prelude::Cpu;

pub use adam::{Adam, Parameter, Step};
pub use file::{NotFinite, numbers, to_safetensors};

/// A device for one network: threads that share one do not scale.
#[must_use]
pub fn device() -> Cpu {
    // Several networks learn on threads of their own; a product that also went parallel would fight them and cost more
    // than it saves at these sizes. The setting is dfdx's matrix library's, for the whole process.
    gemm_common::gemm::set_threading_threshold(usize::MAX);
    keep_memory();
    Cpu::default()
}

/// glibc hands large blocks back to the system when they are freed, and takes them anew in the next training step, page by
/// page: a third of a step's time. Once a block as large as this was freed, it keeps those that are smaller. Elsewhere this
/// does nothing.
fn keep_memory() {
    const LARGE: usize = 16 << 20;
    drop(std::hint::black_box(vec![0_u8; LARGE]));
}
