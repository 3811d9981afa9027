//! The learners, from outside: against independent references, by their laws, and by what they learn.

mod algorithms;
mod allocations;
mod by_dfdx;
mod checkpoint;
mod checkpoint_fuzz;
mod corridor;
mod deep_q_learning;
mod deep_sarsa;
mod divergence;
mod earlier;
mod foreign_weights;
mod gradients;
mod hyperparameters;
mod learns;
mod losses;
mod made_up;
mod network;
pub mod reference;
mod reinforce;
mod resume;
mod textbook;
