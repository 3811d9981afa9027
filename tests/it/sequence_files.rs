//! Weights as files: what is saved is loaded, PyTorch's cells are opened, and what is damaged or foreign is refused with what
//! is wrong and what is accepted.

use safetensors::{Dtype, tensor::TensorView};
use sidestep::sequence::{
    AttentionKind, CellFile, CellKind, Settings, Trained, Trainer, WeightsError, tasks::TaskKind,
};

fn trained() -> Trained {
    let settings = Settings {
        attention: AttentionKind::Concat,
        cell: CellKind::Lstm,
        layers: 2,
        hidden: 8,
        ..Settings::usual(TaskKind::Dates)
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
    let stack = CellFile::default().from_bytes(bytes, "x.safetensors", kind);
    stack.map(|stack| [stack.inputs(), stack.hidden(), stack.layers().len()]).map_err(|error| error.to_string())
}

#[test]
fn what_is_saved_is_loaded_and_answers_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("deep/weights.safetensors");
    let saved = trained();
    saved.save(&path).expect("a writable folder");
    let loaded = Trained::load(&path).expect("what was just written");
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
    let names: Vec<String> = trained().model().names();
    for name in
        ["encoder.weight_ih_l0", "encoder.bias_hh_l1", "decoder.weight_hh_l1", "attention.v.weight", "combine.weight"]
    {
        assert!(names.iter().any(|known| known == name), "{name} in {names:?}");
    }
    let recall = Trained::new(Settings::default()).expect("possible");
    let shapes: Vec<(String, Vec<usize>)> =
        recall.model().tensors().into_iter().map(|(name, shape, _)| (name, shape)).collect();
    assert_eq!(shapes[0], ("weight_ih_l0".to_owned(), vec![128, 6]));
    assert_eq!(shapes[1], ("weight_hh_l0".to_owned(), vec![128, 32]));
    assert_eq!(shapes[4], ("head.weight".to_owned(), vec![4, 32]));
}

#[test]
fn sizes_are_read_from_the_file() {
    assert_eq!(open(&file(&LSTM), CellKind::Lstm), Ok([3, 4, 1]));
    let mut two = LSTM.to_vec();
    two.extend([("weight_ih_l1", &[16, 4][..]), ("weight_hh_l1", &[16, 4])]);
    assert_eq!(open(&file(&two), CellKind::Lstm), Ok([3, 4, 2]), "biases may be left out");
    let named = [("lstm.weight_ih_l0", &[16, 3][..]), ("lstm.weight_hh_l0", &[16, 4]), ("head.weight", &[2, 4])];
    assert_eq!(open(&file(&named), CellKind::Lstm), Ok([3, 4, 1]));
    let ours = trained().to_bytes();
    let message = open(&ours, CellKind::Lstm).expect_err("an encoder and a decoder");
    assert!(message.contains("decoder., encoder.") && message.contains("--prefix"), "{message}");
    let decoder = CellFile { prefix: Some("decoder.") };
    assert!(decoder.from_bytes(&ours, "x", CellKind::Lstm).is_ok());
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
    refused(&file(&[("weight_hh_l0", &[10, 4])]), CellKind::Lstm, &["No cell has such a shape"]);
    refused(&file(&LSTM[..1]), CellKind::Lstm, &["no tensor `weight_hh_l0`", "there are weight_ih_l0"]);
    refused(&file(&[("0.weight", &[4, 4])]), CellKind::Lstm, &["weight_ih_l0", "0.weight"]);
    let short = file(&[("weight_ih_l0", &[16, 3]), ("weight_hh_l0", &[16, 4]), ("bias_ih_l0", &[15])]);
    refused(&short, CellKind::Lstm, &["bias_ih_l0", "[15]", "[16]"]);
    let uneven = file(&[("weight_ih_l0", &[12, 3]), ("weight_hh_l0", &[16, 4])]);
    refused(&uneven, CellKind::Lstm, &["weight_ih_l0", "[12, 3]", "expected [16, 3]"]);
    let mut two = LSTM.to_vec();
    two.extend([("weight_ih_l1", &[16, 3][..]), ("weight_hh_l1", &[16, 4])]);
    refused(&file(&two), CellKind::Lstm, &["weight_ih_l1", "[16, 4]", "layer below"]);
    let mut both = LSTM.to_vec();
    both.push(("weight_ih_l0_reverse", &[16, 3]));
    refused(&file(&both), CellKind::Lstm, &["weight_ih_l0_reverse", "bidirectional=False"]);
    refused(&file_of(&LSTM, Dtype::F64, 0.0), CellKind::Lstm, &["F64", "accepted is F32", "model.float()"]);
    refused(&file_of(&LSTM, Dtype::F32, f32::NAN), CellKind::Lstm, &["NaN", "position 0"]);
    let whole = file(&LSTM);
    refused(&whole[..whole.len() - 1], CellKind::Lstm, &["no whole safetensors file"]);
    refused(b"", CellKind::Rnn, &["no whole safetensors file"]);
}

#[test]
fn files_that_are_not_ours_are_no_models() {
    let refused = |bytes: &[u8], words: &str| {
        let message = Trained::from_bytes(bytes, "x").map(|_| ()).expect_err("refused").to_string();
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
    let missing = Trained::load(std::path::Path::new("/nonexistent/x")).map(|_| ()).expect_err("nothing there");
    assert!(matches!(missing, WeightsError::Io { .. }));
}
