//! One test binary, a file per behaviour.

mod board;
mod simulation;
