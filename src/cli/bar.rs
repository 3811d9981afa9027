//! The one way in which commands show how far they are: a bar on standard error, where a person can see it.
//! What is counted, and what is said beside it, is decided by the commands.

use std::{
    io::{IsTerminal, stdout},
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How often a bar is drawn anew; what takes less than this shows none.
pub const FRAME: Duration = Duration::from_millis(100);

/// Where a bar of [`Bar::of_share`] ends.
const WHOLE: f64 = 1000.0;

/// A bar. It is wiped away when it is dropped.
pub struct Bar {
    bar: ProgressBar,
    drawn: Instant,
}

impl Bar {
    /// A bar over `total` of something, such as "episodes".
    pub fn new(total: u64, what: &str, quiet: bool) -> Self {
        Self::of_template(total, &format!("{{human_pos}}/{{human_len}} {what}, {{eta}} left"), quiet)
    }

    /// The same with a line of words below it: see [`Bar::draw`].
    pub fn with_words(total: u64, what: &str, quiet: bool) -> Self {
        Self::of_template(total, &format!("{{human_pos}}/{{human_len}} {what}, {{eta}} left\n{{wide_msg}}"), quiet)
    }

    /// A bar for a command that prints its lines while it goes on: where a person sees those, they say enough.
    pub fn beside_output(total: u64, what: &str) -> Self {
        Self::new(total, what, stdout().is_terminal())
    }

    /// Goes through `items` with such a bar; one alone needs none.
    pub fn over<'a, T>(items: &'a [T], what: &str) -> impl Iterator<Item = &'a T> + use<'a, T> {
        let mut bar = Self::new(items.len() as u64, what, items.len() == 1 || stdout().is_terminal());
        items.iter().enumerate().map(move |(index, item)| {
            bar.at(index as u64);
            item
        })
    }

    /// A bar of which only a share from 0 to 1 is known, with what it is about.
    pub fn of_share(what: &str, quiet: bool) -> Self {
        Self::of_template(WHOLE as u64, what, quiet)
    }

    /// `end` stands after the bar and its percentage, in indicatif's words.
    fn of_template(total: u64, end: &str, quiet: bool) -> Self {
        // Nothing is drawn either where standard error is no terminal.
        let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let template = format!("{{bar:40.blue}} {{percent:>3}}%  {end}");
        // templates are ours and a test draws one; indicatif's own would do as well
        let style = ProgressStyle::with_template(&template).unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = ProgressBar::with_draw_target(Some(total), target).with_style(style.progress_chars("━╸─"));
        Self { bar, drawn: Instant::now() }
    }

    /// So much of it was done before.
    pub fn from(self, position: u64) -> Self {
        self.bar.clone().with_position(position).reset_eta();
        self
    }

    /// Draws it where it stands now, if it is time to.
    pub fn at(&mut self, position: u64) {
        self.draw(position, String::new);
    }

    /// The same for a bar of a share.
    pub fn at_share(&mut self, share: f64) {
        self.at((share * WHOLE) as u64);
    }

    /// The same with the words below a bar of [`Bar::with_words`].
    pub fn draw(&mut self, position: u64, words: impl FnOnce() -> String) {
        if self.bar.is_hidden() || self.drawn.elapsed() < FRAME {
            return;
        }
        self.drawn = Instant::now();
        self.bar.set_message(words());
        self.bar.set_position(position);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
