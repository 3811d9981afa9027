//! What the modules below find wrong, in the person's language. They say it in English, sentence by sentence; each sentence is known
//! here with its translation, as a translation memory has them. What is not known stays as it is.

/// Sentences with their translations, from a file that has them in turn: a line as the code has it, with its gaps in braces, and a
/// line with `= ` and the translation, which fills the same gaps.
pub(super) struct Findings(Vec<Pair>);

struct Pair {
    /// The text before the first gap, and each gap's name with the text behind it.
    sentence: (&'static str, Vec<(&'static str, &'static str)>),
    translation: &'static str,
}

impl Findings {
    pub fn new(source: &'static str) -> Self {
        let lines = source.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let mut sentence = "";
        let mut pairs = Vec::new();
        for line in lines {
            match line.strip_prefix("= ") {
                Some(translation) => pairs.push(Pair { sentence: gaps(sentence), translation }),
                None => sentence = line,
            }
        }
        // Of several that fit, the one with the most words of its own is meant.
        pairs.sort_by_key(|pair| std::cmp::Reverse(pair.weight()));
        Self(pairs)
    }

    /// A sentence in the other language, with what stands in its gaps.
    pub fn translate(&self, sentence: &str) -> String {
        let filled = self.0.iter().find_map(|pair| Some((pair, pair.fill(sentence)?)));
        // A file or a place, and what was found there; also where a gap at the beginning would take in the place.
        if let Some((place, found)) = sentence.split_once(": ")
            && filled.as_ref().is_none_or(|(pair, _)| pair.sentence.0.is_empty() && pair.fill(found).is_some())
        {
            return format!("{}: {}", self.translate(place), self.translate(found));
        }
        let Some((pair, values)) = filled else { return sentence.to_owned() };
        let mut text = pair.translation.to_owned();
        for (name, value) in values {
            text = text.replace(&format!("{{{name}}}"), &self.translate(value));
        }
        text
    }
}

impl Pair {
    fn weight(&self) -> usize {
        let (first, rest) = &self.sentence;
        first.len() + rest.iter().map(|(_, text)| text.len()).sum::<usize>()
    }

    /// What stands in the gaps of this sentence; `None` where it is another one.
    fn fill<'a>(&self, said: &'a str) -> Option<Vec<(&'static str, &'a str)>> {
        let (first, gaps) = &self.sentence;
        let mut rest = said.strip_prefix(first)?;
        let mut values = Vec::with_capacity(gaps.len());
        for (number, (name, text)) in gaps.iter().enumerate() {
            let is_last = number + 1 == gaps.len();
            let end = if is_last { rest.strip_suffix(text)?.len() } else { rest.find(text)? };
            values.push((*name, &rest[..end]));
            rest = &rest[end + text.len()..];
        }
        rest.is_empty().then_some(values)
    }
}

/// A sentence taken apart at its gaps.
fn gaps(sentence: &str) -> (&str, Vec<(&str, &str)>) {
    let mut parts = sentence.split('{');
    let first = parts.next().unwrap_or_default();
    (first, parts.filter_map(|part| part.split_once('}')).collect())
}

#[cfg(test)]
mod tests {
    use super::Findings;

    #[test]
    fn sentences_are_known_with_whatever_fills_their_gaps() {
        let source =
            "# of walls\n{cell} is {what}; choose another\n= {what}: {cell}\na wall\n= Mauer\n{n} is {m}\n= ?\n";
        let findings = Findings::new(source);
        assert_eq!(findings.translate("(1, 2) is a wall; choose another"), "Mauer: (1, 2)");
        assert_eq!(findings.translate("(1, 2) is a hole; choose another"), "a hole: (1, 2)");
        assert_eq!(findings.translate("a.toml: (1, 2) is a wall; choose another"), "a.toml: Mauer: (1, 2)");
        assert_eq!(findings.translate("a.toml: of another kind"), "a.toml: of another kind");
        assert_eq!(findings.translate("a wall"), "Mauer");
        assert_eq!(findings.translate("something else"), "something else");
        assert_eq!(findings.translate(""), "");
    }

    #[test]
    fn what_libraries_say_of_a_file_is_known_in_korean() {
        let korean = Findings::new(crate::language::Language::Korean.findings());
        let sentence = "unknown variant `foo`, expected one of `none`, `whitened` at line 3 column 7";
        let said = korean.translate(sentence);
        assert_eq!(
            said,
            "`foo`은(는) 쓸 수 없습니다. 다음 가운데 하나를 쓰세요: `none`, `whitened`(3번째 줄 7번째 글자)"
        );
        assert_eq!(
            korean.translate("invalid type: string \"abc\", expected f64"),
            "값의 종류가 다릅니다. 실수 자리에 문자열 \"abc\"이(가) 있습니다"
        );
    }
}
