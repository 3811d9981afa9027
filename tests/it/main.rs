//! One test binary, so that it is linked once; a file or a folder per behaviour.

mod panels;
mod rules;
mod simulation;
mod translations;
