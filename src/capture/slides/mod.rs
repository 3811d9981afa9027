//! Clips as a presentation (Office Open XML, ECMA-376, Part 1): each on a slide of its own, on which it plays by itself.
//! What is on a slide is decided by the callers; nothing is written to a disk here.

mod archive;

use std::fmt::Write;

use image::codecs::png::CompressionType;
use thiserror::Error;

use super::{Frame, png::png};
use archive::Archive;

/// A slide with a clip.
#[derive(Debug)]
pub struct Slide {
    /// In large letters.
    pub title: String,
    /// An MP4 file.
    pub clip: Vec<u8>,
    /// What it lasts in seconds.
    pub seconds: f64,
    /// Whether it begins again when it ends.
    pub loops: bool,
    /// What stands there until it plays, and on paper.
    pub poster: Frame,
    /// What is to be seen, for those who do not see it.
    pub alt: String,
    /// What only the speaker sees, line by line.
    pub notes: Vec<String>,
}

/// Why there is no presentation.
#[derive(Debug, Error)]
pub enum SlidesError {
    /// The format's numbers have four bytes.
    #[error("the clips are too large for one presentation, which has at most 4 GB: make shorter or smaller ones")]
    TooLarge,
    /// A poster that cannot be written as a PNG.
    #[error("the poster of a slide cannot be written as a PNG ({what})")]
    Poster {
        /// What the encoder says.
        what: String,
    },
}

/// A slide of 16:9, in English Metric Units, and where clips have room on it: below the title.
const SLIDE: (u64, u64) = (12_192_000, 6_858_000);
const ROOM: (u64, u64) = (10_972_800, 5_562_600);
const TOP: u64 = 1_143_000;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MEDIA: &str = "http://schemas.microsoft.com/office/2007/relationships/media";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The file of a presentation in a language (`en-US`, `ko-KR`). Its paper has the colour of the first poster's corner.
///
/// # Errors
/// Clips of more than 4 GB.
pub fn presentation(title: &str, language: &str, slides: &[Slide]) -> Result<Vec<u8>, SlidesError> {
    let mut archive = Archive::default();
    let mut add = |name: &str, xml: &str| archive.add(name, xml.as_bytes());
    add("[Content_Types].xml", &content_types(slides.len()))?;
    let core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    let document = format!("{OFFICE}/officeDocument");
    add(
        "_rels/.rels",
        &relations(&[(document.as_str(), "ppt/presentation.xml".to_owned()), (core, "docProps/core.xml".to_owned())]),
    )?;
    add("docProps/core.xml", &fill(CORE, &[("title", title)], &[]))?;
    add("ppt/presentation.xml", &outline(slides.len()))?;
    let [master, layout, theme, notes_master, notes, slide] =
        ["slideMaster", "slideLayout", "theme", "notesMaster", "notesSlide", "slide"]
            .map(|kind| format!("{OFFICE}/{kind}"));
    let mut parts = vec![
        (master.as_str(), "slideMasters/slideMaster1.xml".to_owned()),
        (notes_master.as_str(), "notesMasters/notesMaster1.xml".to_owned()),
    ];
    parts.extend((1..=slides.len()).map(|number| (slide.as_str(), format!("slides/slide{number}.xml"))));
    add("ppt/_rels/presentation.xml.rels", &relations(&parts))?;
    let (paper, ink) = colours(slides);
    for (number, notes) in [(1, false), (2, true)] {
        let (paper, ink) = if notes { ("FFFFFF", "000000") } else { (paper.as_str(), ink) };
        add(
            &format!("ppt/theme/theme{number}.xml"),
            &fill(include_str!("theme.xml"), &[("paper", paper), ("ink", ink)], &[]),
        )?;
    }
    add("ppt/slideMasters/slideMaster1.xml", include_str!("master.xml"))?;
    let of_master = [
        (layout.as_str(), "../slideLayouts/slideLayout1.xml".to_owned()),
        (theme.as_str(), "../theme/theme1.xml".to_owned()),
    ];
    add("ppt/slideMasters/_rels/slideMaster1.xml.rels", &relations(&of_master))?;
    add("ppt/slideLayouts/slideLayout1.xml", include_str!("layout.xml"))?;
    let of_layout = [(master.as_str(), "../slideMasters/slideMaster1.xml".to_owned())];
    add("ppt/slideLayouts/_rels/slideLayout1.xml.rels", &relations(&of_layout))?;
    add("ppt/notesMasters/notesMaster1.xml", include_str!("notes_master.xml"))?;
    let of_notes_master = [(theme.as_str(), "../theme/theme2.xml".to_owned())];
    add("ppt/notesMasters/_rels/notesMaster1.xml.rels", &relations(&of_notes_master))?;
    let (image, video) = (format!("{OFFICE}/image"), format!("{OFFICE}/video"));
    for (number, one) in (1..).zip(slides) {
        let add = &mut |name: String, bytes: &[u8]| archive.add(&name, bytes);
        add(format!("ppt/slides/slide{number}.xml"), one.xml(language).as_bytes())?;
        let clip = format!("../media/clip{number}.mp4");
        let parts = [
            (MEDIA, clip.clone()),
            (video.as_str(), clip),
            (image.as_str(), format!("../media/poster{number}.png")),
            (layout.as_str(), "../slideLayouts/slideLayout1.xml".to_owned()),
            (notes.as_str(), format!("../notesSlides/notesSlide{number}.xml")),
        ];
        add(format!("ppt/slides/_rels/slide{number}.xml.rels"), relations(&parts).as_bytes())?;
        add(format!("ppt/notesSlides/notesSlide{number}.xml"), one.notes_xml(language).as_bytes())?;
        let parts = [
            (notes_master.as_str(), "../notesMasters/notesMaster1.xml".to_owned()),
            (slide.as_str(), format!("../slides/slide{number}.xml")),
        ];
        add(format!("ppt/notesSlides/_rels/notesSlide{number}.xml.rels"), relations(&parts).as_bytes())?;
        add(format!("ppt/media/clip{number}.mp4"), &one.clip)?;
        let poster = png(&one.poster, CompressionType::Default);
        let poster = poster.map_err(|fault| SlidesError::Poster { what: format!("{fault:?}") })?;
        add(format!("ppt/media/poster{number}.png"), &poster)?;
    }
    archive.finish()
}

impl Slide {
    fn xml(&self, language: &str) -> String {
        let size = self.poster.size();
        let (width, height) = (u64::from(size.width), u64::from(size.height));
        // As large as there is room, in its own shape.
        let by_height = ROOM.1 * width / height;
        let (width, height) = if by_height <= ROOM.0 { (by_height, ROOM.1) } else { (ROOM.0, ROOM.0 * height / width) };
        let place =
            [(SLIDE.0 - width) / 2, TOP + (ROOM.1 - height) / 2, width, height].map(|number| number.to_string());
        let [x, y, width, height] = place.each_ref().map(String::as_str);
        let millis = format!("{:.0}", (self.seconds * 1000.0).max(1.0));
        let texts = [
            ("language", language),
            ("title", &self.title),
            ("alt", &self.alt),
            ("x", x),
            ("y", y),
            ("width", width),
            ("height", height),
            ("millis", &millis),
        ];
        let repeat = if self.loops { " repeatCount=\"indefinite\"" } else { "" };
        fill(include_str!("slide.xml"), &texts, &[("repeat", repeat)])
    }

    fn notes_xml(&self, language: &str) -> String {
        let paragraph = "<a:p><a:r><a:rPr lang=\"${language}\"/><a:t>${text}</a:t></a:r></a:p>\n";
        let paragraphs = self.notes.iter().map(|line| fill(paragraph, &[("language", language), ("text", line)], &[]));
        let paragraphs: String = paragraphs.collect();
        let paragraphs = if paragraphs.is_empty() { "<a:p/>" } else { &paragraphs };
        fill(include_str!("notes.xml"), &[], &[("paragraphs", paragraphs)])
    }
}

/// What the paper is, so that clips lie on it without an edge, and what can be read on it: in hexadecimal digits.
fn colours(slides: &[Slide]) -> (String, &'static str) {
    let corner = slides.first().and_then(|slide| slide.poster.rgba().first_chunk::<3>()).copied();
    let [red, green, blue] = corner.unwrap_or([255; 3]);
    let is_dark = u32::from(red) * 3 + u32::from(green) * 6 + u32::from(blue) < 1280;
    (format!("{red:02X}{green:02X}{blue:02X}"), if is_dark { "FFFFFF" } else { "1A1A1A" })
}

/// Puts texts in the places of a template that are named `${so}`, escaped, and parts of XML as they are.
fn fill(template: &str, texts: &[(&str, &str)], parts: &[(&str, &str)]) -> String {
    let mut pieces = template.split("${");
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_once('}').unwrap_or((piece, ""));
        let find =
            |list: &[(&str, &str)]| list.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        filled += &find(texts).map(|text| escaped(&text)).or_else(|| find(parts)).unwrap_or_default();
        filled += rest;
    }
    filled
}

/// A text as XML takes it, in attributes too. Signs that XML cannot hold become spaces.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\n' => escaped += "&#10;",
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => escaped.push(' '),
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// A part's relations to others, `rId1` and so on.
fn relations(parts: &[(&str, String)]) -> String {
    let mut xml =
        format!("{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    for (number, (kind, target)) in (1..).zip(parts) {
        let _ = write!(xml, "<Relationship Id=\"rId{number}\" Type=\"{kind}\" Target=\"{target}\"/>");
    }
    xml + "</Relationships>"
}

const CORE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>
<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>${title}</dc:title><dc:creator>Sidestep</dc:creator>\
</cp:coreProperties>";

fn content_types(slides: usize) -> String {
    let mut xml = format!("{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">");
    for (ending, kind) in [
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        ("mp4", "video/mp4"),
        ("png", "image/png"),
    ] {
        let _ = write!(xml, "<Default Extension=\"{ending}\" ContentType=\"{kind}\"/>");
    }
    let mut part = |name: &str, kind: &str| {
        let kind = format!("application/vnd.openxmlformats-{kind}+xml");
        let _ = write!(xml, "<Override PartName=\"/{name}.xml\" ContentType=\"{kind}\"/>");
    };
    part("docProps/core", "package.core-properties");
    let of = |kind: &str| format!("officedocument.presentationml.{kind}");
    part("ppt/presentation", &of("presentation.main"));
    part("ppt/slideMasters/slideMaster1", &of("slideMaster"));
    part("ppt/slideLayouts/slideLayout1", &of("slideLayout"));
    part("ppt/notesMasters/notesMaster1", &of("notesMaster"));
    for number in 1..=2 {
        part(&format!("ppt/theme/theme{number}"), "officedocument.theme");
    }
    for number in 1..=slides {
        part(&format!("ppt/slides/slide{number}"), &of("slide"));
        part(&format!("ppt/notesSlides/notesSlide{number}"), &of("notesSlide"));
    }
    xml + "</Types>"
}

/// Which slides there are, in which order.
fn outline(slides: usize) -> String {
    let mut ids = String::new();
    for number in 0..slides {
        // Behind the two masters.
        let _ = write!(ids, "<p:sldId id=\"{}\" r:id=\"rId{}\"/>", 256 + number, 3 + number);
    }
    let (width, height) = SLIDE;
    format!(
        "{HEAD}<p:presentation xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"{OFFICE}\" \
         xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\">\
         <p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/></p:sldMasterIdLst>\
         <p:notesMasterIdLst><p:notesMasterId r:id=\"rId2\"/></p:notesMasterIdLst><p:sldIdLst>{ids}</p:sldIdLst>\
         <p:sldSz cx=\"{width}\" cy=\"{height}\"/><p:notesSz cx=\"6858000\" cy=\"9144000\"/></p:presentation>"
    )
}
