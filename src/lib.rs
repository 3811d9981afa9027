//! Sidestep: agents learn to sidestep moving obstacles before your eyes; this library is all of it but the argument parsing.

pub mod arena;
pub mod cli;
pub mod curves;
pub mod files;
pub mod game;
pub mod gridworld;
pub mod language;
pub mod learning;
pub mod panels;
pub mod records;
pub mod replay;
pub mod theme;
