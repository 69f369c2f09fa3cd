//! The memory in which nodes run a program, as far as it decides whether they find the outputs again.
//!
//! A node keeps every value at an address that the program fixes. A value with parts is a header and, after it, copies of
//! its scalars and pointers to its other parts. Nodes make room for the header and each pointer when they put the value
//! together, and so move what is stored after it: whoever looks for that later does not find it. A constant that is part
//! of such a value is looked for among the other values. [`Memory::check`] takes the same steps without the values.

use std::cmp::Ordering;

use crate::instruction::InstructionKind as Do;
use crate::types::{Compound, Scalar, Type};

/// Most cells that putting values together may move while a program is checked.
const MAX_MOVES: usize = 200_000_000;

/// Most outputs of a program that is checked.
const MAX_OUTPUTS: usize = 20_000;

/// Most cells whose reads are counted. Few operations can make a value of many cells.
const MAX_READS: u64 = 20_000_000;

/// Where a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Address {
    /// Among the inputs and results.
    Heap(u32),
    /// Among the literals.
    Literal(u32),
}

impl Address {
    /// The place, which nodes take for one among inputs and results now and then.
    fn place(self) -> usize {
        match self {
            Address::Heap(place) | Address::Literal(place) => place as usize,
        }
    }
}

/// One step that gives a value.
#[derive(Debug)]
struct Protocol {
    kind: Do,
    place: u32,
    /// What it reads, as a range of [`Memory::links`].
    links: (u32, u32),
    ty: Type,
}

/// An output.
#[derive(Debug)]
struct Wanted {
    name: String,
    address: Address,
    ty: Type,
}

/// How a program uses the memory.
#[derive(Debug, Default)]
pub struct Memory {
    inputs: Vec<Type>,
    protocols: Vec<Protocol>,
    links: Vec<Address>,
    /// How often the value at each place is read.
    reads: Vec<u32>,
    outputs: Vec<Wanted>,
    next_place: u32,
    input_place: u32,
    /// Cells whose reads were counted, and those for which it was too much.
    counted: u64,
}

impl Memory {
    /// Adds an input. Gives the address of its first cell.
    pub fn add_input(&mut self, ty: &Type) -> u32 {
        let place = self.input_place;
        self.input_place += ty.value_count() as u32;
        self.next_place += cells(ty);
        self.inputs.push(ty.clone());
        place
    }

    /// Adds a step that reads values of those types.
    pub fn add_protocol(&mut self, kind: Do, ty: Type, links: &[Address], read: impl Fn(usize) -> u64) -> Address {
        let place = self.next_place;
        self.next_place += cells(&ty);
        let start = self.links.len() as u32;
        self.links.extend(links);
        for (index, link) in links.iter().enumerate() {
            self.add_reads(*link, read(index));
        }
        let links = (start, self.links.len() as u32);
        self.protocols.push(Protocol { kind, place, links, ty });
        Address::Heap(place)
    }

    /// Adds an output.
    pub fn add_output(&mut self, name: &str, address: Address, ty: Type) {
        self.add_reads(address, ty.value_count());
        self.outputs.push(Wanted { name: name.to_owned(), address, ty });
    }

    /// The outputs by the step in which they are ready, those of one step as the program has them.
    pub fn outputs_by_step(&self) -> Vec<usize> {
        let (_, known) = self.steps();
        let step = |index: usize| match self.outputs[index].address {
            Address::Heap(place) => known[place as usize].0,
            Address::Literal(_) => 0,
        };
        ordered(self.outputs.len(), &|left, right| step(left).cmp(&step(right)))
    }

    /// How many of the steps nodes talk to each other in: the most instructions for which they do that depend on each other
    /// in a row.
    pub fn depth(&self) -> usize {
        self.steps().1.into_iter().map(|(step, is_online)| step + usize::from(is_online)).max().unwrap_or(0)
    }

    fn links(&self, protocol: &Protocol) -> &[Address] {
        let (start, end) = protocol.links;
        &self.links[start as usize..end as usize]
    }

    /// Which protocols run together, by their numbers; and by its place in which step each value is made, and whether
    /// nodes talk to each other for it.
    fn steps(&self) -> (Vec<Vec<u32>>, Vec<(usize, bool)>) {
        let mut steps: Vec<Vec<u32>> = Vec::new();
        let mut known = vec![(0, false); self.next_place as usize];
        for (index, protocol) in (0..).zip(&self.protocols) {
            let mut latest = (0, false);
            for link in self.links(protocol) {
                let step = match link {
                    Address::Heap(place) => known.get(*place as usize).copied().unwrap_or_default(),
                    Address::Literal(_) => (0, false),
                };
                let is_later = if latest.1 { step.0 > latest.0 } else { step.0 >= latest.0 };
                if is_later {
                    latest = step;
                }
            }
            let step = latest.0 + usize::from(latest.1);
            known[protocol.place as usize] = (step, is_online(protocol.kind));
            if step >= steps.len() {
                steps.push(Vec::new());
            }
            steps[step].push(index);
        }
        (steps, known)
    }

    fn add_reads(&mut self, address: Address, count: u64) {
        let Address::Heap(place) = address else { return };
        self.counted = self.counted.saturating_add(count);
        if self.counted > MAX_READS {
            return;
        }
        let (start, end) = (place as usize, place as usize + count as usize);
        if self.reads.len() < end {
            self.reads.resize(end, 0);
        }
        self.reads[start..end].iter_mut().for_each(|reads| *reads += 1);
    }

    /// Whether nodes find everything that they look for; otherwise the output that they do not find, if it is one, and
    /// the words in which the run fails. A program that is too large for this passes, and so does one with an input whose
    /// parts have parts, of which nodes keep the results over the input.
    pub fn check(&self) -> Result<(), Lost> {
        let compounds = self.protocols.iter().filter(|protocol| protocol.ty.scalar().is_none()).count();
        let is_unknown = self.outputs.len() > MAX_OUTPUTS || self.input_place != self.inputs.iter().map(cells).sum();
        if compounds == 0
            || is_unknown
            || self.counted > MAX_READS
            || compounds.saturating_mul(self.next_place as usize) > MAX_MOVES
        {
            return Ok(());
        }
        Walk { memory: self, cells: Vec::new(), reads: self.reads.clone() }.all()
    }
}

/// What nodes do not find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// The output.
    pub output: Option<String>,
    /// What nodes say.
    pub words: String,
}

#[derive(Clone, Debug)]
enum Cell<'a> {
    Empty,
    Pointer(Address),
    Value(Scalar, u32),
    Header(&'a Type),
    Spent,
}

struct Walk<'a> {
    memory: &'a Memory,
    cells: Vec<Cell<'a>>,
    /// What is left of the reads that a place starts with.
    reads: Vec<u32>,
}

const NOT_THERE: &str = "illegal memory access";

impl<'a> Walk<'a> {
    fn all(mut self) -> Result<(), Lost> {
        let memory = self.memory;
        self.cells = vec![Cell::Empty; memory.next_place as usize];
        let mut place = 0;
        for input in &memory.inputs {
            self.store_input(input, &mut place);
        }
        for step in memory.steps().0 {
            self.step(&step).map_err(|words| Lost { output: None, words })?;
        }
        // By name, and of two with one name only the later one.
        let outputs = &memory.outputs;
        let order = ordered(outputs.len(), &|left, right| outputs[left].name.cmp(&outputs[right].name));
        for (position, index) in order.iter().enumerate() {
            let Wanted { name, address, ty } = &outputs[*index];
            let is_replaced = order.get(position + 1).is_some_and(|next| outputs[*next].name == *name);
            if is_replaced || matches!(address, Address::Literal(_)) {
                continue;
            }
            let lost = |words: String| Lost {
                output: Some(name.clone()),
                words: format!("{name} can not be retrieve: {words}"),
            };
            let found = self.read(*address).map_err(lost)?;
            if found != *ty {
                return Err(lost(format!("types do not match: expected {ty}, found {found}")));
            }
        }
        Ok(())
    }

    /// Runs the protocols of a step: those first for which nodes do not talk to each other.
    fn step(&mut self, step: &[u32]) -> Result<(), String> {
        let memory = self.memory;
        let protocols = || step.iter().map(|index| &memory.protocols[*index as usize]);
        for protocol in protocols().filter(|protocol| !is_online(protocol.kind)) {
            self.run_local(protocol)?;
        }
        for protocol in protocols().filter(|protocol| is_online(protocol.kind)) {
            self.read_links(protocol)?;
        }
        for protocol in protocols().filter(|protocol| is_online(protocol.kind)) {
            self.store_result(protocol);
        }
        Ok(())
    }

    fn store_input(&mut self, ty: &'a Type, place: &mut usize) {
        let at = *place;
        *place += 1;
        match ty {
            Type::Scalar(scalar) => self.store_scalar(at, *scalar),
            Type::Compound(compound) => {
                if let Some(cell) = self.cells.get_mut(at) {
                    *cell = Cell::Header(ty);
                }
                match compound.as_ref() {
                    Compound::Array { of, size } => (0..*size).for_each(|_| self.store_input(of, place)),
                    Compound::Tuple(left, right) => {
                        self.store_input(left, place);
                        self.store_input(right, place);
                    }
                    Compound::Ntuple(_) | Compound::Object(_) => {}
                }
            }
        }
    }

    fn store_scalar(&mut self, place: usize, scalar: Scalar) {
        let reads = self.reads.get_mut(place).map_or(0, std::mem::take);
        if let Some(cell) = self.cells.get_mut(place) {
            *cell = Cell::Value(scalar, reads);
        }
    }

    fn store_result(&mut self, protocol: &Protocol) {
        if let Some(scalar) = protocol.ty.scalar() {
            self.store_scalar(protocol.place as usize, scalar);
        }
    }

    fn read_links(&mut self, protocol: &Protocol) -> Result<(), String> {
        self.memory.links(protocol).iter().try_for_each(|link| self.read(*link).map(|_| ()))
    }

    fn run_local(&mut self, protocol: &'a Protocol) -> Result<(), String> {
        if protocol.ty.scalar().is_some() {
            self.read_links(protocol)?;
            self.store_result(protocol);
            return Ok(());
        }
        let mut place = protocol.place as usize;
        self.cells.insert(place, Cell::Header(&protocol.ty));
        for link in self.memory.links(protocol) {
            place += 1;
            match self.read_scalar(link.place()) {
                Ok(scalar) => self.store_scalar(place, scalar),
                Err(_) => self.cells.insert(place, Cell::Pointer(*link)),
            }
        }
        Ok(())
    }

    /// Reads a scalar. What is none is lost.
    fn read_scalar(&mut self, place: usize) -> Result<Scalar, String> {
        let Some(cell) = self.cells.get_mut(place) else { return Err(NOT_THERE.to_owned()) };
        match std::mem::replace(cell, Cell::Empty) {
            Cell::Empty | Cell::Header(_) | Cell::Pointer(_) => Err(NOT_THERE.to_owned()),
            Cell::Spent | Cell::Value(_, 0) => Err(spent(place)),
            Cell::Value(scalar, reads) => {
                *cell = if reads > 1 { Cell::Value(scalar, reads - 1) } else { Cell::Spent };
                Ok(scalar)
            }
        }
    }

    /// Reads a value of any type. Gives the type that is found.
    fn read(&mut self, address: Address) -> Result<Type, String> {
        let Address::Heap(place) = address else {
            // Literals have a memory of their own, and nobody asks here for their types.
            return Ok(Scalar::Integer.into());
        };
        let mut place = place as usize;
        let ty = loop {
            match self.cells.get(place) {
                None | Some(Cell::Empty) => return Err(NOT_THERE.to_owned()),
                Some(Cell::Spent) => return Err(spent(place)),
                Some(Cell::Pointer(next)) => place = next.place(),
                Some(Cell::Value(scalar, _)) => break Type::from(*scalar),
                Some(Cell::Header(ty)) => break (*ty).clone(),
            }
        };
        let place = if ty.scalar().is_some() { address.place() } else { place };
        let read = self.read_parts(place, &ty)?;
        build(&ty, read)
    }

    /// Reads the scalars of a value, the last part first.
    fn read_parts(&mut self, place: usize, ty: &Type) -> Result<Read, String> {
        let parts: Vec<&Type> = match ty {
            Type::Scalar(_) => return Ok(Read::Whole(self.read_scalar(place)?.into())),
            Type::Compound(compound) => match compound.as_ref() {
                Compound::Array { of, size } if of.scalar().is_some() => {
                    return Ok(Read::Whole(self.read_scalars(place, *size)?));
                }
                Compound::Array { of, size } => vec![of; *size as usize],
                Compound::Tuple(left, right) => vec![left, right],
                Compound::Ntuple(_) | Compound::Object(_) => Vec::new(),
            },
        };
        let mut places = Vec::with_capacity(parts.len());
        for index in 1..=parts.len() {
            places.push(match self.cells.get(place + index) {
                Some(Cell::Pointer(address)) => address.place(),
                _ => place + index,
            });
        }
        let mut reads = Vec::with_capacity(parts.len());
        for (part, place) in parts.into_iter().zip(places).rev() {
            reads.push(self.read_parts(place, part)?);
        }
        reads.reverse();
        Ok(Read::Parts(reads))
    }

    /// Reads an array of scalars.
    fn read_scalars(&mut self, place: usize, size: u32) -> Result<Type, String> {
        let mut of: Option<Scalar> = None;
        for cell in place + 1..=place + size as usize {
            match self.cells.get_mut(cell) {
                Some(Cell::Spent | Cell::Value(_, 0)) => return Err(spent(place)),
                Some(cell @ Cell::Value(..)) => {
                    let Cell::Value(scalar, reads) = *cell else { continue };
                    // Nodes count a value up that is read more often, so it stays.
                    *cell = if reads > 1 { Cell::Value(scalar, reads + 1) } else { Cell::Spent };
                    if of.is_some_and(|of| of != scalar) {
                        return Err(MIXED.to_owned());
                    }
                    of = Some(scalar);
                }
                _ => return Err(NOT_THERE.to_owned()),
            }
        }
        let of = of.ok_or("array value access error: only a non-empty vector is allowed")?;
        Ok(Type::array(of.into(), size))
    }
}

const MIXED: &str = "array value access error: only a vector with homogeneous types (same type variant) is allowed";

/// What was read of a value.
enum Read {
    /// A scalar, or an array of scalars.
    Whole(Type),
    Parts(Vec<Read>),
}

/// The type of a value that is put together from what was read.
fn build(ty: &Type, read: Read) -> Result<Type, String> {
    let (compound, parts) = match (ty, read) {
        (Type::Compound(compound), Read::Parts(parts)) => (compound, parts),
        (_, Read::Whole(found)) => return Ok(found),
        (Type::Scalar(_), Read::Parts(_)) => return Err(NOT_THERE.to_owned()),
    };
    let mut parts = parts.into_iter();
    match compound.as_ref() {
        Compound::Array { of, size } => {
            for part in parts {
                if build(of, part)? != *of {
                    return Err(MIXED.to_owned());
                }
            }
            Ok(Type::array(of.clone(), *size))
        }
        Compound::Tuple(left, right) => match (parts.next(), parts.next()) {
            (Some(left_part), Some(right_part)) => Ok(Type::tuple(build(left, left_part)?, build(right, right_part)?)),
            _ => Err(NOT_THERE.to_owned()),
        },
        Compound::Ntuple(_) | Compound::Object(_) => Err(NOT_THERE.to_owned()),
    }
}

/// The numbers below a count, in an order; equal ones as they are.
fn ordered(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order = Vec::with_capacity(count);
    for index in 0..count {
        // By insertion, as the library's sorting takes more code than all else here.
        let position = order.partition_point(|earlier| compare(*earlier, index) != Ordering::Greater);
        order.insert(position, index);
    }
    order
}

fn spent(place: usize) -> String {
    format!("value allocated in addr({place}) has been read too many times and is not available anymore")
}

/// How many cells a result takes: of one with parts a header and one for each part.
fn cells(ty: &Type) -> u32 {
    match ty {
        Type::Scalar(_) => 1,
        Type::Compound(compound) => match compound.as_ref() {
            Compound::Array { size, .. } => 1 + size,
            Compound::Tuple(..) => 3,
            Compound::Ntuple(_) | Compound::Object(_) => 1,
        },
    }
}

/// Whether nodes talk to each other for it. They do so after all else of a step.
fn is_online(kind: Do) -> bool {
    matches!(
        kind,
        Do::DivisionIntegerSecretDividendPublicDivisor
            | Do::DivisionIntegerSecretDivisor
            | Do::EcdsaSign
            | Do::EddsaSign
            | Do::EqualsSecret
            | Do::PublicOutputEquality
            | Do::IfElse
            | Do::InnerProductShares
            | Do::LessThanShares
            | Do::ModuloIntegerSecretDividendPublicDivisor
            | Do::ModuloIntegerSecretDivisor
            | Do::MultiplicationShares
            | Do::PublicKeyDerive
            | Do::RandomInteger
            | Do::RandomBoolean
            | Do::Reveal
            | Do::RightShiftShares
            | Do::TruncPr
    )
}
