//! The look of progress bars: on standard error, drawn only where a person can see it.
//! What they say is decided by the commands.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar over `total`, its words by indicatif's template.
pub fn bar(total: u64, template: &str, quiet: bool) -> ProgressBar {
    let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
    let bar = ProgressBar::with_draw_target(Some(total), target);
    // templates are ours and a test draws one; indicatif's own would do as well
    bar.set_style(
        ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("━╸─"),
    );
    bar
}
