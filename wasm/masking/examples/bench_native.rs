//! The core without WebAssembly, for the benchmarks: serves requests that the core in WebAssembly has served too.
//!
//! Takes a line and answers with one. `load mask FILE` and `load unmask FILE` read a request and serve it once;
//! `time N` serves it N times and says how many milliseconds that took.

use masking::{Failure, mask, unmask};
use std::hint::black_box;
use std::time::Instant;
use std::{fs, io};

type Operation = fn(&[u8], &mut Vec<u8>) -> Result<(), Failure>;

/// As the border to JavaScript does it: the request is copied in, and both buffers are wiped at the end.
fn serve(operation: Operation, request: &[u8]) {
    let request = request.to_vec();
    let mut response = Vec::new();
    operation(&request, &mut response).expect("a request that the core has served before");
    black_box(response);
}

fn main() {
    let mut loaded: Option<(Operation, Vec<u8>)> = None;
    for line in io::stdin().lines() {
        let line = line.expect("a line of text");
        match (line.split(' ').collect::<Vec<_>>().as_slice(), &loaded) {
            (["load", operation, file], _) => {
                let operation = match *operation {
                    "mask" => mask::mask,
                    "unmask" => unmask::unmask,
                    _ => panic!("No such operation: {operation}"),
                };
                let request = fs::read(file).expect("a file with a request");
                serve(operation, &request);
                loaded = Some((operation, request));
                println!("ok");
            }
            (["time", times], Some((operation, request))) => {
                let start = Instant::now();
                for _ in 0..times.parse().expect("a number of times") {
                    serve(*operation, request);
                }
                println!("{}", start.elapsed().as_secs_f64() * 1000.0);
            }
            _ => panic!("What is asked cannot be read: {line}"),
        }
    }
}
