//! Korean particles have one form after a consonant and one after a vowel. A text whose name is filled in later writes
//! both, as in `을(를)`; here the one is chosen that fits the name.

/// Both forms as texts write them, the one after a consonant, the one after a vowel.
const PARTICLES: [(&str, &str, &str); 5] = [
    ("은(는)", "은", "는"),
    ("이(가)", "이", "가"),
    ("을(를)", "을", "를"),
    ("와(과)", "과", "와"),
    ("(으)로", "으로", "로"),
];

/// What a word ends in when it is read aloud.
#[derive(Clone, Copy, PartialEq)]
enum Sound {
    Vowel,
    /// `(으)로` takes it for a vowel.
    Rieul,
    Consonant,
}

/// The text with the particles that fit what stands before them. Both forms stay after letters whose sound is not
/// known.
pub(super) fn fit(mut text: String) -> String {
    for (both, after_consonant, after_vowel) in PARTICLES {
        let mut from = 0;
        while let Some(at) = text[from..].find(both).map(|at| from + at) {
            let fitting = match (last_sound(&text[..at]), both) {
                (None, _) => both,
                (Some(Sound::Vowel), _) | (Some(Sound::Rieul), "(으)로") => after_vowel,
                (Some(_), _) => after_consonant,
            };
            text.replace_range(at..at + both.len(), fitting);
            from = at + fitting.len();
        }
    }
    text
}

/// Of the last letter or digit; quotation marks and brackets are not read.
fn last_sound(text: &str) -> Option<Sound> {
    let last = text.trim_end_matches(['’', '”', '\'', '"', '`', ')']).chars().next_back()?;
    match last {
        // Syllables are in the order of their final consonants: none first, ㄹ the eighth.
        '가'..='힣' => Some(match (u32::from(last) - u32::from('가')) % 28 {
            0 => Sound::Vowel,
            8 => Sound::Rieul,
            _ => Sound::Consonant,
        }),
        '2' | '4' | '5' | '9' => Some(Sound::Vowel),
        '1' | '7' | '8' => Some(Sound::Rieul),
        '0' | '3' | '6' => Some(Sound::Consonant),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn a_particle_fits_the_sound_before_it() {
        for (text, fitting) in [
            ("클래식을(를) 러시을(를)", "클래식을 러시를"),
            ("항구(으)로 광장(으)로 교실(으)로", "항구로 광장으로 교실로"),
            ("‘절벽’이(가) ‘러시’이(가)", "‘절벽’이 ‘러시’가"),
            ("레벨 3은(는) 4은(는) 7(으)로 10(으)로", "레벨 3은 4는 7로 10으로"),
            ("벽와(과) 목표와(과)", "벽과 목표와"),
            ("`foo`은(는) rush(으)로", "`foo`은(는) rush(으)로"),
            ("은(는)", "은(는)"),
        ] {
            assert_eq!(fit(text.to_owned()), fitting);
        }
    }
}
