//! Where things stand in a frame: boards as large as they can be, words in the lower third, a curve above or beside them.
//! Pure geometry in pixels, y downwards; nothing is drawn here.

use bevy::prelude::*;

/// Where things stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct FrameLayout {
    /// The boards'.
    pub boards: Rect,
    /// The words', which stand at its bottom.
    pub words: Rect,
    /// The curve's.
    pub curve: Option<Rect>,
    /// Whether facts stand in lines of their own.
    pub is_column: bool,
    /// Letters are multiples of this; a frame is 18 of them high, or wide where it is upright.
    pub unit: f32,
}

/// Where things stand on the title card.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct CardLayout {
    /// The boards'.
    pub boards: Rect,
    /// The words', which stand in its middle.
    pub words: Rect,
    /// What changes between the card and the first scene: the words alone where boards stand in the same place.
    pub changes: Rect,
}

impl FrameLayout {
    /// The title card's: boards stand where they do in the scenes, unless that leaves too little room for large words.
    pub fn card(&self, frame: Vec2) -> CardLayout {
        let Self { boards, unit, is_column, .. } = *self;
        let margin = 0.9 * unit;
        let is_beside = boards.min.x > 0.0;
        // All that boards leave free, whatever stands there later.
        let (changes, share) = if is_beside {
            (Rect::new(0.0, 0.0, boards.min.x, frame.y), boards.min.x / frame.x)
        } else {
            (Rect::new(0.0, boards.max.y, frame.x, frame.y), (frame.y - boards.max.y) / frame.y)
        };
        if is_column && share >= LEAST_OF_CARD {
            let right = if is_beside { changes.max.x } else { frame.x - margin };
            let words = Rect::new(margin, changes.min.y + margin, right, frame.y - margin);
            return CardLayout { boards, words, changes };
        }
        let changes = Rect::from_corners(Vec2::ZERO, frame);
        let split = frame * Vec2::new(WORDS_OF_CARD, 1.0 - WORDS_OF_CARD);
        let (boards, words) = if frame.x > frame.y {
            let words = Rect::new(margin, margin, split.x, frame.y - margin);
            (Rect::new(split.x, 0.0, frame.x, frame.y), words)
        } else {
            let words = Rect::new(margin, split.y, frame.x - margin, frame.y - margin);
            (Rect::new(0.0, 0.0, frame.x, split.y), words)
        };
        CardLayout { boards, words, changes }
    }
}

/// The words' share of a title card that has a layout of its own, and what is enough where it has that of the scenes.
const WORDS_OF_CARD: f32 = 0.42;
const LEAST_OF_CARD: f32 = 0.3;

/// Shares the frame out for `count` boards of `cells` each, side by side: `lines` of words beside the boards, or below them, whichever
/// leaves more to the boards. Two lines are caption and facts; of more, the rest says what came of each board.
pub(super) fn share_out(frame: Vec2, count: usize, cells: IVec2, lines: usize, has_curve: bool) -> FrameLayout {
    let unit = frame.min_element() / 18.0;
    let cells = cells.max(IVec2::ONE).as_vec2();

    // Beside: what square boards leave free in a wide frame, but neither too narrow to write in nor half of it.
    let wide = cells.x * count.max(1) as f32;
    let column = (frame.x - frame.y * wide / cells.y).min(0.42 * frame.x).max(8.5 * unit);
    let beside = Vec2::new(frame.x - column, frame.y);
    // Below: a band, or all that an upright frame has to spare.
    // What came of boards stands beside caption and facts, or below them where the frame is upright.
    let is_narrow = frame.x < frame.y && lines > 2;
    let rows = match (lines, is_narrow) {
        (..=2, _) => lines.max(1) as f32,
        (3, false) => 2.0,
        (3, true) => 3.0,
        (_, false) => 2.7,
        (_, true) => 4.3,
    };
    // A frame that is about as wide as high has no room for words in one line beside the curve.
    let is_square = has_curve && frame.x < 24.0 * unit;
    let band = if is_square {
        7.0
    } else if has_curve {
        5.0
    } else {
        0.9 + 1.35 * rows
    } * unit;
    let below = Vec2::new(frame.x, frame.y - band);
    let (cell, height) = largest(below, count, cells);
    let band = band.max(frame.y - height - unit);

    let margin = 0.9 * unit;
    if largest(beside, count, cells).0 >= cell {
        let inner = Rect::new(margin, margin, column, frame.y - margin);
        // A curve is what changes most where the rest is a few lines.
        let split = if has_curve { frame.y * 0.56 } else { inner.min.y };
        return FrameLayout {
            boards: Rect::new(column, 0.0, frame.x, frame.y),
            words: Rect::new(inner.min.x, split, inner.max.x, inner.max.y),
            curve: has_curve.then_some(Rect::new(inner.min.x, inner.min.y, inner.max.x, split)),
            is_column: true,
            unit,
        };
    }
    let inner = Rect::new(margin, frame.y - band, frame.x - margin, frame.y - margin * 0.7);
    let boards = Rect::new(0.0, 0.0, frame.x, frame.y - band);
    if band >= 10.0 * unit || is_narrow {
        let split = if has_curve { inner.max.y - 0.45 * inner.height() } else { inner.max.y };
        return FrameLayout {
            boards,
            words: Rect::new(inner.min.x, inner.min.y, inner.max.x, split - margin * f32::from(u8::from(has_curve))),
            curve: has_curve.then_some(Rect::new(inner.min.x, split, inner.max.x, inner.max.y)),
            is_column: true,
            unit,
        };
    }
    let share = if is_square { 0.44 } else { 0.38 };
    let split = if has_curve { inner.max.x - share * inner.width() } else { inner.max.x };
    FrameLayout {
        boards,
        words: Rect::new(inner.min.x, inner.min.y, split - margin * f32::from(u8::from(has_curve)), inner.max.y),
        curve: has_curve.then_some(Rect::new(split, inner.min.y, inner.max.x, inner.max.y)),
        is_column: is_square,
        unit,
    }
}

/// How large a cell of `count` boards can be in a room, in as many columns as it takes, and how high all are together then.
fn largest(room: Vec2, count: usize, cells: Vec2) -> (f32, f32) {
    let count = count.max(1);
    let sizes = (1..=count).map(|columns| {
        let all = cells * Vec2::new(columns as f32, count.div_ceil(columns) as f32);
        let cell = (room / all).min_element();
        (cell, cell * all.y)
    });
    sizes.fold((0.0, 0.0), |best, size| if size.0 > best.0 { size } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_overlaps_and_nothing_leaves_the_frame() {
        for frame in [
            Vec2::new(1280.0, 720.0),
            Vec2::new(1920.0, 1080.0),
            Vec2::new(720.0, 1280.0),
            Vec2::new(600.0, 600.0),
            Vec2::new(640.0, 480.0),
            Vec2::new(320.0, 180.0),
        ] {
            for (count, cells) in
                [(1, IVec2::splat(5)), (2, IVec2::splat(5)), (1, IVec2::new(16, 9)), (2, IVec2::new(3, 20))]
            {
                for (lines, has_curve) in [(1, false), (2, false), (3, false), (4, false), (2, true)] {
                    let places = share_out(frame, count, cells, lines, has_curve);
                    let whole = Rect::from_corners(Vec2::ZERO, frame);
                    let all: Vec<Rect> =
                        [Some(places.boards), Some(places.words), places.curve].into_iter().flatten().collect();
                    for (index, one) in all.iter().enumerate() {
                        assert!(one.width() > 6.9 * places.unit && one.height() > places.unit, "{places:?}");
                        assert_eq!(whole.union(*one), whole, "{places:?}");
                        for other in &all[index + 1..] {
                            let shared = one.intersect(*other).size();
                            assert!(shared.min_element() <= 1e-3, "{places:?}");
                        }
                    }
                    let card = places.card(frame);
                    assert_eq!(whole.union(card.words.union(card.boards)), whole, "{card:?}");
                    assert!(card.words.intersect(card.boards).size().min_element() <= 1e-3, "{card:?}");
                    assert!(
                        card.words.width() > 4.5 * places.unit && card.words.height() > 4.5 * places.unit,
                        "{card:?}"
                    );
                    assert!(card.boards == places.boards || card.changes == whole, "{card:?}");
                    let cell = |room| largest(room, count, cells.as_vec2()).0;
                    assert!(cell(places.boards.size()) > 0.6 * cell(frame), "{places:?}");
                }
            }
        }
    }

    #[test]
    fn a_square_board_in_a_wide_frame_keeps_the_whole_height() {
        let places = share_out(Vec2::new(1280.0, 720.0), 1, IVec2::splat(5), 2, false);
        assert!(places.is_column);
        assert_eq!(places.boards.height(), 720.0);
        let wide = share_out(Vec2::new(1280.0, 720.0), 2, IVec2::splat(5), 2, false);
        assert!(!wide.is_column);
    }
}
