//! Sidestep: agents learn to sidestep moving obstacles before your eyes; this library is all of it but the argument parsing.
//!
//! The modules stand in their order: each knows only those before it. The tests read this list and hold every file to it.
//! The empty lines keep rustfmt from sorting it.

// Writing files without loss; the names that a person chooses by.
pub mod files;

pub mod names;

// The rules: level, board, obstacles, sight, step, observation, exact optimum. No engine.
pub mod gridworld;

// An optimum on a thread of its own: the rules know none.
pub mod solving;

// What the learners and the sequence lab share of dfdx.
pub mod tensors;

// The algorithms: decide, learn, checkpoint.
pub mod learning;

// RNN, LSTM, GRU and attention, their tasks and trainer.
pub mod sequence;

// Levels, policies and models on disk: the modules above know no file.
pub mod disk;

// The simulation: an engine's world with one schedule, the tick, and the rules of matches.
pub mod arena;

// What happened, as a file that plays again exactly; what a person has reached.
pub mod replay;

pub mod records;

// Pictures of learning curves.
#[cfg(not(target_family = "wasm"))]
pub mod curves;

// A training run from plan to folder; ladders of opponents; episodes as they are played.
#[cfg(not(target_family = "wasm"))]
pub mod runs;

// One tick of training, number by number.
pub mod lens;

// Texts in two languages.
pub mod language;

// Colours, fonts and spacing; frames to MP4, GIF and PNG.
#[cfg(feature = "window")]
pub mod theme;

#[cfg(feature = "window")]
pub mod capture;

// Panels draw what they are handed and answer with commands.
#[cfg(feature = "window")]
pub mod panels;

// The window.
#[cfg(feature = "window")]
pub mod game;

// One file per command.
#[cfg(not(target_family = "wasm"))]
pub mod cli;
