//! Puts a formula's pieces beside, above and below one another, after `TeX`'s rules of thumb.
//! Lines are broken in `lines`.

use bevy_egui::egui::{
    Color32, Painter,
    text::{LayoutJob, TextFormat},
    vec2,
};

use super::{
    Set,
    parse::{Accent, Node},
    symbols::{Class, Face, Sign},
};

/// Scripts' size, as a share of their base's.
const SCRIPT: f32 = 0.74;
/// Scripts do not get smaller than this share of the formula's size.
const LEAST: f32 = 0.66;
/// Where a minus sign and a fraction's line are, over the baseline.
const AXIS: f32 = 0.26;
/// How wide lines are.
const LINE: f32 = 0.065;
/// egui lets letters lean by a quarter of their height.
const LEAN: f32 = 0.25;

/// Lays out in one colour.
pub(super) struct Composer<'a> {
    pub painter: &'a Painter,
    pub ink: Color32,
    /// The colour of what was not understood.
    pub unknown: Color32,
}

/// The sizes of letters, at one level of scripts.
#[derive(Clone, Copy)]
pub(super) struct Sizes {
    pub letters: f32,
    least: f32,
    /// Whether this is a script: less room around signs, bounds beside sums.
    is_script: bool,
}

impl Sizes {
    pub(super) const fn of(letters: f32) -> Self {
        Self { letters, least: letters * LEAST, is_script: false }
    }

    fn script(self) -> Self {
        Self { letters: (self.letters * SCRIPT).max(self.least), is_script: true, ..self }
    }
}

impl Composer<'_> {
    /// Pieces one after the other, with the room between them that their classes ask for.
    pub(super) fn row(&self, nodes: &[Node], sizes: Sizes) -> Set {
        let mut out = Set::default();
        let mut before: Option<Class> = None;
        let mut lean = 0.0;
        for (at, node) in nodes.iter().enumerate() {
            if let Node::Space(room) = node {
                out.width += room * sizes.letters;
                before = None;
                continue;
            }
            let class = effective(class(node), before, nodes.get(at + 1));
            // fences open like parentheses
            let opens = before == Some(Class::Function) && matches!(node, Node::Fenced(..));
            if let Some(before) = before.filter(|_| !opens) {
                out.width += room(before, class, sizes.is_script) * sizes.letters;
            }
            let set = self.node(node, sizes);
            lean = set.lean;
            out.put(set, vec2(out.width, 0.0));
            before = Some(class);
        }
        // of a single letter in braces, as an accent gets it
        out.lean = if nodes.len() == 1 { lean } else { 0.0 };
        out
    }

    fn node(&self, node: &Node, sizes: Sizes) -> Set {
        match node {
            Node::Sign(sign) => self.sign(sign, sizes),
            Node::Row(row) => self.row(row, sizes),
            Node::Scripts { base, below, above } => self.scripts(base, below.as_deref(), above.as_deref(), sizes),
            Node::Fraction(above, below) => self.fraction(above, below, sizes),
            Node::Accented(accent, body) => self.accented(*accent, body, sizes),
            Node::Fenced(left, body, right) => self.fenced([*left, *right], body, sizes),
            Node::Space(_) | Node::Break => Set::default(),
            Node::Unknown(name) => self.text(name, Face::Fallback, sizes.letters * 0.9, self.unknown),
        }
    }

    fn sign(&self, sign: &Sign, sizes: Sizes) -> Set {
        if sign.class == Class::Large && !sizes.is_script {
            let large = self.text(&sign.text, sign.face, sizes.letters * 1.35, self.ink);
            let drop = (large.ascent - large.descent) / 2.0 - AXIS * sizes.letters;
            return large.moved(vec2(0.0, drop));
        }
        self.text(&sign.text, sign.face, sizes.letters, self.ink)
    }

    fn text(&self, text: &str, face: Face, size: f32, colour: Color32) -> Set {
        // the other font's signs are small for their width
        let size = if face == Face::Fallback { size * 1.12 } else { size };
        let format = TextFormat {
            font_id: face.font(size),
            color: colour,
            italics: face == Face::Italic,
            ..TextFormat::default()
        };
        let galley = self.painter.layout_job(LayoutJob::single_section(text.to_owned(), format));
        let mut set = Set::of_width(galley.rect.width());
        let mut baseline = 0.0;
        for row in &galley.rows {
            for glyph in &row.row.glyphs {
                baseline = row.pos.y + glyph.pos.y;
                if !glyph.uv_rect.is_nothing() {
                    let top = glyph.uv_rect.offset.y;
                    set.ascent = set.ascent.max(-top);
                    set.descent = set.descent.max(top + glyph.uv_rect.size.y);
                }
            }
        }
        if face == Face::Italic {
            set.lean = LEAN * set.ascent;
            set.width += size * 0.03;
        }
        set.text(vec2(0.0, -baseline), galley);
        set
    }

    fn scripts(&self, base: &Node, below: Option<&Node>, above: Option<&Node>, sizes: Sizes) -> Set {
        let is_large = matches!(base, Node::Sign(sign) if sign.class == Class::Large);
        let body = self.node(base, sizes);
        let small = sizes.script();
        let below = below.map(|node| self.node(node, small));
        let above = above.map(|node| self.node(node, small));
        let em = sizes.letters;
        if is_large && !sizes.is_script {
            return bounds(body, below, above, em);
        }
        let (width, ascent, descent, lean) = (body.width, body.ascent, body.descent, body.lean);
        let mut rise = above
            .as_ref()
            .map_or(0.0, |above| (ascent - 0.32 * small.letters).max(0.36 * em).max(above.descent + 0.2 * em));
        let mut drop =
            below.as_ref().map_or(0.0, |below| (descent + 0.06 * em).max(0.16 * em).max(below.ascent - 0.42 * em));
        if let (Some(above), Some(below)) = (&above, &below) {
            let gap = (rise - above.descent) - (below.ascent - drop);
            let missing = (0.1 * em - gap).max(0.0) / 2.0;
            rise += missing;
            drop += missing;
        }
        let mut set = body;
        set.lean = 0.0;
        let end = |script: &Set| script.width + 0.08 * em;
        let mut right = width;
        if let Some(below) = below {
            right = right.max(width + end(&below));
            set.put(below, vec2(width, drop));
        }
        if let Some(above) = above {
            let start = width + lean * 0.7 + 0.02 * em;
            right = right.max(start + end(&above));
            set.put(above, vec2(start, -rise));
        }
        set.width = right;
        set
    }

    fn fraction(&self, above: &Node, below: &Node, sizes: Sizes) -> Set {
        let inner = if sizes.is_script { sizes.script() } else { sizes };
        let (above, below) = (self.node(above, inner), self.node(below, inner));
        let em = sizes.letters;
        let (axis, gap, line) = (-AXIS * em, 0.16 * em, LINE * em);
        let side = 0.08 * em;
        let width = above.width.max(below.width) + 2.0 * side;
        let mut set = Set::of_width(width);
        set.stroke(vec![vec2(side * 0.5, axis), vec2(width - side * 0.5, axis)], line);
        let middle = |piece: &Set| (width - piece.width) / 2.0;
        let up = vec2(middle(&above), axis - gap - above.descent);
        let down = vec2(middle(&below), axis + gap + below.ascent);
        set.put(above, up);
        set.put(below, down);
        set
    }

    fn accented(&self, accent: Accent, body: &Node, sizes: Sizes) -> Set {
        let mut set = self.node(body, sizes);
        let em = sizes.letters;
        let base = -set.ascent - 0.1 * em;
        let middle = (set.width - 0.03 * em) / 2.0 + set.lean * 0.85;
        let half = (set.width * 0.5).clamp(0.18 * em, 0.26 * em);
        let points = match accent {
            Accent::Bar => vec![vec2(middle - half, base), vec2(middle + half, base)],
            Accent::Hat => {
                [(-half, 0.0), (0.0, -0.13 * em), (half, 0.0)].map(|(x, y)| vec2(middle + x, base + y)).into()
            }
            Accent::Tilde => (0..=12)
                .map(|step| {
                    let share = step as f32 / 6.0 - 1.0;
                    let wave = -(share * std::f32::consts::PI).sin() * 0.055 * em;
                    vec2(middle + share * half, base - 0.04 * em - wave)
                })
                .collect(),
        };
        set.stroke(points, LINE * em);
        set
    }

    fn fenced(&self, [left, right]: [char; 2], body: &Node, sizes: Sizes) -> Set {
        let body = self.node(body, sizes);
        let em = sizes.letters;
        // as far over the axis as under it
        let axis = AXIS * em;
        let reach = (body.ascent - axis).max(body.descent + axis) + 0.06 * em;
        let mut set = self.fence(left, true, reach, sizes);
        set.put(body, vec2(set.width, 0.0));
        set.put(self.fence(right, false, reach, sizes), vec2(set.width, 0.0));
        set
    }

    /// One fence; what is hardly higher than a letter is one.
    fn fence(&self, fence: char, is_left: bool, reach: f32, sizes: Sizes) -> Set {
        let em = sizes.letters;
        if fence == '.' {
            return Set::default();
        }
        let is_drawn = matches!(fence, '(' | ')' | '[' | ']' | '|' | '‖');
        if reach < 0.62 * em || !is_drawn {
            return self.text(&fence.to_string(), Face::Roman, em, self.ink);
        }
        let (top, bottom) = (-AXIS * em - reach, -AXIS * em + reach);
        let line = LINE * em;
        let mut set = Set::default();
        let wide = 0.13 * em + 0.05 * reach;
        let (from, to) = if is_left { (wide, 0.0) } else { (0.0, wide) };
        let shift = 0.08 * em;
        let width = match fence {
            '(' | ')' => {
                let arc = (0..=16).map(|step| {
                    let share = step as f32 / 8.0 - 1.0;
                    let x = to + (from - to) * share * share;
                    vec2(x + shift, -AXIS * em + share * reach)
                });
                set.stroke(arc.collect(), line);
                wide
            }
            '[' | ']' => {
                let corners = [(from, top), (to, top), (to, bottom), (from, bottom)];
                set.stroke(corners.map(|(x, y)| vec2(x + shift, y)).into(), line);
                wide
            }
            _ => {
                set.stroke(vec![vec2(shift, top), vec2(shift, bottom)], line);
                if fence == '‖' {
                    let second = shift + 0.18 * em;
                    set.stroke(vec![vec2(second, top), vec2(second, bottom)], line);
                    0.18 * em
                } else {
                    0.0
                }
            }
        };
        set.width = width + 2.0 * shift;
        set
    }
}

/// A sum with its bounds under and over it.
fn bounds(body: Set, below: Option<Set>, above: Option<Set>, em: f32) -> Set {
    let scripts = [&below, &above].into_iter().flatten();
    let width = scripts.map(|script| script.width).fold(body.width, f32::max);
    let middle = |piece: &Set| (width - piece.width) / 2.0;
    let (ascent, descent) = (body.ascent, body.descent);
    let by = vec2(middle(&body), 0.0);
    let mut set = body.moved(by);
    if let Some(below) = below {
        let by = vec2(middle(&below), descent + 0.12 * em + below.ascent);
        set.put(below, by);
    }
    if let Some(above) = above {
        let by = vec2(middle(&above), -ascent - 0.12 * em - above.descent);
        set.put(above, by);
    }
    set.width = width;
    set
}

/// How a piece behaves in a row.
fn class(node: &Node) -> Class {
    match node {
        Node::Sign(sign) => sign.class,
        Node::Scripts { base, .. } => class(base),
        Node::Row(row) if row.len() == 1 => class(&row[0]),
        _ => Class::Ordinary,
    }
}

/// A plus or minus with nothing to its left, or nothing to its right, belongs to one side alone.
fn effective(class: Class, before: Option<Class>, next: Option<&Node>) -> Class {
    let alone = match before {
        None | Some(Class::Binary | Class::Relation | Class::Open | Class::Punctuation | Class::Function) => true,
        Some(Class::Ordinary | Class::Large | Class::Close) => next.is_none(),
    };
    if class == Class::Binary && alone { Class::Ordinary } else { class }
}

/// The room between two pieces, in the size of the letters.
const fn room(left: Class, right: Class, is_script: bool) -> f32 {
    use Class::{Binary, Close, Function, Large, Open, Punctuation, Relation};
    const THIN: f32 = 3.0 / 18.0;
    match (left, right) {
        (Open, _) | (_, Close | Punctuation) | (Function, Open) => 0.0,
        (Relation, _) | (_, Relation) if !is_script => 5.0 / 18.0,
        (Binary, _) | (_, Binary) if !is_script => 4.0 / 18.0,
        (Function | Large, _) | (_, Function | Large) => THIN,
        (Punctuation, _) if !is_script => THIN,
        _ => 0.0,
    }
}
