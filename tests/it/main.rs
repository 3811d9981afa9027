//! One test binary, a file per behaviour.

mod commands;
mod malformed;
mod program;
mod simulation;
mod training;
