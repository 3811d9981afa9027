//! Which of the networks in a file is meant.

use super::{error::WeightsFault, listed};

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
    /// Whether it goes by this name, or its name begins or ends with it, at a dot.
    fn is_called(&self, said: &str) -> bool {
        let said = said.trim_end_matches('.');
        let begins = |name: &str| name.strip_prefix(said).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        let ends = |name: &str| name.strip_suffix(said).is_some_and(|rest| rest.ends_with('.'));
        self.name == said || !said.is_empty() && self.name.split('+').any(|name| begins(name) || ends(name))
    }
}

/// The one network that is called so, or, where nothing was said, the only one there is.
///
/// # Errors
/// If there is none or there are several.
pub fn choose<T>(mut found: Vec<Found<T>>, said: Option<&str>) -> Result<Found<T>, WeightsFault> {
    let all = networks(&found);
    if let Some(said) = said {
        found.retain(|network| network.is_called(said));
        // one that is called exactly so comes before those that begin so
        if let Some(at) = found.iter().position(|network| network.name == said) {
            return Ok(found.swap_remove(at));
        }
    }
    match (found.len(), said) {
        (1, _) => Ok(found.swap_remove(0)),
        (0, said) => Err(WeightsFault::NoSuchNetwork { name: said.unwrap_or_default().to_owned(), networks: all }),
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
        let both = chosen(&names, Some("q")).expect_err("two").to_string();
        assert!(both.contains("q.net (3-5), q.target (3-5). Say"), "{both}");
        let none = chosen(&names, Some("critic")).expect_err("none").to_string();
        assert!(none.contains("no network `critic`") && none.contains("pi2 (3-5)"), "{none}");
    }
}
