//! The order of layers by their names, and what number a name holds.

use std::cmp::Ordering;

/// Orders names as a person counts: `layers.10` after `layers.9`.
#[must_use]
pub fn natural(one: &str, other: &str) -> Ordering {
    let order = pieces(one).cmp(pieces(other));
    order.then_with(|| one.cmp(other))
}

/// A number, or a letter.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Piece<'a> {
    /// How many digits it has without leading zeros, and these: more digits are a larger number.
    Number(usize, &'a str),
    Letter(char),
}

fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let letter = rest.chars().next()?;
        let digits = rest.len() - rest.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
        let (piece, behind) = rest.split_at(digits.max(letter.len_utf8()));
        rest = behind;
        Some(match digits {
            0 => Piece::Letter(letter),
            _ => {
                let digits = piece.trim_start_matches('0');
                Piece::Number(digits.len(), digits)
            }
        })
    })
}

/// A name with a number that counts: `actor.2` is `actor.` and 2, `fc1` is `fc` and 1, `layers.0.linear` is `layers.`, 0 and
/// `.linear`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Numbered<'a> {
    /// What stands before the number.
    pub before: &'a str,
    /// What stands behind it.
    pub behind: &'a str,
    /// The number.
    pub number: usize,
}

impl<'a> Numbered<'a> {
    /// The last number that ends a part of the name, if there is one.
    #[must_use]
    pub fn of(name: &'a str) -> Option<Self> {
        let ends = name.match_indices('.').map(|(dot, _)| dot).chain([name.len()]);
        ends.filter_map(|end| {
            let before = name[..end].trim_end_matches(|letter: char| letter.is_ascii_digit());
            let number = name[before.len()..end].parse().ok()?;
            Some(Self { before, behind: &name[end..], number })
        })
        .next_back()
    }

    /// The name with another number.
    #[must_use]
    pub fn with(&self, number: usize) -> String {
        format!("{}{number}{}", self.before, self.behind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_the_order_in_which_one_counts() {
        let mut names = ["b", "a.10.weight", "a.9.weight", "a", "a.9.bias", "a.010", "10", "9", "é2", "é10"];
        names.sort_by(|one, other| natural(one, other));
        assert_eq!(names, ["9", "10", "a", "a.9.bias", "a.9.weight", "a.010", "a.10.weight", "b", "é2", "é10"]);
    }

    #[test]
    fn a_number_counts_where_it_ends_a_part() {
        let of = |name| Numbered::of(name).map(|found| (found.before, found.number, found.behind));
        assert_eq!(of("0"), Some(("", 0, "")));
        assert_eq!(of("q_network.network.4"), Some(("q_network.network.", 4, "")));
        assert_eq!(of("fc12"), Some(("fc", 12, "")));
        assert_eq!(of("layers.0.linear"), Some(("layers.", 0, ".linear")));
        assert_eq!(of("conv2d"), None);
        assert_eq!(of("action_net"), None);
        assert_eq!(of("99999999999999999999999"), None);
        assert_eq!(Numbered::of("a.3.b").map(|found| found.with(5)), Some("a.5.b".to_owned()));
    }
}
