//! One computation on dfdx's tape: operations are added one after the other, then the loss runs them backward.
//! Nothing else knows the tape. Which operations there are is said in `sequence`.

use dfdx::prelude::*;

/// Rows of numbers on the CPU.
pub type Matrix = Tensor<(usize, usize), f32, Cpu>;
/// A row of numbers on the CPU.
pub type Vector = Tensor<(usize,), f32, Cpu>;
/// Gradients by tensor.
pub type TensorGradients = Gradients<f32, Cpu>;

/// The tape stays in here and not in the tensors: an operation takes and returns plain ones, whose gradients are found by
/// their identity. That gives an operation as many results as it needs.
pub struct Graph {
    device: Cpu,
    /// None: nothing is to be run backward, and nothing is kept for it.
    tape: Option<OwnedTape<f32, Cpu>>,
}

impl Graph {
    /// For training: remembers what is done.
    pub fn traced(device: &Cpu) -> Self {
        Self { device: device.clone(), tape: Some(OwnedTape::default()) }
    }

    /// For looking and answering only.
    pub fn untraced(device: &Cpu) -> Self {
        Self { device: device.clone(), tape: None }
    }

    pub fn device(&self) -> &Cpu {
        &self.device
    }

    /// Numbers, row by row.
    ///
    /// # Panics
    /// If there are not `rows * columns` of them.
    pub fn matrix(&self, numbers: Vec<f32>, rows: usize, columns: usize) -> Matrix {
        self.device.tensor_from_vec(numbers, (rows, columns))
    }

    /// The result of an operation, row by row. On the way back `back` is handed it with its gradient, and adds what comes of
    /// that to the gradients of what it was made from.
    pub fn result(
        &mut self,
        numbers: Vec<f32>,
        [rows, columns]: [usize; 2],
        back: impl FnOnce(&mut TensorGradients, &Matrix, Vec<f32>) -> Result<(), CpuError> + 'static,
    ) -> Matrix {
        let result = self.matrix(numbers, rows, columns);
        let kept = result.clone();
        self.backward_op(move |gradients| {
            let gradient = gradients.get_or_alloc_mut(&kept)?.to_vec();
            back(gradients, &kept, gradient)
        });
        result
    }

    /// What is to be done on the way back.
    pub fn backward_op(&mut self, operation: impl FnOnce(&mut TensorGradients) -> Result<(), CpuError> + 'static) {
        if let Some(tape) = &mut self.tape {
            tape.add_backward_op(operation);
        }
    }

    /// The gradients of all that `loss` was computed from, of everything in between too.
    ///
    /// # Panics
    /// If dfdx runs out of memory.
    pub fn backward(self, loss: Tensor<Rank0, f32, Cpu>) -> TensorGradients {
        loss.put_tape(self.tape.unwrap_or_default()).backward()
    }
}

/// The numbers of a tensor, row by row.
pub fn numbers<S: Shape>(tensor: &Tensor<S, f32, Cpu>) -> Vec<f32> {
    let mut numbers = vec![0.0; tensor.shape().num_elements()];
    tensor.copy_into(&mut numbers);
    numbers
}

/// Row `at` of rows of `width` numbers.
pub fn row_of(rows: &[f32], at: usize, width: usize) -> &[f32] {
    &rows[at * width..(at + 1) * width]
}

/// Adds `what` to `into`, number by number.
pub fn add(into: &mut [f32], what: &[f32]) {
    for (sum, addend) in into.iter_mut().zip(what) {
        *sum += addend;
    }
}

/// Adds each row to `into`.
pub fn add_rows(into: &mut [f32], rows: &[f32]) {
    for row in rows.chunks_exact(into.len()) {
        add(into, row);
    }
}

/// Adds a^T b to `into`: the gradient of a weight matrix.
pub fn add_transposed_product(into: &mut [f32], a: &Matrix, b: &Matrix) {
    let product = a.clone().permute::<_, Axes2<1, 0>>().matmul(b.clone());
    add(into, &numbers(&product));
}
