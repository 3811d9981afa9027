//! Standard output and standard error: one JSON object per line or words, and what becomes of a failure.
//! What is said is decided by the commands.

use std::{
    io::{self, BufWriter, IsTerminal, Stdout, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use indicatif::HumanCount;
use serde::Serialize;

use super::{Bar, Failure};
use crate::curves::statistics::Interval;

/// Where a command's answer goes.
pub struct Output {
    /// Whether JSON was asked for.
    pub json: bool,
    stdout: BufWriter<Stdout>,
    /// Whether a person sees each line as it comes.
    is_terminal: bool,
}

impl Output {
    pub fn new(json: bool) -> Self {
        Self { json, stdout: BufWriter::new(io::stdout()), is_terminal: io::stdout().is_terminal() }
    }

    /// One JSON object on a line of its own. Numbers that are none (NaN) become `null`.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn object(&mut self, object: &impl Serialize) -> Result<(), Failure> {
        self.line(serde_json::to_string(object).map_err(io::Error::other)?)
    }

    /// A line, or several, for people.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn line(&mut self, text: impl AsRef<str>) -> Result<(), Failure> {
        writeln!(self.stdout, "{}", text.as_ref())?;
        if self.is_terminal { self.finish() } else { Ok(()) }
    }

    /// Does something with each of several files, whatever is wrong with some; what that is is said of each, and in the end
    /// how many there were.
    ///
    /// # Errors
    /// When something was wrong with a file, and when standard output cannot be written.
    pub fn each(
        &mut self,
        files: &[PathBuf],
        mut task: impl FnMut(&Path, &mut Self) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let mut failed = 0;
        for file in Bar::over(files, "files") {
            match task(file, self) {
                Ok(()) => {}
                Err(failure) if files.len() == 1 || failure.is_output() => return Err(failure),
                Err(failure) => {
                    failed += 1;
                    self.finish()?;
                    note(format_args!("sidestep: {failure}"));
                    if self.json {
                        let mut object = failure.object();
                        object["file"] = file.display().to_string().into();
                        self.object(&object)?;
                    }
                }
            }
        }
        if failed > 0 {
            let all = files.len();
            return Err(Failure::new("several", format_args!("{failed} of {all} files have failed: see above")).told());
        }
        Ok(())
    }

    /// Sends what was said so far on its way.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn finish(&mut self) -> Result<(), Failure> {
        self.stdout.flush()?;
        Ok(())
    }

    /// Says what went wrong; the exit code to end with.
    pub fn fail(&mut self, failure: &Failure) -> ExitCode {
        if failure.nobody_listens {
            // `sidestep .. | head` has seen enough
            return ExitCode::SUCCESS;
        }
        note(format_args!("sidestep: {failure}"));
        if self.json && !failure.is_told {
            // standard error has the message already, should this fail too
            let _ = self.object(&failure.object()).and_then(|()| self.finish());
        } else {
            let _ = self.finish();
        }
        ExitCode::from(failure.exit_code())
    }
}

/// A line on standard error. Unlike `eprintln!` it does not mind that nobody reads there.
pub fn note(text: impl std::fmt::Display) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// `1234567` as `1,234,567`.
pub fn thousands(number: u64) -> String {
    HumanCount(number).to_string()
}

/// At most four decimals, and none that say nothing.
pub fn decimal(value: f64) -> String {
    if !value.is_finite() {
        return "-".to_owned();
    }
    let text = format!("{value:.4}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// The number that a person means by an `f32`: 0.2, not 0.20000000298.
pub fn shortest(value: f32) -> f64 {
    value.to_string().parse().unwrap_or_else(|_| f64::from(value))
}

/// An interval as it stands behind its estimate, if there is one.
pub fn interval(interval: Option<Interval>, number: fn(f64) -> String) -> String {
    interval.map_or_else(String::new, |Interval { low, high }| format!("  [{}, {}]", number(low), number(high)))
}

/// A share of one as a percentage.
pub fn percent(share: f64) -> String {
    if !share.is_finite() {
        return "-".to_owned();
    }
    let text = format!("{:.1}", share * 100.0);
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!([0, 999, 1000, 1_234_567].map(thousands), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!([1.0, 0.2, -0.00001, 0.123_456].map(decimal), ["1", "0.2", "0", "0.1235"]);
        assert_eq!(decimal(f64::NAN), "-");
        assert_eq!([0.0, 0.995, 1.0].map(percent), ["0%", "99.5%", "100%"]);
    }
}
