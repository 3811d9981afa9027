//! Numbers with powers of ten as plain text, for axes, tooltips and sentences.

use crate::panels::numbers;

/// Two or three digits of a number, small ones with a power of ten: `2.3·10⁻⁵`.
pub(in super::super) fn written(number: f64) -> String {
    let short = numbers::short(number);
    match short.split_once('e') {
        Some((digits, exponent)) => format!("{digits}·{}", power(exponent)),
        None => short,
    }
}

/// A power of ten: `10⁻¹²`.
pub(in super::super) fn power(exponent: &str) -> String {
    let raised = exponent.chars().map(|sign| match sign {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        digit => digit.to_digit(10).and_then(|digit| char::from_u32(0x2070 + digit)).unwrap_or(digit),
    });
    "10".chars().chain(raised).collect()
}

#[cfg(test)]
mod tests {
    use super::{power, written};

    #[test]
    fn powers_are_raised() {
        assert_eq!(["0", "1", "-12", "-30"].map(power), ["10⁰", "10¹", "10⁻¹²", "10⁻³⁰"]);
        assert_eq!([2.3e-5, 0.5, 0.0].map(written), ["2.3·10⁻⁵", "0.500", "0"]);
    }
}
