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

/// The sign that a command stands for.
pub(super) fn command(name: &str) -> Option<Sign> {
    let letter = |letter: &str| Some(Sign::new(letter, Face::Italic, Class::Ordinary));
    let upright = |sign: &str, class| Some(Sign::new(sign, Face::Roman, class));
    let fallback = |sign: &str, class| Some(Sign::new(sign, Face::Fallback, class));
    match name {
        "alpha" => letter("α"),
        "beta" => letter("β"),
        "gamma" => letter("γ"),
        "delta" => letter("δ"),
        "varepsilon" | "epsilon" => letter("ε"),
        "eta" => letter("η"),
        "theta" => letter("θ"),
        "lambda" => letter("λ"),
        "mu" => letter("μ"),
        "pi" => letter("π"),
        "sigma" => letter("σ"),
        "tau" => letter("τ"),
        "phi" => letter("φ"),
        "omega" => letter("ω"),
        "Delta" => upright("Δ", Class::Ordinary),
        "Sigma" => upright("Σ", Class::Ordinary),
        "partial" => upright("∂", Class::Ordinary),
        "infty" => upright("∞", Class::Ordinary),
        "prime" => upright("′", Class::Ordinary),
        "ldots" | "dots" | "cdots" => upright("…", Class::Ordinary),
        "top" => fallback("⊤", Class::Ordinary),
        "nabla" => fallback("∇", Class::Ordinary),
        "exp" | "log" | "ln" | "max" | "min" | "tanh" | "det" => upright(name, Class::Function),
        "sum" => upright("∑", Class::Large),
        "prod" => upright("∏", Class::Large),
        "cdot" => upright("·", Class::Binary),
        "times" => upright("×", Class::Binary),
        "pm" => upright("±", Class::Binary),
        "odot" => fallback("⊙", Class::Binary),
        "approx" => upright("≈", Class::Relation),
        "le" | "leq" => upright("≤", Class::Relation),
        "ge" | "geq" => upright("≥", Class::Relation),
        "ne" | "neq" => upright("≠", Class::Relation),
        "to" => upright("→", Class::Relation),
        "gets" => upright("←", Class::Relation),
        "in" => fallback("∈", Class::Relation),
        "propto" => fallback("∝", Class::Relation),
        "sim" => upright("~", Class::Relation),
        "|" | "Vert" => upright("‖", Class::Ordinary),
        "{" => upright("{", Class::Open),
        "}" => upright("}", Class::Close),
        "%" => upright("%", Class::Ordinary),
        _ => None,
    }
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
