//! Breaks a formula into lines where it is wider than its room: first at wide spaces, then before relations.
//! A line by itself is `compose`'s business.

use bevy_egui::egui::vec2;

use super::{Composer, Set, compose::Sizes, parse::Node, symbols::Class};

/// What still does not fit is made smaller, down to this share.
const SMALLEST: f32 = 0.7;
/// How far a line that goes on with another one is moved in, in the size of the letters.
const INDENT: f32 = 1.2;

/// The lines of a formula whose letters have this size, in so much room.
pub(super) fn set(composer: &Composer<'_>, nodes: &[Node], letters: f32, room: f32) -> Vec<Set> {
    let mut lines = Vec::new();
    for line in nodes.split(|node| *node == Node::Break) {
        let sizes = Sizes::of(letters);
        let whole = composer.row(line, sizes);
        if whole.width <= room {
            lines.push(whole);
            continue;
        }
        // what stands between wide spaces belongs together
        let groups: Vec<&[Node]> = line
            .split(|node| matches!(node, Node::Space(wide) if *wide >= 1.0))
            .filter(|group| !group.is_empty())
            .collect();
        let fits = |group: &[Node]| composer.row(group, sizes).width <= room;
        if groups.iter().all(|group| fits(group)) {
            lines.extend(filled(composer, &groups, sizes, room, [1.0, 0.0]));
        } else {
            for group in groups {
                lines.extend(broken(composer, group, letters, room));
            }
        }
    }
    lines
}

/// Pieces that belong together, broken before relations, and smaller where that is not enough.
fn broken(composer: &Composer<'_>, nodes: &[Node], letters: f32, room: f32) -> Vec<Set> {
    let is_relation = |node: &Node| matches!(node, Node::Sign(sign) if sign.class == Class::Relation);
    let mut pieces: Vec<&[Node]> = Vec::new();
    let mut start = 0;
    // the first relation stays with what is to its left
    let breaks = nodes.iter().enumerate().filter(|(_, node)| is_relation(node)).skip(1);
    for (at, _) in breaks {
        pieces.push(&nodes[start..at]);
        start = at;
    }
    pieces.push(&nodes[start..]);
    let indent = INDENT * letters;
    let widest = pieces
        .iter()
        .enumerate()
        .map(|(at, piece)| composer.row(piece, Sizes::of(letters)).width + if at == 0 { 0.0 } else { indent })
        .fold(0.0, f32::max);
    let share = (room / widest).clamp(SMALLEST, 1.0);
    filled(composer, &pieces, Sizes::of(letters * share), room, [5.0 / 18.0, INDENT])
}

/// As many pieces in a line as fit, `[between them, before lines that go on]`.
fn filled(
    composer: &Composer<'_>,
    pieces: &[&[Node]],
    sizes: Sizes,
    room: f32,
    [between, indent]: [f32; 2],
) -> Vec<Set> {
    let mut lines: Vec<Set> = Vec::new();
    for piece in pieces {
        let set = composer.row(piece, sizes);
        match lines.last_mut() {
            Some(line) if line.width + between * sizes.letters + set.width <= room => {
                line.put(set, vec2(line.width + between * sizes.letters, 0.0));
            }
            Some(_) => lines.push(set.moved(vec2(indent * sizes.letters, 0.0))),
            None => lines.push(set),
        }
    }
    lines
}
