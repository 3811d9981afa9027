//! Whatever the bytes are, reading a checkpoint answers with a policy or with an error, never with a panic.

use proptest::{prelude::*, sample::Index};
use sidestep::{
    learning::{Algorithm, Checkpoint, Said},
    tensors::weights::to_safetensors,
};

use super::checkpoint::checkpoint;

/// Reads the bytes. Where they are a policy, it can be used; where not, the error names the file.
fn survives(bytes: &[u8]) {
    for algorithm in [None, Some(Algorithm::DeepSarsa)] {
        let said = Said { algorithm, ..Said::default() };
        match Checkpoint::from_bytes(bytes, "some.safetensors", &said) {
            Ok(opened) => {
                let policy = opened.policy;
                let row = vec![0.5; policy.network.inputs()];
                policy.values(&row, 1, &mut [[0.0; 5]]);
            }
            Err(error) => assert!(error.to_string().contains("some.safetensors"), "{error}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn arbitrary_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        survives(&bytes);
    }

    #[test]
    fn arbitrary_headers(header in "\\{(\"[a-z0-9._]{1,8}\":(\\{\"(dtype|shape|data_offsets)\":[\\[\\]0-9,\"A-Z]{0,9}\\}|[0-9]{1,20}),?){0,4}\\}", data in prop::collection::vec(any::<u8>(), 0..64)) {
        let bytes = [&(header.len() as u64).to_le_bytes()[..], header.as_bytes(), &data].concat();
        survives(&bytes);
    }

    #[test]
    fn shapes_of_any_size(shape in prop::collection::vec(any::<u64>(), 0..4), ends in any::<[u64; 2]>()) {
        let header = format!("{{\"0.weight\":{{\"dtype\":\"F32\",\"shape\":{shape:?},\"data_offsets\":{ends:?}}}}}");
        let bytes = [&(header.len() as u64).to_le_bytes()[..], header.as_bytes(), &[0; 64]].concat();
        survives(&bytes);
    }

    #[test]
    fn good_files_with_bytes_changed(changes in prop::collection::vec((any::<Index>(), any::<u8>()), 1..6)) {
        let mut bytes = checkpoint().to_bytes();
        for (index, byte) in changes {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        survives(&bytes);
    }

    #[test]
    fn good_headers_with_bytes_changed(changes in prop::collection::vec((0_usize..600, any::<u8>()), 1..4)) {
        let mut bytes = checkpoint().to_bytes();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        survives(&bytes);
    }

    #[test]
    fn good_files_cut_or_drawn_out(length in any::<Index>(), more in prop::collection::vec(any::<u8>(), 0..20)) {
        let mut bytes = checkpoint().to_bytes();
        bytes.truncate(length.index(bytes.len() + 1));
        bytes.extend(more);
        survives(&bytes);
    }

    #[test]
    fn tensors_of_any_names_and_shapes(
        tensors in prop::collection::btree_map(
            "((actor|q|net|fc|0|2|10)\\.?){1,3}(weight|bias)?",
            prop::collection::vec(0_usize..6, 0..4),
            0..8,
        ),
        network in prop::option::of("(actor|q|net|fc|0|2|\\.){0,3}"),
    ) {
        let tensors = tensors.into_iter().map(|(name, shape)| {
            let count = shape.iter().product();
            (name, shape, vec![0.5; count])
        });
        let bytes = to_safetensors(serde_json::Map::new(), tensors);
        survives(&bytes);
        let said = Said { algorithm: Some(Algorithm::Reinforce), network, ..Said::default() };
        if let Ok(opened) = Checkpoint::from_bytes(&bytes, "fuzz", &said) {
            prop_assert_eq!(opened.policy.network.outputs(), 5);
        }
    }

    #[test]
    fn foreign_headers_with_bytes_changed(changes in prop::collection::vec((8_usize..700, any::<u8>()), 1..4)) {
        let mut bytes = include_bytes!("../../fixtures/weights/sb3-ppo.safetensors").to_vec();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        survives(&bytes);
    }
}
