//! Where everything stands in the diagrams, one plan per cell: the same places for the same roles, and a ghost where another
//! cell has something that this one lacks. Places are shares of the diagram's room.

use super::{Beside, Flow, Ghost, Label, Node, NodeShape, Place, Plan, plan::Wire};
use crate::{panels::sequence::cell::quantity::Quantity, sequence::CellKind};

/// The plan of a cell.
pub(super) const fn plan(kind: CellKind) -> &'static Plan {
    match kind {
        CellKind::Rnn | CellKind::RnnRelu => &RNN,
        CellKind::Lstm => &LSTM,
        CellKind::Gru => &GRU,
        CellKind::GruResetBefore => &GRU_RESET_BEFORE,
    }
}

// Rows: the line that keeps; where products meet; gates; the old state's bus; the input's bus.
pub(super) const TOP: f32 = 0.10;
const MEET: f32 = 0.36;
const GATES: f32 = 0.62;
const STATE: f32 = 0.85;
const INPUT: f32 = 1.0;

// Columns: keep, write, reset, candidate, show; where what is written meets and joins; the two stages of GRU's reset; what is shown.
const KEEP: f32 = 0.13;
const WRITE: f32 = 0.288;
const JOIN: f32 = 0.445;
const RESET: f32 = 0.445;
const FIRST: f32 = 0.555;
const SECOND: f32 = 0.629;
const CANDIDATE: f32 = 0.72;
/// The candidate's inlet for the state; the other one is for the input.
const INLET: f32 = 0.70;
const OUTLET: f32 = 0.74;
const SHOW: f32 = 0.895;
const SHOWN: f32 = 0.963;
const SQUASH: f32 = 0.23;

const fn gate(quantity: Quantity, column: f32) -> Node {
    Node { quantity, at: [column, GATES], shape: NodeShape::Gate }
}

const fn operation(quantity: Quantity, sign: &'static str, at: Place) -> Node {
    Node { quantity, at, shape: NodeShape::Operation(sign) }
}

const fn number(quantity: Quantity, path: &'static [Place]) -> Wire {
    Wire { flow: Flow::Number(quantity), path, arrow: true }
}

const fn bus(flow: Flow, path: &'static [Place], arrow: bool) -> Wire {
    Wire { flow, path, arrow }
}

const fn label(quantity: Quantity, at: Place, beside: Beside) -> Label {
    Label { flow: Flow::Number(quantity), at, beside, signed: false }
}

const fn edge(flow: Flow, at: Place, beside: Beside) -> Label {
    Label { flow, at, beside, signed: true }
}

const fn ghost(sign: &'static str, name: &'static str, owner: CellKind, at: Place, is_gate: bool) -> Ghost {
    Ghost { sign, name, owner, at, is_gate }
}

// Wires that several cells share.
const KEEP_UP: &[Place] = &[[KEEP, GATES], [KEEP, TOP]];
const KEPT: &[Place] = &[[KEEP, TOP], [JOIN, TOP]];
const WRITE_UP: &[Place] = &[[WRITE, GATES], [WRITE, MEET], [JOIN, MEET]];
const CANDIDATE_UP: &[Place] = &[[CANDIDATE, GATES], [CANDIDATE, MEET], [JOIN, MEET]];
const WRITTEN: &[Place] = &[[JOIN, MEET], [JOIN, TOP]];
const MEMORY_IN: &[Place] = &[[0.0, TOP], [KEEP, TOP]];
const MEMORY_OUT: &[Place] = &[[JOIN, TOP], [1.0, TOP]];
const SHOW_UP: &[Place] = &[[SHOW, GATES], [SHOW, MEET], [SHOWN, MEET]];
const SQUASH_DOWN: &[Place] = &[[SHOWN, TOP], [SHOWN, SQUASH]];
const SQUASHED: &[Place] = &[[SHOWN, SQUASH], [SHOWN, MEET]];
const SHOWN_OUT: &[Place] = &[[SHOWN, MEET], [1.0, MEET]];
const RESET_GHOST: Ghost = ghost("r", "lab-part-reset-gate", CellKind::Gru, [RESET, GATES], true);

static LSTM: Plan = Plan {
    wires: &[
        bus(Flow::Input, &[[0.0, INPUT], [SHOW + 0.01, INPUT]], false),
        bus(Flow::States, &[[0.0, STATE], [SHOW - 0.01, STATE]], false),
        bus(Flow::Input, &[[KEEP + 0.01, INPUT], [KEEP + 0.01, GATES]], true),
        bus(Flow::States, &[[KEEP - 0.01, STATE], [KEEP - 0.01, GATES]], true),
        bus(Flow::Input, &[[WRITE + 0.01, INPUT], [WRITE + 0.01, GATES]], true),
        bus(Flow::States, &[[WRITE - 0.01, STATE], [WRITE - 0.01, GATES]], true),
        bus(Flow::Input, &[[OUTLET, INPUT], [OUTLET, GATES]], true),
        bus(Flow::States, &[[INLET, STATE], [INLET, GATES]], true),
        bus(Flow::Input, &[[SHOW + 0.01, INPUT], [SHOW + 0.01, GATES]], true),
        bus(Flow::States, &[[SHOW - 0.01, STATE], [SHOW - 0.01, GATES]], true),
        number(Quantity::CellBefore, MEMORY_IN),
        number(Quantity::Kept, KEPT),
        number(Quantity::Cell, MEMORY_OUT),
        number(Quantity::ForgetGate, KEEP_UP),
        number(Quantity::InputGate, WRITE_UP),
        number(Quantity::Candidate, CANDIDATE_UP),
        number(Quantity::Written, WRITTEN),
        number(Quantity::Cell, SQUASH_DOWN),
        number(Quantity::TanhCell, SQUASHED),
        number(Quantity::OutputGate, SHOW_UP),
        number(Quantity::Hidden, SHOWN_OUT),
    ],
    nodes: &[
        operation(Quantity::Kept, "×", [KEEP, TOP]),
        operation(Quantity::Cell, "+", [JOIN, TOP]),
        operation(Quantity::Written, "×", [JOIN, MEET]),
        operation(Quantity::TanhCell, "tanh", [SHOWN, SQUASH]),
        operation(Quantity::Hidden, "×", [SHOWN, MEET]),
        gate(Quantity::ForgetGate, KEEP),
        gate(Quantity::InputGate, WRITE),
        gate(Quantity::Candidate, CANDIDATE),
        gate(Quantity::OutputGate, SHOW),
    ],
    labels: &[
        edge(Flow::Number(Quantity::CellBefore), [0.0, TOP], Beside::Left),
        edge(Flow::States, [0.0, STATE], Beside::Left),
        edge(Flow::Input, [0.0, INPUT], Beside::Left),
        edge(Flow::Number(Quantity::Cell), [1.0, TOP], Beside::Right),
        edge(Flow::Number(Quantity::Hidden), [1.0, MEET], Beside::Right),
        label(Quantity::Kept, [(KEEP + JOIN) / 2.0, TOP], Beside::Above),
        label(Quantity::Written, [JOIN, (MEET + TOP) / 2.0], Beside::Right),
        label(Quantity::TanhCell, [SHOWN, SQUASH], Beside::Left),
    ],
    ghosts: &[RESET_GHOST],
    ghost_wires: &[],
};

/// The labels that both forms of the GRU have.
macro_rules! gru_labels {
    ($own:expr) => {
        &[
            edge(Flow::Number(Quantity::HiddenBefore), [0.0, TOP], Beside::Left),
            edge(Flow::Input, [0.0, INPUT], Beside::Left),
            edge(Flow::Number(Quantity::Hidden), [1.0, TOP], Beside::Right),
            label(Quantity::Kept, [(KEEP + JOIN) / 2.0, TOP], Beside::Above),
            label(Quantity::Written, [JOIN, (MEET + TOP) / 2.0], Beside::Right),
            $own,
        ]
    };
}

const GRU_GHOSTS: &[Ghost] = &[
    ghost("o", "lab-part-output-gate", CellKind::Lstm, [SHOW, GATES], true),
    ghost("tanh", "lab-part-tanh-cell", CellKind::Lstm, [SHOWN, SQUASH], false),
    ghost("×", "lab-part-output-gate", CellKind::Lstm, [SHOWN, MEET], false),
];
const GRU_GHOST_WIRES: &[&[Place]] = &[SHOW_UP, &[[SHOWN, TOP], [SHOWN, MEET]], SHOWN_OUT];

/// The wires that both forms of the GRU have.
macro_rules! gru_wires {
    ($($own:expr),* $(,)?) => {
        &[
            bus(Flow::Input, &[[0.0, INPUT], [OUTLET, INPUT]], false),
            bus(Flow::States, &[[0.03, TOP], [0.03, STATE], [FIRST, STATE]], true),
            bus(Flow::Input, &[[KEEP + 0.01, INPUT], [KEEP + 0.01, GATES]], true),
            bus(Flow::States, &[[KEEP - 0.01, STATE], [KEEP - 0.01, GATES]], true),
            bus(Flow::Input, &[[RESET + 0.01, INPUT], [RESET + 0.01, GATES]], true),
            bus(Flow::States, &[[RESET - 0.01, STATE], [RESET - 0.01, GATES]], true),
            bus(Flow::Input, &[[OUTLET, INPUT], [OUTLET, GATES]], true),
            $($own,)*
            number(Quantity::HiddenBefore, MEMORY_IN),
            number(Quantity::Kept, KEPT),
            number(Quantity::Hidden, MEMORY_OUT),
            number(Quantity::UpdateGate, KEEP_UP),
            number(Quantity::UpdateGate, &[[KEEP, GATES], [WRITE, GATES]]),
            number(Quantity::WriteShare, WRITE_UP),
            number(Quantity::Candidate, CANDIDATE_UP),
            number(Quantity::Written, WRITTEN),
        ]
    };
}

/// The nodes that both forms of the GRU have.
macro_rules! gru_nodes {
    ($($own:expr),* $(,)?) => {
        &[
            operation(Quantity::Kept, "×", [KEEP, TOP]),
            operation(Quantity::Hidden, "+", [JOIN, TOP]),
            operation(Quantity::Written, "×", [JOIN, MEET]),
            $($own,)*
            gate(Quantity::UpdateGate, KEEP),
            gate(Quantity::WriteShare, WRITE),
            gate(Quantity::ResetGate, RESET),
            gate(Quantity::Candidate, CANDIDATE),
        ]
    };
}

static GRU: Plan = Plan {
    wires: gru_wires![
        number(Quantity::FromState, &[[FIRST, STATE], [SECOND, STATE]]),
        number(Quantity::ResetGate, &[[RESET, GATES], [SECOND, GATES], [SECOND, STATE]]),
        number(Quantity::Reset, &[[SECOND, STATE], [INLET, STATE], [INLET, GATES]]),
    ],
    nodes: gru_nodes![
        operation(Quantity::FromState, "Uₙ", [FIRST, STATE]),
        operation(Quantity::Reset, "×", [SECOND, STATE]),
    ],
    labels: gru_labels!(label(Quantity::Reset, [INLET, STATE], Beside::Below)),
    ghosts: GRU_GHOSTS,
    ghost_wires: GRU_GHOST_WIRES,
};

static GRU_RESET_BEFORE: Plan = Plan {
    wires: gru_wires![
        number(Quantity::ResetGate, &[[RESET, GATES], [FIRST, GATES], [FIRST, STATE]]),
        number(Quantity::Reset, &[[FIRST, STATE], [SECOND, STATE]]),
        bus(Flow::States, &[[SECOND, STATE], [INLET, STATE], [INLET, GATES]], true),
    ],
    nodes: gru_nodes![
        operation(Quantity::Reset, "×", [FIRST, STATE]),
        operation(Quantity::FromState, "Uₙ", [SECOND, STATE]),
    ],
    labels: gru_labels!(label(Quantity::Reset, [(FIRST + SECOND) / 2.0 + 0.01, STATE - 0.035], Beside::Above)),
    ghosts: GRU_GHOSTS,
    ghost_wires: GRU_GHOST_WIRES,
};

static RNN: Plan = Plan {
    wires: &[
        bus(Flow::Input, &[[0.0, INPUT], [OUTLET, INPUT]], false),
        bus(Flow::States, &[[0.0, STATE], [INLET, STATE], [INLET, GATES]], true),
        bus(Flow::Input, &[[OUTLET, INPUT], [OUTLET, GATES]], true),
        number(Quantity::Hidden, &[[CANDIDATE, GATES], [CANDIDATE, MEET], [1.0, MEET]]),
    ],
    nodes: &[gate(Quantity::Hidden, CANDIDATE)],
    labels: &[
        edge(Flow::States, [0.0, STATE], Beside::Left),
        edge(Flow::Input, [0.0, INPUT], Beside::Left),
        edge(Flow::Number(Quantity::Hidden), [1.0, MEET], Beside::Right),
    ],
    ghosts: &[
        ghost("×", "lab-part-kept", CellKind::Lstm, [KEEP, TOP], false),
        ghost("+", "lab-part-cell", CellKind::Lstm, [JOIN, TOP], false),
        ghost("×", "lab-part-written", CellKind::Lstm, [JOIN, MEET], false),
        ghost("f", "lab-part-forget-gate", CellKind::Lstm, [KEEP, GATES], true),
        ghost("i", "lab-part-input-gate", CellKind::Lstm, [WRITE, GATES], true),
        RESET_GHOST,
        ghost("o", "lab-part-output-gate", CellKind::Lstm, [SHOW, GATES], true),
    ],
    ghost_wires: &[
        &[[0.0, TOP], [1.0, TOP]],
        KEEP_UP,
        WRITE_UP,
        &[[CANDIDATE, MEET], [JOIN, MEET]],
        WRITTEN,
        &[[SHOW, GATES], [SHOW, MEET]],
    ],
};

#[cfg(test)]
mod tests {
    use super::{Flow, NodeShape, plan};
    use crate::{panels::sequence::cell::quantity::Quantity, sequence::CellKind};

    #[test]
    fn every_gate_of_a_cell_is_a_node_of_its_own_and_everything_has_its_room() {
        for kind in CellKind::ALL {
            let plan = plan(kind);
            for part in kind.parts() {
                let quantity = Quantity::of_part(*part);
                let node = plan.nodes.iter().any(|node| node.quantity == quantity);
                let wire = plan.wires.iter().any(|wire| wire.flow == Flow::Number(quantity));
                assert!(node || wire, "{kind}: {part} is nowhere");
                if quantity.is_share() {
                    let gates =
                        plan.nodes.iter().filter(|node| node.quantity == quantity && node.shape == NodeShape::Gate);
                    assert_eq!(gates.count(), 1, "{kind}: {part}");
                }
            }
            let points = plan.wires.iter().flat_map(|wire| wire.path);
            let points = points.chain(plan.nodes.iter().map(|node| &node.at));
            for [x, y] in points.chain(plan.ghosts.iter().map(|ghost| &ghost.at)) {
                assert!((0.0..=1.0).contains(x) && (0.0..=1.0).contains(y), "{kind}: {x}, {y}");
            }
        }
    }

    #[test]
    fn the_same_role_stands_at_the_same_place() {
        let place = |kind, quantity| {
            let node = plan(kind).nodes.iter().rev().find(|node| node.quantity == quantity);
            node.map(|node| node.at)
        };
        let keep = place(CellKind::Lstm, Quantity::ForgetGate);
        let write = place(CellKind::Lstm, Quantity::InputGate);
        let candidate = place(CellKind::Lstm, Quantity::Candidate);
        assert!(keep.is_some() && write.is_some() && candidate.is_some());
        for kind in [CellKind::Gru, CellKind::GruResetBefore] {
            assert_eq!(place(kind, Quantity::UpdateGate), keep);
            assert_eq!(place(kind, Quantity::WriteShare), write);
            assert_eq!(place(kind, Quantity::Candidate), candidate);
        }
        for kind in [CellKind::Rnn, CellKind::RnnRelu] {
            assert_eq!(place(kind, Quantity::Hidden), candidate);
        }
    }
}
