//! `metrics.csv` as people and their programs leave it: spreadsheets write `TRUE`, put `;` between cells and a comma into numbers
//! where a country does so, begin with a byte order mark; pandas leaves missing numbers out; columns are moved, added, removed.
//! What cannot be read is counted and said, never passed over.

use std::{collections::HashMap, path::Path};

use csv::StringRecord;

use crate::arena::EpisodeRecord;

/// How booleans are written: here, by programs, and by spreadsheets in the languages that put commas into numbers.
const TRUE: [&str; 8] = ["true", "1", "yes", "wahr", "vrai", "verdadero", "vero", "waar"];
const FALSE: [&str; 8] = ["false", "0", "no", "falsch", "faux", "falso", "onwaar", "non"];
/// How a number that is none is written, besides `NaN` and nothing at all; spreadsheets begin theirs with `#`.
const NOT_A_NUMBER: [&str; 5] = ["na", "n/a", "null", "none", "-"];

/// The rows of a table that could be read, and what has to be said of the others.
#[derive(Debug)]
pub(super) struct Found<T> {
    /// Of each its line in the file, from 1.
    pub rows: Vec<T>,
    /// How many could not be read; a last one that was cut short is not counted.
    pub unreadable: usize,
    /// What is wrong with the first of those, and where.
    pub fault: Option<String>,
}

impl<T> Found<T> {
    /// What has to be told of the table in this file.
    pub fn note(&self, path: &Path) -> Option<String> {
        let Self { unreadable, fault, .. } = self;
        let fault = fault.as_ref()?;
        Some(format!("{}: {unreadable} of its rows cannot be used ({fault})", path.display()))
    }
}

/// Every episode of a run's table.
pub(super) fn episodes(bytes: &[u8]) -> Found<EpisodeRecord> {
    rows(bytes, |cells| {
        Ok(EpisodeRecord {
            episode: cells.number_of_episode()?,
            tick: cells.whole("tick")?,
            arena: cells.short("arena")?,
            episode_return: cells.real("return")?,
            length: cells.short("length")?,
            goal: cells.truth("goal")?,
            hits: cells.short("hits")?,
            truncated: cells.truth("truncated")?,
            loss: cells.real_or_nan("loss")?,
            td_error: cells.real_or_nan("td_error")?,
            exploration: cells.real_or_nan("exploration")?,
        })
    })
}

/// The number and the return of every episode, whatever else the table holds.
pub(super) fn returns(bytes: &[u8]) -> Found<(u64, f32)> {
    rows(bytes, |cells| Ok((cells.number_of_episode()?, cells.real("return")?)))
}

fn rows<T>(bytes: &[u8], read: impl Fn(&Cells<'_>) -> Result<T, String>) -> Found<T> {
    let text = text(bytes);
    let mut found = Found { rows: Vec::new(), unreadable: 0, fault: None };
    // What Excel writes before the header so that it knows its own file again.
    let table = match text.split_once('\n') {
        Some((first, rest)) if first.starts_with("sep=") => rest,
        _ => &text,
    };
    let skipped = u64::from(text.len() > table.len());
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(table))
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(table.as_bytes());
    let columns: HashMap<String, usize> = match reader.headers() {
        Ok(header) => header.iter().enumerate().map(|(place, name)| (name.to_lowercase(), place)).collect(),
        Err(_) => return found,
    };
    let mut record = StringRecord::new();
    // The text is UTF-8 and rows may have any length: there is nothing that the reader refuses.
    while reader.read_record(&mut record).unwrap_or(false) {
        if record.iter().all(str::is_empty) {
            continue;
        }
        let is_last = reader.position().byte() == table.len() as u64;
        let is_cut_short = is_last && !table.ends_with('\n') && record.len() < columns.len();
        match read(&Cells { columns: &columns, record: &record }) {
            Ok(row) if !is_cut_short => found.rows.push(row),
            Err(what) if !is_cut_short => {
                let line = record.position().map_or(0, csv::Position::line) + skipped;
                found.unreadable += 1;
                found.fault.get_or_insert_with(|| format!("line {line}: {what}"));
            }
            _ => {}
        }
    }
    found
}

/// A file's text. Only names and numbers are asked for, which most encodings write alike.
fn text(bytes: &[u8]) -> String {
    let wide = |rest: &[u8], word: fn([u8; 2]) -> u16| {
        let words: Vec<u16> = rest.chunks_exact(2).map(|two| word([two[0], two[1]])).collect();
        String::from_utf16_lossy(&words)
    };
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// What stands between the names of the header most often.
fn delimiter(table: &str) -> u8 {
    let header = table.lines().next().unwrap_or_default().as_bytes();
    let count = |delimiter: &u8| header.iter().filter(|byte| *byte == delimiter).count();
    // The last of equals is taken.
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

/// One row.
struct Cells<'a> {
    columns: &'a HashMap<String, usize>,
    record: &'a StringRecord,
}

impl Cells<'_> {
    fn cell(&self, column: &str) -> Result<&str, String> {
        let place = self.columns.get(column).ok_or_else(|| format!("there is no column `{column}`"))?;
        Ok(self.record.get(*place).unwrap_or_default())
    }

    fn parse<T>(&self, column: &str, expected: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, String> {
        let cell = self.cell(column)?;
        parse(cell).ok_or_else(|| format!("`{column}` is `{cell}`, expected {expected}"))
    }

    fn number_of_episode(&self) -> Result<u64, String> {
        self.parse("episode", "a whole number from 1", |cell| whole(cell).filter(|number| *number > 0))
    }

    fn whole(&self, column: &str) -> Result<u64, String> {
        self.parse(column, "a whole number", whole)
    }

    fn short(&self, column: &str) -> Result<u32, String> {
        self.parse(column, "a whole number", |cell| u32::try_from(whole(cell)?).ok())
    }

    fn real(&self, column: &str) -> Result<f32, String> {
        self.parse(column, "a number", |cell| plain(cell).parse().ok())
    }

    /// A number that an episode need not have; nor need the table have its column.
    fn real_or_nan(&self, column: &str) -> Result<f32, String> {
        if !self.columns.contains_key(column) {
            return Ok(f32::NAN);
        }
        self.parse(column, "a number", |cell| {
            let lower = cell.to_lowercase();
            let is_none = cell.is_empty() || cell.starts_with('#') || NOT_A_NUMBER.contains(&lower.as_str());
            if is_none { Some(f32::NAN) } else { plain(cell).parse().ok() }
        })
    }

    fn truth(&self, column: &str) -> Result<bool, String> {
        self.parse(column, "true or false", |cell| {
            let lower = plain(cell).to_lowercase();
            let lower = lower.trim_end_matches(".0");
            if TRUE.contains(&lower) { Some(true) } else { FALSE.contains(&lower).then_some(false) }
        })
    }
}

/// A number's text as programs write it: with a point, and the minus of a keyboard.
fn plain(cell: &str) -> String {
    let cell = cell.replace('\u{2212}', "-");
    if cell.contains('.') { cell } else { cell.replacen(',', ".", 1) }
}

/// A whole number, written as one or, as programs do whose columns have one type, as `155.0` or `1.55E+02`.
fn whole(cell: &str) -> Option<u64> {
    /// Up to here every whole number has an `f64`.
    const EXACT: f64 = (1_u64 << 53) as f64;
    cell.parse().ok().or_else(|| {
        let number: f64 = plain(cell).parse().ok()?;
        ((0.0..=EXACT).contains(&number) && number.fract() == 0.0).then_some(number as u64)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &str = "seed,episode,tick,arena,return,length,goal,hits,truncated,loss,td_error,exploration\n\
                        7,1,155,0,-19.5,155,true,20,false,0.0684,0.18,0.9696665\n\
                        7,2,355,1,-24.0,200,false,24,true,NaN,NaN,0.93\n";

    fn of(text: &str) -> String {
        let found = episodes(text.as_bytes());
        assert_eq!((found.unreadable, &found.fault), (0, &None), "{text}");
        format!("{:?}", found.rows)
    }

    #[test]
    fn what_other_programs_make_of_a_table_is_the_same_table() {
        let ours = of(OURS);
        assert!(ours.contains("episode_return: -19.5, length: 155, goal: true, hits: 20, truncated: false"), "{ours}");
        let spreadsheet = OURS.replace("true", "TRUE").replace("false", "FALSE").replace('\n', "\r\n");
        let pandas =
            OURS.replace("true", "True").replace("false", "False").replace("NaN", "").replace(",155,", ",155.0,");
        let german = OURS.replace(',', ";").replace('.', ",").replace("true", "WAHR").replace("false", "FALSCH");
        let quoted = OURS.replace(',', "\",\"").lines().map(|line| format!("\"{line}\"\n")).collect::<String>();
        let commas_in_quotes = OURS.replace("-19.5", "\"-19,5\"").replace("0.93", "\" 0,93 \"");
        let moved: String = OURS
            .lines()
            .map(|line| {
                let mut cells: Vec<&str> = line.split(',').collect();
                cells.rotate_left(5);
                format!("메모,{}\n", cells.join(","))
            })
            .collect();
        let numbers = OURS.replace("true", "1").replace("false", "0");
        for changed in [
            spreadsheet.clone(),
            format!("\u{feff}{spreadsheet}"),
            format!("sep=,\r\n{spreadsheet}"),
            pandas,
            german,
            OURS.replace(',', "\t"),
            OURS.replace(',', ", "),
            quoted,
            commas_in_quotes,
            moved,
            numbers,
            OURS.replace("episode,tick", "Episode,TICK"),
            format!("{OURS}\n,,,,,,,,,,,\n"),
            OURS.trim_end().to_owned(),
        ] {
            assert_eq!(of(&changed), ours, "{changed}");
        }
        let wide: Vec<u8> = std::iter::once(0xfeff).chain(OURS.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(format!("{:?}", episodes(&wide).rows), ours);
    }

    #[test]
    fn rows_that_cannot_be_read_are_counted_and_the_first_is_named() {
        let table = format!("{OURS}7,three,400,0,1,9,true,0,false,0,0,0\n7,4,400,0,,9,true,0,false,0,0,0\n");
        let found = episodes(table.as_bytes());
        assert_eq!((found.rows.len(), found.unreadable), (2, 2));
        assert_eq!(found.fault.as_deref(), Some("line 4: `episode` is `three`, expected a whole number from 1"));

        let found = episodes(OURS.replace("length", "steps").as_bytes());
        assert_eq!((found.rows.len(), found.unreadable), (0, 2));
        assert_eq!(found.fault.as_deref(), Some("line 2: there is no column `length`"));
        assert_eq!(returns(OURS.replace("length", "steps").as_bytes()).rows, [(1, -19.5), (2, -24.0)]);
    }

    #[test]
    fn a_last_row_that_was_cut_short_is_left_out() {
        let end = OURS.trim_end().len();
        for cut in end - 30..end - 5 {
            let found = episodes(&OURS.as_bytes()[..cut]);
            assert_eq!((found.rows.len(), found.unreadable), (1, 0), "{}", &OURS[..cut]);
        }
        // In the middle of the file it would be missed.
        assert_eq!(episodes(OURS.replace(",true,20,false,0.0684,0.18,0.9696665", "").as_bytes()).unreadable, 1);
    }

    #[test]
    fn what_is_no_table_has_no_rows() {
        for bytes in [&b""[..], b"\n\n", b"hello", &[0xff; 100], b"\xef\xbb\xbf"] {
            assert!(episodes(bytes).rows.is_empty());
        }
    }
}
