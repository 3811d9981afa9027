//! The rules of the world: level, board, obstacles, step, observation and the exact optimum.
//! No engine, thread or clock lives here, and one file alone (`level/load.rs`) touches the disk.

mod action;
mod cell;
mod level;
mod motion;
mod observation;
mod obstacle;
mod optimum;
mod symmetry;
mod warning;
mod world;

pub use action::Action;
pub use cell::Cell;
pub use level::{Level, LevelError, LevelProblem, OnHit, Rewards, limits, shared_level};
pub use motion::{Motion, MotionKind};
pub use observation::{Label, Observation, SeenNumber, SeenThing, UnknownObservation};
pub use obstacle::{Obstacle, ObstacleState};
pub use optimum::{Budget, LeaveOneOut, Optimum, OptimumError};
pub use warning::LevelWarning;
pub use world::{AgentTurn, BoardStep, Chance, GridWorld, ObstacleTurn, Outcome, RewardParts};
