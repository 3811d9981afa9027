//! Reads a formula's source into a tree. How the tree looks is `compose`'s business.

use super::symbols::{self, Class, Face, Sign};

/// A piece of a formula.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Sign(Sign),
    /// Pieces one after the other.
    Row(Vec<Self>),
    Scripts {
        base: Box<Self>,
        below: Option<Box<Self>>,
        above: Option<Box<Self>>,
    },
    Fraction(Box<Self>, Box<Self>),
    Accented(Accent, Box<Self>),
    /// A row between two fences that are as high as it is; `.` is none.
    Fenced(char, Box<Self>, char),
    /// Room, in the size of the letters.
    Space(f32),
    /// A new line.
    Break,
    /// What was not understood.
    Unknown(String),
}

/// What stands over a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Accent {
    Tilde,
    Hat,
    Bar,
}

/// The pieces of a formula.
pub(super) fn parse(source: &str) -> Vec<Node> {
    let mut parser = Parser { rest: source.chars().peekable() };
    let mut nodes = Vec::new();
    loop {
        nodes.extend(parser.row());
        match parser.rest.next() {
            None => return nodes,
            // `row` stops at what closes something; here nothing is open
            Some(alone) => nodes.push(Node::Unknown(alone.to_string())),
        }
    }
}

/// Calls `seen` with every piece, the outer ones first.
#[cfg(test)]
pub(super) fn visit(nodes: &[Node], seen: &mut impl FnMut(&Node)) {
    for node in nodes {
        seen(node);
        match node {
            Node::Row(row) => visit(row, seen),
            Node::Scripts { base, below, above } => {
                let scripts = [below, above].into_iter().flatten();
                std::iter::once(base).chain(scripts).for_each(|node| visit(std::slice::from_ref(node), seen));
            }
            Node::Fraction(one, other) => {
                [one, other].into_iter().for_each(|node| visit(std::slice::from_ref(node), seen));
            }
            Node::Accented(_, body) | Node::Fenced(_, body, _) => visit(std::slice::from_ref(body), seen),
            Node::Sign(_) | Node::Space(_) | Node::Break | Node::Unknown(_) => {}
        }
    }
}

struct Parser<'a> {
    rest: std::iter::Peekable<std::str::Chars<'a>>,
}

impl Parser<'_> {
    /// Pieces up to the end, to a closing brace, or to a `\right`, which are left where they are.
    fn row(&mut self) -> Vec<Node> {
        let mut row = Vec::new();
        while let Some(&next) = self.rest.peek() {
            match next {
                '}' => break,
                ' ' | '\n' | '&' => {
                    self.rest.next();
                }
                '_' | '^' => {
                    let base = row.pop().unwrap_or(Node::Row(Vec::new()));
                    let scripts = self.scripts(base);
                    row.push(scripts);
                }
                _ if self.at_right() => break,
                _ => row.push(self.piece()),
            }
        }
        row
    }

    /// Whether `\right` comes next.
    fn at_right(&self) -> bool {
        let mut ahead = self.rest.clone();
        let is_right = "\\right".chars().all(|wanted| ahead.next() == Some(wanted));
        is_right && !ahead.next().is_some_and(|next| next.is_ascii_alphabetic())
    }

    fn scripts(&mut self, base: Node) -> Node {
        let (mut below, mut above) = (None, None);
        while let Some(sign @ ('_' | '^')) = self.rest.peek().copied() {
            self.rest.next();
            let script = Some(Box::new(self.argument()));
            if sign == '_' {
                below = script;
            } else {
                above = script;
            }
            self.skip_blanks();
        }
        Node::Scripts { base: Box::new(base), below, above }
    }

    fn skip_blanks(&mut self) {
        while self.rest.next_if(|next| *next == ' ').is_some() {}
    }

    /// What a command or a script is about: a group in braces, or the next piece.
    fn argument(&mut self) -> Node {
        self.skip_blanks();
        match self.rest.peek() {
            None | Some('}') => Node::Unknown("{".to_owned()),
            Some(_) => self.piece(),
        }
    }

    fn piece(&mut self) -> Node {
        match self.rest.next() {
            None => Node::Row(Vec::new()),
            Some('{') => {
                let mut row = self.row();
                if self.rest.next_if_eq(&'}').is_none() {
                    row.insert(0, Node::Unknown("{".to_owned()));
                }
                Node::Row(row)
            }
            Some('\\') => {
                let name = self.name();
                self.command(&name)
            }
            Some(digit) if digit.is_ascii_digit() => {
                let mut digits = digit.to_string();
                while let Some(next) = self.rest.next_if(|next| next.is_ascii_digit() || *next == '.') {
                    digits.push(next);
                }
                Node::Sign(Sign::new(digits, Face::Roman, Class::Ordinary))
            }
            Some(letter) => Node::Sign(symbols::letter(letter)),
        }
    }

    /// A command's name: letters, or one other sign.
    fn name(&mut self) -> String {
        let mut name = String::new();
        while let Some(letter) = self.rest.next_if(char::is_ascii_alphabetic) {
            name.push(letter);
        }
        if name.is_empty() {
            name.extend(self.rest.next());
        }
        name
    }

    fn command(&mut self, name: &str) -> Node {
        let body = |parser: &mut Self| Box::new(parser.argument());
        match name {
            "frac" => {
                let above = body(self);
                Node::Fraction(above, body(self))
            }
            "tilde" => Node::Accented(Accent::Tilde, body(self)),
            "hat" => Node::Accented(Accent::Hat, body(self)),
            "bar" => Node::Accented(Accent::Bar, body(self)),
            "left" => self.fenced(),
            "text" | "mathrm" => self.letters(Face::Roman, Class::Ordinary),
            "operatorname" => self.letters(Face::Roman, Class::Function),
            "mathbf" => self.letters(Face::Bold, Class::Ordinary),
            "quad" => Node::Space(1.0),
            "qquad" => Node::Space(2.0),
            "," => Node::Space(1.0 / 6.0),
            ";" | " " => Node::Space(5.0 / 18.0),
            "!" => Node::Space(-1.0 / 6.0),
            "\\" => Node::Break,
            _ => symbols::command(name).map_or_else(|| Node::Unknown(format!("\\{name}")), Node::Sign),
        }
    }

    /// Letters in braces, blanks kept, as one sign.
    fn letters(&mut self, face: Face, class: Class) -> Node {
        self.skip_blanks();
        if self.rest.next_if_eq(&'{').is_none() {
            return Node::Unknown("{".to_owned());
        }
        let mut text = String::new();
        for next in self.rest.by_ref() {
            if next == '}' {
                return Node::Sign(Sign::new(text, face, class));
            }
            text.push(next);
        }
        Node::Unknown(format!("{{{text}"))
    }

    fn fenced(&mut self) -> Node {
        let left = self.fence();
        let body = Box::new(Node::Row(self.row()));
        if !self.at_right() {
            return Node::Row(vec![Node::Unknown("\\left".to_owned()), *body]);
        }
        self.rest.next();
        self.name();
        Node::Fenced(left, body, self.fence())
    }

    fn fence(&mut self) -> char {
        self.skip_blanks();
        match self.rest.next() {
            Some('\\') => match self.name().as_str() {
                "|" | "Vert" | "lVert" | "rVert" => '‖',
                other => other.chars().next().unwrap_or('.'),
            },
            other => other.unwrap_or('.'),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            faults,
            symbols::{Class, Face, Sign},
        },
        Accent, Node, parse,
    };

    fn letter(text: &str) -> Node {
        Node::Sign(Sign::new(text, Face::Italic, Class::Ordinary))
    }

    #[test]
    fn scripts_fractions_accents_and_fences_are_nested_as_they_are_written() {
        let scripts = |base: Node, below: Option<Node>, above: Option<Node>| Node::Scripts {
            base: Box::new(base),
            below: below.map(Box::new),
            above: above.map(Box::new),
        };
        let row = |nodes: Vec<Node>| Node::Row(nodes);
        let minus = Node::Sign(Sign::new("−", Face::Roman, Class::Binary));
        let one = || Node::Sign(Sign::new("1", Face::Roman, Class::Ordinary));
        let below = row(vec![letter("t"), minus, one()]);
        assert_eq!(parse(r"h_{t-1}"), [scripts(letter("h"), Some(below), None)]);
        assert_eq!(
            parse(r"x^2_t"),
            [scripts(letter("x"), Some(letter("t")), Some(Node::Sign(Sign::new("2", Face::Roman, Class::Ordinary))))]
        );
        assert_eq!(
            parse(r"\frac{1}{\tilde{h}}"),
            [Node::Fraction(
                Box::new(row(vec![one()])),
                Box::new(row(vec![Node::Accented(Accent::Tilde, Box::new(row(vec![letter("h")])))]))
            )]
        );
        assert_eq!(parse(r"\left\| x \right)"), [Node::Fenced('‖', Box::new(row(vec![letter("x")])), ')')]);
        assert_eq!(parse(r"\text{if it is}"), [Node::Sign(Sign::new("if it is", Face::Roman, Class::Ordinary))]);
    }

    #[test]
    fn what_is_not_understood_is_named_and_the_rest_is_kept() {
        for (source, fault) in [
            (r"a + \foo", r"\foo"),
            (r"a_", "{"),
            (r"a_{b", "{"),
            (r"a}b", "}"),
            (r"\frac{a}", "{"),
            (r"\left( a", r"\left"),
            (r"a \right)", r"\"),
            (r"\text{ab", "{ab"),
            (r"\", r"\"),
            ("漢", "漢"),
        ] {
            assert!(faults(source).iter().any(|found| found == fault), "{source}: {:?}", faults(source));
            assert!(!parse(source).is_empty(), "{source}");
        }
        assert_eq!(faults(r"e_{tj} = v^\top \tanh\left(W h_t + U s_j\right) \odot \sigma(\cdot)"), [""; 0]);
    }
}
