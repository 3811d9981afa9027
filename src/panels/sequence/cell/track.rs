//! The steps of one layer, wherever they come from: a model that reads, a decoder that writes, a cell from a file. Read in one
//! way by all that is drawn; nothing is computed here.

use std::sync::Arc;

use super::{CellSource, LayerPlace, place::ModelHalf};
use crate::{
    panels::SequenceView,
    sequence::{
        CellKind, END, Part, Record, START, Trace, decoder_symbol,
        tasks::{Mark, TaskKind},
    },
};

/// What a step reads.
#[derive(Clone, Debug)]
pub(super) struct Symbol {
    pub text: String,
    pub mark: Mark,
}

/// What a track was made of; the same as long as nothing was computed anew.
#[derive(Clone, Debug)]
enum Root {
    Trace(Arc<Trace>),
    Opened(Arc<Record>),
}

/// The steps of a layer.
#[derive(Clone, Debug)]
pub(super) struct Track {
    root: Root,
    place: LayerPlace,
    pub kind: CellKind,
    pub units: usize,
    pub symbols: Vec<Symbol>,
    /// Every step's record, and its number in there.
    columns: Vec<(Arc<Record>, usize)>,
}

impl Track {
    /// The track of a place; the old one where nothing has changed. `None` where there is nothing to be seen yet.
    pub fn of(view: &SequenceView<'_>, place: LayerPlace, old: Option<Arc<Self>>) -> Option<Arc<Self>> {
        let root = match place.source {
            CellSource::Model(number) => Root::Trace(view.models.get(number)?.trace.clone()?),
            CellSource::Opened => Root::Opened(view.opened?.layers.get(place.layer)?.clone()),
        };
        match old {
            Some(old) if old.place == place && old.root.is(&root) => Some(old),
            _ => Self::new(view, place, root).map(Arc::new),
        }
    }

    /// The track of a layer of a model that has read this.
    pub fn of_trace(kind: TaskKind, trace: &Arc<Trace>, place: LayerPlace) -> Option<Self> {
        let (symbols, columns) = match place.side {
            ModelHalf::Reads => {
                let record = trace.layers.get(place.layer)?;
                let columns = (0..record.steps).map(|step| (record.clone(), step)).collect();
                let symbol = |text: &String| Symbol { text: text.clone(), mark: kind.mark(text) };
                (trace.steps.iter().map(symbol).collect(), columns)
            }
            ModelHalf::Writes => {
                let steps = trace.decoding.iter().filter_map(|step| {
                    let heard = Symbol { text: short_symbol(kind, step.input), mark: Mark::Plain };
                    Some((heard, (step.layers.get(place.layer)?.clone(), 0)))
                });
                steps.unzip()
            }
        };
        Self::assemble(Root::Trace(trace.clone()), place, symbols, columns)
    }

    fn new(view: &SequenceView<'_>, place: LayerPlace, root: Root) -> Option<Self> {
        match &root {
            Root::Opened(record) => {
                let columns = (0..record.steps).map(|step| (record.clone(), step)).collect();
                let plain = |text: &String| Symbol { text: text.clone(), mark: Mark::Plain };
                let symbols = view.opened?.steps.iter().map(plain).collect();
                Self::assemble(root, place, symbols, columns)
            }
            Root::Trace(trace) => Self::of_trace(view.models.first()?.settings.task.kind, trace, place),
        }
    }

    fn assemble(
        root: Root,
        place: LayerPlace,
        symbols: Vec<Symbol>,
        columns: Vec<(Arc<Record>, usize)>,
    ) -> Option<Self> {
        let (first, _) = columns.first()?;
        let (kind, units) = (first.kind, first.hidden);
        (symbols.len() == columns.len()).then_some(Self { kind, units, symbols, root, place, columns })
    }

    /// Whether it is of this layer.
    pub fn is_at(&self, place: LayerPlace) -> bool {
        self.place == place
    }

    /// The number of steps; at least one.
    pub fn steps(&self) -> usize {
        self.columns.len()
    }

    /// One number per unit; none for a part that the cell does not have.
    pub fn value(&self, part: Part, step: usize) -> &[f32] {
        let (record, at) = &self.columns[step];
        record.value(part, *at, 0)
    }

    /// h and c before a step; c empty where there is none.
    pub fn before(&self, step: usize) -> (&[f32], &[f32]) {
        let (record, at) = &self.columns[step];
        record.before(*at, 0)
    }

    /// The root mean square of h before a step.
    pub fn rms_before(&self, step: usize) -> f32 {
        let (states, _) = self.before(step);
        (states.iter().map(|h| h * h).sum::<f32>() / states.len() as f32).sqrt()
    }

    /// See [`Record::between`].
    pub fn between(&self, step: usize) -> &[f32] {
        let (record, at) = &self.columns[step];
        record.between(*at, 0)
    }
}

impl Root {
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Trace(one), Self::Trace(other)) => Arc::ptr_eq(one, other),
            (Self::Opened(one), Self::Opened(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }
}

/// A decoder's token in one letter: special tokens are drawn as signs.
pub(super) fn short_symbol(kind: TaskKind, token: usize) -> String {
    match token {
        START => "▶".to_owned(),
        END => "■".to_owned(),
        token => decoder_symbol(kind, token),
    }
}
