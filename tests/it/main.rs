//! One test binary, a file per behaviour.

mod panels;
mod simulation;
mod translations;
