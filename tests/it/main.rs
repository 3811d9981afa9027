//! One test binary, so that it is linked once; a file or a folder per behaviour.

mod board;
mod commands;
mod learning;
mod malformed;
mod panels;
mod policies;
mod program;
mod real_window;
mod rules;
mod sequence_commands;
mod sequence_files;
mod sequence_tasks;
mod sequence_training;
mod simulation;
mod training;
mod translations;
mod window;
