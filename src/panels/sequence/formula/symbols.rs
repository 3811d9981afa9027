//! The signs that commands stand for, with how much room they want around them.
//! Where they are put is `compose`'s business.

use bevy_egui::egui::{FontFamily, FontId};

use crate::theme::bold;

/// What a sign is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Face {
    /// Leaning, as variables are.
    Italic,
    /// Upright: digits, functions, signs.
    Roman,
    /// Upright and semibold, as vectors are in some books.
    Bold,
    /// Signs that the window's own font lacks.
    Fallback,
}

impl Face {
    /// The font of this size.
    pub(super) fn font(self, size: f32) -> FontId {
        match self {
            Self::Italic | Self::Roman => FontId::proportional(size),
            Self::Bold => bold(size),
            Self::Fallback => FontId::new(size, FontFamily::Monospace),
        }
    }
}

/// What a sign does in a row, as in `TeX`: it decides about the room around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Ordinary,
    /// exp, tanh.
    Function,
    /// Sums: their bounds stand under and over them.
    Large,
    /// Plus, times.
    Binary,
    /// Equals.
    Relation,
    Open,
    Close,
    Punctuation,
}

/// One or more letters that are set as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sign {
    pub text: String,
    pub face: Face,
    pub class: Class,
}

impl Sign {
    pub(super) fn new(text: impl Into<String>, face: Face, class: Class) -> Self {
        Self { text: text.into(), face, class }
    }
}

/// The commands, each before its sign.
const COMMANDS: &[(Face, Class, &str)] = &[
    (
        Face::Italic,
        Class::Ordinary,
        "alpha α beta β gamma γ delta δ varepsilon ε epsilon ε eta η theta θ lambda λ mu μ pi π sigma σ tau τ phi φ omega ω",
    ),
    (Face::Roman, Class::Ordinary, "Delta Δ Sigma Σ partial ∂ infty ∞ prime ′ ldots … dots … cdots … | ‖ Vert ‖ % %"),
    (Face::Fallback, Class::Ordinary, "top ⊤ nabla ∇"),
    (Face::Roman, Class::Function, "exp exp log log ln ln max max min min tanh tanh det det"),
    (Face::Roman, Class::Large, "sum ∑ prod ∏"),
    (Face::Roman, Class::Binary, "cdot · times × pm ±"),
    (Face::Fallback, Class::Binary, "odot ⊙"),
    (Face::Roman, Class::Relation, "approx ≈ le ≤ leq ≤ ge ≥ geq ≥ ne ≠ neq ≠ to → gets ← sim ~"),
    (Face::Fallback, Class::Relation, "in ∈ propto ∝"),
    (Face::Roman, Class::Open, "{ {"),
    (Face::Roman, Class::Close, "} }"),
];

/// The sign that a command stands for.
pub(super) fn command(name: &str) -> Option<Sign> {
    COMMANDS.iter().find_map(|&(face, class, signs)| {
        let mut words = signs.split(' ');
        while let Some(command) = words.next() {
            let sign = words.next()?;
            if command == name {
                return Some(Sign::new(sign, face, class));
            }
        }
        None
    })
}

/// The sign that a letter of the source stands for.
pub(super) fn letter(letter: char) -> Sign {
    let (text, face, class) = match letter {
        '-' => ('−', Face::Roman, Class::Binary),
        '*' => ('·', Face::Roman, Class::Binary),
        '+' | '±' | '×' => (letter, Face::Roman, Class::Binary),
        '=' | '<' | '>' | '≈' | '≤' | '≥' | '→' => (letter, Face::Roman, Class::Relation),
        '(' | '[' => (letter, Face::Roman, Class::Open),
        ')' | ']' => (letter, Face::Roman, Class::Close),
        ',' | ';' => (letter, Face::Roman, Class::Punctuation),
        '\'' => ('′', Face::Roman, Class::Ordinary),
        letter if letter.is_lowercase() || letter.is_ascii_uppercase() => (letter, Face::Italic, Class::Ordinary),
        letter => (letter, Face::Roman, Class::Ordinary),
    };
    Sign::new(text, face, class)
}
