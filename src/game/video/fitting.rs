//! Words that fit their place: broken at spaces, very long ones between letters, then written smaller, at last cut with an ellipsis.
//! Lengths are pixels, widths of letters are the font's own.

use std::{collections::BTreeSet, ops::RangeInclusive};

use bevy::math::Vec2;
use ttf_parser::Face;

use crate::theme;

/// From one line to the next, in letters' heights.
pub(super) const LINE: f32 = 1.24;
/// Between what is said in one line; where a line ends, the break says the same.
pub(super) const SEPARATOR: &str = " · ";
/// Pairs of letters may stand a little wider than each alone.
const SLACK: f32 = 1.02;
/// How much smaller the next size is that is tried.
const SMALLER: f32 = 0.95;
/// A word that would have a line of its own only in letters this much smaller is broken instead.
const LONG: f32 = 0.7;

/// Measures what is written in a font.
pub(super) struct Ruler(Face<'static>);

/// Words as they are written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fitted {
    /// Their lines.
    pub text: String,
    /// Letters' height.
    pub size: f32,
    /// Whether some of the words had no room.
    pub is_cut: bool,
}

impl Ruler {
    /// Of the program's own font.
    ///
    /// # Panics
    /// Never: the font is part of the program, and a test reads it.
    pub fn new(is_bold: bool) -> Self {
        let font = if is_bold { theme::SEMIBOLD } else { theme::REGULAR };
        Self(Face::parse(font, 0).expect("the program's font is one"))
    }

    /// The width of a line of letters of height 1.
    pub fn width(&self, line: &str) -> f32 {
        let advance = |letter| self.0.glyph_index(letter).and_then(|glyph| self.0.glyph_hor_advance(glyph));
        // What the font has no glyph for is drawn as a box.
        let widths = line.chars().map(|letter| advance(letter).unwrap_or(self.0.units_per_em()));
        SLACK * widths.map(f32::from).sum::<f32>() / f32::from(self.0.units_per_em())
    }

    /// What the font has no glyphs for.
    pub fn missing<'a>(&self, words: impl IntoIterator<Item = &'a str>) -> BTreeSet<char> {
        let letters = words.into_iter().flat_map(str::chars);
        letters.filter(|letter| !letter.is_whitespace() && self.0.glyph_index(*letter).is_none()).collect()
    }

    /// Writes words into a room as large as they fit, at most and at least so high; what then has no room is cut.
    pub fn fit(&self, words: &str, room: Vec2, sizes: RangeInclusive<f32>) -> Fitted {
        let (least, mut size) = (sizes.start().round().max(1.0), sizes.end().round().max(1.0));
        let widest = words.split_whitespace().map(|word| self.width(word)).fold(0.0, f32::max);
        let is_long = widest * size * LONG > room.x;
        while size > least {
            let lines = self.lines(words, room.x / size, is_long);
            let is_wide = lines.iter().any(|line| self.width(line) * size > room.x);
            if !is_wide && lines.len() as f32 * LINE * size <= room.y {
                return Fitted { text: lines.join("\n"), size, is_cut: false };
            }
            size = (size * SMALLER).floor().max(least);
        }
        let mut lines = self.lines(words, room.x / size, true);
        let most = ((room.y / (LINE * size)) as usize).max(1);
        let is_cut = lines.len() > most;
        lines.truncate(most);
        if let Some(last) = lines.last_mut().filter(|_| is_cut) {
            while !last.is_empty() && self.width(&format!("{last}…")) > room.x / size {
                last.pop();
            }
            last.truncate(last.trim_end().len());
            last.push('…');
        }
        Fitted { text: lines.join("\n"), size, is_cut }
    }

    /// The words in lines of at most this width, for letters of height 1. A word that is wider has a line of its own, or, where it may
    /// be broken, as many as it takes. Line feeds stay, other white space is a space.
    fn lines(&self, words: &str, width: f32, may_break: bool) -> Vec<String> {
        let mut lines = Vec::new();
        for paragraph in words.lines() {
            let mut line = String::new();
            for word in paragraph.split_whitespace() {
                let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
                if self.width(&longer) <= width {
                    line = longer;
                    continue;
                }
                if !line.is_empty() {
                    lines.push(std::mem::take(&mut line).trim_end_matches(SEPARATOR.trim_end()).to_owned());
                }
                if word == SEPARATOR.trim() {
                    continue;
                }
                for letter in word.chars() {
                    line.push(letter);
                    if may_break && line.chars().count() > 1 && self.width(&line) > width {
                        line.pop();
                        lines.push(std::mem::replace(&mut line, letter.to_string()));
                    }
                }
            }
            lines.push(line);
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Vec2 = Vec2::new(400.0, 100.0);

    fn fit(words: &str) -> Fitted {
        Ruler::new(true).fit(words, ROOM, 12.0..=40.0)
    }

    /// Whatever is written, it lies within its room, and what is not cut is all there.
    #[test]
    fn words_stay_in_their_room() {
        let long = "Every word of this sentence is part of a title that nobody would give ".repeat(5);
        let korean = "움직이는 장애물 사이를 지나 목표까지 가는 길을 배우는 에이전트의 이야기".repeat(3);
        let ruler = Ruler::new(true);
        for words in ["Rush", "Two words", &long, &korean, &"unbroken".repeat(40), "", " \t ", "a\tb\nc"] {
            let Fitted { text, size, is_cut } = fit(words);
            for line in text.lines() {
                assert!(ruler.width(line) * size <= ROOM.x, "{line:?} is wider than its room");
            }
            assert!(text.lines().count() as f32 * LINE * size <= ROOM.y, "{text:?} is higher than its room");
            let letters = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
            assert_eq!(letters(&text) == letters(words), !is_cut, "{text:?}");
            assert_eq!(text.ends_with('…'), is_cut);
        }
    }

    #[test]
    fn lines_break_at_spaces_before_letters_shrink() {
        assert_eq!(fit("Rush"), Fitted { text: "Rush".into(), size: 40.0, is_cut: false });
        let korean = fit("움직이는 장애물 사이를 지나 목표까지");
        assert!(!korean.is_cut && korean.text.lines().count() > 1);
        for word in korean.text.split_whitespace() {
            assert!("움직이는 장애물 사이를 지나 목표까지".split(' ').any(|whole| whole == word), "{word} is torn");
        }
        assert_eq!(fit("a\tb").text, "a b");
        let facts = ["Classic", "Deep SARSA", "ten steps a second", "what is expected"].join(SEPARATOR);
        let Fitted { text, .. } = Ruler::new(true).fit(&facts, Vec2::new(400.0, 200.0), 12.0..=40.0);
        assert!(text.lines().count() > 1 && text.lines().all(|line| !line.starts_with('·') && !line.ends_with('·')));
    }

    #[test]
    fn a_long_word_is_broken_before_letters_shrink() {
        // A line has room for about 16 letters.
        let Fitted { text, size, is_cut } = fit(&"unbroken".repeat(4));
        assert_eq!((size, text.lines().count(), is_cut), (40.0, 2, false), "{text}");
        let Fitted { text, size, .. } = fit("Reinforcementlearning");
        assert!(size < 40.0 && text == "Reinforcementlearning", "a word that is a little too wide stays whole: {text}");
    }

    #[test]
    fn what_the_font_lacks_is_named() {
        let missing = Ruler::new(false).missing(["Rush 러시 − ·", "日本 😀\t"]);
        assert_eq!(missing, BTreeSet::from(['日', '本', '😀']));
    }
}
