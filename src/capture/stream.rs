//! A file that is whole after every write, whether or not the write succeeded.
//! What makes a file whole is the formats' business.

use std::{
    fs::File,
    io::{self, Seek, SeekFrom, Write},
};

/// What a stream writes to: a file, or what a test puts in its place.
pub(super) trait Medium: Write + Seek + Send {
    /// Shortens it to `length` bytes.
    fn cut(&mut self, length: u64) -> io::Result<()>;

    /// Returns when nothing is left that could still fail to be written.
    fn settle(&mut self) -> io::Result<()>;
}

impl Medium for File {
    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.set_len(length)
    }

    fn settle(&mut self) -> io::Result<()> {
        self.sync_all()
    }
}

/// Grows at its end, before an ending that always closes it.
pub(super) struct Stream {
    medium: Box<dyn Medium>,
    length: u64,
    ending: &'static [u8],
}

impl Stream {
    /// An empty `medium`; `ending` follows whatever is written.
    pub(super) fn new(medium: impl Medium + 'static, ending: &'static [u8]) -> Self {
        Self { medium: Box::new(medium), length: 0, ending }
    }

    /// Bytes so far, without the ending.
    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// Adds `bytes` in one write; they are all there, or none of them.
    pub(super) fn append(&mut self, mut bytes: Vec<u8>) -> io::Result<()> {
        let grown = self.length + bytes.len() as u64;
        bytes.extend_from_slice(self.ending);
        let written = self.write_at(self.length, &bytes);
        if written.is_err() {
            let ending: &[u8] = if self.length == 0 { &[] } else { self.ending };
            // The ending goes where it was before. If that fails as well, nothing more can be done.
            let _ = self.write_at(self.length, ending);
            let _ = self.medium.cut(self.length + ending.len() as u64);
            return written;
        }
        self.length = grown;
        Ok(())
    }

    /// Overwrites what lies at `position`.
    pub(super) fn patch(&mut self, position: u64, bytes: &[u8]) -> io::Result<()> {
        self.write_at(position, bytes)
    }

    /// The size in bytes, once all of it is on the disk.
    pub(super) fn settle(&mut self) -> io::Result<u64> {
        self.medium.settle()?;
        Ok(self.length + self.ending.len() as u64)
    }

    fn write_at(&mut self, position: u64, bytes: &[u8]) -> io::Result<()> {
        self.medium.seek(SeekFrom::Start(position))?;
        self.medium.write_all(bytes)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    /// A disk of `room` bytes, whose contents can be looked at meanwhile.
    #[derive(Clone)]
    pub(in crate::capture) struct SmallDisk {
        pub(in crate::capture) contents: Arc<Mutex<io::Cursor<Vec<u8>>>>,
        room: u64,
    }

    impl SmallDisk {
        pub(in crate::capture) fn new(room: u64) -> Self {
            Self { contents: Arc::default(), room }
        }

        pub(in crate::capture) fn bytes(&self) -> Vec<u8> {
            self.contents.lock().expect("no test panics with it").get_ref().clone()
        }
    }

    impl Write for SmallDisk {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let mut contents = self.contents.lock().expect("no test panics with it");
            let left = self.room.saturating_sub(contents.position());
            match bytes.len().min(usize::try_from(left).expect("small")) {
                0 if !bytes.is_empty() => Err(io::ErrorKind::StorageFull.into()),
                fits => contents.write(&bytes[..fits]),
            }
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Seek for SmallDisk {
        fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
            self.contents.lock().expect("no test panics with it").seek(position)
        }
    }

    impl Medium for SmallDisk {
        fn cut(&mut self, length: u64) -> io::Result<()> {
            let length = usize::try_from(length).expect("small");
            self.contents.lock().expect("no test panics with it").get_mut().truncate(length);
            Ok(())
        }

        fn settle(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn what_does_not_fit_leaves_the_file_as_it_was() {
        let disk = SmallDisk::new(10);
        let mut stream = Stream::new(disk.clone(), b";");
        stream.append(b"one".into()).expect("fits");
        stream.append(b"two".into()).expect("fits");
        assert_eq!(disk.bytes(), b"onetwo;");
        let full = stream.append(b"three".into()).expect_err("eleven bytes are too many");
        assert_eq!(full.kind(), io::ErrorKind::StorageFull);
        assert_eq!(disk.bytes(), b"onetwo;");
        assert_eq!(stream.length(), 6);
        stream.append(b"six".into()).expect("fits again");
        assert_eq!(disk.bytes(), b"onetwosix;");
        stream.patch(3, b"TWO").expect("nothing grows");
        assert_eq!(disk.bytes(), b"oneTWOsix;");
    }

    #[test]
    fn a_full_disk_gets_no_ending_alone() {
        let disk = SmallDisk::new(2);
        Stream::new(disk.clone(), b";").append(b"one".into()).expect_err("full");
        assert_eq!(disk.bytes(), b"");
    }
}
