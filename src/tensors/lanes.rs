//! Sums over rows of numbers, eight lanes at a time. Every sum has one order, whatever the processor: vector
//! instructions only work on several lanes at once, and no multiplication is fused with an addition.

use std::sync::LazyLock;

use fearless_simd::{Level, Simd, SimdBase, f32x8};

use super::Activation;

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

/// What rows are multiplied by: factor (r, j) is number j of row r, or, where `ACROSS`, number r of row j.
#[derive(Clone, Copy)]
struct Factors<'a, const ACROSS: bool> {
    numbers: &'a [f32],
    stride: usize,
}

impl<'a, const ACROSS: bool> Factors<'a, ACROSS> {
    /// Those of R values of r from `first`, by r and by j below `count`.
    #[inline(always)]
    fn of<const R: usize>(self, first: usize, count: usize) -> impl Fn(usize, usize) -> f32 + 'a {
        let Self { numbers, stride } = self;
        // Cut to their length once, so that no index has to be checked later.
        let along = |r| if ACROSS { numbers } else { &numbers[(first + r) * stride..][..count] };
        let along: [&[f32]; R] = std::array::from_fn(along);
        move |r, j| if ACROSS { numbers[j * stride + first..][..R][r] } else { along[r][j] }
    }
}

/// A product of matrices: row r is f(start + sum over j of factor (r, j) times row j). j runs upwards, each product is
/// added by itself, whatever else is computed with it.
#[derive(Clone, Copy)]
struct Product<'a, const ACROSS: bool> {
    rows: Rows<'a>,
    factors: Factors<'a, ACROSS>,
    start: Option<&'a [f32]>,
    f: Option<Activation>,
}

impl<const ACROSS: bool> Product<'_, ACROSS> {
    /// Writes `count` rows, `step` apart. Up to seven numbers behind each are overwritten, those behind the last for good.
    #[inline(always)]
    fn write<S: Simd>(self, simd: S, count: usize, into: &mut [f32], step: usize) {
        // From the right to the left: what a row overwrites of the next is written after that.
        let mut column = padded(self.rows.stride.min(step));
        while column > 0 {
            let blocks = 1 << (column / LANES).ilog2().min(3);
            column -= blocks * LANES;
            // eight sums at a time in any case: as many as there are registers for
            match blocks {
                8 => self.write_block::<S, 1, 8>(simd, count, into, step, column),
                4 => self.write_block::<S, 2, 4>(simd, count, into, step, column),
                2 => self.write_block::<S, 4, 2>(simd, count, into, step, column),
                _ => self.write_block::<S, 8, 1>(simd, count, into, step, column),
            }
        }
    }

    /// `N * LANES` numbers from `column` of each row, R rows at a time.
    #[inline(always)]
    fn write_block<S: Simd, const R: usize, const N: usize>(
        self,
        simd: S,
        count: usize,
        into: &mut [f32],
        step: usize,
        column: usize,
    ) {
        let mut first = 0;
        while first + R <= count {
            let sums = self.sums::<S, R, N>(simd, first, column);
            for (r, sums) in (first..).zip(sums) {
                self.store(sums, &mut into[r * step + column..]);
            }
            first += R;
        }
        for r in first..count {
            let [sums] = self.sums::<S, 1, N>(simd, r, column);
            self.store(sums, &mut into[r * step + column..]);
        }
    }

    #[inline(always)]
    fn sums<S: Simd, const R: usize, const N: usize>(self, simd: S, first: usize, column: usize) -> [[f32x8<S>; N]; R] {
        let Rows { numbers, stride, count } = self.rows;
        let mut sums = [[f32x8::splat(simd, 0.0); N]; R];
        if let Some(start) = self.start {
            for (n, at) in (column..).step_by(LANES).take(N).enumerate() {
                sums.iter_mut().for_each(|sums| sums[n] = load(simd, start, at));
            }
        }
        let factor = self.factors.of::<R>(first, count);
        for j in 0..count {
            let row = &numbers[j * stride + column..][..N * LANES];
            for (r, sums) in sums.iter_mut().enumerate() {
                let factor = factor(r, j);
                for (n, sum) in sums.iter_mut().enumerate() {
                    *sum += load(simd, row, n * LANES) * factor;
                }
            }
        }
        sums
    }

    #[inline(always)]
    fn store<S: Simd, const N: usize>(self, sums: [f32x8<S>; N], into: &mut [f32]) {
        for (into, sum) in into[..N * LANES].chunks_exact_mut(LANES).zip(sums) {
            // no closure around it: that would not be compiled for the instructions of its caller
            let sum = if let Some(f) = self.f { f.of(sum) } else { sum };
            sum.store_slice(into);
        }
    }
}

/// Of eight inputs, in the order in which they are read for every sample, the weights to eight outputs.
pub(super) type Tile = [[f32; LANES]; LANES];

/// An affine map's place in a row of numbers: W^T, `[inputs, outputs]`, and behind it b, `[outputs]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Affine {
    pub(super) inputs: usize,
    pub(super) outputs: usize,
    /// Where it begins.
    pub(super) at: usize,
}

impl Affine {
    /// How many numbers it has.
    pub(super) const fn count(self) -> usize {
        (self.inputs + 1) * self.outputs
    }

    /// y = f(x W^T + b), row by row: `samples` rows `stride` apart become rows of [`padded`] outputs, in whose padding
    /// anything may stand. Each sum is b + x_0 w_0 + x_1 w_1 + .. in this order.
    #[inline(always)]
    pub(super) fn forward<S: Simd>(
        self,
        simd: S,
        weights: &[f32],
        (x, stride): (&[f32], usize),
        samples: usize,
        f: Option<Activation>,
        y: &mut [f32],
    ) {
        let numbers = &weights[self.at..];
        let rows = Rows { numbers, stride: self.outputs, count: self.inputs };
        let start = Some(&numbers[self.inputs * self.outputs..]);
        let product = Product { rows, factors: Factors::<false> { numbers: x, stride }, start, f };
        product.write(simd, samples, y, padded(self.outputs));
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
        let factors = Factors::<true> { numbers: x, stride };
        let product = Product { rows, factors, start: None, f: None };
        product.write(simd, self.inputs, &mut into[self.at..], self.outputs);
        let ones = Product { factors: Factors { numbers: &[1.0], stride: 0 }, ..product };
        ones.write(simd, 1, &mut into[self.at + self.inputs * self.outputs..], self.outputs);
    }

    /// The gradient by what went into the activation below, (dz W) f'(..), row by row, given its values x: rows of
    /// [`padded`] numbers with zeros in the padding. Each sum is one of [`eight_sums`].
    #[inline(always)]
    pub(super) fn backward<S: Simd>(
        self,
        simd: S,
        weights: &[f32],
        dz: &[f32],
        (f, x): (Activation, &[f32]),
        below: &mut [f32],
        tiles: &mut Vec<Tile>,
    ) {
        let (width, width_above) = (padded(self.inputs), padded(self.outputs));
        for first in (0..self.inputs).step_by(LANES) {
            tiles.resize(width_above / LANES, Tile::default());
            for lane in 0..LANES {
                if first + lane < self.inputs {
                    let row = &weights[self.at + (first + lane) * self.outputs..][..width_above];
                    tiles.iter_mut().zip(row.as_chunks().0).for_each(|(tile, numbers)| tile[lane] = *numbers);
                } else {
                    tiles.iter_mut().for_each(|tile| tile[lane] = [0.0; LANES]);
                }
            }
            let columns = x.chunks_exact(width).zip(below.chunks_exact_mut(width));
            for (dz, (x, below)) in dz.chunks_exact(width_above).zip(columns) {
                let mut products = [f32x8::splat(simd, 0.0); LANES];
                for (dz, tile) in dz.as_chunks::<LANES>().0.iter().zip(&*tiles) {
                    let dz = f32x8::from_slice(simd, dz);
                    for (product, row) in products.iter_mut().zip(tile) {
                        *product += f32x8::from_slice(simd, row) * dz;
                    }
                }
                let dx = eight_sums(products);
                f.back_of(dx, load(simd, x, first)).store_slice(&mut below[first..first + LANES]);
            }
        }
    }
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
