//! Arguments in, exit code out.

use std::{process::ExitCode, time::Instant};

use clap::Parser;
use sidestep::cli::{self, Arguments};

fn main() -> ExitCode {
    let start = Instant::now();
    cli::run(Arguments::parse(), start)
}
