//! Finds the multilayer perceptrons in a file of weights by the names of their layers, and reads the one that chooses actions.
//! What the file says beside its numbers is read in `checkpoint`.

use std::collections::BTreeMap;

use super::{ACTIONS, Network, hyperparameters::LAYERS};
use crate::tensors::weights::{Found, Numbered, WeightsFault, WeightsFile, choose, natural, networks};

const ACCEPTED: &str = "A policy's layers are numbered: 0.weight, 0.bias, 2.weight, .. as in PyTorch's Sequential, or \
                        fc1.weight, fc2.weight, .., with the same words before all of them";
const ONLY_LINEAR: &str = "it belongs to no Linear layer: read are Linear layers with an activation between, named 0.weight, 0.bias, 2.weight, ..";

/// The policy's network, and what else the file holds.
pub(super) struct Perceptron {
    pub(super) network: Network,
    /// The names of other networks and tensors.
    pub(super) left_out: Vec<String>,
}

/// Reads the network that is called `said`, or the one that has an output for each action.
pub(super) fn read(file: &WeightsFile<'_>, said: Option<&str>) -> Result<Perceptron, WeightsFault> {
    let tensors = Tensors { file };
    let layers = tensors.choose(said)?;
    if let Some(beyond) = layers.get(LAYERS + 1) {
        let accepted = format!("read are at most {} layers; is it another model's file?", LAYERS + 1);
        return Err(WeightsFault::Stray { tensor: tensor(beyond, "weight"), accepted });
    }
    tensors.only_linear(&layers)?;
    tensors.no_gap(&layers)?;
    Ok(Perceptron { network: tensors.network(&layers)?, left_out: tensors.left_out(&layers) })
}

/// The name of a layer's tensor.
fn tensor(layer: &str, part: &str) -> String {
    if layer.is_empty() { part.to_owned() } else { format!("{layer}.{part}") }
}

/// A tensor's layer, and which of its tensors it is.
fn split(tensor: &str) -> (&str, &str) {
    tensor.rsplit_once('.').unwrap_or(("", tensor))
}

/// Where a layer stands: `actor` of `actor.2`.
fn parent(layer: &str) -> &str {
    layer.rsplit_once('.').map_or("", |(parent, _)| parent)
}

/// Layers that differ only in their number are called alike: `actor` of `actor.2`, `fc` of `fc1`.
fn family(layer: &str) -> &str {
    Numbered::of(layer).map_or(layer, |numbered| numbered.before.trim_end_matches('.'))
}

/// Whether two layers differ in their number alone.
fn are_numbered_alike(one: &str, other: &str) -> bool {
    let key = |layer| Numbered::of(layer).map(|numbered| (numbered.before, numbered.behind));
    key(one).is_some_and(|one| key(other) == Some(one))
}

/// What layers that differ in their number alone are called.
fn name(layers: &[&str]) -> String {
    let name = match family(layers[0]) {
        "" => layers[0],
        name => name,
    };
    if name.is_empty() { "weight".to_owned() } else { name.to_owned() }
}

struct Tensors<'f, 'a> {
    file: &'f WeightsFile<'a>,
}

impl<'f> Tensors<'f, '_> {
    /// All layers that have a weight or a bias, in natural order.
    fn layers(&self) -> Vec<&'f str> {
        let mut layers: Vec<&str> =
            self.file.names().iter().map(|name| split(name)).filter_map(layer_of_part).collect();
        layers.sort_by(|one, other| natural(one, other));
        layers.dedup();
        layers
    }

    fn weight(&self, layer: &str) -> Option<Vec<usize>> {
        self.file.shape(&tensor(layer, "weight"))
    }

    fn bias(&self, layer: &str) -> Option<Vec<usize>> {
        self.file.shape(&tensor(layer, "bias"))
    }

    fn inputs(&self, layer: &str) -> Option<usize> {
        match self.weight(layer)?[..] {
            [_, inputs] => Some(inputs),
            _ => None,
        }
    }

    fn outputs(&self, layer: &str) -> Option<usize> {
        match (self.weight(layer).as_deref(), self.bias(layer).as_deref()) {
            (Some([outputs, _]), _) | (None, Some([outputs])) => Some(*outputs),
            _ => None,
        }
    }

    /// The layers of the network that is meant.
    fn choose(&self, said: Option<&str>) -> Result<Vec<&'f str>, WeightsFault> {
        let mut all = self.find();
        if all.is_empty() {
            return Err(self.file.missing("0.weight", ACCEPTED));
        }
        if said.is_some() || all.len() == 1 {
            // Whatever is wrong with it is found when it is read.
            return Ok(choose(all, said)?.place);
        }
        let listed = networks(&all);
        all.retain(|network| network.place.last().and_then(|layer| self.outputs(layer)) == Some(ACTIONS));
        if all.iter().any(|network| !stands_beside(&network.name)) {
            all.retain(|network| !stands_beside(&network.name));
        }
        if all.is_empty() {
            let wanted = format!("{ACTIONS} outputs, one per action");
            return Err(WeightsFault::NoneFits { wanted, networks: listed });
        }
        Ok(choose(all, None)?.place)
    }

    /// All networks: numbered layers, with one of another name behind the last where that one chooses among the actions.
    fn find(&self) -> Vec<Found<Vec<&'f str>>> {
        let mut families: BTreeMap<(&str, Option<&str>), Vec<&str>> = BTreeMap::new();
        for layer in self.layers() {
            let key = Numbered::of(layer).map_or((layer, None), |numbered| (numbered.before, Some(numbered.behind)));
            families.entry(key).or_default().push(layer);
        }
        let chooses = |layers: &[&str]| layers.last().and_then(|last| self.outputs(last)) == Some(ACTIONS);
        let fits = |layers: &[&str], head: &str| {
            let outputs = layers.last().and_then(|last| self.outputs(last));
            outputs.is_some() && outputs != Some(ACTIONS) && self.inputs(head) == outputs
        };
        let (heads, others): (Vec<Vec<&str>>, Vec<Vec<&str>>) =
            families.into_values().partition(|layers| layers.len() == 1 && chooses(layers));
        let mut found = Vec::new();
        for layers in &others {
            let fitting: Vec<&str> = heads.iter().map(|head| head[0]).filter(|head| fits(layers, head)).collect();
            if fitting.is_empty() {
                found.push(self.found(name(layers), layers.clone()));
            }
            for head in fitting {
                found.push(self.found(format!("{}+{}", name(layers), name(&[head])), [&layers[..], &[head]].concat()));
            }
        }
        let alone = heads.into_iter().filter(|head| !others.iter().any(|layers| fits(layers, head[0])));
        found.extend(alone.map(|head| self.found(name(&head), head)));
        found.sort_by(|one, other| natural(&one.name, &other.name));
        found
    }

    fn found(&self, name: String, layers: Vec<&'f str>) -> Found<Vec<&'f str>> {
        let first = layers.first().map(|layer| self.inputs(layer));
        let sizes = first.into_iter().chain(layers.iter().map(|layer| self.outputs(layer)));
        let text = |size: Option<usize>| size.map_or_else(|| "?".to_owned(), |size| size.to_string());
        Found { name, sizes: sizes.map(text).collect::<Vec<_>>().join("-"), place: layers }
    }

    /// Refuses what would be computed between the layers and is not.
    fn only_linear(&self, layers: &[&str]) -> Result<(), WeightsFault> {
        let refused =
            |tensor: &str| Err(WeightsFault::Stray { tensor: tensor.to_owned(), accepted: ONLY_LINEAR.to_owned() });
        for name in self.file.names() {
            let (layer, part) = split(name);
            let is_own = layers.iter().any(|own| *own == layer || are_numbered_alike(own, layer));
            if is_own && part != "weight" && part != "bias" {
                return refused(name);
            }
            let weight = if part == "weight" { self.file.shape(name) } else { None };
            // Weights and bias of a normalisation are equally long.
            let is_normalisation = weight
                .as_deref()
                .is_some_and(|shape| shape.len() == 1 && self.bias(layer).is_none_or(|bias| bias == shape));
            let is_beside = layers.iter().any(|own| parent(own) == parent(layer));
            let is_other = is_beside && !is_own && weight.is_some_and(|shape| shape.len() != 2);
            if is_own && is_normalisation || is_other {
                return refused(name);
            }
        }
        Ok(())
    }

    /// Refuses numbers in whose row one is missing. Between the Linear layers of a Sequential there is an activation, and
    /// sometimes something else without weights; other layers are counted one by one.
    fn no_gap(&self, layers: &[&str]) -> Result<(), WeightsFault> {
        let alike = layers.iter().filter(|layer| are_numbered_alike(layers[0], layer));
        let numbered: Vec<Numbered<'_>> = alike.filter_map(|layer| Numbered::of(layer)).collect();
        let Some(first) = numbered.first() else {
            return Ok(());
        };
        let missing = |number: usize| self.file.missing(&tensor(&first.with(number), "weight"), ACCEPTED);
        let is_sequential = first.before.is_empty() || first.before.ends_with('.');
        if first.number > 1 {
            return Err(missing(usize::from(!is_sequential)));
        }
        let pairs = || numbered.windows(2).map(|pair| (pair[0].number, pair[1].number));
        let nearest = pairs().map(|(one, next)| next - one).min().unwrap_or(1);
        let step = match (is_sequential, nearest) {
            (false, _) => 1,
            (true, 1..=3) => nearest,
            (true, _) => 2,
        };
        match pairs().find(|(one, next)| next - one > step && (next - one).is_multiple_of(step)) {
            None => Ok(()),
            Some((one, _)) => Err(missing(one + step)),
        }
    }

    fn network(&self, layers: &[&str]) -> Result<Network, WeightsFault> {
        let mut sizes: Vec<usize> = Vec::new();
        let mut weights = Vec::new();
        // Layers that were made with bias=False have none: that is the same as zeros. Of others every one is there.
        let has_bias = layers.iter().any(|layer| self.bias(layer).is_some());
        for layer in layers {
            let (weight, bias) = (tensor(layer, "weight"), tensor(layer, "bias"));
            let shape = self.file.shape_of(&weight, ACCEPTED)?;
            let last = sizes.last().copied();
            let (outputs, inputs) = match shape[..] {
                [outputs, inputs] if outputs > 0 && inputs > 0 && last.is_none_or(|last| last == inputs) => {
                    (outputs, inputs)
                }
                _ => {
                    return Err(WeightsFault::Shape { expected: expected(&shape, last), tensor: weight, found: shape });
                }
            };
            let numbers = |name: &str, shape: &[usize]| self.file.numbers(name, shape, &format!("{shape:?}"), ACCEPTED);
            if sizes.is_empty() {
                sizes.push(inputs);
            }
            sizes.push(outputs);
            let matrix = numbers(&weight, &shape)?;
            weights.push((matrix, if has_bias { numbers(&bias, &[outputs])? } else { vec![0.0; outputs] }));
        }
        match sizes[..] {
            [.., ACTIONS] => Ok(Network::from_weights(&sizes, weights)),
            [.., inputs, outputs] => Err(WeightsFault::Shape {
                tensor: layers.last().map(|layer| tensor(layer, "weight")).unwrap_or_default(),
                found: vec![outputs, inputs],
                expected: format!("{ACTIONS} outputs in the last layer, one per action"),
            }),
            _ => Err(self.file.missing("0.weight", ACCEPTED)),
        }
    }

    /// What the file holds beside these layers.
    fn left_out(&self, layers: &[&str]) -> Vec<String> {
        let mut others: Vec<&str> = Vec::new();
        for name in self.file.names() {
            let (layer, part) = split(name);
            if !layers.contains(&layer) || part != "weight" && part != "bias" {
                others.push(match family(layer) {
                    "" if layer.is_empty() => name,
                    "" => layer,
                    family => family,
                });
            }
        }
        others.dedup();
        others.into_iter().map(str::to_owned).collect()
    }
}

/// The layer of a weight or a bias.
fn layer_of_part<'n>((layer, part): (&'n str, &'n str)) -> Option<&'n str> {
    (part == "weight" || part == "bias").then_some(layer)
}

/// Whether a network is, by its name, one that helps another one to learn: it judges states or follows slowly.
fn stands_beside(name: &str) -> bool {
    let words = name.split(|letter: char| !letter.is_ascii_alphanumeric());
    words.into_iter().any(|word| ["critic", "target", "value", "vf", "old"].contains(&&*word.to_ascii_lowercase()))
}

/// The shape of a weight that would fit behind a layer of so many outputs, in words.
fn expected(shape: &[usize], last: Option<usize>) -> String {
    match last {
        _ if shape.len() != 2 => "two dimensions, [outputs, inputs]".to_owned(),
        Some(last) => format!("[outputs, {last}], as the layer before has {last} outputs"),
        None => "[outputs, inputs], both at least 1".to_owned(),
    }
}
