//! The fuzzer: libFuzzer on the target that `FUZZ_TARGET` names.

#![no_main]

use fuzz::{TARGETS, Target};
use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;

static TARGET: OnceLock<Target> = OnceLock::new();

fuzz_target!(
    init: {
        let name = std::env::var("FUZZ_TARGET").unwrap_or_default();
        let found = TARGETS.iter().find(|(known, _)| *known == name);
        let (_, target) = found.unwrap_or_else(|| panic!("FUZZ_TARGET is one of {:?}", TARGETS.map(|(name, _)| name)));
        TARGET.set(*target).expect("set once");
    },
    |bytes: &[u8]| TARGET.get().expect("set before the first bytes come")(bytes)
);
