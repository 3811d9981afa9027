//! One test binary, so that it is linked once; a file or a folder per behaviour.

mod board;
mod capture_clips;
mod capture_scene;
mod capture_survival;
mod capture_tools;
mod commands;
mod learning;
mod malformed;
mod panels;
mod policies;
mod program;
mod real_window;
mod record;
mod rules;
mod simulation;
mod training;
mod translations;
mod window;
