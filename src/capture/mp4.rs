//! An MP4 file that plays while it grows: fragments first, and one index over all of them at the end.
//! What pictures look like inside is `h264`'s, what boxes look like is `movie`'s business.

use super::{
    Frame, RecordingOptions,
    fault::{Encoder, Fault},
    h264::{H264, Picture},
    movie::{self, Index, Movie},
    stream::{Medium, Stream},
};

pub(super) struct Mp4 {
    h264: H264,
    stream: Stream,
    frames_per_second: u32,
    /// Known from the first picture on, together with where the gap lies that the end fills.
    movie: Option<(Movie, u64)>,
    index: Index,
    /// Pictures that are not written yet.
    pending: Vec<Picture>,
}

impl Mp4 {
    pub(super) fn new(medium: impl Medium + 'static, options: &RecordingOptions) -> Result<Self, Fault> {
        Ok(Self {
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
        self.stream.append(bytes)?;
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
        if let Some((movie, gap)) = &self.movie {
            let data_ends = self.stream.length();
            self.stream.append(movie::tail(movie, &self.index)?)?;
            // From here on the fragments are data like any other, and the index behind them is the only one.
            self.stream.patch(*gap, &movie::covering(data_ends - gap))?;
        }
        Ok(self.stream.settle()?)
    }

    fn kept(&self) -> u64 {
        self.index.sizes.len() as u64
    }
}
