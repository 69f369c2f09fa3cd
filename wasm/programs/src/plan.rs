//! A lowered program as a list of instructions over numbered values.
//!
//! Accesses to arrays and tuples cost nothing at run time: which value an access means is known here. What is left is
//! a list in which every instruction reads values with smaller numbers than its own. Numbers go to the scalars of the
//! inputs first, then to the literals, then to the instructions.
//!
//! The choice of instruction depends on what is public: a product of two secrets takes a round of messages between
//! nodes, one of a secret with a public value takes none. The rules, and how much memory nodes reckon for the result,
//! are those of the network, for prices and limits follow from them.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::instruction::InstructionKind as Do;
use crate::memory::{Address, Memory};
use crate::mir::{Binary, Id, Kind, Literal, Operation, Program, Side, Unary};
use crate::refusal::{Code, Location, Refusal};
use crate::types::{Base, Compound, Scalar, Type};

/// Most scalars, and values made of them, that the inputs of a program consist of.
pub const MAX_VALUES: usize = 1 << 20;

/// Most scalars, and values made of them, that its outputs and inner products consist of.
const MAX_VISITS: usize = 2 * MAX_VALUES;

/// The number of a value.
pub type Slot = u32;

/// A program laid out for execution.
#[derive(Debug)]
pub struct Plan {
    /// Inputs in the order of their slots.
    pub inputs: Vec<PlannedInput>,
    pub literals: Vec<LiteralValue>,
    pub instructions: Vec<Instruction>,
    /// Operands of inner products: slots of the left array, then of the right one.
    pub lists: Vec<Slot>,
    pub outputs: Vec<PlannedOutput>,
    /// How often each instruction occurs, also those that only say how a compound value is put together.
    pub counts: BTreeMap<Do, u64>,
    /// Memory as nodes reckon it.
    pub memory_size: u64,
    /// Memory as nodes use it.
    pub memory: Memory,
}

/// An input.
#[derive(Debug)]
pub struct PlannedInput {
    pub name: String,
    pub party: String,
    pub ty: Type,
}

/// An output.
#[derive(Debug)]
pub struct PlannedOutput {
    pub name: String,
    pub party: String,
    pub ty: Type,
    /// Its scalars, in order.
    pub slots: Vec<Slot>,
}

/// A literal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LiteralValue {
    Boolean(bool),
    /// The decimal digits of a number, its sign, and whether it may be negative at all.
    Number {
        is_negative: bool,
        digits: String,
        is_signed: bool,
    },
}

/// One instruction.
#[derive(Clone, Copy, Debug)]
pub struct Instruction {
    pub kind: Do,
    /// What its result is made of.
    pub base: Base,
    /// What the operands of a comparison are made of; otherwise the same.
    pub operand_base: Base,
    /// Slots it reads. An inner product: the start of its operands in [`Plan::lists`], and the length of each array.
    pub operands: [Slot; 3],
    /// Where it stands in the source.
    pub source: u64,
}

impl Plan {
    /// Lays out a lowered program.
    pub fn new(program: &Program) -> Result<Plan, Refusal> {
        let mut planner = Planner::new(program);
        planner.inputs()?;
        planner.literals()?;
        planner.outputs()?;
        Ok(planner.plan)
    }

    /// How many scalars the inputs consist of.
    pub fn input_count(&self) -> u64 {
        self.inputs.iter().map(|input| input.ty.scalar_count()).sum()
    }
}

/// What an operation gives.
#[derive(Clone, Copy)]
enum Value {
    Scalar {
        slot: Slot,
        /// What the operation says the type is. It decides about the operations that read the value.
        declared: Scalar,
        /// What the type is. It decides whether they can.
        actual: Scalar,
    },
    Compound(usize),
}

/// A value with parts.
struct Parts {
    declared: Type,
    values: Vec<Value>,
    /// The types under which nodes have put it together so far, and where.
    made: Vec<(Type, Address)>,
}

/// How far an operation is planned.
#[derive(Clone, Copy)]
enum Progress {
    Untouched,
    /// Its operands are being planned.
    Open,
    Planned(Value),
}

struct Planner<'a> {
    program: &'a Program,
    plan: Plan,
    /// The program's operations by id, for ids are looked up often and mostly follow on each other.
    operations: Vec<&'a Operation>,
    /// Likewise.
    progress: Vec<Progress>,
    compounds: Vec<Parts>,
    literals: HashMap<&'a str, (Slot, Scalar)>,
    /// Where the value of each slot is.
    addresses: Vec<Address>,
    /// Inner products to which the compiler front end gives the wrong type.
    mistyped: HashSet<Slot>,
    /// How many parts of values were visited to list their scalars. Few operations can make a value of many parts.
    visits: usize,
}

impl<'a> Planner<'a> {
    fn new(program: &'a Program) -> Self {
        let plan = Plan {
            inputs: Vec::new(),
            literals: Vec::new(),
            instructions: Vec::new(),
            lists: Vec::new(),
            outputs: Vec::new(),
            counts: BTreeMap::new(),
            memory_size: 0,
            memory: Memory::default(),
        };
        Self {
            program,
            plan,
            operations: program.operations.values().collect(),
            progress: vec![Progress::Untouched; program.operations.len()],
            compounds: Vec::new(),
            literals: HashMap::new(),
            addresses: Vec::new(),
            mistyped: HashSet::new(),
            visits: 0,
        }
    }

    fn refuse<T>(&self, source: u64, reason: impl Into<String>) -> Result<T, Refusal> {
        Err(Refusal::at(Code::Invalid, reason, self.program.location(source)))
    }

    /// Where an operation stands among those of the program.
    fn position(&self, id: Id, source: u64) -> Result<usize, Refusal> {
        let first = self.operations.first().map_or(0, |operation| operation.id);
        let guess = id.wrapping_sub(first) as usize;
        if self.operations.get(guess).is_some_and(|operation| operation.id == id) {
            return Ok(guess);
        }
        match self.operations.binary_search_by_key(&id, |operation| operation.id) {
            Ok(position) => Ok(position),
            Err(_) => self.refuse(source, format!("operation {id} is not there")),
        }
    }

    fn slot(&mut self, address: Address) -> Slot {
        self.addresses.push(address);
        self.addresses.len() as Slot - 1
    }

    /// Nodes reckon one address for a value, and one more for each part of an array or tuple, however deep it nests.
    fn reckon(&mut self, ty: &Type) {
        let parts = match ty {
            Type::Scalar(_) => 0,
            Type::Compound(compound) => match compound.as_ref() {
                Compound::Array { size, .. } => u64::from(*size),
                Compound::Tuple(..) => 2,
                Compound::Ntuple(fields) => fields.len() as u64,
                Compound::Object(fields) => fields.len() as u64,
            },
        };
        self.plan.memory_size += 1 + parts;
    }

    fn inputs(&mut self) -> Result<(), Refusal> {
        let program = self.program;
        let parties: HashSet<&str> = program.parties.iter().map(|party| party.name.as_str()).collect();
        let mut reads: HashMap<&str, &Operation> = HashMap::new();
        for operation in program.operations.values() {
            if let Kind::Input(name) = &operation.kind
                && reads.insert(name, operation).is_some()
            {
                return self.refuse(operation.source, format!("input {name} is read twice"));
            }
        }
        let mut total = 0u64;
        for input in &program.inputs {
            total = total.saturating_add(input.ty.value_count());
            if total > MAX_VALUES as u64 {
                let reason = format!("the inputs up to {} consist of more than {MAX_VALUES} values", input.name);
                return Err(Refusal::at(Code::TooLarge, reason, program.location(input.source)));
            }
        }
        for input in &program.inputs {
            if !parties.contains(input.party.as_str()) {
                return self.refuse(input.source, format!("party {} is not there", input.party));
            }
            let Some(read) = reads.remove(input.name.as_str()) else {
                return self.refuse(input.source, format!("input {} is not used", input.name));
            };
            if !input.ty.is_known_to_nodes() {
                let reason = format!("input {} is of type {}, which nodes do not take", input.name, input.ty);
                return self.refuse(input.source, reason);
            }
            // A stored array has the type of its first element. What has none can come from an input only.
            if input.ty.has_empty_array() {
                let reason =
                    format!("input {} is of type {}: an array without elements cannot be stored", input.name, input.ty);
                return self.refuse(input.source, reason);
            }
            self.reckon(&input.ty);
            let mut place = self.plan.memory.add_input(&input.ty);
            let value = match (self.input_value(&input.ty, &mut place), read.ty.scalar()) {
                (Value::Scalar { slot, actual, .. }, Some(declared)) => Value::Scalar { slot, declared, actual },
                (value, _) if read.ty == input.ty => value,
                _ => {
                    let reason = format!("input {} of type {} is read as {}", input.name, input.ty, read.ty);
                    return self.refuse(input.source, reason);
                }
            };
            let position = self.position(read.id, read.source)?;
            self.progress[position] = Progress::Planned(value);
            self.plan.inputs.push(PlannedInput {
                name: input.name.clone(),
                party: input.party.clone(),
                ty: input.ty.clone(),
            });
        }
        if let Some((name, read)) = reads.into_iter().min_by_key(|(_, read)| read.id) {
            return self.refuse(read.source, format!("input {name} is not declared"));
        }
        for output in &program.outputs {
            if !parties.contains(output.party.as_str()) {
                return self.refuse(output.source, format!("party {} is not there", output.party));
            }
        }
        Ok(())
    }

    /// Numbers the scalars of an input, depth first.
    fn input_value(&mut self, ty: &Type, place: &mut u32) -> Value {
        let address = Address::Heap(*place);
        *place += 1;
        let values = match ty {
            Type::Scalar(scalar) => {
                return Value::Scalar { slot: self.slot(address), declared: *scalar, actual: *scalar };
            }
            Type::Compound(compound) => match compound.as_ref() {
                Compound::Array { of, size } => (0..*size).map(|_| self.input_value(of, place)).collect(),
                Compound::Tuple(left, right) => {
                    vec![self.input_value(left, place), self.input_value(right, place)]
                }
                Compound::Ntuple(_) | Compound::Object(_) => Vec::new(),
            },
        };
        self.compound(ty, values)
    }

    fn compound(&mut self, declared: &Type, values: Vec<Value>) -> Value {
        self.compounds.push(Parts { declared: declared.clone(), values, made: Vec::new() });
        Value::Compound(self.compounds.len() - 1)
    }

    fn literals(&mut self) -> Result<(), Refusal> {
        for (index, literal) in (0..).zip(&self.program.literals) {
            let Some((value, scalar)) = literal_value(&literal.value, &literal.ty) else {
                let reason = format!("{} is no literal of type {}", shown(literal), literal.ty);
                return Err(Refusal::at(Code::Invalid, reason, literal_location(self.program, literal)));
            };
            let slot = self.slot(Address::Literal(index));
            self.literals.entry(&literal.name).or_insert((slot, scalar));
            self.plan.literals.push(value);
        }
        Ok(())
    }

    fn outputs(&mut self) -> Result<(), Refusal> {
        let program = self.program;
        for output in &program.outputs {
            self.plan_operation(output.operation, output.source)?;
        }
        for output in &program.outputs {
            let value = self.value(output.operation, output.source)?;
            // Whatever can be held in shares leaves in shares unless the output is public.
            let wanted = output.ty.map_scalars(|scalar| {
                let is_bytes = !scalar.base().is_residue();
                match scalar {
                    Scalar::EcdsaPrivateKey | Scalar::EddsaPrivateKey => None,
                    _ if is_bytes || scalar.is_public() => Some(scalar),
                    _ => scalar.shared(),
                }
            });
            let Some(wanted) = wanted else {
                let reason = format!("output {} is of type {}, which nodes do not give", output.name, output.ty);
                return self.refuse(output.source, reason);
            };
            let address = self
                .adapt(value, &wanted, output.source)
                .map_err(|refusal| within(refusal, &format!("output {} of type {}", output.name, output.ty)))?;
            self.plan.memory.add_output(&output.name, address, wanted);
            let mut slots = Vec::new();
            self.collect(value, &mut slots, output.source)?;
            self.plan.outputs.push(PlannedOutput {
                name: output.name.clone(),
                party: output.party.clone(),
                ty: output.ty.clone(),
                slots,
            });
        }
        Ok(())
    }

    /// The slots of a value's scalars, depth first.
    fn collect(&mut self, value: Value, slots: &mut Vec<Slot>, source: u64) -> Result<(), Refusal> {
        let mut pending = vec![value];
        while let Some(value) = pending.pop() {
            self.visits += 1;
            if self.visits > MAX_VISITS {
                let reason = "the outputs and inner products consist of too many values";
                return Err(Refusal::at(Code::TooLarge, reason, self.program.location(source)));
            }
            match value {
                Value::Scalar { slot, .. } => slots.push(slot),
                Value::Compound(index) => {
                    pending.extend(self.compounds[index].values.iter().rev());
                }
            }
        }
        Ok(())
    }

    fn value(&self, id: Id, source: u64) -> Result<Value, Refusal> {
        match self.progress[self.position(id, source)?] {
            Progress::Planned(value) => Ok(value),
            _ => self.refuse(source, format!("operation {id} is not planned")),
        }
    }

    /// Plans an operation after all those it depends on.
    fn plan_operation(&mut self, id: Id, source: u64) -> Result<(), Refusal> {
        // Each entry: an operation, and how many of its operands are planned.
        let mut pending: Vec<(usize, usize)> = vec![(self.position(id, source)?, 0)];
        while let Some((position, planned)) = pending.last_mut() {
            let (position, operand) = (*position, *planned);
            if let Progress::Planned(_) = self.progress[position] {
                pending.pop();
                continue;
            }
            self.progress[position] = Progress::Open;
            let operation = self.operations[position];
            match operation.kind.operands().as_slice().get(operand) {
                Some(operand) => {
                    *planned += 1;
                    let operand = self.position(*operand, operation.source)?;
                    match self.progress[operand] {
                        Progress::Planned(_) => {}
                        Progress::Untouched => pending.push((operand, 0)),
                        Progress::Open => {
                            let reason = format!("operation {} depends on itself", operation.id);
                            return self.refuse(operation.source, reason);
                        }
                    }
                }
                None => {
                    let value = self.operation(operation)?;
                    self.progress[position] = Progress::Planned(value);
                }
            }
        }
        Ok(())
    }

    fn operation(&mut self, operation: &Operation) -> Result<Value, Refusal> {
        let Operation { source, ty, .. } = operation;
        let source = *source;
        match &operation.kind {
            Kind::Binary(binary, left, right) => {
                let left = self.value(*left, source)?;
                let right = self.value(*right, source)?;
                if *binary == Binary::InnerProduct {
                    return self.inner_product(operation, left, right);
                }
                let scalars = [self.declared(left, operation)?, self.declared(right, operation)?];
                self.binary(operation, *binary, [left, right], scalars)
            }
            Kind::Unary(unary, operand) => {
                let operand = self.value(*operand, source)?;
                let declared = self.declared(operand, operation)?;
                self.unary(operation, *unary, operand, declared)
            }
            Kind::IfElse { condition, then, otherwise } => {
                let condition = self.value(*condition, source)?;
                let then = self.value(*then, source)?;
                let otherwise = self.value(*otherwise, source)?;
                self.if_else(operation, condition, then, otherwise)
            }
            Kind::Random => {
                let kind = match ty.scalar() {
                    Some(Scalar::SecretInteger | Scalar::SecretUnsignedInteger) => Do::RandomInteger,
                    Some(Scalar::SecretBoolean) => Do::RandomBoolean,
                    _ => return self.refuse(source, format!("random values of type {ty}")),
                };
                self.emit(operation, kind, &[], None, ty.scalar())
            }
            Kind::Literal(name) => {
                let Some((slot, actual)) = self.literals.get(name.as_ref()).copied() else {
                    return self.refuse(source, format!("literal {name} is not there"));
                };
                let Some(declared) = ty.scalar() else {
                    return self.refuse(source, format!("a literal of type {ty}"));
                };
                Ok(Value::Scalar { slot, declared, actual })
            }
            Kind::New(elements) => {
                let mut values = Vec::with_capacity(elements.len());
                for element in elements {
                    values.push(self.value(*element, source)?);
                }
                Ok(self.compound(ty, values))
            }
            Kind::ArrayElement { index, array } => self.part(*array, *index as usize, source),
            Kind::TupleElement { side: Side::Left, tuple } => self.part(*tuple, 0, source),
            Kind::TupleElement { side: Side::Right, tuple } => self.part(*tuple, 1, source),
            // The inputs are planned first: this one is not among them.
            Kind::Input(name) => self.refuse(source, format!("input {name} is not declared")),
            Kind::Argument { .. }
            | Kind::Map { .. }
            | Kind::Reduce { .. }
            | Kind::NtupleElement { .. }
            | Kind::ObjectElement { .. }
            | Kind::Cast { .. } => self.unknown(operation),
        }
    }

    fn unknown<T>(&self, operation: &Operation) -> Result<T, Refusal> {
        let reason = format!("operation {} is not known to nodes", operation.kind.name());
        self.refuse(operation.source, reason)
    }

    fn part(&self, compound: Id, index: usize, source: u64) -> Result<Value, Refusal> {
        let part = match self.value(compound, source)? {
            Value::Compound(compound) => self.compounds[compound].values.get(index).copied(),
            Value::Scalar { .. } => None,
        };
        match part {
            Some(value) => Ok(value),
            None => self.refuse(source, format!("part {index} of a value is not there")),
        }
    }

    fn declared(&self, value: Value, reader: &Operation) -> Result<Scalar, Refusal> {
        match value {
            Value::Scalar { declared, .. } => Ok(declared),
            Value::Compound(_) => {
                let reason = format!("{} reads an array or a tuple", reader.kind.name());
                self.refuse(reader.source, reason)
            }
        }
    }

    /// The slot of a scalar, if it can be read as the type wanted: as itself or, if public, as a share of itself.
    fn read(&self, value: Value, wanted: Scalar, reader: &Operation) -> Result<Slot, Refusal> {
        self.read_at(value, wanted, reader.source).map_err(|refusal| within(refusal, reader.kind.name()))
    }

    fn read_at(&self, value: Value, wanted: Scalar, source: u64) -> Result<Slot, Refusal> {
        if let Value::Scalar { slot, actual, .. } = value {
            if actual == wanted || (actual.is_public() && actual.shared() == Some(wanted)) {
                return Ok(slot);
            }
            let mut reason = format!("a value of type {actual:?} is read as {wanted:?}");
            if self.mistyped.contains(&slot) {
                reason.push_str(": an InnerProduct takes the type of its left array, so the secret one has to be left");
            }
            return self.refuse(source, reason);
        }
        self.refuse(source, format!("an array or a tuple is read as {wanted:?}"))
    }

    /// Has nodes put a value together as the type wanted, unless they did so before.
    fn adapt(&mut self, value: Value, wanted: &Type, source: u64) -> Result<Address, Refusal> {
        let (compound, index) = match (wanted, value) {
            (Type::Scalar(wanted), value) => {
                return self.read_at(value, *wanted, source).map(|slot| self.addresses[slot as usize]);
            }
            (Type::Compound(compound), Value::Compound(index)) => (compound, index),
            (Type::Compound(_), Value::Scalar { .. }) => {
                return self.refuse(source, format!("a scalar is read as {wanted}"));
            }
        };
        let is_made = |made: &Type| made == wanted || (made.is_public() && made.shared().as_ref() == Some(wanted));
        if let Some((_, address)) = self.compounds[index].made.iter().find(|(made, _)| is_made(made)) {
            return Ok(*address);
        }
        let part_count = match compound.as_ref() {
            Compound::Array { size, .. } => *size as usize,
            Compound::Tuple(..) => 2,
            Compound::Ntuple(fields) => fields.len(),
            Compound::Object(fields) => fields.len(),
        };
        let found = self.compounds[index].values.len();
        if part_count != found {
            return self.refuse(source, format!("a value of {found} parts is read as {wanted}"));
        }
        // A part that is not all public is made of shares throughout.
        let part_type = |part: &Type| if part.is_public() { Some(part.clone()) } else { part.shared() };
        let (kind, part_types) = match compound.as_ref() {
            Compound::Array { of, size } => (Do::NewArray, part_type(of).map(|of| vec![of; *size as usize])),
            Compound::Tuple(left, right) => {
                let parts = part_type(left).zip(part_type(right));
                (Do::NewTuple, parts.map(|(left, right)| vec![left, right]))
            }
            Compound::Ntuple(_) | Compound::Object(_) => (Do::NewTuple, None),
        };
        let Some(part_types) = part_types else {
            return self.refuse(source, format!("nodes do not put together a value of {wanted}"));
        };
        let made = match compound.as_ref() {
            Compound::Array { of, size } => Type::array(part_types.first().unwrap_or(of).clone(), *size),
            _ => Type::tuple(part_types[0].clone(), part_types[1].clone()),
        };
        if made.is_public() && made.shared().is_none() {
            return self.refuse(source, format!("nodes do not put together a value of {wanted}"));
        }
        let mut links = Vec::with_capacity(part_types.len());
        for (part, part_type) in part_types.iter().enumerate() {
            let value = self.compounds[index].values[part];
            links.push(self.adapt(value, part_type, source)?);
        }
        let counts: Vec<u64> = part_types.iter().map(Type::value_count).collect();
        let address = self.plan.memory.add_protocol(kind, made.clone(), &links, |part| counts[part]);
        *self.plan.counts.entry(kind).or_default() += 1;
        self.reckon(&made);
        // Wanted with parts both public and secret, it is made in shares throughout, and again whenever it is wanted.
        let all_made = &mut self.compounds[index].made;
        if all_made.iter().all(|(known, _)| *known != made) {
            all_made.push((made, address));
        }
        Ok(address)
    }

    fn emit(
        &mut self,
        operation: &Operation,
        kind: Do,
        operands: &[Slot],
        operand_base: Option<Base>,
        actual: Option<Scalar>,
    ) -> Result<Value, Refusal> {
        let mut links = [Address::Literal(0); 3];
        for (link, operand) in links.iter_mut().zip(operands) {
            *link = self.addresses[*operand as usize];
        }
        let links = (&links[..operands.len()], 1);
        self.emit_linked(operation, kind, operands, links, operand_base, actual)
    }

    /// Emits an instruction that reads values of so many cells each.
    fn emit_linked(
        &mut self,
        operation: &Operation,
        kind: Do,
        operands: &[Slot],
        (links, cells): (&[Address], u64),
        operand_base: Option<Base>,
        actual: Option<Scalar>,
    ) -> Result<Value, Refusal> {
        let (Some(declared), Some(actual)) = (operation.ty.scalar(), actual) else {
            let name = operation.kind.name();
            let reason = format!("{name} does not give a value of type {}", operation.ty);
            return self.refuse(operation.source, reason);
        };
        let mut slots = [0; 3];
        slots[..operands.len()].copy_from_slice(operands);
        let base = actual.base();
        self.plan.instructions.push(Instruction {
            kind,
            base,
            operand_base: operand_base.unwrap_or(base),
            operands: slots,
            source: operation.source,
        });
        *self.plan.counts.entry(kind).or_default() += 1;
        self.plan.memory_size += 1;
        let address = self.plan.memory.add_protocol(kind, actual.into(), links, |_| cells);
        Ok(Value::Scalar { slot: self.slot(address), declared, actual })
    }

    /// An instruction whose operands and result are of one type: the operation's, public or in shares.
    fn same_type(
        &mut self,
        operation: &Operation,
        kind: Do,
        operands: [Value; 2],
        is_public: bool,
    ) -> Result<Value, Refusal> {
        let ty = operation.ty.scalar();
        let ty = ty.and_then(if is_public { Scalar::public } else { Scalar::shared });
        let Some(ty) = ty else {
            return self.unsupported(operation, operands);
        };
        let left = self.read(operands[0], ty, operation)?;
        let right = self.read(operands[1], ty, operation)?;
        self.emit(operation, kind, &[left, right], None, Some(ty))
    }

    /// A comparison: operands of the left one's type, public or in shares.
    fn comparison(
        &mut self,
        operation: &Operation,
        kind: Do,
        operands: [Value; 2],
        operand_type: Option<Scalar>,
        result: Scalar,
    ) -> Result<Value, Refusal> {
        let Some(ty) = operand_type else {
            return self.unsupported(operation, operands);
        };
        let left = self.read(operands[0], ty, operation)?;
        let right = self.read(operands[1], ty, operation)?;
        self.emit(operation, kind, &[left, right], Some(ty.base()), Some(result))
    }

    fn unsupported<T>(&self, operation: &Operation, operands: [Value; 2]) -> Result<T, Refusal> {
        let left = self.declared(operands[0], operation)?;
        let right = self.declared(operands[1], operation)?;
        let name = operation.kind.name();
        self.refuse(operation.source, format!("{name} of {left:?} and {right:?}"))
    }

    fn binary(
        &mut self,
        operation: &Operation,
        binary: Binary,
        operands: [Value; 2],
        [left, right]: [Scalar; 2],
    ) -> Result<Value, Refusal> {
        let is_same_base = left.base() == right.base();
        let is_public = left.is_public() && right.is_public();
        let fits = match binary {
            Binary::Addition
            | Binary::Subtraction
            | Binary::Multiplication
            | Binary::LessThan
            | Binary::Equals
            | Binary::PublicOutputEquality => is_same_base && left.base().is_residue(),
            Binary::Division | Binary::Modulo => is_same_base && left.base().is_numeric(),
            Binary::Power => is_public,
            Binary::LeftShift | Binary::RightShift => right.is_public(),
            Binary::TruncPr => right.is_public() && !left.is_public(),
            Binary::EcdsaSign | Binary::EddsaSign => true,
            _ => return self.unknown(operation),
        };
        if !fits {
            return self.unsupported(operation, operands);
        }
        match binary {
            Binary::Addition => self.same_type(operation, Do::Addition, operands, is_public),
            Binary::Subtraction => self.same_type(operation, Do::Subtraction, operands, is_public),
            Binary::Multiplication => {
                let kind = match (left.is_public(), right.is_public()) {
                    (true, true) => Do::MultiplicationPublic,
                    (false, false) => Do::MultiplicationShares,
                    _ => Do::MultiplicationSharePublic,
                };
                self.same_type(operation, kind, operands, is_public)
            }
            Binary::Division => {
                let kind = match (left.is_public(), right.is_public()) {
                    (true, true) => Do::DivisionIntegerPublic,
                    (false, true) => Do::DivisionIntegerSecretDividendPublicDivisor,
                    (_, false) => Do::DivisionIntegerSecretDivisor,
                };
                self.same_type(operation, kind, operands, is_public)
            }
            Binary::Modulo => {
                let kind = match (left.is_public(), right.is_public()) {
                    (true, true) => Do::ModuloIntegerPublic,
                    (false, true) => Do::ModuloIntegerSecretDividendPublicDivisor,
                    (_, false) => Do::ModuloIntegerSecretDivisor,
                };
                self.same_type(operation, kind, operands, is_public)
            }
            Binary::Power => self.same_type(operation, Do::PowerPublicBasePublicExponent, operands, true),
            Binary::LeftShift | Binary::RightShift | Binary::TruncPr => self.shift(operation, binary, operands, left),
            Binary::LessThan if is_public => {
                let ty = left.public();
                self.comparison(operation, Do::LessThanPublic, operands, ty, Scalar::Boolean)
            }
            Binary::LessThan => {
                let ty = left.shared();
                self.comparison(operation, Do::LessThanShares, operands, ty, Scalar::SecretBoolean)
            }
            Binary::Equals if !is_public => {
                let ty = left.shared();
                self.comparison(operation, Do::EqualsSecret, operands, ty, Scalar::SecretBoolean)
            }
            Binary::PublicOutputEquality if !is_public => {
                let ty = left.shared();
                let kind = Do::PublicOutputEquality;
                self.comparison(operation, kind, operands, ty, Scalar::Boolean)
            }
            Binary::Equals | Binary::PublicOutputEquality => {
                let ty = left.public();
                self.comparison(operation, Do::EqualsPublic, operands, ty, Scalar::Boolean)
            }
            Binary::EcdsaSign => {
                let key = self.read(operands[0], Scalar::EcdsaPrivateKey, operation)?;
                let digest = self.read(operands[1], Scalar::EcdsaDigestMessage, operation)?;
                let signature = Some(Scalar::EcdsaSignature);
                self.emit(operation, Do::EcdsaSign, &[key, digest], None, signature)
            }
            Binary::EddsaSign => {
                let key = self.read(operands[0], Scalar::EddsaPrivateKey, operation)?;
                let message = self.read(operands[1], Scalar::EddsaMessage, operation)?;
                let signature = Some(Scalar::EddsaSignature);
                self.emit(operation, Do::EddsaSign, &[key, message], None, signature)
            }
            _ => self.unknown(operation),
        }
    }

    fn shift(
        &mut self,
        operation: &Operation,
        binary: Binary,
        operands: [Value; 2],
        left: Scalar,
    ) -> Result<Value, Refusal> {
        let kind = match (binary, left.is_public()) {
            (Binary::LeftShift, true) => Do::LeftShiftPublic,
            (Binary::LeftShift, false) => Do::LeftShiftShares,
            (Binary::RightShift, true) => Do::RightShiftPublic,
            (Binary::RightShift, false) => Do::RightShiftShares,
            _ => Do::TruncPr,
        };
        let ty = operation.ty.scalar();
        let ty = ty.and_then(if left.is_public() { Scalar::public } else { Scalar::shared });
        let Some(ty) = ty.filter(|ty| ty.base().is_numeric()) else {
            return self.unsupported(operation, operands);
        };
        let value = self.read(operands[0], ty, operation)?;
        let amount = self.read(operands[1], Scalar::UnsignedInteger, operation)?;
        self.emit(operation, kind, &[value, amount], None, Some(ty))
    }

    fn unary(
        &mut self,
        operation: &Operation,
        unary: Unary,
        operand: Value,
        declared: Scalar,
    ) -> Result<Value, Refusal> {
        match unary {
            Unary::Reveal => {
                let Some(shared) = declared.shared() else {
                    let reason = format!("a value of type {declared:?} cannot be revealed");
                    return self.refuse(operation.source, reason);
                };
                let slot = self.read(operand, shared, operation)?;
                let public = operation.ty.scalar().and_then(Scalar::public);
                self.emit(operation, Do::Reveal, &[slot], None, public)
            }
            Unary::Not => {
                if declared.base() != Base::Boolean {
                    let reason = format!("not of a value of type {declared:?}");
                    return self.refuse(operation.source, reason);
                }
                let slot = self.read(operand, declared, operation)?;
                self.emit(operation, Do::Not, &[slot], None, Some(declared))
            }
            Unary::PublicKeyDerive => {
                let (slot, key) = match declared {
                    Scalar::EcdsaPrivateKey => (self.read(operand, declared, operation)?, Scalar::EcdsaPublicKey),
                    Scalar::EddsaPrivateKey => (self.read(operand, declared, operation)?, Scalar::EddsaPublicKey),
                    _ => {
                        let reason = format!("{declared:?} is no private key");
                        return self.refuse(operation.source, reason);
                    }
                };
                self.emit(operation, Do::PublicKeyDerive, &[slot], None, Some(key))
            }
            Unary::Unzip => self.unknown(operation),
        }
    }

    fn if_else(
        &mut self,
        operation: &Operation,
        condition: Value,
        then: Value,
        otherwise: Value,
    ) -> Result<Value, Refusal> {
        let condition_type = self.declared(condition, operation)?;
        let then_type = self.declared(then, operation)?;
        let otherwise_type = self.declared(otherwise, operation)?;
        let has_public_branches = then_type.is_public() && otherwise_type.is_public();
        let ty = operation.ty.scalar();
        let (kind, condition_type, ty) = match (condition_type.is_public(), has_public_branches) {
            (true, true) => (Do::IfElsePublicCond, Scalar::Boolean, ty),
            (true, false) => (Do::IfElsePublicCond, Scalar::Boolean, ty.and_then(Scalar::shared)),
            (false, true) => (Do::IfElsePublicBranches, Scalar::SecretBoolean, ty.and_then(Scalar::shared)),
            (false, false) => (Do::IfElse, Scalar::SecretBoolean, ty.and_then(Scalar::shared)),
        };
        let Some(ty) = ty else {
            return self.unsupported(operation, [then, otherwise]);
        };
        let condition = self.read(condition, condition_type, operation)?;
        let then = self.read(then, ty, operation)?;
        let otherwise = self.read(otherwise, ty, operation)?;
        self.emit(operation, kind, &[condition, then, otherwise], None, Some(ty))
    }

    fn inner_product(&mut self, operation: &Operation, left: Value, right: Value) -> Result<Value, Refusal> {
        let source = operation.source;
        let (Value::Compound(left_index), Value::Compound(right_index)) = (left, right) else {
            return self.refuse(source, "an inner product is one of two arrays");
        };
        let left_type = self.compounds[left_index].declared.clone();
        let right_type = self.compounds[right_index].declared.clone();
        let is_array_of_scalars = |ty: &Type| ty.as_array().is_some_and(|(of, _)| of.scalar().is_some());
        if !is_array_of_scalars(&left_type) || !is_array_of_scalars(&right_type) {
            return self.refuse(source, "an inner product is one of two arrays of numbers");
        }
        let (kind, left_wanted, right_wanted) = match (left_type.is_public(), right_type.is_public()) {
            (true, true) => (Do::InnerProductPublic, left_type.public(), right_type.public()),
            (false, false) => (Do::InnerProductShares, left_type.shared(), right_type.shared()),
            (true, false) => (Do::InnerProductSharePublic, Some(left_type.clone()), right_type.shared()),
            (false, true) => (Do::InnerProductSharePublic, left_type.shared(), Some(right_type.clone())),
        };
        let ty = operation.ty.scalar().and_then(match kind {
            Do::InnerProductPublic => Scalar::public,
            _ => Scalar::shared,
        });
        let (Some(left_wanted), Some(right_wanted)) = (left_wanted, right_wanted) else {
            let reason = format!("an inner product of {left_type} and {right_type}");
            return self.refuse(source, reason);
        };
        let links = [self.adapt(left, &left_wanted, source)?, self.adapt(right, &right_wanted, source)?];
        let start = self.plan.lists.len();
        let mut lists = std::mem::take(&mut self.plan.lists);
        self.collect(left, &mut lists, source)?;
        let length = lists.len() - start;
        self.collect(right, &mut lists, source)?;
        let is_even = lists.len() - start == 2 * length;
        self.plan.lists = lists;
        if !is_even {
            return self.refuse(source, "an inner product of arrays of different sizes");
        }
        let operands = [start as Slot, length as Slot];
        let value = self.emit_linked(operation, kind, &operands, (&links, 1 + length as u64), None, ty)?;
        if let Value::Scalar { slot, declared, actual } = value
            && declared.is_public()
            && !actual.is_public()
        {
            self.mistyped.insert(slot);
        }
        Ok(value)
    }
}

/// Says in a refusal what it is about.
fn within(mut refusal: Refusal, what: &str) -> Refusal {
    for issue in &mut refusal.issues {
        issue.reason = format!("{what}: {}", issue.reason);
    }
    refusal
}

/// Where the program reads a literal first.
pub(crate) fn literal_location(program: &Program, literal: &Literal) -> Option<Location> {
    let is_reader = |operation: &&Operation| match &operation.kind {
        Kind::Literal(name) => **name == *literal.name,
        _ => false,
    };
    let reader = program.operations.values().find(is_reader)?;
    program.location(reader.source)
}

/// A literal's value as far as a reason shows it.
pub(crate) fn shown(literal: &Literal) -> String {
    match literal.value.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &literal.value[..end]),
        None => literal.value.clone(),
    }
}

/// Reads a literal as Python prints it.
fn literal_value(text: &str, ty: &Type) -> Option<(LiteralValue, Scalar)> {
    let scalar = ty.scalar()?;
    let is_signed = match scalar {
        Scalar::Boolean => {
            let value = match text.to_ascii_lowercase().as_str() {
                "true" => true,
                "false" => false,
                _ => return None,
            };
            return Some((LiteralValue::Boolean(value), scalar));
        }
        Scalar::Integer => true,
        Scalar::UnsignedInteger => false,
        _ => return None,
    };
    let (is_negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    // As in Python, digits may be set apart.
    let is_number = digits.starts_with(|digit: char| digit.is_ascii_digit())
        && digits.bytes().all(|digit| digit.is_ascii_digit() || digit == b'_');
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches('0').to_owned();
    let is_negative = is_negative && !digits.is_empty();
    if !is_number || (is_negative && !is_signed) {
        return None;
    }
    Some((LiteralValue::Number { is_negative, digits, is_signed }, scalar))
}
