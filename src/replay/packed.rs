//! The columns of steps as byte strings, as they stand in a file. What the file is made of beside them is in `file`.
//!
//! A step takes a byte an agent, 25 a seat (flags, five values, the TD error; little-endian `f32`) and four for its check.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Visitor};

use super::{Intervention, Order, RecordedDecision, Steps};
use crate::gridworld::Action;

/// Bits of a decision's flags.
const DECIDED: u8 = 1;
const GREEDY: u8 = 2;
const LEARNED: u8 = 4;

/// [`Steps`] in a file.
#[derive(Serialize, Deserialize)]
pub(super) struct Packed {
    agents: usize,
    seats: usize,
    actions: Bytes,
    flags: Bytes,
    values: Bytes,
    td_errors: Bytes,
    checks: Bytes,
    steering: Vec<Order>,
    interventions: Vec<Intervention>,
}

impl Packed {
    pub fn new(steps: &Steps) -> Self {
        let none = RecordedDecision::default();
        let decisions = || steps.decisions.iter().map(|decision| decision.as_ref().unwrap_or(&none));
        let flags = |decision: &Option<RecordedDecision>| {
            decision.map_or(0, |decision| {
                DECIDED
                    | if decision.greedy { GREEDY } else { 0 }
                    | if decision.td_error.is_some() { LEARNED } else { 0 }
            })
        };
        Self {
            agents: steps.agents,
            seats: steps.seats,
            actions: Bytes(steps.actions.iter().map(|action| action.index() as u8).collect()),
            flags: Bytes(steps.decisions.iter().map(flags).collect()),
            values: Bytes(decisions().flat_map(|decision| decision.values).flat_map(f32::to_le_bytes).collect()),
            td_errors: Bytes(
                decisions().map(|decision| decision.td_error.unwrap_or_default()).flat_map(f32::to_le_bytes).collect(),
            ),
            checks: Bytes(steps.checks.iter().copied().flat_map(u32::to_le_bytes).collect()),
            steering: steps.steering.clone(),
            interventions: steps.interventions.clone(),
        }
    }

    /// The steps, if the columns fit each other; else what does not.
    pub fn unpack(self) -> Result<Steps, &'static str> {
        let Self { agents, seats, actions, flags, values, td_errors, checks, steering, interventions } = self;
        let steps = checks.0.len() / 4;
        let rows = |columns: usize| steps.checked_mul(columns);
        let fits = checks.0.len() == steps * 4
            && rows(agents) == Some(actions.0.len())
            && rows(seats) == Some(flags.0.len())
            && values.0.len() == flags.0.len() * 4 * Action::COUNT
            && td_errors.0.len() == flags.0.len() * 4;
        if !fits {
            return Err("its columns are of different lengths");
        }
        let in_order = steering.is_sorted_by_key(|order| order.step)
            && interventions.is_sorted_by_key(|intervention| intervention.step);
        if !in_order {
            return Err("its steps are in disorder");
        }
        let action = |&index: &u8| Action::from_index(index.into()).ok_or("it holds an action that there is not");
        let mut values = values.0.as_chunks::<4>().0.iter().copied().map(f32::from_le_bytes);
        let mut decision = |(&flags, &td_error): (&u8, &[u8; 4])| {
            let decision = RecordedDecision {
                values: [(); Action::COUNT].map(|()| values.next().unwrap_or_default()),
                greedy: flags & GREEDY != 0,
                td_error: (flags & LEARNED != 0).then(|| f32::from_le_bytes(td_error)),
            };
            (flags & DECIDED != 0).then_some(decision)
        };
        Ok(Steps {
            agents,
            seats,
            actions: actions.0.iter().map(action).collect::<Result<_, _>>()?,
            decisions: flags.0.iter().zip(td_errors.0.as_chunks::<4>().0).map(&mut decision).collect(),
            steering,
            interventions,
            checks: checks.0.as_chunks::<4>().0.iter().copied().map(u32::from_le_bytes).collect(),
        })
    }
}

/// Bytes that a file holds as one string, not number by number.
struct Bytes(Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ByteString;

        impl Visitor<'_> for ByteString {
            type Value = Bytes;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("a string of bytes")
            }

            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Bytes, E> {
                Ok(Bytes(bytes.to_vec()))
            }
        }

        deserializer.deserialize_bytes(ByteString)
    }
}
