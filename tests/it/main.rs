//! One test binary, a file per behaviour.

mod commands;
mod malformed;
mod panels;
mod program;
mod rules;
mod simulation;
mod training;
mod translations;
