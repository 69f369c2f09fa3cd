//! What the fuzzer kept of earlier searches, tried again.

use fuzz::TARGETS;
use std::fs;
use std::path::PathBuf;

#[test]
fn kept_corpus_holds() {
    for (name, target) in TARGETS {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name);
        let mut files: Vec<_> = fs::read_dir(&folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
            .map(|entry| entry.expect("an entry").path())
            .collect();
        assert!(files.len() > 10, "{} has {} files", folder.display(), files.len());
        files.sort();
        for file in files {
            // Printed only if the target panics.
            println!("{}", file.display());
            target(&fs::read(&file).expect("a file that can be read"));
        }
    }
}
