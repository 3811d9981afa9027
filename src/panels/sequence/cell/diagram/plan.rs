//! What a diagram is made of: nodes, wires, labels, and ghosts of what another cell has. Where they stand in which cell is in
//! `cells`, how they look in the painter.

use crate::{panels::sequence::cell::quantity::Quantity, sequence::CellKind};

/// A place: from left to right, from top to bottom.
pub(super) type Place = [f32; 2];

/// What a node looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NodeShape {
    /// A gate or a candidate: a box with its sign and its number, filled with the number's colour.
    Gate,
    /// An operation, unit by unit: a circle with a sign.
    Operation(&'static str),
}

/// A gate or an operation, and what comes out of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub quantity: Quantity,
    pub at: Place,
    pub shape: NodeShape,
}

/// What flows along a wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    /// A number of the unit.
    Number(Quantity),
    /// The whole old state, all units.
    States,
    /// The input.
    Input,
}

impl Flow {
    /// The quantity that it stands for; none for the input.
    pub const fn quantity(self) -> Option<Quantity> {
        match self {
            Self::Number(quantity) => Some(quantity),
            Self::States => Some(Quantity::HiddenBefore),
            Self::Input => None,
        }
    }
}

/// A wire, with an arrow at its end or without.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wire {
    pub flow: Flow,
    pub path: &'static [Place],
    pub arrow: bool,
}

/// Where a label stands to its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    Left,
    Right,
    Above,
    Below,
}

/// A number beside a wire; at the diagram's edges with its sign.
#[derive(Clone, Copy, Debug)]
pub(super) struct Label {
    pub flow: Flow,
    pub at: Place,
    pub beside: Beside,
    pub signed: bool,
}

/// Something that another cell has here.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ghost {
    pub sign: &'static str,
    pub name: &'static str,
    pub owner: CellKind,
    pub at: Place,
    pub is_gate: bool,
}

/// A diagram.
#[derive(Debug)]
pub(super) struct Plan {
    pub nodes: &'static [Node],
    pub wires: &'static [Wire],
    pub labels: &'static [Label],
    pub ghosts: &'static [Ghost],
    /// Wires that another cell has here.
    pub ghost_wires: &'static [&'static [Place]],
}
