//! The moments of a replay that are worth jumping to. What is drawn for them is decided elsewhere.

use super::{Player, Replay};

/// The greatest TD errors that are marked, for each seat.
const SURPRISES: usize = 5;

/// A moment worth a look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Marker {
    /// The step, from 1: the player's position after it.
    pub step: usize,
    /// Whose moment it is, as an index into the header's seats.
    pub seat: usize,
    /// Why.
    pub event: Event,
}

/// What makes a moment worth a look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Event {
    /// So many obstacles were met.
    Hit(u32),
    /// A goal was reached.
    Goal,
    /// The action was drawn instead of taken for its value.
    Explored,
    /// One of the greatest TD errors: target - Q(s, a).
    Surprise(f32),
}

impl Replay {
    /// All markers, in the order of their steps; up to the first step that plays differently.
    #[must_use]
    pub fn markers(&self) -> Vec<Marker> {
        let mut markers = Vec::new();
        let mut player = Player::new(self);
        while let Ok(true) = player.step() {
            let step = player.position();
            for (seat, described) in self.header.seats.iter().enumerate() {
                let mut mark = |event| markers.push(Marker { step, seat, event });
                let decision = player.last().and_then(|last| *last.decisions.get(seat)?);
                if decision.is_some_and(|decision| !decision.greedy) {
                    mark(Event::Explored);
                }
                let outcome = described.agent.and_then(|agent| player.outcomes().get(agent));
                let Some(outcome) = outcome else { continue };
                if outcome.hits > 0 {
                    mark(Event::Hit(outcome.hits));
                }
                if outcome.goal {
                    mark(Event::Goal);
                }
            }
        }
        let played = player.position();
        for seat in 0..self.header.seats.len() {
            markers.extend(self.surprises(seat, played));
        }
        markers.sort_by_key(|marker| marker.step);
        markers
    }

    /// The greatest TD errors of a seat, either sign, in the first `played` steps.
    fn surprises(&self, seat: usize, played: usize) -> impl Iterator<Item = Marker> {
        let mut errors: Vec<(usize, f32)> = (self.steps.iter().take(played).enumerate())
            .filter_map(|(index, step)| Some((index + 1, (*step.decisions.get(seat)?)?.td_error?)))
            .filter(|(_, error)| error.is_finite() && *error != 0.0)
            .collect();
        errors.sort_by(|(_, one), (_, other)| other.abs().total_cmp(&one.abs()));
        errors.into_iter().take(SURPRISES).map(move |(step, error)| Marker {
            step,
            seat,
            event: Event::Surprise(error),
        })
    }
}
