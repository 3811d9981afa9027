//! One test binary, so that it is linked once; a file or a folder per behaviour.

mod board;
mod commands;
mod learning;
mod malformed;
mod panels;
mod policies;
mod program;
mod real_window;
mod replay_commands;
mod replay_exact;
mod replay_file;
mod replay_kept;
mod replay_shelf;
mod rules;
mod simulation;
mod training;
mod translations;
mod versus_command;
mod versus_rules;
mod window;
