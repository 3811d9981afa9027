//! Runs a peer's script beside a bench, in the same run on the same machine, so that the ratio means something.

use std::{env, process::Command};

/// What the script answers; `None`, with the reason on standard error, where it cannot run.
pub fn measure(script: &str) -> Option<serde_json::Value> {
    let python = env::var("SIDESTEP_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let path = format!("{}/benches/peers/{script}", env!("CARGO_MANIFEST_DIR"));
    let output = match Command::new(&python).args([&path, "--json"]).output() {
        Ok(output) if output.status.success() => output.stdout,
        Ok(output) => {
            let reason = String::from_utf8_lossy(&output.stderr);
            let reason = reason.lines().last().unwrap_or("it failed without a word");
            eprintln!("no peer: {script}: {reason}; see benches/peers/README.md");
            return None;
        }
        Err(error) => {
            eprintln!("no peer: {python}: {error}; see benches/peers/README.md");
            return None;
        }
    };
    serde_json::from_slice(&output).ok()
}
