//! The boxes of an MP4 file (ISO/IEC 14496-12 and -15), for one track of H.264 whose pictures all last equally long.
//! When which of them is written is `mp4`.

use mp4_atom::{
    Avc1, Avcc, Co64, Codec, Colr, Dinf, Dref, Encode, FourCC, Ftyp, Hdlr, Mdhd, Mdia, Mfhd, Minf, Moof, Moov, Mvex,
    Mvhd, Stbl, Stco, Stsc, StscEntry, Stsd, Stss, Stsz, StszSamples, Stts, SttsEntry, Tfdt, Tfhd, Tkhd,
    TrackReferenceTypeBox, Traf, Trak, Tref, Trex, Trun, TrunEntry, Url, Visual, Vmhd,
};

use super::{FrameSize, fault::Fault, h264::ParameterSets, h264::Picture, tracks::Tracks};

/// The track of pictures.
const TRACK: u32 = 1;
/// Clock ticks that a picture lasts. The clock's rate is chosen for it, so that no time is ever rounded.
pub(super) const TICKS: u32 = 512;
/// Bits of a sample's flags: nothing needs to come before it, or something does.
const KEY: u32 = 0x0200_0000;
const DELTA: u32 = 0x0101_0000;

/// What holds for the whole movie.
pub(super) struct Movie {
    pub(super) size: FrameSize,
    pub(super) frames_per_second: u32,
    pub(super) parameters: ParameterSets,
}

/// Where the pictures lie in the file; four bytes a picture, and twelve for every quarter of a second.
#[derive(Default)]
pub(super) struct Index {
    /// Bytes of every picture.
    pub(super) sizes: Vec<u32>,
    /// Pictures that need none before them, counted from 1.
    pub(super) keys: Vec<u32>,
    /// Where each run of pictures begins, and how many there are.
    pub(super) chunks: Vec<(u64, u32)>,
}

/// The file's first bytes, and where in them the box lies that [`covering`] replaces.
pub(super) fn head(movie: &Movie) -> Result<(Vec<u8>, u64), Fault> {
    let mut bytes = Vec::new();
    kind().encode(&mut bytes).map_err(Fault::codec)?;
    let gap = bytes.len() as u64;
    bytes.extend_from_slice(&16_u32.to_be_bytes());
    bytes.extend_from_slice(b"free\0\0\0\0\0\0\0\0");
    let mut moov = movie.moov(&Index::default())?;
    moov.mvex = Some(Mvex {
        mehd: None,
        trex: vec![Trex {
            track_id: TRACK,
            default_sample_description_index: 1,
            default_sample_duration: TICKS,
            default_sample_size: 0,
            default_sample_flags: DELTA,
        }],
    });
    moov.encode(&mut bytes).map_err(Fault::codec)?;
    Ok((bytes, gap))
}

/// A plain file up to where its pictures begin: its index, a seal with no sum yet, then the data box's header. The index says where
/// each run of pictures lies when all of them follow in their order, and where words lie that follow them.
pub(super) fn head_with_index(movie: &Movie, index: &Index, tracks: &Tracks) -> Result<Vec<u8>, Fault> {
    let pictures: u64 = index.sizes.iter().map(|&size| u64::from(size)).sum();
    let data = pictures + tracks.data().len() as u64;
    // The index grows with the places that it names, which lie behind it: it is written until it has the length that it counted on.
    let mut length = 0;
    loop {
        let mut at = length;
        let mut sizes = index.sizes.iter();
        let chunks = index.chunks.iter().map(|&(_, count)| {
            let begins = at;
            at += sizes.by_ref().take(count as usize).map(|&size| u64::from(size)).sum::<u64>();
            (begins, count)
        });
        let moved = Index { chunks: chunks.collect(), sizes: index.sizes.clone(), keys: index.keys.clone() };
        let mut bytes = Vec::new();
        kind().encode(&mut bytes).map_err(Fault::codec)?;
        let mut moov = movie.moov(&moved)?;
        moov.mvhd.next_track_id = tracks.next_id(TRACK + 1);
        if let (Some(track), true) = (moov.trak.first_mut(), tracks.has_chapters()) {
            let chapters = TrackReferenceTypeBox { reference_type: FourCC::new(b"chap"), track_ids: vec![TRACK + 1] };
            track.tref = Some(Tref { track_reference_type_boxes: vec![chapters] });
        }
        let begins = bytes.len();
        moov.encode(&mut bytes).map_err(Fault::codec)?;
        bytes.extend(tracks.boxes(TRACK + 1, length + pictures, movie.size)?);
        let grown = u32::try_from(bytes.len() - begins).map_err(Fault::codec)?;
        bytes[begins..begins + 4].copy_from_slice(&grown.to_be_bytes());
        bytes.extend_from_slice(&SEAL);
        bytes.extend_from_slice(&[0; 4]);
        bytes.extend_from_slice(&covering(16 + data));
        if bytes.len() as u64 == length {
            return Ok(bytes);
        }
        length = bytes.len() as u64;
    }
}

/// How the box begins that says what the contents of a file's data boxes add up to: players pass over boxes of a kind of their own
/// (14496-12, 11.1).
pub(super) const SEAL: [u8; 24] = *b"\0\0\0\x1cuuidSidestep checks.";

/// Where the sum, a CRC-32, stands in a head of so many bytes.
pub(super) fn place_of_sum(head: &[u8]) -> u64 {
    (head.len() - 16 - 4) as u64
}

/// The header of a data box of `length` bytes: put over the gap of [`head`], it makes everything up to the index data.
pub(super) fn covering(length: u64) -> [u8; 16] {
    let mut header = *b"\0\0\0\x01mdat\0\0\0\0\0\0\0\0";
    header[8..].copy_from_slice(&length.to_be_bytes());
    header
}

/// What the file says it is.
fn kind() -> Ftyp {
    let brands = [b"isom", b"iso6", b"avc1", b"mp42"];
    Ftyp { major_brand: FourCC::new(b"isom"), minor_version: 512, compatible_brands: brands.map(FourCC::new).to_vec() }
}

/// Pictures with all that a player needs to show them, and where in those bytes the first picture begins.
///
/// `first` is the number of the first one, from 0; `number` that of the fragment, from 1.
pub(super) fn fragment(pictures: &[Picture], first: u64, number: u32) -> Result<(Vec<u8>, u64), Fault> {
    let samples = pictures.iter().map(|picture| {
        Ok(TrunEntry {
            size: Some(u32::try_from(picture.data.len()).map_err(Fault::codec)?),
            flags: Some(if picture.key { KEY } else { DELTA }),
            ..TrunEntry::default()
        })
    });
    let mut run = Trun { data_offset: Some(0), samples: samples.collect::<Result<Vec<_>, Fault>>()?.into() };
    let moof = |run: &Trun| {
        let mut bytes = Vec::new();
        let moof = Moof {
            mfhd: Mfhd { sequence_number: number },
            traf: vec![Traf {
                tfhd: Tfhd { track_id: TRACK, default_base_is_moof: true, ..Tfhd::default() },
                tfdt: Some(Tfdt { base_media_decode_time: first * u64::from(TICKS) }),
                trun: vec![run.clone()],
                ..Traf::default()
            }],
        };
        moof.encode(&mut bytes).map_err(Fault::codec)?;
        Ok::<_, Fault>(bytes)
    };
    // The offset counts from the box that it stands in, so that its length has to be known first.
    let data_begins = moof(&run)?.len() + 8;
    run.data_offset = Some(i32::try_from(data_begins).map_err(Fault::codec)?);
    let mut bytes = moof(&run)?;
    let length = 8 + pictures.iter().map(|picture| picture.data.len()).sum::<usize>();
    bytes.extend_from_slice(&u32::try_from(length).map_err(Fault::codec)?.to_be_bytes());
    bytes.extend_from_slice(b"mdat");
    for picture in pictures {
        bytes.extend_from_slice(&picture.data);
    }
    Ok((bytes, data_begins as u64))
}

/// The index of a plain file, which stands at its end.
pub(super) fn tail(movie: &Movie, index: &Index) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    movie.moov(index)?.encode(&mut bytes).map_err(Fault::codec)?;
    Ok(bytes)
}

impl Movie {
    fn moov(&self, index: &Index) -> Result<Moov, Fault> {
        let timescale = self.frames_per_second * TICKS;
        let duration = index.sizes.len() as u64 * u64::from(TICKS);
        let (width, height) = (side(self.size.width)?, side(self.size.height)?);
        Ok(Moov {
            mvhd: Mvhd {
                timescale,
                duration,
                rate: 1.into(),
                volume: 1.into(),
                next_track_id: TRACK + 1,
                ..Mvhd::default()
            },
            trak: vec![Trak {
                tkhd: Tkhd {
                    track_id: TRACK,
                    duration,
                    enabled: true,
                    in_movie: true,
                    width: width.into(),
                    height: height.into(),
                    ..Tkhd::default()
                },
                mdia: Mdia {
                    mdhd: Mdhd { timescale, duration, language: "und".into(), ..Mdhd::default() },
                    hdlr: Hdlr { handler: FourCC::new(b"vide"), name: "VideoHandler".into() },
                    minf: Minf {
                        vmhd: Some(Vmhd::default()),
                        dinf: Dinf { dref: Dref { entries: vec![Url::default().into()] } },
                        stbl: self.samples(index)?,
                        ..Minf::default()
                    },
                },
                ..Trak::default()
            }],
            ..Moov::default()
        })
    }

    fn samples(&self, index: &Index) -> Result<Stbl, Fault> {
        let pictures = u32::try_from(index.sizes.len()).map_err(Fault::codec)?;
        let mut runs: Vec<StscEntry> = Vec::new();
        for (chunk, &(_, samples)) in (1..).zip(&index.chunks) {
            if runs.last().is_none_or(|last| last.samples_per_chunk != samples) {
                runs.push(StscEntry { first_chunk: chunk, samples_per_chunk: samples, sample_description_index: 1 });
            }
        }
        let offsets: Vec<u64> = index.chunks.iter().map(|&(offset, _)| offset).collect();
        let short: Option<Vec<u32>> = offsets.iter().map(|&offset| u32::try_from(offset).ok()).collect();
        Ok(Stbl {
            stsd: Stsd { codecs: vec![Codec::Avc1(self.codec()?)] },
            stts: Stts {
                entries: (pictures > 0)
                    .then_some(SttsEntry { sample_count: pictures, sample_delta: TICKS })
                    .into_iter()
                    .collect(),
            },
            stss: (pictures > 0).then(|| Stss { entries: index.keys.clone() }),
            stsc: Stsc { entries: runs },
            stsz: Stsz { samples: StszSamples::Different { sizes: index.sizes.clone() } },
            co64: short.is_none().then_some(Co64 { entries: offsets }),
            stco: short.map(|entries| Stco { entries }),
            ..Stbl::default()
        })
    }

    fn codec(&self) -> Result<Avc1, Fault> {
        Ok(Avc1 {
            visual: Visual {
                data_reference_index: 1,
                width: side(self.size.width)?,
                height: side(self.size.height)?,
                ..Visual::default()
            },
            avcc: Avcc::new(&self.parameters.sequence, &self.parameters.picture).map_err(Fault::codec)?,
            // BT.709 in all three respects, limited range: as in the stream itself
            colr: Some(Colr::Nclx {
                colour_primaries: 1,
                transfer_characteristics: 1,
                matrix_coefficients: 1,
                full_range_flag: false,
            }),
            ..Avc1::default()
        })
    }
}

fn side(pixels: u32) -> Result<u16, Fault> {
    u16::try_from(pixels).map_err(Fault::codec)
}
