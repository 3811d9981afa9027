//! Bytes as letters and digits that survive mails, chats, shells and a double click: Bitcoin's alphabet of 58, which
//! leaves out what is easily taken for something else (0, O, I, l). Eight bytes become eleven characters, so that no
//! number is longer than a `u64`.

const ALPHABET: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
/// How many characters as many bytes take.
const LENGTHS: [usize; 9] = [0, 2, 3, 5, 6, 7, 9, 10, 11];

/// The bytes as text.
pub(super) fn write(bytes: &[u8]) -> String {
    let mut text = Vec::new();
    for block in bytes.chunks(8) {
        let number = block.iter().fold(0, |number, &byte| number << 8 | u64::from(byte));
        let places = (0..LENGTHS[block.len()] as u32).rev();
        text.extend(places.map(|place| ALPHABET[(number / 58_u64.pow(place) % 58) as usize]));
    }
    text.into_iter().map(char::from).collect()
}

/// The bytes of a text; `None` where it cannot have been written so.
pub(super) fn read(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    for block in text.as_bytes().chunks(LENGTHS[8]) {
        let count = LENGTHS.iter().position(|&length| length == block.len())?;
        let number = block.iter().try_fold(0_u64, |number, character| {
            let digit = ALPHABET.iter().position(|known| known == character)?;
            number.checked_mul(58)?.checked_add(digit as u64)
        })?;
        let number = number.to_be_bytes();
        let (above, own) = number.split_at(8 - count);
        if above.iter().any(|&byte| byte > 0) {
            return None;
        }
        bytes.extend(own);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn bytes_become_letters_and_bytes_again(bytes in prop::collection::vec(any::<u8>(), 0..40), text in "[1-9A-Za-z]{0,30}") {
            let written = write(&bytes);
            prop_assert_eq!(read(&written), Some(bytes));
            if let Some(bytes) = read(&text) {
                prop_assert_eq!(write(&bytes), text);
            }
        }
    }
}
