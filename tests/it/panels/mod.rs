//! The panels without a window: what they show, and that each answers with the command that was asked for.

mod controls;
mod decision;
mod dialogs;
mod ghosts;
mod keys;
mod lab_clips;
mod layout;
mod lens;
mod lens_cards;
mod match_feel;
mod match_layout;
mod matches;
mod replays;
mod run_code;
mod screen;
mod sequence_attention;
mod sequence_cell;
mod sequence_forgetting;
mod sequence_training;
mod settings;
mod strip;
mod unfinished;
mod versus;

use std::sync::Arc;

use bevy_egui::egui::{Color32, Rect, Shape, Ui, Vec2, accesskit::Role, epaint::TextShape};
use egui_kittest::{
    Harness, Node,
    kittest::{NodeT, Queryable},
};
use sidestep::{
    arena::{EpisodeRecord, History},
    gridworld::Level,
    language::{Language, Texts},
    learning::{Algorithm, Preset},
    panels::{
        ClipCommand, Draft, KeyMap, LevelChoice, Look, RecordingCommand, ReplayCommand, SequenceCommand, TrainCommand,
        UnfinishedCommand, VersusCommand, WindowCommand, lens::LensCommand,
    },
    theme::{StyleOptions, Theme, ThemeMode, apply, contrast_ratio, install_fonts},
};

/// What panels of every screen have asked for, in one list.
macro_rules! asked {
    ($($name:ident($command:ty))+) => {
        #[derive(Clone, Debug, PartialEq)]
        pub enum Asked {
            $($name($command)),+
        }

        $(impl From<$command> for Asked {
            fn from(command: $command) -> Self {
                Self::$name(command)
            }
        }

        impl TryFrom<Asked> for $command {
            type Error = Asked;

            fn try_from(asked: Asked) -> Result<Self, Asked> {
                match asked {
                    Asked::$name(command) => Ok(command),
                    other => Err(other),
                }
            }
        })+
    };
}

asked! {
    Window(WindowCommand)
    Recording(RecordingCommand)
    Train(TrainCommand)
    Versus(VersusCommand)
    Replay(ReplayCommand)
    Clip(ClipCommand)
    Sequence(SequenceCommand)
    Lens(LensCommand)
    Unfinished(UnfinishedCommand)
}

/// A panel with its surroundings.
pub struct Stage<P> {
    texts: Texts,
    theme: Theme,
    dressed: bool,
    /// The keys in force.
    pub keys: KeyMap,
    /// The panel, and what it is shown.
    pub panel: P,
    /// What it has asked for.
    pub commands: Vec<Asked>,
}

impl<P> Stage<P> {
    /// What of this kind has been asked for since the last time.
    pub fn taken<C: TryFrom<Asked>>(&mut self) -> Vec<C> {
        std::mem::take(&mut self.commands).into_iter().filter_map(|asked| C::try_from(asked).ok()).collect()
    }
}

/// A window of so many points with a panel in it, in the dark theme.
pub fn stage<'a, P: 'a, C: Into<Asked>>(
    language: Language,
    size: impl Into<Vec2>,
    panel: P,
    draw: impl FnMut(&mut Ui, Look<'_>, &mut P) -> Vec<C> + 'a,
) -> Harness<'a, Stage<P>> {
    stage_in(ThemeMode::Dark, language, size, panel, draw)
}

/// A window of so many points with a panel in it.
pub fn stage_in<'a, P: 'a, C: Into<Asked>>(
    mode: ThemeMode,
    language: Language,
    size: impl Into<Vec2>,
    panel: P,
    mut draw: impl FnMut(&mut Ui, Look<'_>, &mut P) -> Vec<C> + 'a,
) -> Harness<'a, Stage<P>> {
    let stage = Stage {
        texts: Texts::new(language),
        theme: Theme::new(mode),
        dressed: false,
        keys: KeyMap::default(),
        panel,
        commands: Vec::new(),
    };
    let app = move |ui: &mut Ui, stage: &mut Stage<P>| {
        if !stage.dressed {
            stage.dressed = true;
            install_fonts(ui.ctx());
            apply(ui.ctx(), &stage.theme, StyleOptions::default());
            ui.ctx().options_mut(|options| options.warn_on_id_clash = true);
            // Fonts and style are there from the next frame on.
            ui.ctx().request_repaint();
            return;
        }
        let look = Look { texts: &stage.texts, theme: &stage.theme, keys: &stage.keys };
        stage.commands.extend(draw(ui, look, &mut stage.panel).into_iter().map(Into::into));
    };
    let mut harness = Harness::builder().with_size(size.into()).build_ui_state(app, stage);
    harness.run_steps(3);
    harness
}

/// Presses the one button of that name and waits until panels that grow or shrink have settled.
pub fn press<P>(harness: &mut Harness<'_, Stage<P>>, name: &str) {
    harness.get_by_role_and_label(Role::Button, name).click();
    harness.run_steps(4);
}

/// What a person operates, in every form that egui tells screen readers of.
pub fn operable<'h, P>(harness: &'h Harness<'_, Stage<P>>) -> Vec<Node<'h>> {
    [Role::Button, Role::CheckBox, Role::ComboBox, Role::Slider, Role::SpinButton]
        .into_iter()
        .flat_map(|role| harness.query_all_by_role(role))
        .collect()
}

/// Every widget has a name for screen readers, none has the number of another, and none leaves the window at its sides.
pub fn check_widgets<P>(harness: &Harness<'_, Stage<P>>, width: f32, what: &str) {
    for node in operable(harness) {
        let access = node.accesskit_node();
        let name = access.label().or_else(|| access.value()).unwrap_or_default();
        assert!(!name.trim().is_empty(), "{what}: a {:?} at {:?} has no name", access.role(), node.rect());
        let rect = node.rect();
        assert!(rect.left() >= -0.5 && rect.right() <= width + 0.5, "{what}: {name} leaves the window: {rect:?}");
    }
    for clash in ["First use of", "Second use of", "Double use of"] {
        let painted = harness.output().shapes.iter().any(|shape| says(&shape.shape, clash));
        assert!(!painted, "{what}: two widgets share an id");
    }
}

/// No text is shortened or cut off at its sides.
pub fn check_texts<P>(harness: &Harness<'_, Stage<P>>, what: &str) {
    fn texts<'a>(shape: &'a Shape, found: &mut Vec<&'a TextShape>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| texts(shape, found)),
            Shape::Text(text) => found.push(text),
            _ => {}
        }
    }
    for clipped in &harness.output().shapes {
        let mut found = Vec::new();
        texts(&clipped.shape, &mut found);
        for text in found {
            let (rect, clip) = (text.visual_bounding_rect(), clipped.clip_rect);
            // What is scrolled out of view is no fault.
            let said = text.galley.text();
            if said.is_empty() || rect.bottom() < clip.top() || rect.top() > clip.bottom() {
                continue;
            }
            assert!(!text.galley.elided, "{what}: {said} is shortened");
            assert!(
                rect.left() >= clip.left() - 1.0 && rect.right() <= clip.right() + 1.0,
                "{what}: {said} at {rect:?} is cut off by {clip:?}"
            );
        }
    }
}

/// No two things that a person operates lie on one another.
pub fn check_overlaps<P>(harness: &Harness<'_, Stage<P>>, what: &str) {
    let found = overlaps(harness);
    assert!(found.is_empty(), "{what}: {}", found.join("\n"));
}

/// The things that lie on one another.
pub fn overlaps<P>(harness: &Harness<'_, Stage<P>>) -> Vec<String> {
    let all: Vec<(String, Rect)> = operated(harness).map(|(name, _, seen)| (name, seen.shrink(1.0))).collect();
    let all: Vec<_> = all.into_iter().filter(|(_, seen)| seen.is_positive()).collect();
    let mut found = Vec::new();
    for (n, (one, here)) in all.iter().enumerate() {
        for (other, there) in all[n + 1..].iter().filter(|(_, there)| here.intersects(*there)) {
            found.push(format!("{one} at {here:?} and {other} at {there:?} overlap"));
        }
    }
    found
}

/// What a person operates: its name, where it is, and what of it is not scrolled away or cut off.
pub fn operated<P>(harness: &Harness<'_, Stage<P>>) -> impl Iterator<Item = (String, Rect, Rect)> {
    operable(harness).into_iter().filter_map(|node| {
        let access = node.accesskit_node();
        let name = access.label().or_else(|| access.value()).unwrap_or_default();
        let seen = harness.ctx.viewport(|viewport| {
            let id = access.locate().0;
            let mut layers = viewport.prev_pass.widgets.layers();
            layers.find_map(|(_, all)| Some(all.iter().find(|widget| widget.id.accesskit_id() == id)?.interact_rect))
        })?;
        Some((name, node.rect(), seen))
    })
}

/// What of what a person operates covers something or is cut off at its sides; above and below it may be scrolled away, and so may a
/// table of the names in `tables`.
pub fn misplaced<P>(harness: &Harness<'_, Stage<P>>, tables: &[String]) -> Vec<String> {
    let mut found = overlaps(harness);
    let mut known = 0;
    for (name, rect, seen) in operated(harness) {
        known += 1;
        let is_whole = seen.left() <= rect.left() + 1.0 && seen.right() >= rect.right() - 1.0;
        if seen.is_positive() && !is_whole && !tables.contains(&name) {
            found.push(format!("of {name} at {rect:?} only {seen:?} is seen"));
        }
    }
    assert!(known >= 5, "there is something to operate");
    found
}

/// The texts of letters or figures that cannot be read: whose colour does not stand out from what they stand on (WCAG 2.2, 1.4.3), or
/// that have fewer than `least` points. What is switched off may be paler.
pub fn illegible<P>(harness: &Harness<'_, Stage<P>>, least: f32) -> Vec<String> {
    let mut found = Vec::new();
    let theme = &harness.state().theme;
    let off: Vec<Rect> = operable(harness)
        .iter()
        .filter(|node| node.accesskit_node().is_disabled())
        .map(|node| node.rect().expand(1.0))
        .collect();
    // What is filled so far, with its colour.
    let mut grounds: Vec<(Rect, Color32)> = vec![(Rect::EVERYTHING, theme.palette.base)];
    let mut shapes: Vec<(Rect, &Shape)> =
        harness.output().shapes.iter().rev().map(|clipped| (clipped.clip_rect, &clipped.shape)).collect();
    let mut read = 0;
    while let Some((clip, shape)) = shapes.pop() {
        match shape {
            Shape::Vec(parts) => shapes.extend(parts.iter().rev().map(|part| (clip, part))),
            Shape::Rect(rect) if rect.fill.a() > 0 => {
                let seen = rect.rect.intersect(clip);
                let below = grounds.iter().rev().find(|(ground, _)| ground.contains(seen.center()));
                let below = below.map_or(theme.palette.base, |(_, colour)| *colour);
                grounds.push((seen, below.blend(rect.fill)));
            }
            Shape::Text(text) => {
                let middle = text.visual_bounding_rect().center();
                if !clip.contains(middle) || off.iter().any(|rect| rect.contains(middle)) {
                    continue;
                }
                let ground = grounds.iter().rev().find(|(ground, _)| ground.contains(middle));
                let ground = ground.map_or(theme.palette.base, |(_, colour)| *colour);
                for section in &text.galley.job.sections {
                    let said = &text.galley.job.text[section.byte_range.start.0..section.byte_range.end.0];
                    if !said.chars().any(char::is_alphanumeric) {
                        continue;
                    }
                    let own = section.format.color;
                    let ink = if own == Color32::PLACEHOLDER { text.fallback_color } else { own };
                    let ink = ground.blend(text.override_text_color.unwrap_or(ink).gamma_multiply(text.opacity_factor));
                    let contrast = contrast_ratio(ink, ground);
                    if contrast < 4.5 {
                        found.push(format!("{said:?} in {ink:?} on {ground:?} has {contrast:.2}"));
                    }
                    let size = section.format.font_id.size;
                    if size < least - 0.01 {
                        found.push(format!("{said:?} has {size} points"));
                    }
                    read += 1;
                }
            }
            _ => {}
        }
    }
    assert!(read >= 10, "there is something to read");
    found
}

/// Whether a text is painted.
pub fn says(shape: &Shape, text: &str) -> bool {
    match shape {
        Shape::Vec(shapes) => shapes.iter().any(|shape| says(shape, text)),
        Shape::Text(painted) => painted.galley.text().contains(text),
        _ => false,
    }
}

/// Settings of a run on `classic`.
pub fn draft() -> Draft {
    let choice = LevelChoice::BuiltIn("classic".to_owned());
    Draft::of_preset(Algorithm::DeepSarsa, Preset::Tuned, choice, &classic())
}

/// The level of that run.
pub fn classic() -> Arc<Level> {
    Arc::new(Level::built_in("classic").expect("classic is built in"))
}

/// A history in which an agent gets better.
pub fn history(episodes: u64) -> History {
    let mut history = History::default();
    for episode in 1..=episodes {
        let late = episode as f32 / episodes as f32;
        let hits = u32::from(late < 0.5) * (episode % 3) as u32;
        history.push(&EpisodeRecord {
            episode,
            tick: episode * 12,
            arena: 0,
            episode_return: 1.0 - hits as f32,
            length: 40 - (30.0 * late) as u32,
            goal: true,
            hits,
            truncated: false,
            loss: 0.2 * (1.0 - late),
            td_error: 0.3 * (1.0 - late),
            exploration: 1.0 - late,
        });
    }
    history
}

/// The text of a key in a language, for looking widgets up.
pub fn text(language: Language, key: &str) -> String {
    Texts::new(language).t(key).to_owned()
}
