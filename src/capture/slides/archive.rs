//! Files in a ZIP, stored as they are: clips and PNGs do not shrink, and the rest is small (PKWARE's APPNOTE, 4.3).

use super::SlidesError;
use crate::files::checksum;

/// The version of ZIP that is needed: 2.0.
const VERSION: [u8; 2] = 20_u16.to_le_bytes();
/// Names are in UTF-8.
const UTF_8: [u8; 2] = 0x800_u16.to_le_bytes();
/// Stored, on the first day that ZIP knows: the same files make the same archive.
const STORED: [u8; 6] = [0, 0, 0, 0, 0x21, 0];

#[derive(Default)]
pub(super) struct Archive {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

impl Archive {
    /// Adds a file.
    pub(super) fn add(&mut self, name: &str, contents: &[u8]) -> Result<(), SlidesError> {
        let too_large = |_| SlidesError::TooLarge;
        let at = u32::try_from(self.bytes.len()).map_err(too_large)?.to_le_bytes();
        let length = u32::try_from(contents.len()).map_err(too_large)?.to_le_bytes();
        let name_length = u16::try_from(name.len()).map_err(too_large)?.to_le_bytes();
        let described =
            [&VERSION[..], &UTF_8, &STORED, &checksum(contents).to_le_bytes(), &length, &length, &name_length, &[0; 2]]
                .concat();
        for part in [&b"PK\x03\x04"[..], &described, name.as_bytes(), contents] {
            self.bytes.extend_from_slice(part);
        }
        for part in [&b"PK\x01\x02"[..], &VERSION, &described, &[0; 10], &at, name.as_bytes()] {
            self.directory.extend_from_slice(part);
        }
        self.count = self.count.checked_add(1).ok_or(SlidesError::TooLarge)?;
        Ok(())
    }

    /// The whole archive.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, SlidesError> {
        let too_large = |_| SlidesError::TooLarge;
        let at = u32::try_from(self.bytes.len()).map_err(too_large)?.to_le_bytes();
        let length = u32::try_from(self.directory.len()).map_err(too_large)?.to_le_bytes();
        let count = self.count.to_le_bytes();
        self.bytes.append(&mut self.directory);
        for part in [&b"PK\x05\x06"[..], &[0; 4], &count, &count, &length, &at, &[0; 2]] {
            self.bytes.extend_from_slice(part);
        }
        Ok(self.bytes)
    }
}
