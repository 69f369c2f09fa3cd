//! A party's shares by Shamir's scheme, where they stand in its messages.

/// Serialized numbers below the prime.
#[derive(Clone, Default)]
pub struct Shares<'a> {
    runs: Vec<Run<'a>>,
    len: usize,
}

/// Numbers at equal distances.
#[derive(Clone, Copy)]
pub struct Run<'a> {
    /// Begins with the first.
    pub bytes: &'a [u8],
    pub stride: usize,
    pub count: usize,
}

impl<'a> Shares<'a> {
    pub fn push(&mut self, number: &'a [u8]) {
        self.push_run(Run { bytes: number, stride: number.len(), count: 1 });
    }

    pub fn push_run(&mut self, run: Run<'a>) {
        self.len += run.count;
        self.runs.push(run);
    }

    pub fn len(&self) -> usize {
        self.len
    }

    pub fn runs(&self) -> &[Run<'a>] {
        &self.runs
    }

    /// All of them, each of so many bytes.
    pub fn list(&self, width: usize) -> Vec<&'a [u8]> {
        let numbers = |run: &Run<'a>| {
            let Run { bytes, stride, count } = *run;
            (0..count).map(move |index| &bytes[index * stride..][..width])
        };
        self.runs.iter().flat_map(numbers).collect()
    }
}
