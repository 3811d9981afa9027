//! What a board shows besides who stands where. It is drawn on the board.

use bevy::ecs::component::Component;
use egui_phosphor::regular as icon;
use serde::{Deserialize, Serialize};

/// What an overlay is drawn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// What the agent says of the actions: only who plays by numbers has it.
    Values,
    /// The exact optimum: not every level has one that is known.
    Optimum,
}

/// An overlay: how it is called, what it needs, where it is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Overlay {
    /// Its name in the file of preferences and on the command line.
    pub name: &'static str,
    /// Key of its name in the window.
    pub text: &'static str,
    pub(super) help: &'static str,
    pub(super) icon: &'static str,
    /// What it is drawn from.
    pub needs: &'static [Needs],
    /// What the command line says of it; `None` for what clips do not let choose.
    pub recorded: Option<&'static str>,
    /// Its switch.
    pub switch: fn(&mut Overlays) -> &mut bool,
}

impl Overlay {
    /// Whether it is switched on.
    #[must_use]
    pub fn is_on(&self, mut overlays: Overlays) -> bool {
        *(self.switch)(&mut overlays)
    }
}

/// Writes a switch for each overlay, and the table of all of them.
macro_rules! overlays {
    ($($(#[$doc:meta])* $name:ident { on: $on:literal, icon: $icon:ident, needs: $needs:expr, recorded: $recorded:expr })+) => {
        /// What is drawn on a board besides the pieces.
        #[derive(Component, Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(default)]
        pub struct Overlays {
            $($(#[$doc])* pub $name: bool),+
        }

        impl Default for Overlays {
            fn default() -> Self {
                Self { $($name: $on),+ }
            }
        }

        impl Overlays {
            /// Nothing is switched on.
            pub const NONE: Self = Self { $($name: false),+ };
        }

        /// All overlays, in the order of their switches and of their keys `1`, `2`, ...
        pub const OVERLAYS: &[Overlay] = &[$(Overlay {
            name: stringify!($name),
            text: concat!("overlay-", stringify!($name)),
            help: concat!("overlay-", stringify!($name), "-help"),
            icon: icon::$icon,
            needs: $needs,
            recorded: $recorded,
            switch: |overlays| &mut overlays.$name,
        }),+];
    };
}

overlays! {
    /// What the agent expects of each cell, as a heat map, with a legend where there is room.
    values {
        on: false, icon: THERMOMETER, needs: &[Needs::Values], recorded: Some("What the agent expects, in colours")
    }
    /// What the agent prefers, as arrows.
    actions {
        on: false, icon: ARROWS_OUT_CARDINAL, needs: &[Needs::Values], recorded: Some("What the agent prefers, as arrows")
    }
    /// What the exact optimum would do, as arrows.
    optimum { on: false, icon: PATH, needs: &[Needs::Optimum], recorded: Some("What would be best, as arrows") }
    /// Marks where the agent's choice is not an optimal one.
    differences {
        on: false,
        icon: NOT_EQUALS,
        needs: &[Needs::Values, Needs::Optimum],
        recorded: Some("Where the agent does not prefer what is best")
    }
    /// Where the agents came from.
    trail { on: true, icon: FOOTPRINTS, needs: &[], recorded: Some("Where the agents come from") }
    /// Gaps between the cells and a checkered tint. Clips always have it.
    grid { on: true, icon: GRID_FOUR, needs: &[], recorded: None }
    /// What the agent expects of each cell in figures, where cells are large enough: in clips, for a room, they are
    /// not.
    numbers { on: false, icon: HASH, needs: &[Needs::Values], recorded: None }
}

impl Overlays {
    /// Whether something is switched on that is drawn from this.
    #[must_use]
    pub fn need(self, what: Needs) -> bool {
        OVERLAYS.iter().any(|overlay| overlay.needs.contains(&what) && overlay.is_on(self))
    }

    /// Without what is drawn from this.
    #[must_use]
    pub fn without(mut self, what: Needs) -> Self {
        for overlay in OVERLAYS.iter().filter(|overlay| overlay.needs.contains(&what)) {
            *(overlay.switch)(&mut self) = false;
        }
        self
    }

    /// With the n-th overlay of [`OVERLAYS`] switched over; unchanged where there is none.
    #[must_use]
    pub fn toggled(mut self, number: usize) -> Self {
        if let Some(overlay) = OVERLAYS.get(number) {
            *(overlay.switch)(&mut self) ^= true;
        }
        self
    }
}
