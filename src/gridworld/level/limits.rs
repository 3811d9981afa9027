//! How large a level may be, so that a damaged or hostile file cannot exhaust memory or time.

/// Longest side of a board, in cells.
pub const SIDE: i32 = 128;
/// Most agents (start cells).
pub const AGENTS: usize = 64;
/// Most goals.
pub const GOALS: usize = 64;
/// Most obstacles.
pub const OBSTACLES: usize = 256;
/// Longest loop, in cells.
pub const PATH: usize = 1024;
/// Slowest cadence: a move on every n-th step.
pub const EVERY: u32 = 1000;
/// Longest episode, in steps.
pub const STEPS: u32 = 1_000_000;
/// Largest reward, either sign.
pub const REWARD: f32 = 1.0e6;
/// Longest name, in characters.
pub const NAME: usize = 64;
/// Longest sentence about a level, in characters.
pub const ABOUT: usize = 400;
/// Largest level file, in bytes.
pub const FILE: usize = 1 << 20;
