//! One plot: bands, averages, the optimum's line, and the exact values under the pointer.

use bevy_egui::egui::{Color32, TextStyle, Ui};
use egui_plot::{AxisHints, FilledArea, HLine, HoverPosition, Line, LineStyle, Plot, PlotPoints, PlotUi};

use super::{LaneCurves, PlotKind, PlotsView, only_x};
use crate::{
    arena::Metric,
    panels::{
        Look,
        axis::{axis, marks},
        numbers,
    },
    theme::mix,
};

/// Points drawn in one plot at most; curves are thinned out beyond it, evenly.
const POINTS: usize = 8000;
/// Pieces that a band is drawn in.
const BAND: usize = 80;
/// Lanes whose values are all listed under the pointer.
const LISTED: usize = 8;

/// Draws a plot with its title; the last one carries the episodes under it, which are the same for all.
pub(super) fn plot(ui: &mut Ui, look: Look<'_>, view: &PlotsView<'_>, kind: PlotKind, height: f32, last: bool) {
    let p = &look.theme.palette;
    let [_, _, help] = kind.keys(view.lanes);
    ui.label(look.small(title(look, view, kind))).on_hover_text(look.texts.t(&help));
    let mut plot = Plot::new(kind)
        .height(height - ui.spacing().item_spacing.y)
        .link_axis("curves", only_x())
        .link_cursor("curves", only_x())
        // The wheel scrolls the panel; with Ctrl it zooms.
        .allow_scroll(false)
        .allow_drag(only_x())
        .allow_zoom(only_x())
        .allow_boxed_zoom(false)
        .custom_x_axes(vec![axis(AxisHints::new_x().formatter(|mark, _| axis_number(mark.value)), 30.0)])
        .custom_y_axes(vec![axis(
            AxisHints::new_y()
                .formatter(|mark, _| axis_number(mark.value))
                .tick_label_font(TextStyle::Small.resolve(ui.style()))
                .min_thickness(look.size(ui) * 2.8),
            12.0,
        )])
        .y_grid_spacer(|input| marks(input.bounds))
        .show_axes([last, true])
        .set_margin_fraction([0.01, 0.08].into())
        .grid_color(p.outline)
        .cursor_color(p.text_soft)
        .include_x(0.0)
        .include_x(1.0)
        .label_formatter(|hover| Some(under_pointer(look, view, kind, hover)));
    // A range that can be read, before there is anything in it.
    if view.lanes.iter().all(|lane| lane.average(Metric::Return).is_empty()) {
        plot = plot.include_y(0.0).include_y(1.0);
    }
    plot = match kind {
        PlotKind::Rates => plot.include_y(0.0).include_y(1.0),
        PlotKind::Exploration | PlotKind::Loss | PlotKind::TdError | PlotKind::Speed | PlotKind::Length => {
            plot.include_y(0.0)
        }
        PlotKind::Return => plot,
    };
    let returns = (kind == PlotKind::Return).then(|| return_range(view)).flatten();
    plot.show(ui, |ui| {
        if let Some((low, high)) = returns {
            ui.set_plot_bounds_y(low..=high);
        }
        if kind == PlotKind::Return
            && let Some(optimum) = view.optimum
        {
            let line = HLine::new(look.t("plots-optimum"), optimum)
                .color(p.optimum)
                .style(LineStyle::dashed_loose())
                .width(1.2);
            ui.hline(line.allow_hover(false));
        }
        let alone = view.lanes.len() == 1;
        // The selected lane comes last, above the others.
        let order = (0..view.lanes.len()).filter(|lane| *lane != view.selected).chain(Some(view.selected));
        for lane in order {
            let Some(curves) = view.lanes.get(lane) else { continue };
            let colour = look.theme.series(curves.colour);
            let weight = Weight::of(alone, lane == view.selected, view.lanes.len());
            let colour = mix(p.base, colour, weight.opacity);
            if kind == PlotKind::Speed {
                ui.line(line(curves.name, thinned(curves.speed, view.lanes.len()), colour, weight, LineStyle::Solid));
            }
            for (number, metric) in kind.metrics().iter().enumerate() {
                draw(ui, look, view, curves, *metric, number, weight);
            }
        }
    });
}

/// The name over a plot. Where its line is a mean of the last episodes, it says of how many in the selected lane.
fn title(look: Look<'_>, view: &PlotsView<'_>, kind: PlotKind) -> String {
    let [key, ..] = kind.keys(view.lanes);
    if !matches!(kind, PlotKind::Return | PlotKind::Rates) {
        return look.texts.t(&key).to_owned();
    }
    let selected = view.lanes.get(view.selected);
    let episodes = selected.map_or(0, |curves| curves.history.recent_episodes(Metric::Return));
    look.texts.t_with(&key, &[("episodes", episodes.into())])
}

/// The returns to show: up to the best (or the optimum), down to what all but the worst twenty-fifth of the averages reach.
/// The first episodes of an agent that knows nothing can be so bad that everything after them would look the same.
fn return_range(view: &PlotsView<'_>) -> Option<(f64, f64)> {
    let averages = view.lanes.iter().flat_map(|curves| thinned(curves.average(Metric::Return), view.lanes.len()));
    let mut values: Vec<f64> = averages.map(|[_, value]| value).filter(|value| value.is_finite()).collect();
    let worst = values.len() / 25;
    let (_, low, rest) = (!values.is_empty()).then(|| values.select_nth_unstable_by(worst, f64::total_cmp))?;
    let high = rest.iter().copied().chain(view.optimum).fold(*low, f64::max);
    let margin = ((high - *low) * 0.08).max(0.05);
    Some((*low - margin, high + margin))
}

/// How heavily a lane's curves are drawn.
#[derive(Clone, Copy)]
struct Weight {
    width: f32,
    opacity: f32,
    /// Whether the single episodes are shown behind the average.
    episodes: bool,
}

impl Weight {
    fn of(alone: bool, selected: bool, lanes: usize) -> Self {
        match (alone, selected, lanes) {
            (true, ..) => Self { width: 2.0, opacity: 1.0, episodes: true },
            (_, true, _) => Self { width: 2.4, opacity: 1.0, episodes: false },
            (_, _, 0..=8) => Self { width: 1.5, opacity: 0.85, episodes: false },
            _ => Self { width: 1.0, opacity: 0.45, episodes: false },
        }
    }
}

fn draw<'a>(
    ui: &mut PlotUi<'a>,
    look: Look<'_>,
    view: &PlotsView<'a>,
    curves: &LaneCurves<'a>,
    metric: Metric,
    number: usize,
    weight: Weight,
) {
    // The second curve of a plot (hit-free beside success) wears the next colour when it is alone with the first, else dashes.
    let ground = look.theme.palette.base;
    let colour = look.theme.series(if weight.episodes { number } else { curves.colour });
    let colour = mix(ground, colour, weight.opacity);
    // A rate's single episodes are zeros and ones: no band says more than the average.
    if weight.episodes && matches!(metric, Metric::Return | Metric::Length | Metric::Loss | Metric::TdError) {
        band(ui, curves, metric, colour, ground);
    }
    let style = if number > 0 || (view.dashed && curves.colour % 2 == 1) {
        LineStyle::dashed_dense()
    } else if view.dashed && curves.colour % 4 == 2 {
        LineStyle::dotted_dense()
    } else {
        LineStyle::Solid
    };
    let points = thinned(curves.average(metric), view.lanes.len());
    ui.line(line(curves.name, points, colour, weight, style));
}

fn line<'a>(name: &str, points: Vec<[f64; 2]>, colour: Color32, weight: Weight, style: LineStyle) -> Line<'a> {
    Line::new(name, PlotPoints::from(points)).color(colour).width(weight.width).style(style).allow_hover(false)
}

/// From the least to the greatest of each stretch of episodes.
fn band(ui: &mut PlotUi<'_>, curves: &LaneCurves<'_>, metric: Metric, colour: Color32, ground: Color32) {
    let buckets = curves.buckets(metric);
    let stride = buckets.len().div_ceil(BAND).max(1);
    if stride == 1 {
        // Too few for a band: the episodes themselves.
        let points: Vec<[f64; 2]> = buckets.iter().map(|bucket| [bucket.episode, f64::from(bucket.mean)]).collect();
        ui.line(Line::new("", points).color(mix(ground, colour, 0.4)).width(1.0).allow_hover(false));
        return;
    }
    // A group of stretches spans all of them, so that no outlier is lost when curves are thinned out.
    let groups = || buckets.chunks(stride);
    let xs: Vec<f64> = groups().map(|group| group[group.len() / 2].episode).collect();
    let low: Vec<f64> =
        groups().map(|group| f64::from(group.iter().map(|bucket| bucket.min).fold(f32::INFINITY, f32::min))).collect();
    let high: Vec<f64> = groups()
        .map(|group| f64::from(group.iter().map(|bucket| bucket.max).fold(f32::NEG_INFINITY, f32::max)))
        .collect();
    if xs.len() > 1 {
        ui.add(FilledArea::new("", &xs, &low, &high).fill_color(mix(ground, colour, 0.22)).allow_hover(false));
    }
}

/// Every n-th point, and always the last, so that all lanes together stay within [`POINTS`].
fn thinned(points: &[[f64; 2]], lanes: usize) -> Vec<[f64; 2]> {
    let most = (POINTS / lanes.max(1)).max(64);
    let stride = points.len().div_ceil(most).max(1);
    let last = points.last().filter(|_| stride > 1 && !(points.len() - 1).is_multiple_of(stride));
    points.iter().step_by(stride).chain(last).copied().collect()
}

/// The point whose x is nearest; points are in the order of x.
fn nearest(points: &[[f64; 2]], x: f64) -> Option<[f64; 2]> {
    let after = points.partition_point(|point| point[0] < x);
    let candidates = [after.checked_sub(1), Some(after)].into_iter().flatten().filter_map(|place| points.get(place));
    candidates.min_by(|a, b| (a[0] - x).abs().total_cmp(&(b[0] - x).abs())).copied()
}

/// The exact values of all lanes (or of the selected one, where they are many) at the episode under the pointer.
fn under_pointer(look: Look<'_>, view: &PlotsView<'_>, kind: PlotKind, hover: &HoverPosition<'_>) -> String {
    let (HoverPosition::NearDataPoint { position, .. } | HoverPosition::Elsewhere { position }) = hover;
    let selected = view.lanes.get(view.selected);
    let lanes: Vec<&LaneCurves<'_>> =
        if view.lanes.len() <= LISTED { view.lanes.iter().collect() } else { selected.into_iter().collect() };
    let mut lines = Vec::with_capacity(lanes.len() + 2);
    for curves in lanes {
        let series: Vec<(&[[f64; 2]], &str)> = match kind {
            PlotKind::Speed => vec![(curves.speed, "")],
            PlotKind::Rates => vec![
                (curves.average(Metric::Success), look.t("plot-success")),
                (curves.average(Metric::HitFree), look.t("plot-hit-free")),
            ],
            _ => kind.metrics().iter().map(|metric| (curves.average(*metric), "")).collect(),
        };
        for (points, name) in series {
            let Some([episode, value]) = nearest(points, position.x) else {
                continue;
            };
            if lines.is_empty() {
                let at = numbers::whole(episode.round().max(0.0) as u64);
                lines.push(look.texts.t_with("plots-at", &[("episode", at.into())]));
            }
            let written = match kind {
                PlotKind::Rates => numbers::percent(value),
                PlotKind::Speed => numbers::rate(value),
                _ => numbers::short(value),
            };
            let name = [curves.name, name].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
            lines.push(if name.is_empty() { written } else { format!("{name}: {written}") });
        }
    }
    if kind == PlotKind::Return
        && let Some(optimum) = view.optimum
    {
        lines.push(format!("{}: {}", look.t("plots-optimum"), numbers::short(optimum)));
    }
    lines.join("\n")
}

/// Numbers at the axes: `0.5`, `1.5k`, `2M`.
fn axis_number(value: f64) -> String {
    let size = value.abs();
    if size > 0.0 && size < 1e-3 {
        return numbers::short(value);
    }
    let (scaled, unit) = match size {
        1e6.. => (value / 1e6, "M"),
        1e3.. => (value / 1e3, "k"),
        _ => (value, ""),
    };
    format!("{}{unit}", numbers::trimmed(scaled, 4))
}

#[cfg(test)]
mod tests {
    use super::{LaneCurves, PlotsView, axis_number, marks, nearest, return_range, thinned};
    use crate::{
        arena::{EpisodeRecord, History},
        learning::Algorithm,
    };

    #[test]
    fn thinning_keeps_first_and_last_and_the_bound() {
        let points: Vec<[f64; 2]> = (0..10_001).map(|x| [f64::from(x), 0.0]).collect();
        for lanes in [1, 3, 64] {
            let thin = thinned(&points, lanes);
            assert!(thin.len() <= (8000 / lanes).max(64) + 1, "{} for {lanes}", thin.len());
            assert_eq!((thin[0][0], thin[thin.len() - 1][0]), (0.0, 10_000.0));
        }
        assert_eq!(thinned(&points[..5], 1), points[..5]);
        assert!(thinned(&[], 4).is_empty());
    }

    #[test]
    fn the_nearest_point_is_found_between_before_and_after_all_points() {
        let points = [[1.0, 0.1], [2.0, 0.2], [5.0, 0.5]];
        assert_eq!(
            [0.0, 1.4, 3.6, 9.0].map(|x| nearest(&points, x).expect("there are points")[1]),
            [0.1, 0.1, 0.5, 0.5]
        );
        assert_eq!(nearest(&[], 1.0), None);
    }

    #[test]
    fn axes_are_written_short() {
        assert_eq!([0.0, -0.5, 1500.0, 2e6, 0.001].map(axis_number), ["0", "−0.5", "1.5k", "2M", "0.001"]);
        assert_ne!(axis_number(2e-6), axis_number(4e-6));
    }

    #[test]
    fn an_axis_has_two_numbers_at_least_and_few_enough_to_be_read() {
        for low in [-7.3, -1.0, -0.004, 0.0, 0.2, 0.95, 123.0] {
            for span in [1e-6, 0.03, 0.1, 0.45, 1.0, 1.9, 2.0, 3.7, 10.0, 49.9, 4e6] {
                let found = marks((low, low + span));
                assert!((2..=5).contains(&found.len()), "{low} + {span}: {found:?}");
                let (first, last) = (found[0].value, found[found.len() - 1].value);
                assert!(first >= low - 1e-9 * span && last <= low + span * (1.0 + 1e-9), "{low} + {span}: {found:?}");
            }
        }
        assert!(marks((1.0, 1.0)).is_empty() && marks((f64::NAN, 1.0)).is_empty());
    }

    #[test]
    fn a_terrible_start_does_not_flatten_what_follows() {
        let mut history = History::default();
        for episode in 1..=500 {
            let episode_return = if episode <= 10 { -30.0 } else { 1.0 };
            history.push(&EpisodeRecord {
                episode,
                tick: episode,
                arena: 0,
                episode_return,
                length: 8,
                goal: true,
                hits: 0,
                truncated: false,
                loss: 0.0,
                td_error: 0.0,
                exploration: 0.0,
            });
        }
        let lanes =
            [LaneCurves { name: "", algorithm: Algorithm::DeepSarsa, colour: 0, history: &history, speed: &[] }];
        let view = |lanes| PlotsView { lanes, selected: 0, optimum: Some(1.5), dashed: false };
        let (low, high) = return_range(&view(&lanes)).expect("there are averages");
        assert!((-20.0..-5.0).contains(&low), "{low}");
        assert!(high > 1.5, "the optimum is in view: {high}");
        assert_eq!(return_range(&view(&[])), None);
    }
}
