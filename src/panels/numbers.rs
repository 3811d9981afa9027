//! How numbers are written in panels: short, aligned, with a real minus sign. What they measure is said beside them.

use crate::language::Texts;

/// A whole number with its thousands apart: `12,345`. English and Korean group alike.
#[must_use]
pub fn whole(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A measured value with so many decimals: `−0.25`; a dash where there is none.
#[must_use]
pub fn real(number: f64, decimals: usize) -> String {
    if !number.is_finite() {
        return if number.is_nan() {
            "–".to_owned()
        } else if number > 0.0 {
            "∞".to_owned()
        } else {
            "−∞".to_owned()
        };
    }
    let written = format!("{number:.decimals$}");
    match written.strip_prefix('-') {
        // No minus before what rounds to zero.
        Some(rest) if rest.chars().all(|sign| matches!(sign, '0' | '.')) => rest.to_owned(),
        Some(rest) => format!("−{rest}"),
        None => written,
    }
}

/// As [`real`], with a plus before what is positive.
#[must_use]
pub fn signed(number: f64, decimals: usize) -> String {
    let written = real(number, decimals);
    if number > 0.0 && !written.starts_with('−') && number.is_finite() { format!("+{written}") } else { written }
}

/// As [`real`], without zeros at the end: `0.9`, `−1`.
#[must_use]
pub fn trimmed(number: f64, decimals: usize) -> String {
    let written = real(number, decimals);
    if written.contains('.') { written.trim_end_matches('0').trim_end_matches('.').to_owned() } else { written }
}

/// Three significant digits of whatever size: `0.00123`, `12.3`, `1.2e-7`.
#[must_use]
pub fn short(number: f64) -> String {
    let size = number.abs();
    if !number.is_finite() || size == 0.0 {
        real(number, 0)
    } else if !(1e-4..1e7).contains(&size) {
        format!("{number:.1e}").replacen('-', "−", usize::from(number < 0.0))
    } else {
        let decimals = (2.0 - size.log10().floor()).clamp(0.0, 6.0);
        real(number, decimals as usize)
    }
}

/// A rate that changes all the time: `950`, `12.3 k`, `1.20 M`.
#[must_use]
pub fn rate(number: f64) -> String {
    if number.is_nan() {
        "–".to_owned()
    } else if number >= 1e6 {
        format!("{:.2} M", number / 1e6)
    } else if number >= 1e4 {
        format!("{:.1} k", number / 1e3)
    } else if number >= 10.0 {
        whole(number.round() as u64)
    } else {
        format!("{number:.1}")
    }
}

/// A share as a percentage: `97.5%`. English and Korean have no space before the sign.
#[must_use]
pub fn percent(share: f64) -> String {
    if share.is_nan() { "–".to_owned() } else { format!("{:.1}%", share * 100.0) }
}

/// A share as a whole percentage: `97%`.
#[must_use]
pub fn whole_percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

/// Which round it is, in words; those that decide a tie are counted by pairs.
pub(super) fn round_of(round: u32, rounds: u32, texts: &Texts) -> String {
    match round.checked_sub(rounds + 1) {
        None => texts.t_with("round-of", &[("round", round.into()), ("rounds", rounds.into())]),
        Some(further) => {
            texts.t_with("round-extra", &[("pair", (further / 2 + 1).into()), ("round", (further % 2 + 1).into())])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{percent, rate, real, short, signed, trimmed, whole, whole_percent};

    #[test]
    fn numbers_are_written_as_people_read_them() {
        assert_eq!([0, 12, 999, 1000, 1_234_567].map(whole), ["0", "12", "999", "1,000", "1,234,567"]);
        assert_eq!(real(-0.25, 2), "−0.25");
        assert_eq!(real(-0.001, 2), "0.00");
        assert_eq!(real(f64::NAN, 2), "–");
        assert_eq!(
            [0.995, 1.0, -1.0, 100.0, 0.1 + 0.2].map(|number| trimmed(number, 6)),
            ["0.995", "1", "−1", "100", "0.3"]
        );
        assert_eq!(signed(0.5, 1), "+0.5");
        assert_eq!(signed(-0.5, 1), "−0.5");
        assert_eq!(signed(0.0, 1), "0.0");
        assert_eq!([0.001, 12.34, 0.0, -0.5, 123_456.0].map(short), ["0.00100", "12.3", "0", "−0.500", "123456"]);
        assert_eq!(short(-1.2e-7), "−1.2e-7");
        assert_eq!([9.5, 950.4, 12_345.0, 1.2e6].map(rate), ["9.5", "950", "12.3 k", "1.20 M"]);
        assert_eq!([percent(0.975), whole_percent(0.97)], ["97.5%", "97%"]);
    }
}
