//! The rules, from outside: the course's traces, laws, the optimum, files and their errors.

mod allocations;
mod built_in;
mod files;
mod fuzz;
mod laws;
mod malformed;
mod motions;
mod optimum;
mod outcomes;
mod sight;
pub mod strategies;
mod traces;
mod warnings;
