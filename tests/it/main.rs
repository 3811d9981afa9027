//! One test binary, a file per behaviour.

mod simulation;
