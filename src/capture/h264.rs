//! Frames to H.264 pictures: colours to BT.709 with halved chroma, then `OpenH264` at a constant quantiser.
//! How pictures become a file is `movie`.

use openh264::{
    OpenH264API, Timestamp,
    encoder::{
        Complexity, Encoder, EncoderConfig, FrameRate, FrameType, IntraFramePeriod, QpRange, RateControlMode,
        UsageType, VuiConfig,
    },
    formats::YUVSlices,
};
use yuv::{BufferStoreMut, YuvConversionMode, YuvPlanarImageMut, YuvRange, YuvStandardMatrix, rgba_to_yuv420};

use super::{Format, Frame, FrameSize, Quality, RecordingOptions, fault::Fault};

/// A picture as MP4 wants it: NAL units, each behind its length in four bytes.
pub(super) struct Picture {
    pub(super) data: Vec<u8>,
    /// Whether it can be shown without any picture before it.
    pub(super) key: bool,
}

/// What a decoder has to know before the first picture.
#[derive(Clone, PartialEq, Eq, Default)]
pub(super) struct ParameterSets {
    pub(super) sequence: Vec<u8>,
    pub(super) picture: Vec<u8>,
}

pub(super) struct H264 {
    encoder: Encoder,
    planes: Planes,
    parameters: ParameterSets,
}

impl H264 {
    pub(super) fn new(options: &RecordingOptions) -> Result<Self, Fault> {
        let rate = options.frames_per_second;
        let quantiser = match options.quality {
            Quality::Small => 30,
            Quality::Standard => 24,
            Quality::High => 18,
        };
        #[expect(clippy::cast_precision_loss, reason = "240 at most")]
        let config = EncoderConfig::new()
            .usage_type(UsageType::CameraVideoRealTime)
            .complexity(Complexity::Medium)
            // the one mode that neither complains of a missing bound nor ignores the quantiser
            .rate_control_mode(RateControlMode::Bufferbased)
            .qp(QpRange::new(quantiser, quantiser))
            // every frame given is a picture, and the same frames make the same file on every machine
            .skip_frames(false)
            .num_threads(1)
            .max_frame_rate(FrameRate::from_hz(rate as f32))
            // a player can jump to every other second
            .intra_frame_period(IntraFramePeriod::from_num_frames(2 * rate))
            // a cut may not move the quantiser
            .scene_change_detect(false)
            .background_detection(false)
            .adaptive_quantization(false)
            .vui(VuiConfig::bt709());
        Ok(Self {
            encoder: Encoder::with_api_config(OpenH264API::from_source(), config).map_err(Fault::codec)?,
            planes: Planes::new(options.size),
            parameters: ParameterSets::default(),
        })
    }

    /// The size of the pictures: the frames', made even.
    pub(super) fn size(&self) -> FrameSize {
        self.planes.size
    }

    /// What a decoder has to know; empty before the first picture.
    pub(super) fn parameters(&self) -> &ParameterSets {
        &self.parameters
    }

    pub(super) fn encode(&mut self, frame: &Frame) -> Result<Picture, Fault> {
        self.planes.fill(frame)?;
        let stream = self.encoder.encode_at(&self.planes.slices(), Timestamp::ZERO).map_err(Fault::codec)?;
        let key = stream.frame_type() == FrameType::IDR;
        let layers = (0..stream.num_layers()).filter_map(|index| stream.layer(index));
        let mut data = Vec::new();
        for layer in layers {
            for unit in (0..layer.nal_count()).filter_map(|index| layer.nal_unit(index)) {
                let unit = without_start_code(unit);
                // the five low bits are the unit's kind
                match unit.first().map(|head| head & 31) {
                    Some(7) => self.parameters.sequence = unit.to_vec(),
                    Some(8) => self.parameters.picture = unit.to_vec(),
                    Some(_) => {
                        let length = u32::try_from(unit.len()).map_err(Fault::codec)?;
                        data.extend_from_slice(&length.to_be_bytes());
                        data.extend_from_slice(unit);
                    }
                    None => {}
                }
            }
        }
        if data.is_empty() {
            return Err(Fault::Codec("OpenH264 left a frame out".into()));
        }
        Ok(Picture { data, key })
    }
}

/// Annex B puts zeros and a one before every unit.
fn without_start_code(unit: &[u8]) -> &[u8] {
    let zeros = unit.iter().take_while(|&&byte| byte == 0).count();
    unit.get(zeros + 1..).unwrap_or_default()
}

/// One picture in `Y'CbCr`, limited range, chroma halved both ways.
struct Planes {
    size: FrameSize,
    luma: Vec<u8>,
    blue: Vec<u8>,
    red: Vec<u8>,
    /// The frame with its last column and row repeated, where the frame's own size is odd.
    evened: Vec<u8>,
}

impl Planes {
    fn new(size: FrameSize) -> Self {
        let size = Format::Mp4.size_in_file(size);
        let pixels = (size.width * size.height) as usize;
        Self { size, luma: vec![0; pixels], blue: vec![0; pixels / 4], red: vec![0; pixels / 4], evened: Vec::new() }
    }

    fn fill(&mut self, frame: &Frame) -> Result<(), Fault> {
        let FrameSize { width, height } = self.size;
        let rgba = if frame.size() == self.size {
            frame.rgba()
        } else {
            even(frame, self.size, &mut self.evened);
            &self.evened
        };
        let mut image = YuvPlanarImageMut {
            y_plane: BufferStoreMut::Borrowed(&mut self.luma),
            y_stride: width,
            u_plane: BufferStoreMut::Borrowed(&mut self.blue),
            u_stride: width / 2,
            v_plane: BufferStoreMut::Borrowed(&mut self.red),
            v_stride: width / 2,
            width,
            height,
        };
        rgba_to_yuv420(
            &mut image,
            rgba,
            width * 4,
            YuvRange::Limited,
            YuvStandardMatrix::Bt709,
            YuvConversionMode::Balanced,
        )
        .map_err(|error| Fault::Codec(format!("{error:?}")))
    }

    fn slices(&self) -> YUVSlices<'_> {
        let (width, height) = (self.size.width as usize, self.size.height as usize);
        YUVSlices::new((&self.luma, &self.blue, &self.red), (width, height), (width, width / 2, width / 2))
    }
}

fn even(frame: &Frame, size: FrameSize, evened: &mut Vec<u8>) {
    evened.clear();
    let row_bytes = frame.size().width as usize * 4;
    for row in frame.rgba().chunks_exact(row_bytes) {
        evened.extend_from_slice(row);
        if frame.size().width < size.width {
            evened.extend_from_slice(&row[row_bytes - 4..]);
        }
    }
    if frame.size().height < size.height {
        evened.extend_from_within(evened.len() - size.width as usize * 4..);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_odd_frame_repeats_its_edge() {
        let size = FrameSize { width: 3, height: 1 };
        let frame = Frame::new(size, vec![1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3]).expect("a frame");
        let mut evened = Vec::new();
        even(&frame, Planes::new(size).size, &mut evened);
        assert_eq!(evened, [[1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3]; 2].concat());
    }

    /// The ends of BT.709's limited range, and its primaries as ITU-R BT.709-6 and H.273 have them.
    #[test]
    fn colours_are_those_of_bt_709() {
        for (rgb, ycbcr) in [
            ([0, 0, 0], [16, 128, 128]),
            ([255, 255, 255], [235, 128, 128]),
            ([255, 0, 0], [63, 102, 240]),
            ([0, 255, 0], [173, 42, 26]),
            ([0, 0, 255], [32, 240, 118]),
        ] {
            let size = FrameSize { width: 2, height: 2 };
            let [red, green, blue] = rgb;
            let mut planes = Planes::new(size);
            let frame = Frame::new(size, [red, green, blue, 255].repeat(4)).expect("a frame");
            planes.fill(&frame).expect("converted");
            let found = [planes.luma[0], planes.blue[0], planes.red[0]];
            let near = found.iter().zip(ycbcr).all(|(&found, right)| found.abs_diff(right) <= 1);
            assert!(near, "{rgb:?} became {found:?} and is {ycbcr:?}");
        }
    }
}
