<<<<<<< HEAD
//! One test binary, a file per behaviour.

mod board;
mod commands;
mod malformed;
mod panels;
mod program;
mod rules;
mod simulation;
mod training;
mod translations;
mod window;
=======
//! Everything that is tested from outside, in one binary so that it is linked once.

mod learning;
>>>>>>> learning
