//! Numbers as single bits. What is packed is described once, by what it does with a [`BitStream`]; the same description
//! writes and reads.

/// Where numbers are written to or read from, bit by bit.
pub(super) trait BitStream: Sized {
    /// Writes the lowest `width` bits of a number and returns them; or reads as many, whatever the number.
    fn bits(&mut self, number: u64, width: u32) -> u64;

    /// One bit.
    fn flag(&mut self, flag: bool) -> bool {
        self.bits(flag.into(), 1) == 1
    }

    /// Any number, a small one in few bits: a code for its length (Elias's gamma code), then the bits below its
    /// highest.
    fn number(&mut self, number: u64) -> u64 {
        let length = u64::BITS - number.leading_zeros() + 1;
        // At most 65, which has six bits below its highest.
        let mut below = 0;
        while below < 6 && self.flag(below < length.ilog2()) {
            below += 1;
        }
        let length = (1 << below | self.bits(length.into(), below)).min(65) as u32 - 1;
        match length {
            0 => 0,
            length => 1 << (length - 1) | self.bits(number, length - 1),
        }
    }

    /// A real number: in decimal digits where few of them say it, else as it is.
    fn real(&mut self, real: f64) -> f64 {
        let decimal = decimal(real);
        if !self.flag(decimal.is_some()) {
            return f64::from_bits(self.bits(real.to_bits(), 64));
        }
        let (digits, places) = decimal.unwrap_or_default();
        let sign = if self.flag(real.is_sign_negative()) { "-" } else { "" };
        let places = self.bits(places, 5);
        let digits = self.number(digits);
        format!("{sign}{digits}e-{places}").parse().unwrap_or(f64::NAN)
    }

    /// The same for a number of half the precision: 0.1 is 0.1, and not the `f64` nearest to its `f32`.
    fn half(&mut self, real: f32) -> f32 {
        let decimal = real.to_string().parse().unwrap_or(f64::NAN);
        let is_exact = (decimal as f32).to_bits() == real.to_bits();
        self.real(if is_exact { decimal } else { real.into() }) as f32
    }

    /// Letters.
    fn text(&mut self, text: &str, most: usize) -> String {
        let bytes: Vec<u8> =
            self.list(text.as_bytes(), most, |tape, byte| tape.bits(byte.copied().unwrap_or_default().into(), 8) as u8);
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// How many there are, then each; `most` of them. Nothing is passed on where there is nothing to write.
    fn list<I, T>(&mut self, items: &[I], most: usize, mut each: impl FnMut(&mut Self, Option<&I>) -> T) -> Vec<T> {
        let count = self.number(items.len() as u64).min(most as u64) as usize;
        (0..count).map(|index| each(self, items.get(index))).collect()
    }
}

/// The digits of a number without its sign, and how many of them stand behind the point; `None` where its bits are
/// shorter.
fn decimal(real: f64) -> Option<(u64, u64)> {
    let text = real.abs().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let digits: u64 = format!("{whole}{fraction}").parse().ok()?;
    (digits < 1 << 48 && fraction.len() < 32).then_some((digits, fraction.len() as u64))
}

/// What is written.
#[derive(Default)]
pub(super) struct BitWriter(Vec<bool>);

impl BitWriter {
    /// Whole bytes; the last is filled up with zeros.
    pub fn bytes(&self) -> Vec<u8> {
        let byte = |bits: &[bool]| (0..8).fold(0, |byte, place| byte << 1 | u8::from(bits.get(place) == Some(&true)));
        self.0.chunks(8).map(byte).collect()
    }
}

impl BitStream for BitWriter {
    fn bits(&mut self, number: u64, width: u32) -> u64 {
        let bits = (0..width).rev().map(|place| number >> place & 1);
        bits.fold(0, |written, bit| {
            self.0.push(bit == 1);
            written << 1 | bit
        })
    }
}

/// What is read; zeros after the end.
pub(super) struct BitReader<'a> {
    bytes: &'a [u8],
    next: usize,
}

impl<'a> BitReader<'a> {
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, next: 0 }
    }
}

impl BitStream for BitReader<'_> {
    fn bits(&mut self, _: u64, width: u32) -> u64 {
        (0..width).fold(0, |read, _| {
            let byte = self.bytes.get(self.next / 8).copied().unwrap_or_default();
            let bit = byte >> (7 - self.next % 8) & 1;
            self.next += 1;
            read << 1 | u64::from(bit)
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What is read after it was written, and the bits that it took.
    fn again<T>(pass: impl Fn(&mut BitWriter) -> T, read: impl Fn(&mut BitReader) -> T) -> (T, T, usize) {
        let mut writer = BitWriter::default();
        let written = pass(&mut writer);
        (written, read(&mut BitReader::new(&writer.bytes())), writer.0.len())
    }

    #[test]
    fn small_and_round_numbers_are_short() {
        for (number, length) in [(0, 1), (1, 3), (3, 4), (7, 7), (200, 14), (u64::MAX, 75)] {
            let (written, read, bits) = again(|tape| tape.number(number), |tape| tape.number(9));
            assert_eq!((written, read, bits), (number, number, length));
        }
        for (real, length) in [(0.0, 8), (0.9, 15), (-0.0, 8), (0.9998, 27), (1.0 / 3.0, 65), (f64::MIN_POSITIVE, 65)] {
            let (written, read, bits) = again(|tape| tape.real(real), |tape| tape.real(9.0));
            assert_eq!((written.to_bits(), read.to_bits(), bits), (real.to_bits(), real.to_bits(), length), "{real}");
        }
    }

    #[test]
    fn after_the_end_there_are_zeros() {
        let mut reader = BitReader::new(&[0xff; 2]);
        let read: Vec<u64> = (0..4).map(|_| reader.number(7)).collect();
        assert_eq!(read[1..], [0; 3]);
        assert_eq!(BitReader::new(&[0xff; 16]).number(0).leading_ones(), 64, "no length is too great");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(number: u64, bits: u64, half: u32, text in ".{0,20}") {
            let (written, read, _) = again(|tape| tape.number(number), |tape| tape.number(0));
            prop_assert_eq!((written, read), (number, number));
            let real = f64::from_bits(bits);
            let (written, read, length) = again(|tape| tape.real(real), |tape| tape.real(0.0));
            prop_assert_eq!((written.to_bits(), read.to_bits()), (bits, bits));
            prop_assert!(length <= 65);
            let real = f32::from_bits(half);
            let (written, read, _) = again(|tape| tape.half(real), |tape| tape.half(0.0));
            if !real.is_nan() {
                prop_assert_eq!((written.to_bits(), read.to_bits()), (half, half));
            }
            let (written, read, _) = again(|tape| tape.text(&text, 100), |tape| tape.text("", 100));
            prop_assert_eq!((&written, &read), (&text, &text));
        }
    }
}
