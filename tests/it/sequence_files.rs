//! Weights as files: what is saved is loaded, PyTorch's cells are opened, and what is damaged or foreign is refused with what
//! is wrong and what is accepted.

use safetensors::{Dtype, tensor::TensorView};
use serde::Deserialize;
use sidestep::{
    disk,
    sequence::{AttentionKind, CellFile, CellKind, Part, TrainedModel, Trainer, TrainingSettings, tasks::TaskKind},
    tensors::weights::WeightsFault,
};

fn trained() -> TrainedModel {
    let settings = TrainingSettings {
        attention: AttentionKind::Concat,
        cell: CellKind::Lstm,
        layers: 2,
        hidden: 8,
        ..TrainingSettings::usual(TaskKind::Dates)
    };
    let mut trainer = Trainer::new(settings).expect("possible");
    trainer.step();
    trainer.trained().clone()
}

/// A file of these float32 tensors, all numbers the same.
fn file(tensors: &[(&str, &[usize])]) -> Vec<u8> {
    file_of(tensors, Dtype::F32, 0.5)
}

fn file_of(tensors: &[(&str, &[usize])], dtype: Dtype, number: f32) -> Vec<u8> {
    let width = if dtype == Dtype::F64 { 8 } else { 4 };
    let data: Vec<Vec<u8>> = tensors
        .iter()
        .map(|(_, shape)| {
            let count: usize = shape.iter().product();
            if width == 8 { vec![0; 8 * count] } else { number.to_le_bytes().repeat(count) }
        })
        .collect();
    let views = tensors.iter().zip(&data).map(|((name, shape), data)| {
        (*name, TensorView::new(dtype, shape.to_vec(), data).expect("data of the shape's size"))
    });
    safetensors::serialize(views, None).expect("tensors")
}

const LSTM: [(&str, &[usize]); 4] =
    [("weight_ih_l0", &[16, 3]), ("weight_hh_l0", &[16, 4]), ("bias_ih_l0", &[16]), ("bias_hh_l0", &[16])];

fn open(bytes: &[u8], kind: CellKind) -> Result<[usize; 3], String> {
    open_network(bytes, kind, None)
}

/// Inputs, units and layers of the cells.
fn open_network(bytes: &[u8], kind: CellKind, network: Option<&str>) -> Result<[usize; 3], String> {
    let cells = CellFile { network }.from_bytes(bytes, "x.safetensors", kind).map_err(|error| error.to_string())?;
    Ok([cells.stack.inputs(), cells.stack.hidden(), cells.stack.layers().len()])
}

#[test]
fn what_is_saved_is_loaded_and_answers_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("deep/weights.safetensors");
    let saved = trained();
    disk::save_weights(&path, &saved.to_bytes()).expect("a writable folder");
    let loaded = disk::model(&path).expect("what was just written");
    assert_eq!(loaded.settings(), saved.settings());
    assert_eq!(loaded.steps(), 1);
    assert_eq!(loaded.model().tensors(), saved.model().tensors());
    assert_eq!(loaded.to_bytes(), saved.to_bytes());
    assert_eq!(loaded.evaluate(None, 20), saved.evaluate(None, 20));
    let mut on = Trainer::from_trained(&loaded);
    assert_eq!(on.step().expect("it learns on").step, 2);
    assert_eq!(loaded.to_bytes(), saved.to_bytes(), "the loaded one is not trained with it");
}

#[test]
fn names_and_shapes_are_pytorchs() {
    let names: Vec<String> = trained().model().tensors().into_iter().map(|(name, ..)| name).collect();
    for name in
        ["encoder.weight_ih_l0", "encoder.bias_hh_l1", "decoder.weight_hh_l1", "attention.v.weight", "combine.weight"]
    {
        assert!(names.iter().any(|known| known == name), "{name} in {names:?}");
    }
    let recall = TrainedModel::new(TrainingSettings::default()).expect("possible");
    let shapes: Vec<(String, Vec<usize>)> =
        recall.model().tensors().into_iter().map(|(name, shape, _)| (name, shape)).collect();
    assert_eq!(shapes[0], ("weight_ih_l0".to_owned(), vec![128, 6]));
    assert_eq!(shapes[1], ("weight_hh_l0".to_owned(), vec![128, 32]));
    assert_eq!(shapes[4], ("head.weight".to_owned(), vec![4, 32]));
}

#[test]
fn sizes_are_read_from_the_file() {
    assert_eq!(open(&file(&LSTM), CellKind::Lstm), Ok([3, 4, 1]));
    let mut two = LSTM[..2].to_vec();
    two.extend([("weight_ih_l1", &[16, 4][..]), ("weight_hh_l1", &[16, 4])]);
    assert_eq!(open(&file(&two), CellKind::Lstm), Ok([3, 4, 2]), "all biases may be left out");
    let named = [("lstm.weight_ih_l0", &[16, 3][..]), ("lstm.weight_hh_l0", &[16, 4]), ("head.weight", &[2, 4])];
    assert_eq!(open(&file(&named), CellKind::Lstm), Ok([3, 4, 1]));
    let ours = trained().to_bytes();
    let message = open(&ours, CellKind::Lstm).expect_err("an encoder and a decoder");
    assert!(message.contains("decoder (8-8-8), encoder (8-8-8). Say which with --network"), "{message}");
    for name in ["decoder", "decoder."] {
        assert_eq!(open_network(&ours, CellKind::Lstm, Some(name)), Ok([8, 8, 2]));
    }
    let message = open_network(&ours, CellKind::Gru, Some("decoder")).expect_err("an LSTM");
    assert!(message.contains("the cell is lstm, not gru: say --cell lstm"), "{message}");
}

#[test]
fn cells_that_cannot_be_read_are_refused_with_what_is_accepted() {
    let refused = |bytes: &[u8], kind, words: &[&str]| {
        let message = open(bytes, kind).expect_err("cannot be read");
        for words in words {
            assert!(message.contains(words), "`{words}` in {message}");
        }
    };
    refused(&file(&LSTM), CellKind::Gru, &["weight_hh_l0", "[16, 4]", "3 x hidden", "those of lstm", "--cell"]);
    let tall = file(&[("weight_ih_l0", &[12, 3]), ("weight_hh_l0", &[12, 4])]);
    refused(&tall, CellKind::Lstm, &["could be those of gru or gru-reset-before"]);
    let odd = file(&[("weight_ih_l0", &[10, 3]), ("weight_hh_l0", &[10, 4])]);
    refused(&odd, CellKind::Lstm, &["No cell has such a shape"]);
    refused(&file(&LSTM[..1]), CellKind::Lstm, &["no tensor `weight_hh_l0`", "there are weight_ih_l0"]);
    refused(&file(&[("0.weight", &[4, 4])]), CellKind::Lstm, &["weight_ih_l0", "0.weight"]);
    let short = file(&[("weight_ih_l0", &[16, 3]), ("weight_hh_l0", &[16, 4]), ("bias_ih_l0", &[15])]);
    refused(&short, CellKind::Lstm, &["bias_ih_l0", "[15]", "[16]"]);
    let uneven = file(&[("weight_ih_l0", &[12, 3]), ("weight_hh_l0", &[16, 4])]);
    refused(&uneven, CellKind::Lstm, &["weight_ih_l0", "[12, 3]", "expected [16, 3]"]);
    let mut two = LSTM[..2].to_vec();
    two.extend([("weight_ih_l1", &[16, 3][..]), ("weight_hh_l1", &[16, 4])]);
    refused(&file(&two), CellKind::Lstm, &["weight_ih_l1", "[16, 4]", "layer below"]);
    let mut projected = LSTM.to_vec();
    projected.push(("weight_hr_l0", &[2, 4]));
    refused(&file(&projected), CellKind::Lstm, &["weight_hr_l0", "proj_size=0"]);
    let tower = file(&[("weight_ih_l16", &[16, 4]), ("weight_hh_l0", &[16, 4])]);
    refused(&tower, CellKind::Lstm, &["weight_ih_l16", "up to 16 layers"]);
    let endless = file(&[("weight_ih_l18446744073709551615", &[16, 4])]);
    refused(&endless, CellKind::Lstm, &["up to 16 layers"]);
    refused(&file_of(&LSTM, Dtype::F64, 0.0), CellKind::Lstm, &["F64", "accepted is F32", "model.float()"]);
    refused(&file_of(&LSTM, Dtype::F32, f32::NAN), CellKind::Lstm, &["NaN", "position 0"]);
    let whole = file(&LSTM);
    refused(&whole[..whole.len() - 1], CellKind::Lstm, &["no whole safetensors file"]);
    refused(b"", CellKind::Rnn, &["no whole safetensors file"]);
}

#[test]
fn files_that_are_not_ours_are_no_models() {
    let refused = |bytes: &[u8], words: &str| {
        let message = TrainedModel::from_bytes(bytes, "x").map(|_| ()).expect_err("refused").to_string();
        assert!(message.contains(words), "{message}");
    };
    refused(&file(&LSTM), "sidestep sequence train");
    let ours = trained().to_bytes();
    refused(&ours[..ours.len() - 4], "no whole safetensors file");
    let replaced = |from: &str, to: &str| {
        assert_eq!(from.len(), to.len(), "the header keeps its length");
        let mut bytes = ours.clone();
        let at = ours.windows(from.len()).position(|window| window == from.as_bytes()).expect("in the header");
        bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
        bytes
    };
    refused(&replaced("\"version\":\"1\"", "\"version\":\"9\""), "use a newer Sidestep");
    refused(&replaced("\\\"hidden\\\":8", "\\\"hidden\\\":9"), "as the file's own settings ask for");
    refused(&replaced("\\\"layers\\\":2", "\\\"layers\\\":7"), "layers 7 is not possible");
    refused(&replaced("combine.weight", "combine.weighx"), "combine.weighx");
    let missing = disk::model(std::path::Path::new("/nonexistent/x")).map(|_| ()).expect_err("nothing there");
    assert!(matches!(missing.fault, WeightsFault::Io(_)));
}

/// The LSTM with a second layer, without the tensors of these names.
fn without(names: &[&str]) -> Vec<u8> {
    let above: [(&str, &[usize]); 4] =
        [("weight_ih_l1", &[16, 4]), ("weight_hh_l1", &[16, 4]), ("bias_ih_l1", &[16]), ("bias_hh_l1", &[16])];
    let tensors: Vec<(&str, &[usize])> =
        LSTM.into_iter().chain(above).filter(|(name, _)| !names.contains(name)).collect();
    file(&tensors)
}

#[test]
fn a_missing_tensor_is_named_and_not_taken_as_zero() {
    assert_eq!(open(&without(&[]), CellKind::Lstm), Ok([3, 4, 2]));
    for (gone, named) in [
        // a whole layer with one above it, half a layer, one bias
        (&["weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"][..], "weight_ih_l0"),
        (&["weight_ih_l1", "weight_hh_l1"], "weight_ih_l1"),
        (&["weight_ih_l1"], "weight_ih_l1"),
        (&["weight_hh_l1"], "weight_hh_l1"),
        (&["weight_hh_l0"], "weight_hh_l0"),
        (&["bias_hh_l0"], "bias_hh_l0"),
        (&["bias_ih_l1"], "bias_ih_l1"),
        (&["bias_ih_l1", "bias_hh_l1"], "bias_ih_l1"),
    ] {
        let error = open(&without(gone), CellKind::Lstm).expect_err("something is missing");
        assert!(error.contains(&format!("no tensor `{named}`")), "without {gone:?}: {error}");
    }
}

#[derive(Deserialize)]
struct Expected {
    cells: ExpectedCells,
}

#[derive(Deserialize)]
struct ExpectedCells {
    input: Vec<Vec<f32>>,
    outputs: Outputs,
}

#[derive(Deserialize)]
struct Outputs {
    lstmcell: Vec<f64>,
    #[serde(rename = "gru-bidir")]
    gru: Directions,
    rnn: Nonlinearities,
}

#[derive(Deserialize)]
struct Nonlinearities {
    relu: Vec<f64>,
    tanh: Vec<f64>,
}

#[derive(Deserialize)]
struct Directions {
    forward: Vec<f64>,
    reverse: Vec<f64>,
}

/// What PyTorch computes for the files of tests/fixtures/weights.
fn expected() -> ExpectedCells {
    let text = include_str!("../fixtures/weights/expected.json");
    serde_json::from_str::<Expected>(text).expect("the script's JSON").cells
}

/// Whether the file's cells do with the input what PyTorch does, step by step in the input's order.
fn assert_computes(bytes: &[u8], kind: CellKind, network: Option<&str>, right: &[f64]) {
    let cells = CellFile { network }.from_bytes(bytes, "x", kind).unwrap_or_else(|error| panic!("{error}"));
    let mut input = expected().input;
    if cells.reads_backwards {
        input.reverse();
    }
    let steps = input.len();
    let records = cells.stack.trace(&[input]);
    let record = records.last().expect("a layer");
    let order: Vec<usize> = if cells.reads_backwards { (0..steps).rev().collect() } else { (0..steps).collect() };
    let found = order.into_iter().flat_map(|step| record.value(Part::Hidden, step, 0));
    for (at, (found, right)) in found.zip(right).enumerate() {
        assert!((f64::from(*found) - right).abs() < 1e-5, "number {at}: {found} for {right}");
    }
    assert_eq!(right.len(), steps * cells.stack.hidden());
}

#[test]
fn a_single_cell_of_pytorch_is_opened() {
    let bytes = include_bytes!("../fixtures/weights/lstmcell.safetensors");
    assert_computes(bytes, CellKind::Lstm, None, &expected().outputs.lstmcell);
}

#[test]
fn an_rnn_is_run_with_the_nonlinearity_that_is_asked_for() {
    let bytes = include_bytes!("../fixtures/weights/rnn.safetensors");
    let Nonlinearities { relu, tanh } = expected().outputs.rnn;
    assert_computes(bytes, CellKind::Rnn, None, &tanh);
    assert_computes(bytes, CellKind::RnnRelu, None, &relu);
    let is_known = |bytes: &[u8], kind| {
        let cells = CellFile::default().from_bytes(bytes, "x", kind).unwrap_or_else(|error| panic!("{error}"));
        cells.is_kind_known
    };
    assert!(!is_known(bytes, CellKind::Rnn), "nothing says that it is tanh");
    let settings = TrainingSettings { cell: CellKind::RnnRelu, hidden: 8, ..TrainingSettings::default() };
    let ours = TrainedModel::new(settings).expect("possible").to_bytes();
    assert!(is_known(&ours, CellKind::RnnRelu));
    let message = open(&ours, CellKind::Rnn).expect_err("the file says otherwise");
    assert!(message.contains("the cell is rnn-relu, not rnn: say --cell rnn-relu"), "{message}");
}

#[test]
fn each_direction_of_a_bidirectional_cell_is_opened() {
    let bytes = include_bytes!("../fixtures/weights/gru-bidir.safetensors");
    let Directions { forward, reverse } = expected().outputs.gru;
    assert_computes(bytes, CellKind::Gru, Some("forward"), &forward);
    assert_computes(bytes, CellKind::Gru, Some("reverse"), &reverse);
    let message = open(bytes, CellKind::Gru).expect_err("two");
    assert!(message.contains("forward (3-4), reverse (3-4). Say which with --network"), "{message}");

    let directed = |layer: usize, inputs| {
        let of = move |end: &str| {
            [("weight_ih", vec![16, inputs]), ("weight_hh", vec![16, 4]), ("bias_ih", vec![16]), ("bias_hh", vec![16])]
                .map(|(part, shape)| (format!("rnn.{part}_l{layer}{end}"), shape))
        };
        [of(""), of("_reverse")].concat()
    };
    let named = |tensors: &[(String, Vec<usize>)]| {
        file(&tensors.iter().map(|(name, shape)| (name.as_str(), shape.as_slice())).collect::<Vec<_>>())
    };
    let one = named(&directed(0, 3));
    for name in ["rnn.reverse", "reverse"] {
        assert_eq!(open_network(&one, CellKind::Lstm, Some(name)), Ok([3, 4, 1]), "{name}");
    }
    let two = named(&[directed(0, 3), directed(1, 8)].concat());
    let message = open_network(&two, CellKind::Lstm, Some("rnn.forward")).expect_err("it needs both");
    assert!(message.contains("rnn.weight_ih_l1") && message.contains("both directions"), "{message}");
}
