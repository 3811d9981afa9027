//! Arguments in, exit code out.

use std::{process::ExitCode, time::Instant};

use sidestep::cli::{self, Arguments};

fn main() -> ExitCode {
    let start = Instant::now();
    cli::run(Arguments::read(), start)
}
