//! The core without WebAssembly, for the benchmarks: serves requests that the core in WebAssembly has served too.
//!
//! Takes a line and answers with one. `load mask FILE` and `load unmask FILE` read a request and serve it once;
//! `time N` serves it N times and says how many milliseconds that took.

use masking::mask::{Output, mask};
use masking::random::Random;
use masking::unmask::unmask;
use std::hint::black_box;
use std::time::Instant;
use std::{fs, io};

/// Takes messages as if they were copied elsewhere.
struct Taken;

impl Output for Taken {
    fn begin(&mut self, lengths: &[u32]) {
        black_box(lengths);
    }

    fn emit(&mut self, party: usize, bytes: &[u8]) {
        black_box((party, bytes));
    }
}

/// What randomness is worth nothing: to draw it is not what is measured.
fn random() -> Random {
    Random::new(|target| target.fill(1))
}

/// As the border to JavaScript does it: the request is copied in, and all memory is wiped at the end.
fn serve(operation: Operation, request: &[u8]) {
    let request = request.to_vec();
    let mut response = Vec::new();
    let outcome = match operation {
        Operation::Mask => mask(&request, &mut random(), &mut Taken),
        Operation::Unmask => unmask(&request, &mut random(), &mut response),
    };
    outcome.expect("a request that the core has served before");
    black_box(response);
}

#[derive(Clone, Copy)]
enum Operation {
    Mask,
    Unmask,
}

fn main() {
    let mut loaded: Option<(Operation, Vec<u8>)> = None;
    for line in io::stdin().lines() {
        let line = line.expect("a line of text");
        match (line.split(' ').collect::<Vec<_>>().as_slice(), &loaded) {
            (["load", operation, file], _) => {
                let operation = match *operation {
                    "mask" => Operation::Mask,
                    "unmask" => Operation::Unmask,
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
