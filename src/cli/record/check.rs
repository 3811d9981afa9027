//! `sidestep record check`: whether clips play in the programs that talks are given with, and what mends them.

use std::path::{Path, PathBuf};

use serde_json::{Map, json};

use crate::{
    capture::check::{ClipReport, Program, check},
    cli::{
        Failure, Output,
        output::{decimal, thousands},
    },
};

const EXAMPLES: &str = "\
Examples:
  sidestep record check demo.mp4
  sidestep record check --json talk/*.mp4 talk/*.gif

Clips of other programs can be checked, too. Nothing is changed. What is
looked at: codec, profile, level, pixel format, size, sound, where the index
is, how large a GIF is, and whether the file is whole: pictures and texts lie
where the index says and fill their place, those of GIFs are decoded, and those
of Sidestep's MP4s add up to the checksum that they were written with. A clip
fits where the program's own documentation names what it is; the repair is a
command of ffmpeg. Exit code 1 where a clip does not fit somewhere.";

/// What `sidestep record check` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// MP4 and GIF files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Print JSON: one object per clip
    #[arg(long)]
    pub json: bool,
}

/// Says of each clip where it fits.
///
/// # Errors
/// A file that is no clip or damaged, and a clip that does not fit everywhere.
pub fn run(arguments: &Arguments, output: &mut Output) -> Result<(), Failure> {
    let mut unfit = 0;
    output.each(&arguments.files, |file, output| {
        let report = check(file)?;
        unfit += u32::from(!report.findings.is_empty());
        if output.json { output.object(&object(file, &report)) } else { print(file, &report, output) }
    })?;
    if unfit > 0 {
        let all = arguments.files.len();
        return Err(
            Failure::new("unfit", format_args!("{unfit} of {all} clips do not fit everywhere: see above")).told()
        );
    }
    Ok(())
}

fn object(file: &Path, report: &ClipReport) -> serde_json::Value {
    let fits: Map<_, _> =
        Program::ALL.into_iter().map(|program| (program.to_string(), report.fits(program).into())).collect();
    json!({
        "file": file.display().to_string(),
        "format": report.format,
        "bytes": report.bytes,
        "width": report.size.width,
        "height": report.size.height,
        "frames": report.frames,
        "seconds": report.seconds,
        "coding": report.coding,
        "fits": fits,
        "findings": report.findings,
        "repair": report.repair(file),
    })
}

fn print(file: &Path, report: &ClipReport, output: &mut Output) -> Result<(), Failure> {
    let frames = report.frames.map_or_else(String::new, |frames| format!(", {} frames", thousands(frames)));
    let seconds = report.seconds.map_or_else(String::new, |seconds| format!(", {} s", decimal(seconds)));
    output.line(format!(
        "{}: {} ({}), {}{frames}{seconds}, {} kB",
        file.display(),
        report.format.name().to_uppercase(),
        report.coding,
        report.size,
        thousands(report.bytes.div_ceil(1000)),
    ))?;
    let titles =
        |programs: &mut dyn Iterator<Item = Program>| programs.map(Program::title).collect::<Vec<_>>().join(", ");
    let fitting = titles(&mut Program::ALL.into_iter().filter(|program| report.fits(*program)));
    if !fitting.is_empty() {
        output.line(format!("  fits {fitting}"))?;
    }
    for finding in &report.findings {
        output.line(format!("  does not fit {}: {}", titles(&mut finding.programs.iter().copied()), finding.what))?;
    }
    report.repair(file).map_or(Ok(()), |repair| output.line(format!("  repair: {repair}")))
}
