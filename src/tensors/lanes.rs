//! Sums over rows of numbers, eight lanes at a time. Every sum has one order, whatever the processor: vector
//! instructions only work on several lanes at once, and no multiplication is fused with an addition.

use std::sync::LazyLock;

use fearless_simd::{Level, Simd, SimdBase, f32x8};

/// Numbers that are summed side by side.
pub(super) const LANES: usize = 8;

/// What the processor offers. With `SIDESTEP_NO_AVX2` set in the environment only what every processor of its kind
/// has is used; the results are the same, bit for bit.
pub(super) fn level() -> Level {
    static LEVEL: LazyLock<Level> = LazyLock::new(|| {
        let is_off = std::env::var_os("SIDESTEP_NO_AVX2").is_some_and(|said| !said.is_empty());
        if is_off { Level::baseline() } else { Level::new() }
    });
    *LEVEL
}

/// `count` rounded up to whole lanes.
pub(super) const fn padded(count: usize) -> usize {
    count.div_ceil(LANES) * LANES
}

#[inline(always)]
fn load<S: Simd>(simd: S, numbers: &[f32], at: usize) -> f32x8<S> {
    f32x8::from_slice(simd, &numbers[at..at + LANES])
}

/// Rows of numbers one behind the other. Whole lanes are read of each, so up to seven numbers that stand behind it.
#[derive(Clone, Copy)]
struct Rows<'a> {
    numbers: &'a [f32],
    stride: usize,
    count: usize,
}

impl Rows<'_> {
    /// start + sum over j of `factor(r, j)` times row j, for R values of r from `first`: `N * LANES` numbers of each
    /// from `column`. j runs upwards, each product is added by itself.
    #[inline(always)]
    fn sums<S: Simd, const R: usize, const N: usize>(
        self,
        simd: S,
        start: Option<&[f32]>,
        factor: impl Fn(usize, usize) -> f32,
        [first, column]: [usize; 2],
    ) -> [[f32x8<S>; N]; R] {
        let mut sums = [[f32x8::splat(simd, 0.0); N]; R];
        if let Some(start) = start {
            for (n, at) in (column..).step_by(LANES).take(N).enumerate() {
                sums.iter_mut().for_each(|sums| sums[n] = load(simd, start, at));
            }
        }
        for j in 0..self.count {
            let row = &self.numbers[j * self.stride + column..][..N * LANES];
            for (r, sums) in sums.iter_mut().enumerate() {
                let factor = factor(first + r, j);
                for (n, sum) in sums.iter_mut().enumerate() {
                    *sum += load(simd, row, n * LANES) * factor;
                }
            }
        }
        sums
    }
}

#[inline(always)]
fn store<S: Simd, const N: usize>(sums: [f32x8<S>; N], into: &mut [f32]) {
    for (into, sum) in into[..N * LANES].chunks_exact_mut(LANES).zip(sums) {
        sum.store_slice(into);
    }
}

/// An affine map's place in a row of numbers: W^T, `[inputs, outputs]`, and behind it b, `[outputs]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Affine {
    pub(super) inputs: usize,
    pub(super) outputs: usize,
    /// Where it begins.
    pub(super) at: usize,
}

/// Calls `$work::<R, N>` until all of `$width` is done: N times eight numbers, eight sums in all.
macro_rules! in_blocks {
    ($width:expr, $at:ident => $work:ident($($argument:expr),*)) => {
        let mut $at = 0;
        while $at < $width {
            $at += LANES * match ($width - $at) / LANES {
                8.. => { $work::<_, 1, 8>($($argument),*); 8 }
                4.. => { $work::<_, 2, 4>($($argument),*); 4 }
                2.. => { $work::<_, 4, 2>($($argument),*); 2 }
                _ => { $work::<_, 8, 1>($($argument),*); 1 }
            };
        }
    };
}

impl Affine {
    /// How many numbers it has.
    pub(super) const fn count(self) -> usize {
        (self.inputs + 1) * self.outputs
    }

    /// y = x W^T + b, row by row: `samples` rows `stride` apart become rows of [`padded`] outputs, in whose padding
    /// anything may stand. Each sum is b + x_0 w_0 + x_1 w_1 + .. in this order, whatever else is computed with it.
    #[inline(always)]
    pub(super) fn forward<S: Simd>(
        self,
        simd: S,
        weights: &[f32],
        (x, stride): (&[f32], usize),
        samples: usize,
        y: &mut [f32],
    ) {
        let numbers = &weights[self.at..];
        let rows = Rows { numbers, stride: self.outputs, count: self.inputs };
        let bias = &numbers[self.inputs * self.outputs..];
        let width = padded(self.outputs);
        in_blocks!(width, at => forward_block(simd, rows, bias, (x, stride), samples, (&mut *y, width), at));
    }

    /// The gradient by W^T and b, given that by the outputs, rows of [`padded`] numbers with zeros in the padding:
    /// dW^T = x^T dz, db = sum over samples of dz. Each sum is in the order of the samples.
    ///
    /// Up to seven numbers behind it are overwritten: what stands there has to be written afterwards.
    #[inline(always)]
    pub(super) fn gradient<S: Simd>(
        self,
        simd: S,
        (x, stride): (&[f32], usize),
        dz: &[f32],
        samples: usize,
        into: &mut [f32],
    ) {
        let rows = Rows { numbers: dz, stride: padded(self.outputs), count: samples };
        for input in 0..self.inputs {
            let into = &mut into[self.at + input * self.outputs..];
            in_blocks!(rows.stride, at => gradient_block(simd, rows, |_, j| x[j * stride + input], &mut *into, at));
        }
        let into = &mut into[self.at + self.inputs * self.outputs..];
        in_blocks!(rows.stride, at => gradient_block(simd, rows, |_, _| 1.0, &mut *into, at));
    }

    /// The gradient by the inputs, dx = dz W, for one sample: `dz` and `dx` are padded, with zeros in the padding of
    /// `dz`, and anything in that of `dx`. Each sum is one of [`eight_sums`].
    #[inline(always)]
    pub(super) fn backward<S: Simd>(self, simd: S, weights: &[f32], dz: &[f32], dx: &mut [f32]) {
        for (first, dx) in (0..).step_by(LANES).zip(dx.chunks_exact_mut(LANES)) {
            let row =
                |lane: usize| &weights[self.at + (first + lane).min(self.inputs - 1) * self.outputs..][..dz.len()];
            let rows: [&[f32]; LANES] = std::array::from_fn(row);
            let mut products = [f32x8::splat(simd, 0.0); LANES];
            for at in (0..dz.len()).step_by(LANES) {
                let dz = load(simd, dz, at);
                for (product, row) in products.iter_mut().zip(rows) {
                    *product += load(simd, row, at) * dz;
                }
            }
            eight_sums(products).store_slice(dx);
        }
    }
}

#[inline(always)]
fn forward_block<S: Simd, const R: usize, const N: usize>(
    simd: S,
    rows: Rows<'_>,
    bias: &[f32],
    (x, stride): (&[f32], usize),
    samples: usize,
    (y, width): (&mut [f32], usize),
    column: usize,
) {
    let factor = |sample: usize, input: usize| x[sample * stride + input];
    let mut sample = 0;
    while sample + R <= samples {
        let sums = rows.sums::<S, R, N>(simd, Some(bias), factor, [sample, column]);
        for (r, sums) in sums.into_iter().enumerate() {
            store(sums, &mut y[(sample + r) * width + column..]);
        }
        sample += R;
    }
    for sample in sample..samples {
        let [sums] = rows.sums::<S, 1, N>(simd, Some(bias), factor, [sample, column]);
        store(sums, &mut y[sample * width + column..]);
    }
}

/// One row at a time, upwards: what is written behind a row is overwritten by the next.
#[inline(always)]
fn gradient_block<S: Simd, const R: usize, const N: usize>(
    simd: S,
    rows: Rows<'_>,
    factor: impl Fn(usize, usize) -> f32,
    into: &mut [f32],
    column: usize,
) {
    let [sums] = rows.sums::<S, 1, N>(simd, None, factor, [0, column]);
    store(sums, &mut into[column..]);
}

/// The sums of the lanes of eight vectors: ((0 + 1) + (2 + 3)) + ((4 + 5) + (6 + 7)).
#[inline(always)]
fn eight_sums<S: Simd>(vectors: [f32x8<S>; LANES]) -> f32x8<S> {
    #[inline(always)]
    fn pairs<S: Simd>(a: f32x8<S>, b: f32x8<S>) -> f32x8<S> {
        let simd = a.witness();
        simd.unzip_low_f32x8(a, b) + simd.unzip_high_f32x8(a, b)
    }
    let [a, b, c, d, e, f, g, h] = vectors;
    pairs(pairs(pairs(a, b), pairs(c, d)), pairs(pairs(e, f), pairs(g, h)))
}

/// The sum of all squares, of a multiple of eight numbers: 32 lanes, which are added up in the end.
#[inline(always)]
pub(super) fn squares<S: Simd>(simd: S, numbers: &[f32]) -> f32 {
    let mut lanes = [f32x8::splat(simd, 0.0); 4];
    for numbers in numbers.chunks(4 * LANES) {
        for (lanes, numbers) in lanes.iter_mut().zip(numbers.chunks_exact(LANES)) {
            let numbers = f32x8::from_slice(simd, numbers);
            *lanes += numbers * numbers;
        }
    }
    let [a, b, c, d] = lanes;
    let sum = (a + b) + (c + d);
    eight_sums([sum; LANES])[0]
}
