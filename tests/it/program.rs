//! Runs the program as a person or a script does, and reads what it answers.

use std::{
    path::Path,
    process::{Command, Stdio},
};

use serde_json::Value;

/// What a run of the program said.
pub struct Answer {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Answer {
    /// Itself, if all went well.
    pub fn ok(self) -> Self {
        assert_eq!(self.code, Some(0), "stderr: {}", self.stderr);
        self
    }

    /// The one JSON object that was printed.
    pub fn json(&self) -> Value {
        let lines = self.lines();
        assert_eq!(lines.len(), 1, "one object: {}", self.stdout);
        lines.into_iter().next().expect("one line")
    }

    /// The JSON objects that were printed, one per line.
    pub fn lines(&self) -> Vec<Value> {
        let parse = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        self.stdout.lines().map(parse).collect()
    }
}

/// The program with these arguments, not started yet.
pub fn command<S: AsRef<std::ffi::OsStr>>(arguments: &[S]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sidestep"));
    command.args(arguments).stdin(Stdio::null());
    command
}

/// Runs the program to its end.
pub fn sidestep<S: AsRef<std::ffi::OsStr>>(arguments: &[S]) -> Answer {
    let output = command(arguments).output().expect("the program starts");
    Answer {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// As [`sidestep`], with the words in one string; no word may hold a space.
pub fn say(words: &str) -> Answer {
    sidestep(&words.split_whitespace().collect::<Vec<_>>())
}

/// A path in an argument.
pub fn text(path: &Path) -> &str {
    path.to_str().expect("temporary folders have plain names")
}

/// A file of the tests' data.
pub fn data(name: &str) -> String {
    format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"))
}
