//! Lowering: what the compiler front end writes, rewritten into the operations that nodes know.
//!
//! Nodes know neither functions nor `map`, `reduce`, `zip` and `unzip`, of the comparisons only "less than" and
//! "equals", and no boolean gates. All of these become additions, multiplications, element accesses and the like. The
//! work is a stack of operations still to rewrite, last of the source first; a rewritten operation keeps its id, which
//! others refer to, and its helpers get ids after the highest one. Ids are handed out in the same order as by the
//! network's own compiler, so that both write the same bytes.

mod functions;
mod tuples;
mod unpack;

use std::collections::HashMap;
use std::rc::Rc;

use crate::mir::{Binary, Function, Id, Kind, Operation, Program, Side, Unary};
use crate::refusal::{Code, Location, Refusal};
use crate::types::Type;
use functions::{Call, Frame};

/// Most operations of a lowered program. Nodes take at most 50,000 instructions; the rest is room for accesses,
/// literals and what no output needs.
pub const MAX_OPERATIONS: usize = 250_000;

/// Most operations and operands of functions, and calls around them, that are looked at while calls are written out.
const MAX_WORK: usize = 16 * MAX_OPERATIONS;

/// Lowers a program. One that is lowered already comes back as it was.
pub fn lower(mut program: Program) -> Result<Program, Refusal> {
    tuples::restore_sources(&mut program)?;
    functions::refuse_recursion(&program)?;
    let mut lowering = Lowering::new(program)?;
    lowering.run()?;
    let mut program = lowering.finish()?;
    unpack::unpack(&mut program)?;
    Ok(program)
}

/// A step still to do.
enum Step {
    Rewrite(Id),
    Call(Call),
}

struct Lowering {
    program: Program,
    functions: HashMap<Id, Rc<Function>>,
    steps: Vec<Step>,
    next_id: Id,
    /// Ids from here on are ours, not the source's.
    first_own_id: Id,
    /// Where the program reads an input, by its name. Nodes want each input read once.
    inputs: HashMap<Rc<str>, Id>,
    /// Where the program itself, not one of its functions, reads a literal.
    literals: HashMap<Rc<str>, Id>,
    /// Ids that turned out to be other names of another operation's result, and where in the source.
    aliases: HashMap<Id, (Id, u64)>,
    frames: Vec<Frame>,
    /// The call within which a `map` or `reduce` was written out.
    frame_of: HashMap<Id, usize>,
    /// Where operations of the source stand that only functions mentioned.
    hoisted: HashMap<Id, Id>,
    work: usize,
}

impl Lowering {
    fn new(program: Program) -> Result<Self, Refusal> {
        let mut inputs = HashMap::new();
        let mut literals = HashMap::new();
        for (id, operation) in &program.operations {
            match &operation.kind {
                Kind::Input(name) => inputs.insert(name.clone(), *id),
                Kind::Literal(name) => literals.insert(name.clone(), *id),
                _ => None,
            };
        }
        let functions = program.functions.iter();
        let functions = functions.map(|function| (function.id, Rc::new(function.clone()))).collect();
        let highest = program.operations.keys().next_back();
        let next_id = highest.map_or(0, |id| id.wrapping_add(1));
        let steps = program.operations.keys().map(|id| Step::Rewrite(*id)).collect();
        let lowering = Self {
            program,
            functions,
            steps,
            next_id,
            first_own_id: next_id,
            inputs,
            literals,
            aliases: HashMap::new(),
            frames: Vec::new(),
            frame_of: HashMap::new(),
            hoisted: HashMap::new(),
            work: 0,
        };
        if lowering.program.operations.len() > MAX_OPERATIONS {
            let reason = format!("the program has more than {MAX_OPERATIONS} operations");
            return Err(Refusal::new(Code::TooLarge, reason));
        }
        Ok(lowering)
    }

    fn run(&mut self) -> Result<(), Refusal> {
        while let Some(step) = self.steps.pop() {
            match step {
                Step::Rewrite(id) => self.rewrite(id)?,
                Step::Call(call) => self.write_out(call)?,
            }
        }
        Ok(())
    }

    /// Replaces aliases by what they stand for.
    fn finish(mut self) -> Result<Program, Refusal> {
        if self.aliases.is_empty() {
            return Ok(self.program);
        }
        let mut aliases: Vec<Id> = self.aliases.keys().copied().collect();
        // A refusal is the same every time.
        aliases.sort_unstable();
        for alias in aliases {
            self.resolve(alias)?;
        }
        let replace = |id: Id| self.aliases.get(&id).map_or(id, |(target, _)| *target);
        for operation in self.program.operations.values_mut() {
            operation.kind.map_operands(replace);
        }
        for output in &mut self.program.outputs {
            output.operation = replace(output.operation);
        }
        Ok(self.program)
    }

    fn resolve(&mut self, id: Id) -> Result<Id, Refusal> {
        let (mut target, mut source, mut steps) = (id, 0, 0);
        while let Some(next) = self.aliases.get(&target) {
            (target, source) = *next;
            steps += 1;
            if steps > self.aliases.len() {
                return Err(invalid(format!("operation {id} stands for itself"), self.at(source)));
            }
        }
        // A reduction of many elements can give a long chain of aliases: nobody walks it twice.
        let mut passed = id;
        while passed != target
            && let Some((next, _)) = self.aliases.insert(passed, (target, source))
        {
            passed = next;
        }
        Ok(target)
    }

    fn new_id(&mut self) -> Id {
        // Ids wrap around in a program that uses the highest one; a clash is refused when it happens.
        let id = self.next_id;
        self.next_id = id.wrapping_add(1);
        id
    }

    fn new_ids(&mut self, count: usize) -> Vec<Id> {
        (0..count).map(|_| self.new_id()).collect()
    }

    fn has_room_for(&self, count: usize, source: u64) -> Result<(), Refusal> {
        if self.program.operations.len().saturating_add(count) > MAX_OPERATIONS {
            let reason = format!("lowered, the program has more than {MAX_OPERATIONS} operations");
            return Err(Refusal::at(Code::TooLarge, reason, self.at(source)));
        }
        Ok(())
    }

    fn insert(&mut self, operation: Operation) -> Result<(), Refusal> {
        let Operation { id, source, .. } = operation;
        self.has_room_for(1, source)?;
        match self.program.operations.insert(id, operation) {
            None => Ok(()),
            Some(_) => Err(invalid(format!("the ids of operations run out at {id}"), self.at(source))),
        }
    }

    fn add(&mut self, id: Id, ty: &Type, source: u64, kind: Kind) -> Result<(), Refusal> {
        self.insert(Operation { id, ty: ty.clone(), source, kind })
    }

    fn at(&self, source: u64) -> Option<Location> {
        self.program.location(source)
    }

    /// The operation an id refers to.
    fn operation(&mut self, id: Id, reader: &Operation) -> Result<&Operation, Refusal> {
        let target = self.resolve(id)?;
        self.program.operations.get(&target).ok_or_else(|| {
            let reason = format!("{} reads operation {id}, which is not there", reader.kind.name());
            invalid(reason, self.at(reader.source))
        })
    }

    /// Adds an access to each element of an array. Gives their ids.
    fn add_elements(&mut self, array: Id, reader: &Operation) -> Result<Vec<Id>, Refusal> {
        let operation = self.operation(array, reader)?;
        let (ty, source) = (operation.ty.clone(), operation.source);
        let Some((of, size)) = ty.as_array() else {
            let reason = format!("{} needs an array, not a {ty}", reader.kind.name());
            return Err(invalid(reason, self.at(reader.source)));
        };
        self.has_room_for(size as usize, reader.source)?;
        let ids = self.new_ids(size as usize);
        for (index, id) in (0..size).zip(&ids) {
            self.add(*id, of, source, Kind::ArrayElement { index, array })?;
        }
        Ok(ids)
    }

    fn rewrite(&mut self, id: Id) -> Result<(), Refusal> {
        let Some(operation) = self.program.operations.get(&id) else {
            return Ok(());
        };
        if !is_rewritten(&operation.kind) {
            return Ok(());
        }
        let Some(operation) = self.program.operations.remove(&id) else {
            return Ok(());
        };
        match operation.kind {
            Kind::Binary(Binary::Zip, left, right) => self.rewrite_zip(&operation, left, right),
            Kind::Binary(binary, left, right) => self.rewrite_binary(&operation, binary, left, right),
            Kind::Unary(_, operand) => self.rewrite_unzip(&operation, operand),
            Kind::Map { function, array } => self.rewrite_map(&operation, function, array),
            Kind::Reduce { function, array, initial } => self.rewrite_reduce(&operation, function, array, initial),
            _ => Ok(()),
        }
    }

    /// Comparisons and gates. Over 0 and 1 the gates are arithmetic: a∧b = ab, a∨b = a+b−ab, a⊕b = a+b−2ab.
    fn rewrite_binary(&mut self, operation: &Operation, binary: Binary, left: Id, right: Id) -> Result<(), Refusal> {
        let Operation { id, ty, source, .. } = operation;
        let (id, source) = (*id, *source);
        let mut add = |id, kind| self.add(id, ty, source, kind);
        match binary {
            Binary::GreaterThan => add(id, Kind::Binary(Binary::LessThan, right, left)),
            Binary::LessOrEqualThan => self.add_negated(operation, Binary::LessThan, right, left),
            Binary::GreaterOrEqualThan => self.add_negated(operation, Binary::LessThan, left, right),
            Binary::NotEquals => self.add_negated(operation, Binary::Equals, left, right),
            Binary::BooleanAnd => add(id, Kind::Binary(Binary::Multiplication, left, right)),
            Binary::BooleanOr => {
                let (sum, product) = (self.new_id(), self.new_id());
                let mut add = |id, kind| self.add(id, ty, source, kind);
                add(sum, Kind::Binary(Binary::Addition, left, right))?;
                add(product, Kind::Binary(Binary::Multiplication, left, right))?;
                add(id, Kind::Binary(Binary::Subtraction, sum, product))
            }
            Binary::BooleanXor => {
                let (sum, product, twice) = (self.new_id(), self.new_id(), self.new_id());
                let mut add = |id, kind| self.add(id, ty, source, kind);
                add(sum, Kind::Binary(Binary::Addition, left, right))?;
                add(product, Kind::Binary(Binary::Multiplication, left, right))?;
                add(twice, Kind::Binary(Binary::Addition, product, product))?;
                add(id, Kind::Binary(Binary::Subtraction, sum, twice))
            }
            other => add(id, Kind::Binary(other, left, right)),
        }
    }

    fn add_negated(&mut self, operation: &Operation, comparison: Binary, left: Id, right: Id) -> Result<(), Refusal> {
        let compared = self.new_id();
        let Operation { id, ty, source, .. } = operation;
        self.add(compared, ty, *source, Kind::Binary(comparison, left, right))?;
        self.add(*id, ty, *source, Kind::Unary(Unary::Not, compared))
    }

    /// `zip`: the array of the tuples of the elements.
    fn rewrite_zip(&mut self, operation: &Operation, left: Id, right: Id) -> Result<(), Refusal> {
        let lefts = self.add_elements(left, operation)?;
        let rights = self.add_elements(right, operation)?;
        if lefts.len() != rights.len() {
            let reason = format!("zip of {} elements with {}", lefts.len(), rights.len());
            return Err(invalid(reason, self.at(operation.source)));
        }
        let tuples = self.new_ids(lefts.len());
        for ((id, left), right) in tuples.iter().zip(lefts).zip(rights) {
            let left_type = self.operation(left, operation)?.ty.clone();
            let ty = Type::tuple(left_type, self.operation(right, operation)?.ty.clone());
            self.add(*id, &ty, operation.source, Kind::New(vec![left, right]))?;
        }
        self.add(operation.id, &operation.ty, operation.source, Kind::New(tuples))
    }

    /// `unzip`: the tuple of the array of the left sides and the array of the right sides.
    fn rewrite_unzip(&mut self, operation: &Operation, operand: Id) -> Result<(), Refusal> {
        let Operation { id, ty, source, .. } = operation;
        let (id, source) = (*id, *source);
        let arrays = ty.as_tuple();
        let inner = arrays.and_then(|(left, right)| Some((left.as_array()?, right.as_array()?)));
        let (Some((left_type, right_type)), Some(((left_of, _), (right_of, _)))) = (arrays, inner) else {
            return Err(invalid(format!("unzip gives two arrays, not a {ty}"), self.at(source)));
        };
        let tuples = self.add_elements(operand, operation)?;
        self.has_room_for(2 * tuples.len(), source)?;
        let (mut lefts, mut rights) = (Vec::new(), Vec::new());
        for tuple in tuples {
            for (side, of, into) in [(Side::Left, left_of, &mut lefts), (Side::Right, right_of, &mut rights)] {
                let element = self.new_id();
                self.add(element, of, source, Kind::TupleElement { side, tuple })?;
                into.push(element);
            }
        }
        let (left, right) = (self.new_id(), self.new_id());
        self.add(left, left_type, source, Kind::New(lefts))?;
        self.add(right, right_type, source, Kind::New(rights))?;
        self.add(id, ty, source, Kind::New(vec![left, right]))
    }

    /// `map`: the array of one call per element.
    fn rewrite_map(&mut self, operation: &Operation, function: Id, array: Id) -> Result<(), Refusal> {
        let elements = self.add_elements(array, operation)?;
        let results = self.new_ids(elements.len());
        let frame = self.frame_of.get(&operation.id).copied();
        let source = operation.source;
        // The stack gives back what was put last, and calls are written out in order.
        for (id, element) in results.iter().zip(elements).rev() {
            let arguments = vec![element];
            self.steps.push(Step::Call(Call { id: *id, function, arguments, frame, source }));
        }
        self.add(operation.id, &operation.ty, source, Kind::New(results))
    }

    /// `reduce`: a chain of calls, each with the result of the one before. The last has the operation's own id.
    fn rewrite_reduce(&mut self, operation: &Operation, function: Id, array: Id, initial: Id) -> Result<(), Refusal> {
        let elements = self.add_elements(array, operation)?;
        let frame = self.frame_of.get(&operation.id).copied();
        let source = operation.source;
        if elements.is_empty() {
            self.aliases.insert(operation.id, (initial, source));
            return Ok(());
        }
        let mut ids = self.new_ids(elements.len() - 1);
        ids.push(operation.id);
        let mut accumulator = initial;
        let mut calls = Vec::with_capacity(ids.len());
        for (id, element) in ids.into_iter().zip(elements) {
            let arguments = vec![accumulator, element];
            calls.push(Step::Call(Call { id, function, arguments, frame, source }));
            accumulator = id;
        }
        self.steps.extend(calls.into_iter().rev());
        Ok(())
    }
}

/// Whether nodes do not know the operation and it has to be rewritten.
fn is_rewritten(kind: &Kind) -> bool {
    match kind {
        Kind::Binary(binary, ..) => matches!(
            binary,
            Binary::LessOrEqualThan
                | Binary::GreaterThan
                | Binary::GreaterOrEqualThan
                | Binary::NotEquals
                | Binary::BooleanAnd
                | Binary::BooleanOr
                | Binary::BooleanXor
                | Binary::Zip
        ),
        Kind::Unary(unary, _) => *unary == Unary::Unzip,
        Kind::Map { .. } | Kind::Reduce { .. } => true,
        _ => false,
    }
}

fn invalid(reason: impl Into<String>, at: Option<Location>) -> Refusal {
    Refusal::at(Code::Invalid, reason, at)
}
