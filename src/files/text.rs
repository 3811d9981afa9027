//! Text in files is UTF-8, with or without a byte-order mark; anything else is named, so that a person can save it again.

use std::fmt;

use thiserror::Error;

const REMEDY: &str = "open it in an editor and save it as UTF-8";

/// Bytes that are no text in UTF-8, and what they are instead.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotText {
    /// Two or four bytes for each character, as some editors on Windows save it.
    #[error("this is {encoding} text, not UTF-8; {REMEDY}")]
    Wide {
        /// Which encoding.
        encoding: Wide,
    },
    /// One or two bytes for each character, as before Unicode.
    #[error(
        "line {line} is not UTF-8; the text is probably in an older encoding, such as CP949 (Korean Windows) or Latin-1; {REMEDY}"
    )]
    Older {
        /// The first line that is not UTF-8, from 1.
        line: usize,
    },
    /// Control characters.
    #[error("this is no text, but binary data; give a text file in UTF-8")]
    Binary,
}

/// An encoding with more than a byte for every character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wide {
    bits: u8,
    little_endian: bool,
    has_mark: bool,
}

impl fmt::Display for Wide {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let order = if self.little_endian { "little-endian" } else { "big-endian" };
        let mark = if self.has_mark { "with" } else { "without" };
        write!(f, "UTF-{} ({order}, {mark} a byte-order mark)", self.bits)
    }
}

/// The text of a file's bytes, without the byte-order mark that it may begin with.
///
/// # Errors
/// Bytes that are not UTF-8: which encoding they seem to have, and what to do.
pub fn text(mut bytes: Vec<u8>) -> Result<String, NotText> {
    if let Some(encoding) = marked(&bytes).or_else(|| unmarked(&bytes)) {
        return Err(NotText::Wide { encoding });
    }
    if bytes.iter().any(|byte| is_control(*byte)) {
        return Err(NotText::Binary);
    }
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        NotText::Older { line: 1 + valid.iter().filter(|byte| **byte == b'\n').count() }
    })
}

/// The encoding that a byte-order mark says.
fn marked(bytes: &[u8]) -> Option<Wide> {
    let marks: [(&[u8], u8, bool); 4] =
        [(b"\xFF\xFE\0\0", 32, true), (b"\0\0\xFE\xFF", 32, false), (b"\xFF\xFE", 16, true), (b"\xFE\xFF", 16, false)];
    let (_, bits, little_endian) = marks.into_iter().find(|(mark, ..)| bytes.starts_with(mark))?;
    Some(Wide { bits, little_endian, has_mark: true })
}

/// UTF-16 by its look: of the ASCII characters that every file of ours has, each second byte is zero.
fn unmarked(bytes: &[u8]) -> Option<Wide> {
    let (units, rest) = bytes.as_chunks::<2>();
    let ascii = |low: usize| {
        let is_ascii = |unit: &&[u8; 2]| unit[1 - low] == 0 && unit[low].is_ascii() && !is_control(unit[low]);
        units.iter().filter(is_ascii).count()
    };
    let (little, big) = (ascii(0), ascii(1));
    let is_wide = rest.is_empty() && little.max(big) > units.len() / 4 && little.min(big) == 0;
    is_wide.then_some(Wide { bits: 16, little_endian: little > big, has_mark: false })
}

/// A control character that text does not have; a form feed and an escape it may.
const fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 14..=26 | 28..=31)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "name = \"미로\"\nmax_steps = 9\n";

    fn utf16(order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        TEXT.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn utf_8_is_read_with_and_without_a_mark() {
        assert_eq!(text(TEXT.into()).as_deref(), Ok(TEXT));
        assert_eq!(text([b"\xEF\xBB\xBF", TEXT.as_bytes()].concat()).as_deref(), Ok(TEXT));
        assert_eq!(text(Vec::new()).as_deref(), Ok(""));
        assert_eq!(text(b"\xEF\xBB\xBF".to_vec()).as_deref(), Ok(""));
    }

    #[test]
    fn other_encodings_are_named() {
        let (little, big) = (utf16(u16::to_le_bytes), utf16(u16::to_be_bytes));
        let utf32 = TEXT.chars().flat_map(|character| u32::from(character).to_le_bytes()).collect::<Vec<u8>>();
        // "미로" in CP949, and a word in Latin-1.
        let cp949 = b"version = 1\nname = \"\xB9\xCC\xB7\xCE\"\n".to_vec();
        for (bytes, expected) in [
            ([b"\xFF\xFE", &little[..]].concat(), "UTF-16 (little-endian, with a byte-order mark)"),
            ([b"\xFE\xFF", &big[..]].concat(), "UTF-16 (big-endian, with a byte-order mark)"),
            (little, "UTF-16 (little-endian, without a byte-order mark)"),
            (big, "UTF-16 (big-endian, without a byte-order mark)"),
            ([b"\xFF\xFE\0\0", &utf32[..]].concat(), "UTF-32 (little-endian, with a byte-order mark)"),
            (cp949, "line 2 is not UTF-8; the text is probably in an older encoding, such as CP949"),
            (b"caf\xE9".to_vec(), "line 1 is not UTF-8"),
            (b"\x93\0\x01\x02\0\xFF".to_vec(), "binary data"),
            (b"\0\x01\x02\xFF".to_vec(), "binary data"),
        ] {
            let found = text(bytes).expect_err(expected).to_string();
            assert!(found.contains(expected) && found.contains("UTF-8"), "{expected}: {found}");
        }
    }
}
