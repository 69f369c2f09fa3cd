//! A party's shares by Shamir's scheme, where they stand in its messages.

/// Serialized numbers.
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

/// Goes over shares one by one.
pub struct Cursor<'a> {
    runs: core::slice::Iter<'a, Run<'a>>,
    run: Run<'a>,
}

impl<'a> Cursor<'a> {
    /// The next number, which has so many bytes.
    #[inline(always)]
    pub fn next<const WIDTH: usize>(&mut self) -> Option<&'a [u8; WIDTH]> {
        if self.run.count == 0 {
            self.run = *self.runs.next()?;
        }
        let number = self.run.bytes.first_chunk()?;
        self.run.bytes = self.run.bytes.get(self.run.stride..).unwrap_or_default();
        self.run.count -= 1;
        Some(number)
    }
}

impl<'a> Shares<'a> {
    /// Has room for so many runs, and grows where that is too little.
    pub fn with_room(runs: usize) -> Self {
        Self { runs: Vec::with_capacity(runs), len: 0 }
    }

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

    pub fn cursor(&'a self) -> Cursor<'a> {
        Cursor { runs: self.runs.iter(), run: Run { bytes: &[], stride: 0, count: 0 } }
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
