//! An MP4 file that plays while it grows: fragments first, and one index over all of them at the end. Once that is there, a file with
//! the index first, as players on the web and slides like it, takes its place. What pictures look like inside is `h264`'s, what boxes look like is `movie`'s business.

use std::{
    fs::File,
    io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use flate2::CrcWriter;

use super::{
    Frame, RecordingOptions,
    fault::{Encoder, Fault},
    h264::{H264, Picture},
    movie::{self, Index, Movie},
    stream::{Medium, Stream},
    tracks::Tracks,
    words::ClipWords,
};
use crate::files;

pub(super) struct Mp4 {
    h264: H264,
    stream: Stream,
    frames_per_second: u32,
    /// Known from the first picture on, together with where the gap lies that the end fills.
    movie: Option<(Movie, u64)>,
    index: Index,
    /// Pictures that are not written yet.
    pending: Vec<Picture>,
    /// What players offer beside the pictures; it is written with the index that comes first.
    words: ClipWords,
    /// Where the medium lies, if it is a file.
    path: Option<PathBuf>,
}

impl Mp4 {
    pub(super) fn new(
        medium: impl Medium + 'static,
        path: Option<&Path>,
        options: &RecordingOptions,
    ) -> Result<Self, Fault> {
        Ok(Self {
            words: options.words.clone(),
            path: path.map(Path::to_owned),
            h264: H264::new(options)?,
            stream: Stream::new(medium, &[]),
            frames_per_second: options.frames_per_second,
            movie: None,
            index: Index::default(),
            pending: Vec::new(),
        })
    }

    fn begin(&mut self) -> Result<(), Fault> {
        let movie = Movie {
            size: self.h264.size(),
            frames_per_second: self.frames_per_second,
            parameters: self.h264.parameters().clone(),
        };
        let (head, gap) = movie::head(&movie)?;
        self.stream.append(head)?;
        self.movie = Some((movie, gap));
        Ok(())
    }

    /// Adds bytes that begin with a box. Until the last of them is there, that box is a free one, which players pass over: a program that
    /// is killed in the middle leaves nothing that looks like a part of the movie and is none.
    fn append_hidden(&mut self, mut bytes: Vec<u8>) -> Result<(), Fault> {
        let kind = self.stream.length() + 4;
        let shown = hide(&mut bytes);
        self.stream.append(bytes)?;
        Ok(self.stream.patch(kind, &shown)?)
    }

    /// Writes the pending pictures; if they cannot be written, they are lost, and the file is as before.
    fn write_fragment(&mut self) -> Result<(), Fault> {
        let pictures = std::mem::take(&mut self.pending);
        if pictures.is_empty() {
            return Ok(());
        }
        if self.movie.is_none() {
            self.begin()?;
        }
        let number = u32::try_from(self.index.chunks.len() + 1).map_err(Fault::codec)?;
        let (bytes, data_begins) = movie::fragment(&pictures, self.kept(), number)?;
        let position = self.stream.length() + data_begins;
        self.append_hidden(bytes)?;
        for picture in &pictures {
            self.index.sizes.push(u32::try_from(picture.data.len()).map_err(Fault::codec)?);
            if picture.key {
                self.index.keys.push(u32::try_from(self.index.sizes.len()).map_err(Fault::codec)?);
            }
        }
        let count = u32::try_from(pictures.len()).map_err(Fault::codec)?;
        self.index.chunks.push((position, count));
        Ok(())
    }
}

/// Puts a file with the same pictures, its index first, the words and a checksum in the place of the one at `path`; its length in bytes.
fn put_index_first(path: &Path, movie: &Movie, index: &Index, tracks: &Tracks) -> Result<u64, Fault> {
    let beside = files::beside(path.parent().unwrap_or(Path::new(".")))?;
    let mut to = BufWriter::new(beside.as_file());
    let mut from = BufReader::new(File::open(path)?);
    let head = movie::head_with_index(movie, index, tracks)?;
    to.write_all(&head)?;
    let mut data = CrcWriter::new(&mut to);
    let mut sizes = index.sizes.iter();
    for &(begins, count) in &index.chunks {
        let size = sizes.by_ref().take(count as usize).map(|&size| u64::from(size)).sum();
        from.seek(SeekFrom::Start(begins))?;
        if io::copy(&mut from.by_ref().take(size), &mut data)? < size {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
    }
    data.write_all(&tracks.data())?;
    let sum = data.crc().sum();
    let length = to.stream_position()?;
    to.seek(SeekFrom::Start(movie::place_of_sum(&head)))?;
    to.write_all(&sum.to_be_bytes())?;
    to.flush()?;
    drop(to);
    beside.as_file().sync_all()?;
    beside.persist(path).map_err(|refused| refused.error)?;
    Ok(length)
}

/// Makes the box that `bytes` begin with a free one; what it was before.
fn hide(bytes: &mut [u8]) -> [u8; 4] {
    let mut kind = *b"free";
    // Every box begins with its size, in four bytes, and its kind.
    if let Some(place) = bytes.get_mut(4..8) {
        place.swap_with_slice(&mut kind);
    }
    kind
}

impl Encoder for Mp4 {
    fn encode(&mut self, frame: &Frame) -> Result<(), Fault> {
        self.pending.push(self.h264.encode(frame)?);
        if self.pending.len() >= (self.frames_per_second as usize).div_ceil(4) {
            self.write_fragment()?;
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<u64, Fault> {
        self.write_fragment()?;
        if let Some((movie, gap)) = self.movie.take() {
            let tail = movie::tail(&movie, &self.index)?;
            let data_ends = self.stream.length();
            self.append_hidden(tail)?;
            // Until the index is surely there, the file stays one of fragments. Players pass over an index at its end.
            self.stream.settle()?;
            // From here on the fragments are data like any other, and the index behind them is the only one.
            self.stream.patch(gap, &movie::covering(data_ends - gap))?;
            let length = self.stream.settle()?;
            // Where there is no room for a second file, the first one stays as it is, and plays.
            let tracks = Tracks::new(&self.words, self.kept(), self.frames_per_second, movie::TICKS);
            let first = self.path.as_ref().map(|path| put_index_first(path, &movie, &self.index, &tracks));
            return Ok(first.and_then(Result::ok).unwrap_or(length));
        }
        Ok(self.stream.settle()?)
    }

    fn kept(&self) -> u64 {
        self.index.sizes.len() as u64
    }
}

#[cfg(test)]
mod tests {
    use std::{
        collections::BTreeSet,
        process::Command,
        sync::{
            Arc,
            atomic::{AtomicUsize, Ordering},
        },
    };

    use super::*;
    use crate::capture::{Format, FrameSize, stream::tests::SmallDisk};

    const SIZE: FrameSize = FrameSize { width: 16, height: 16 };

    /// What a disk of `room` bytes has of ten frames, how many of them, and whether the end was reached.
    fn recorded(room: u64) -> (Vec<u8>, u64, bool) {
        let disk = SmallDisk::new(room);
        let mut mp4 = Mp4::new(disk.clone(), None, &RecordingOptions::new("", Format::Mp4, SIZE)).expect("an encoder");
        let mut encoded = (0..10).map(|grey| mp4.encode(&Frame::new(SIZE, vec![grey * 20; 1024]).expect("a frame")));
        let finished = encoded.all(|encoded| encoded.is_ok()) && mp4.finish().is_ok();
        (disk.bytes(), mp4.kept(), finished)
    }

    /// Whatever fits, the file is a prefix of the one that there would have been, cut where a fragment ends; and it is one of
    /// fragments, unless its index is there as well.
    #[test]
    fn a_full_disk_leaves_whole_fragments() {
        let (whole, kept, finished) = recorded(u64::MAX);
        assert!(finished && kept == 10);
        let gap = whole.windows(4).position(|bytes| bytes == b"mdat").expect("the covering box") - 4;
        let as_fragments = [&whole[..gap], &b"\0\0\0\x10free\0\0\0\0\0\0\0\0"[..], &whole[gap + 16..]].concat();
        let mut lengths = BTreeSet::new();
        for room in (0..whole.len()).step_by(11) {
            let (bytes, kept, finished) = recorded(room as u64);
            assert!(!finished);
            assert!(as_fragments.starts_with(&bytes) && bytes.len() <= room, "with room for {room}");
            lengths.insert((bytes.len(), kept));
        }
        let kept: Vec<u64> = lengths.iter().map(|&(_, kept)| kept).collect();
        assert_eq!(kept, [0, 0, 8, 10], "nothing, the head, a quarter of a second, and the rest without an index");
    }

    /// A disk that a program writes to until it is killed, after so many bytes. A few bytes in one write are there or not there.
    #[derive(Clone)]
    struct Killed {
        disk: SmallDisk,
        left: Arc<AtomicUsize>,
    }

    impl Write for Killed {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let left = self.left.load(Ordering::Relaxed);
            let fits = if bytes.len() > left && bytes.len() <= 16 { 0 } else { bytes.len().min(left) };
            self.left.store(left - fits, Ordering::Relaxed);
            if fits < bytes.len() {
                self.left.store(0, Ordering::Relaxed);
            }
            if fits == 0 {
                return Err(io::ErrorKind::Other.into());
            }
            self.disk.write(&bytes[..fits])
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl Seek for Killed {
        fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
            self.disk.seek(position)
        }
    }

    impl Medium for Killed {
        fn cut(&mut self, _: u64) -> io::Result<()> {
            Ok(())
        }

        fn settle(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// The kinds of a file's boxes, and whether each is all there.
    fn boxes(mut bytes: &[u8]) -> Vec<([u8; 4], bool)> {
        let mut found = Vec::new();
        while let Some((head, _)) = bytes.split_first_chunk::<8>() {
            let [size, kind] = [&head[..4], &head[4..]].map(|part| <[u8; 4]>::try_from(part).expect("four"));
            let size = match u32::from_be_bytes(size) {
                1 => usize::try_from(u64::from_be_bytes(bytes[8..16].try_into().expect("eight"))).expect("small"),
                size => size as usize,
            };
            found.push((kind, size <= bytes.len()));
            bytes = bytes.get(size..).unwrap_or_default();
        }
        found
    }

    /// Killed after any byte, a recording ends with whole fragments, and behind them at most something that players pass over.
    #[test]
    fn a_kill_leaves_whole_fragments() {
        let mut played = BTreeSet::new();
        for room in (0..).step_by(7) {
            let killed = Killed { disk: SmallDisk::new(u64::MAX), left: Arc::new(AtomicUsize::new(room)) };
            let options = RecordingOptions::new("", Format::Mp4, SIZE);
            let mut mp4 = Mp4::new(killed.clone(), None, &options).expect("an encoder");
            let mut encoded =
                (0..10).map(|grey| mp4.encode(&Frame::new(SIZE, vec![grey * 20; 1024]).expect("a frame")));
            let finished = encoded.all(|encoded| encoded.is_ok()) && mp4.finish().is_ok();
            let boxes = boxes(&killed.disk.bytes());
            let Some(head) = boxes.iter().position(|(kind, whole)| kind == b"moov" && *whole) else {
                assert!(mp4.kept() == 0, "without its head nothing plays");
                continue;
            };
            let mut hidden = false;
            for (kind, whole) in &boxes[head + 1..] {
                let is_data_of_none = kind == b"mdat" && hidden;
                assert!(*whole || kind == b"free" || is_data_of_none, "after {room} bytes: {boxes:?}");
                hidden = kind == b"free";
            }
            played.insert(boxes.iter().filter(|(kind, _)| kind == b"moof").count());
            if finished {
                break;
            }
        }
        assert_eq!(played, BTreeSet::from([0, 1, 2]), "with the end's index, fragments are plain data");
    }

    /// Where no second file can be made, the first one plays: with its index at the end, and, killed between its last two writes, without.
    #[test]
    fn without_an_index_at_the_beginning_it_plays() {
        let folder = tempfile::tempdir().expect("a folder");
        let disk = SmallDisk::new(u64::MAX);
        let nowhere = folder.path().join("missing/clip.mp4");
        let options = RecordingOptions::new("", Format::Mp4, SIZE);
        let mut mp4 = Mp4::new(disk.clone(), Some(&nowhere), &options).expect("an encoder");
        for grey in 0..10 {
            mp4.encode(&Frame::new(SIZE, vec![grey * 20; 1024]).expect("a frame")).expect("encoded");
        }
        let mut bytes = disk.bytes();
        assert_eq!(mp4.finish().expect("finished"), disk.bytes().len() as u64);
        let path = folder.path().join("clip.mp4");
        let frames = |bytes: &[u8]| {
            std::fs::write(&path, bytes).expect("written");
            let count = ["-v", "error", "-count_frames", "-show_entries", "stream=nb_read_frames", "-of", "csv=p=0"];
            let answer = Command::new("ffprobe").args(count).arg(&path).output().expect("ffprobe is installed");
            String::from_utf8_lossy(&answer.stdout).trim().to_owned()
        };
        assert_eq!(frames(&bytes), "8", "while it grows");
        bytes = disk.bytes();
        assert_eq!(frames(&bytes), "10");
        let gap = bytes.windows(4).position(|bytes| bytes == b"mdat").expect("the covering box") - 4;
        bytes[gap..gap + 16].copy_from_slice(b"\0\0\0\x10free\0\0\0\0\0\0\0\0");
        assert_eq!(frames(&bytes), "10");
    }
}
