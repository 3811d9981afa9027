//! One learning curve as a picture: a number per episode or step, its moving average, and a line to compare with.
//! One run shows how far its episodes spread; several show their mean with a 95% band.

use std::{error::Error, ops::Range, sync::Once};

use plotters::{
    backend::DrawingBackend,
    coord::Shift,
    drawing::DrawingAreaErrorKind,
    prelude::*,
    style::{
        FontStyle, register_font,
        text_anchor::{HPos, Pos, VPos},
    },
};

use super::lines::Lines;

/// The picture's size in SVG units and in the PNG's pixels.
const SIZE: (u32, u32) = (1280, 800);
/// The PNG is drawn this much larger and averaged down, which smooths every edge.
const OVERSAMPLING: u32 = 3;
const INK: RGBColor = RGBColor(31, 36, 48);
const FADED: RGBColor = RGBColor(107, 114, 128);
const GRID: RGBColor = RGBColor(229, 231, 235);
// Okabe and Ito's blue and vermilion: told apart with any kind of colour vision.
const LEARNED: RGBColor = RGBColor(0, 114, 178);
const OPTIMUM: RGBColor = RGBColor(213, 94, 0);

/// What one seed's training gave.
#[derive(Clone, Debug, PartialEq)]
pub struct RunReturns {
    /// The seed.
    pub seed: u64,
    /// The number of each episode or step (or the mean of each stretch of [`LearningCurve::every`]), in order; for an agent the
    /// undiscounted return. NaN where it is not known.
    pub returns: Vec<f32>,
}

/// A learning curve, ready to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct LearningCurve {
    /// What was learned, such as "classic, Deep SARSA".
    pub title: String,
    /// How, such as "tuned preset, relative-phase".
    pub subtitle: String,
    /// One run for each seed.
    pub runs: Vec<RunReturns>,
    /// What to compare with, where it is known: for an agent the exact optimum's return.
    pub optimum: Option<f64>,
    /// Episodes that each entry of [`RunReturns::returns`] stands for: 1, or more where a long run was kept as means.
    pub every: usize,
    /// Entries in the moving average.
    pub window: usize,
    /// What is drawn over what.
    pub words: Words,
}

/// What axes and legend speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// One place along x.
    pub x: &'static str,
    /// Several of them.
    pub xs: &'static str,
    /// What is drawn.
    pub y: &'static str,
    /// What [`LearningCurve::optimum`] is.
    pub line: &'static str,
}

impl Words {
    /// An agent's returns.
    pub const RETURNS: Self = Self { x: "episode", xs: "episodes", y: "return per episode", line: "exact optimum" };
}

/// A picture that could not be drawn.
#[derive(Debug, thiserror::Error)]
#[error("the learning curve cannot be drawn: {0}")]
pub struct CurveError(String);

impl CurveError {
    fn new(error: impl Error) -> Self {
        Self(error.to_string())
    }
}

impl LearningCurve {
    /// The picture as an SVG document.
    ///
    /// # Errors
    /// When the drawing library refuses; nothing in the data should make it.
    pub fn svg(&self) -> Result<String, CurveError> {
        let mut document = String::new();
        let root = SVGBackend::with_string(&mut document, SIZE).into_drawing_area();
        self.draw(&root, 1.0).map_err(CurveError::new)?;
        drop(root);
        Ok(document)
    }

    /// The picture as a PNG file of 1280 x 800 pixels.
    ///
    /// # Errors
    /// As for [`LearningCurve::svg`].
    pub fn png(&self) -> Result<Vec<u8>, CurveError> {
        let (width, height) = (SIZE.0 * OVERSAMPLING, SIZE.1 * OVERSAMPLING);
        let mut pixels = vec![0; (width * height * 3) as usize];
        let root = BitMapBackend::with_buffer(&mut pixels, (width, height)).into_drawing_area();
        self.draw(&root, f64::from(OVERSAMPLING)).map_err(CurveError::new)?;
        drop(root);
        let large = image::RgbImage::from_raw(width, height, pixels)
            .ok_or_else(|| CurveError("the picture's buffer has the wrong size".into()))?;
        let mut file = std::io::Cursor::new(Vec::new());
        image::imageops::thumbnail(&large, SIZE.0, SIZE.1)
            .write_to(&mut file, image::ImageFormat::Png)
            .map_err(CurveError::new)?;
        Ok(file.into_inner())
    }

    fn draw<B: DrawingBackend>(
        &self,
        root: &DrawingArea<B, Shift>,
        scale: f64,
    ) -> Result<(), DrawingAreaErrorKind<B::ErrorType>> {
        embed_font();
        let px = |units: f64| (units * scale).round() as i32;
        let font = |units: f64| ("sans-serif", units * scale);
        let lines = self.lines();
        let (x, y) = self.ranges(&lines);

        root.fill(&WHITE)?;
        let centred = Pos::new(HPos::Left, VPos::Top);
        let title = font(30.0).into_text_style(root).color(&INK).pos(centred);
        root.draw_text(&self.title, &title, (px(48.0), px(28.0)))?;
        let subtitle = font(18.0).into_text_style(root).color(&FADED).pos(centred);
        root.draw_text(&self.subtitle, &subtitle, (px(48.0), px(68.0)))?;

        let mut chart = ChartBuilder::on(root)
            .margin_top(px(112.0))
            .margin_right(px(48.0))
            .margin_bottom(px(24.0))
            .margin_left(px(24.0))
            .x_label_area_size(px(64.0))
            .y_label_area_size(px(84.0))
            .build_cartesian_2d(x.clone(), y)?;
        chart
            .configure_mesh()
            .disable_x_mesh()
            .light_line_style(TRANSPARENT)
            .bold_line_style(GRID.stroke_width(px(1.0) as u32))
            .axis_style(FADED.stroke_width(px(1.0) as u32))
            .x_desc(self.words.x)
            .y_desc(self.words.y)
            // fewer where there are few episodes: none stands twice
            .x_labels(9.min(x.end as usize + 1))
            .y_labels(7)
            .x_label_formatter(&|episode| format!("{episode:.0}"))
            .y_label_formatter(&|value| short(*value))
            .label_style(font(16.0).into_text_style(root).color(&FADED))
            .axis_desc_style(font(18.0).into_text_style(root).color(&INK))
            .draw()?;

        let swatch = |colour: RGBAColor, thickness: f64| {
            move |(x, y): (i32, i32)| {
                let half = (thickness * scale / 2.0).round().max(1.0) as i32;
                let wide = (26.0 * scale) as i32;
                Rectangle::new([(x, y - half), (x + wide, y + half)], colour.filled())
            }
        };
        let edge = lines.middle.iter().map(|&(x, _, _, high)| (x, high));
        let band = edge.chain(lines.middle.iter().rev().map(|&(x, low, _, _)| (x, low)));
        chart
            .draw_series([Polygon::new(band.collect::<Vec<_>>(), LEARNED.mix(0.18).filled())])?
            .label(&lines.band_label)
            .legend(swatch(LEARNED.mix(0.18), 14.0));
        for run in &lines.single {
            chart.draw_series(LineSeries::new(run.iter().copied(), LEARNED.mix(0.25).stroke_width(px(1.0) as u32)))?;
        }
        let middle = lines.middle.iter().map(|&(x, _, middle, _)| (x, middle));
        chart
            .draw_series(LineSeries::new(middle, LEARNED.stroke_width(px(3.0) as u32)))?
            .label(&lines.middle_label)
            .legend(swatch(LEARNED.into(), 3.0));
        if let [(x, _, middle, _)] = lines.middle[..] {
            chart.draw_series([Circle::new((x, middle), px(4.0), LEARNED.filled())])?;
        }
        if let Some(optimum) = self.optimum {
            let line = [(x.start, optimum), (x.end, optimum)];
            let style = OPTIMUM.stroke_width(px(2.0) as u32);
            chart
                .draw_series(DashedLineSeries::new(line, px(10.0) as u32, px(6.0) as u32, style))?
                .label(format!("{}, {}", self.words.line, short(optimum)))
                .legend(swatch(OPTIMUM.into(), 2.0));
        }
        chart
            .configure_series_labels()
            .position(SeriesLabelPosition::LowerRight)
            .margin(px(20.0) as u32)
            .legend_area_size(px(36.0) as u32)
            .label_font(font(17.0).into_text_style(root).color(&INK))
            .background_style(WHITE.mix(0.85))
            .border_style(TRANSPARENT)
            .draw()?;
        root.present()
    }

    /// What the axes have to show, with some air.
    fn ranges(&self, lines: &Lines) -> (Range<f64>, Range<f64>) {
        let single = lines.single.iter().filter_map(|run| run.last());
        let last = lines.middle.last().map_or(1.0, |place| place.0);
        let last = single.map(|place| place.0).fold(last, f64::max);
        let drawn = lines.middle.iter().flat_map(|&(_, low, middle, high)| [low, middle, high]);
        let single = lines.single.iter().flatten().map(|&(_, value)| value);
        let all = drawn.chain(single).chain(self.optimum).filter(|value| value.is_finite());
        let (low, high) =
            all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
        let (low, high) = if low <= high { (low, high) } else { (0.0, 1.0) };
        let air = ((high - low) * 0.06).max(0.05);
        (0.0..last, low - air..high + air)
    }
}

/// At most three decimals, and none that say nothing.
fn short(value: f64) -> String {
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Plotters asks for fonts by name; ours is embedded, so that a picture looks the same on a machine without any.
fn embed_font() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let font = include_bytes!("../../assets/fonts/SidestepSans-Regular.otf");
        // a font that does not parse shows as an error when the first text is drawn
        let _ = register_font("sans-serif", FontStyle::Normal, font);
    });
}

#[cfg(test)]
mod tests {
    use super::{
        super::lines::tests::{curve, run},
        *,
    };

    #[test]
    fn a_picture_has_its_size_and_its_words() {
        let curve = curve((0..4).map(|seed| run(seed, 1000)).collect());
        let png = image::load_from_memory(&curve.png().expect("drawn")).expect("a PNG");
        assert_eq!((png.width(), png.height()), SIZE);
        let svg = curve.svg().expect("drawn");
        for words in ["classic, Deep SARSA", "mean of 4 seeds", "95% confidence band", "exact optimum, 1"] {
            assert!(svg.contains(words), "{words} is missing");
        }
    }

    #[test]
    fn blue_ink_is_on_the_paper() {
        let png = image::load_from_memory(&curve(vec![run(0, 500)]).png().expect("drawn")).expect("a PNG").to_rgb8();
        let blue = png.pixels().filter(|pixel| pixel.0 == [LEARNED.0, LEARNED.1, LEARNED.2]).count();
        assert!(blue > 500, "the curve has {blue} pixels");
    }

    /// The labels of the x axis, and how many places the thick line has.
    fn drawn(svg: &str) -> (Vec<&str>, usize) {
        let texts = svg.split("<text ").skip(1).filter_map(|text| text.split_once(">\n"));
        let labels = texts.filter(|(style, _)| style.contains("y=\"722\"")).filter_map(|(_, rest)| rest.lines().next());
        let line = svg.split("stroke=\"#0072B2\" stroke-width=\"3\" points=\"").nth(1);
        let places =
            line.map_or(0, |line| line.split('"').next().map_or(0, |points| points.split_whitespace().count()));
        (labels.collect(), places)
    }

    #[test]
    fn strange_runs_are_drawn_too() {
        let run_of = |returns: &[f32]| RunReturns { seed: 0, returns: returns.to_vec() };
        for (runs, expected) in [
            (vec![], (vec!["0", "1"], 0)),
            (vec![run(0, 0)], (vec!["0", "1"], 0)),
            (vec![run(0, 1)], (vec!["0", "1"], 1)),
            (vec![run(0, 3)], (vec!["0", "1", "2", "3"], 3)),
            (vec![run(0, 3), run(1, 0)], (vec!["0", "1"], 0)),
            // a mean is one of the episodes that are known; of none, and beyond all bounds, nothing is drawn
            (vec![run_of(&[1.0, 0.0, f32::NAN])], (vec!["0", "1", "2", "3"], 3)),
            (vec![run_of(&[f32::NAN, 1.0, f32::INFINITY])], (vec!["0", "1", "2"], 1)),
        ] {
            let curve = LearningCurve { optimum: None, ..curve(runs) };
            let svg = curve.svg().expect("drawn");
            assert_eq!(drawn(&svg), expected, "{:?}", curve.runs);
            let png = image::load_from_memory(&curve.png().expect("drawn")).expect("a PNG").to_rgb8();
            let blue =
                png.enumerate_pixels().filter(|(_, y, pixel)| *y < 600 && pixel.0 == [LEARNED.0, LEARNED.1, LEARNED.2]);
            assert_eq!(blue.count() > 0, expected.1 > 0, "{:?}", curve.runs);
        }
    }
}
