//! One test binary, so that it is linked once; a file or a folder per behaviour.

mod board;
mod commands;
mod imitation;
mod learning;
mod malformed;
mod opponents;
mod panels;
mod policies;
mod program;
mod real_window;
mod records;
mod replay_commands;
mod replay_exact;
mod replay_file;
mod replay_kept;
mod replay_shelf;
mod replays;
mod rules;
mod simulation;
mod training;
mod translations;
mod versus;
mod versus_command;
mod versus_rules;
mod window;
