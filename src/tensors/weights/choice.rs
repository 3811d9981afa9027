//! Which of the networks in a file is meant.

use super::{WeightsFault, listed};

/// A network in a file, before it is read.
#[derive(Clone, Debug)]
pub struct Found<T> {
    /// How it is called in messages and by `--network`: what its tensors' names begin with.
    pub name: String,
    /// Its sizes, for messages, such as `15-30-30-5`.
    pub sizes: String,
    /// Where its tensors are.
    pub place: T,
}

impl<T> Found<T> {
    /// How well a name fits that somebody gives it; nothing where it does not.
    fn fit(&self, said: &str) -> Option<Fit> {
        let said = said.trim_end_matches('.');
        if self.name == said {
            return Some(Fit::Whole);
        }
        let begins = |name: &str| name.strip_prefix(said).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        let ends = |name: &str| name.strip_suffix(said).is_some_and(|rest| rest.ends_with('.'));
        let mut parts = self.name.split('+').filter(|_| !said.is_empty());
        match parts.clone().any(begins) {
            true => Some(Fit::Beginning),
            false => parts.any(ends).then_some(Fit::End),
        }
    }
}

/// What of a network's name was given, at a dot: the best first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Whole,
    Beginning,
    End,
}

/// The one network that is called so, or, where nothing was said, the only one there is.
///
/// # Errors
/// If there is none or there are several.
pub fn choose<T>(mut found: Vec<Found<T>>, said: Option<&str>) -> Result<Found<T>, WeightsFault> {
    if let Some(said) = said {
        let Some(best) = found.iter().filter_map(|network| network.fit(said)).min() else {
            return Err(WeightsFault::NoSuchNetwork { name: said.to_owned(), networks: networks(&found) });
        };
        found.retain(|network| network.fit(said).as_ref() == Some(&best));
    }
    match found.len() {
        1 => Ok(found.swap_remove(0)),
        _ => Err(WeightsFault::Several { networks: networks(&found) }),
    }
}

/// The names and sizes of networks, for a message.
#[must_use]
pub fn networks<T>(found: &[Found<T>]) -> String {
    let texts: Vec<String> = found.iter().map(|network| format!("{} ({})", network.name, network.sizes)).collect();
    if texts.is_empty() { "none".to_owned() } else { listed(texts.iter().map(String::as_str)) }
}

#[cfg(test)]
mod tests {
    use super::{Found, WeightsFault, choose};

    fn found(names: &[&str]) -> Vec<Found<()>> {
        names.iter().map(|name| Found { name: (*name).to_owned(), sizes: "3-5".to_owned(), place: () }).collect()
    }

    fn chosen(names: &[&str], said: Option<&str>) -> Result<String, WeightsFault> {
        choose(found(names), said).map(|network| network.name)
    }

    #[test]
    fn one_is_taken_and_several_are_asked_about() {
        assert!(matches!(chosen(&["actor"], None).as_deref(), Ok("actor")));
        let several = chosen(&["actor", "critic"], None).expect_err("two").to_string();
        assert!(several.contains("actor (3-5), critic (3-5)") && several.contains("--network NAME"), "{several}");
        for said in ["critic", "critic."] {
            assert!(matches!(chosen(&["actor", "critic"], Some(said)).as_deref(), Ok("critic")), "{said}");
        }
    }

    #[test]
    fn a_part_of_a_name_will_do_where_only_one_has_it() {
        let names = ["q.net", "q.target", "pi+head", "pi2"];
        assert!(matches!(chosen(&names, Some("q.net")).as_deref(), Ok("q.net")));
        assert!(matches!(chosen(&names, Some("head")).as_deref(), Ok("pi+head")));
        assert!(matches!(chosen(&names, Some("pi")).as_deref(), Ok("pi+head")));
        assert!(matches!(chosen(&names, Some("target")).as_deref(), Ok("q.target")));
        // the end of one counts only where no other begins so
        assert!(matches!(chosen(&["target.q", "q.net"], Some("q")).as_deref(), Ok("q.net")));
        let both = chosen(&names, Some("q")).expect_err("two").to_string();
        assert!(both.contains("q.net (3-5), q.target (3-5). Say"), "{both}");
        let none = chosen(&names, Some("critic")).expect_err("none").to_string();
        assert!(none.contains("no network `critic`") && none.contains("pi2 (3-5)"), "{none}");
    }
}
