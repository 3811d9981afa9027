//! Learning curves as pictures and the statistics behind them: numbers in, PNG or SVG out.
//! Nothing here trains, knows a level or touches a file.

mod lines;
mod picture;
pub mod statistics;

pub use picture::{CurveError, LearningCurve, RunReturns, Words};
