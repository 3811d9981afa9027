//! Arguments in, exit code out.

use std::process::ExitCode;

use clap::Parser;
use sidestep::cli::{self, Arguments};

fn main() -> ExitCode {
    cli::run(Arguments::parse(), || ExitCode::SUCCESS)
}
