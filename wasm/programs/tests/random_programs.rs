//! Programs made at random, against an interpreter over big integers that knows nothing of lowering: it applies
//! functions, and reads arrays and tuples, as the source means them.
//!
//! `PROGRAMS` sets how many are made, `SEED` where they start. `CORPUS` names a file to write them to.

mod common;

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::rc::Rc;

use common::dsl::Dsl;
use common::{number, prime, residue, run, signed, splitmix};
use num_bigint::{BigInt, Sign};
use programs::compile::compile;
use programs::encode::encode;
use programs::mir::{Binary, Function, Id, Kind, Operation, Program, Side, Unary};
use programs::refusal::Code;
use programs::types::{Base, Compound, Scalar, Type};

const SCALARS: [Scalar; 6] = [
    Scalar::Integer,
    Scalar::UnsignedInteger,
    Scalar::Boolean,
    Scalar::SecretInteger,
    Scalar::SecretUnsignedInteger,
    Scalar::SecretBoolean,
];

struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        (splitmix(&mut self.0) % bound as u64) as usize
    }

    fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

/// Makes a program of up to 60 operations.
struct Maker {
    random: Random,
    dsl: Dsl,
    /// Operations within reach: those of the functions around the place that is being written, and the program's own.
    within_reach: Vec<Id>,
    left: usize,
    names: usize,
}

impl Maker {
    fn new(seed: u64) -> Self {
        let mut random = Random(seed);
        let left = 5 + random.below(56);
        Self { random, dsl: Dsl::default(), within_reach: Vec::new(), left, names: 0 }
    }

    fn make(mut self) -> Program {
        for index in 0..3 + self.random.below(4) {
            let ty = self.input_type(0);
            let id = self.dsl.input(&format!("input {index}"), ty);
            self.within_reach.push(id);
        }
        while self.left > 0 {
            self.step(0);
        }
        let count = 1 + self.random.below(4);
        let made = self.within_reach.clone();
        // Late operations depend on most of the others. Outputs are not all inputs, or nothing would be run.
        for index in 0..count {
            let from = made.len() - 1 - self.random.below(made.len().min(8));
            self.dsl.output(format!("output {index}"), made[from]);
        }
        self.dsl.finish()
    }

    fn input_type(&mut self, depth: usize) -> Type {
        match self.random.below(10) {
            0..=3 if depth < 2 => {
                let of = self.input_type(depth + 1);
                Type::array(of, 1 + self.random.below(4) as u32)
            }
            _ => Type::Scalar(*self.random.pick(&SCALARS)),
        }
    }

    fn ty(&self, id: Id) -> &Type {
        &self.dsl.operations[&id].ty
    }

    fn find(&mut self, fits: impl Fn(&Type) -> bool) -> Option<Id> {
        let found: Vec<Id> = self.within_reach.iter().copied().filter(|id| fits(self.ty(*id))).collect();
        (!found.is_empty()).then(|| *self.random.pick(&found))
    }

    fn find_scalar(&mut self, fits: impl Fn(Scalar) -> bool) -> Option<(Id, Scalar)> {
        let id = self.find(|ty| ty.scalar().is_some_and(&fits))?;
        Some((id, self.ty(id).scalar()?))
    }

    /// Makes one operation, if what it needs is within reach; counts as one in any case.
    fn step(&mut self, depth: usize) {
        self.left = self.left.saturating_sub(1);
        let made = match self.random.below(30) {
            0..=7 => self.arithmetic(),
            8 | 9 => self.comparison(),
            10 | 11 => self.gate(),
            12 | 13 => self.choice(),
            14 => self.literal(),
            15 => self.reveal(),
            16 => self.shift(),
            17 => self.new_compound(),
            18 => self.tuple_element(),
            19 => self.zip(),
            20 => self.inner_product(),
            _ if depth < 2 => self.functional(depth),
            _ => self.arithmetic(),
        };
        self.within_reach.extend(made);
    }

    fn secret_if(scalar: Scalar, is_secret: bool) -> Type {
        Type::Scalar(if is_secret { scalar.shared().unwrap() } else { scalar.public().unwrap() })
    }

    fn arithmetic(&mut self) -> Option<Id> {
        use Binary::{Addition, Division, Modulo, Multiplication, Power, Subtraction};
        let binary = *self.random.pick(&[
            Addition,
            Addition,
            Subtraction,
            Subtraction,
            Multiplication,
            Multiplication,
            Division,
            Modulo,
            Power,
        ]);
        let is_power = binary == Power;
        let fits = |scalar: Scalar| scalar.base().is_numeric() && (!is_power || scalar.is_public());
        let (left, left_type) = self.find_scalar(fits)?;
        let (right, right_type) = self.find_scalar(|scalar| fits(scalar) && scalar.base() == left_type.base())?;
        let ty = Self::secret_if(left_type, !left_type.is_public() || !right_type.is_public());
        Some(self.dsl.operation(ty, Kind::Binary(binary, left, right)))
    }

    fn comparison(&mut self) -> Option<Id> {
        use Binary::*;
        let binary = *self.random.pick(&[
            LessThan,
            LessOrEqualThan,
            GreaterThan,
            GreaterOrEqualThan,
            Equals,
            NotEquals,
            PublicOutputEquality,
        ]);
        let takes_booleans = matches!(binary, Equals | NotEquals);
        let (left, left_type) =
            self.find_scalar(|scalar| scalar.base().is_numeric() || (takes_booleans && scalar.base().is_residue()))?;
        let (right, right_type) = self.find_scalar(|scalar| scalar.base() == left_type.base())?;
        let is_public = left_type.is_public() && right_type.is_public();
        let ty = Self::secret_if(Scalar::Boolean, !is_public && binary != PublicOutputEquality);
        Some(self.dsl.operation(ty, Kind::Binary(binary, left, right)))
    }

    fn gate(&mut self) -> Option<Id> {
        use Binary::{BooleanAnd, BooleanOr, BooleanXor};
        let is_boolean = |scalar: Scalar| scalar.base() == Base::Boolean;
        let (left, left_type) = self.find_scalar(is_boolean)?;
        if self.random.below(4) == 0 {
            return Some(self.dsl.operation(left_type.into(), Kind::Unary(Unary::Not, left)));
        }
        let (right, right_type) = self.find_scalar(is_boolean)?;
        let ty = Self::secret_if(Scalar::Boolean, !left_type.is_public() || !right_type.is_public());
        let binary = *self.random.pick(&[BooleanAnd, BooleanOr, BooleanXor]);
        Some(self.dsl.operation(ty, Kind::Binary(binary, left, right)))
    }

    fn choice(&mut self) -> Option<Id> {
        let (condition, condition_type) = self.find_scalar(|scalar| scalar.base() == Base::Boolean)?;
        let (then, then_type) = self.find_scalar(|scalar| scalar.base().is_numeric())?;
        let (otherwise, otherwise_type) = self.find_scalar(|scalar| scalar.base() == then_type.base())?;
        let types = [condition_type, then_type, otherwise_type];
        let ty = Self::secret_if(then_type, types.iter().any(|ty| !ty.is_public()));
        Some(self.dsl.operation(ty, Kind::IfElse { condition, then, otherwise }))
    }

    fn literal(&mut self) -> Option<Id> {
        let number = self.random.below(100) as i64;
        Some(match self.random.below(3) {
            0 => self.dsl.literal(&(number - 50).to_string(), Scalar::Integer.into()),
            1 => self.dsl.literal(&number.to_string(), Scalar::UnsignedInteger.into()),
            _ => self.dsl.literal(if number < 50 { "True" } else { "False" }, Scalar::Boolean.into()),
        })
    }

    fn reveal(&mut self) -> Option<Id> {
        let (value, ty) = self.find_scalar(|scalar| !scalar.is_public())?;
        Some(self.dsl.operation(ty.public()?.into(), Kind::Unary(Unary::Reveal, value)))
    }

    fn shift(&mut self) -> Option<Id> {
        let (value, ty) = self.find_scalar(|scalar| scalar.base().is_numeric())?;
        let amount = match self.random.below(3) {
            0 => self.find_scalar(|scalar| scalar == Scalar::UnsignedInteger)?.0,
            _ => {
                let amount = self.random.below(12).to_string();
                self.dsl.literal(&amount, Scalar::UnsignedInteger.into())
            }
        };
        let binary = *self.random.pick(&[Binary::LeftShift, Binary::RightShift]);
        Some(self.dsl.operation(ty.into(), Kind::Binary(binary, value, amount)))
    }

    fn new_compound(&mut self) -> Option<Id> {
        let first = self.find(|_| true)?;
        let ty = self.ty(first).clone();
        if self.random.below(2) == 0 {
            let second = self.find(|_| true)?;
            let ty = Type::tuple(ty, self.ty(second).clone());
            return Some(self.dsl.operation(ty, Kind::New(vec![first, second])));
        }
        let mut elements = vec![first];
        for _ in 0..self.random.below(4) {
            elements.push(self.find(|other| *other == ty)?);
        }
        let ty = Type::array(ty, elements.len() as u32);
        Some(self.dsl.operation(ty, Kind::New(elements)))
    }

    fn tuple_element(&mut self) -> Option<Id> {
        let tuple = self.find(|ty| ty.as_tuple().is_some())?;
        let (left, right) = self.ty(tuple).as_tuple()?;
        let (side, ty) =
            if self.left.is_multiple_of(2) { (Side::Left, left.clone()) } else { (Side::Right, right.clone()) };
        Some(self.dsl.operation(ty, Kind::TupleElement { side, tuple }))
    }

    fn zip(&mut self) -> Option<Id> {
        let is_array_of_tuples = |ty: &Type| ty.as_array().is_some_and(|(of, _)| of.as_tuple().is_some());
        if self.random.below(3) == 0
            && let Some(array) = self.find(is_array_of_tuples)
        {
            let (of, size) = self.ty(array).as_array()?;
            let (left, right) = of.as_tuple()?;
            let ty = Type::tuple(Type::array(left.clone(), size), Type::array(right.clone(), size));
            return Some(self.dsl.operation(ty, Kind::Unary(Unary::Unzip, array)));
        }
        let left = self.find(|ty| ty.as_array().is_some())?;
        let (left_of, size) = self.ty(left).as_array()?;
        let left_of = left_of.clone();
        let right = self.find(|ty| ty.as_array().is_some_and(|(_, other)| other == size))?;
        let right_of = self.ty(right).as_array()?.0.clone();
        let ty = Type::array(Type::tuple(left_of, right_of), size);
        Some(self.dsl.operation(ty, Kind::Binary(Binary::Zip, left, right)))
    }

    fn inner_product(&mut self) -> Option<Id> {
        let numbers = |ty: &Type| {
            let (of, size) = ty.as_array()?;
            of.scalar().filter(|scalar| scalar.base().is_numeric()).map(|scalar| (scalar, size))
        };
        let left = self.find(|ty| numbers(ty).is_some())?;
        let (left_of, size) = numbers(self.ty(left))?;
        let right = self.find(|ty| {
            // The front end mistypes a product whose left array alone is public.
            numbers(ty).is_some_and(|(of, other)| {
                other == size && of.base() == left_of.base() && (of.is_public() || !left_of.is_public())
            })
        })?;
        Some(self.dsl.operation(left_of.into(), Kind::Binary(Binary::InnerProduct, left, right)))
    }

    /// A `map` or `reduce`, with its function.
    fn functional(&mut self, depth: usize) -> Option<Id> {
        let array = self.find(|ty| ty.as_array().is_some())?;
        let (of, size) = self.ty(array).as_array()?;
        let of = of.clone();
        if self.random.below(2) == 0 {
            let (function, result) = self.function(vec![of], None, depth)?;
            let ty = Type::array(result, size);
            return Some(self.dsl.operation(ty, Kind::Map { function, array }));
        }
        let initial = self.find(|_| true)?;
        let accumulator = self.ty(initial).clone();
        let (function, ty) = self.function(vec![accumulator.clone(), of], Some(accumulator), depth)?;
        Some(self.dsl.operation(ty, Kind::Reduce { function, array, initial }))
    }

    fn function(&mut self, types: Vec<Type>, wanted: Option<Type>, depth: usize) -> Option<(Id, Type)> {
        let id = self.dsl.next_id();
        let outside = self.within_reach.len();
        let mut arguments = Vec::new();
        for ty in types {
            // Functions within functions may use a name again.
            self.names += self.random.below(2);
            let name = format!("x{}{}", self.names % 3, arguments.len());
            let kind = Kind::Argument { function: id, name: name.as_str().into() };
            let argument = self.dsl.operation(ty.clone(), kind);
            self.within_reach.push(argument);
            arguments.push((name, ty));
        }
        for _ in 0..1 + self.random.below(5) {
            self.step(depth + 1);
        }
        let inside = self.within_reach.split_off(outside);
        let fitting: Vec<Id> = inside
            .iter()
            .rev()
            .copied()
            .filter(|id| wanted.as_ref().is_none_or(|wanted| self.ty(*id) == wanted))
            .take(2)
            .collect();
        let result = *self.random.pick(&fitting);
        let ty = self.ty(result).clone();
        self.dsl.function(id, arguments, result);
        Some((id, ty))
    }
}

/// A value: a residue, or parts.
#[derive(Clone, Debug)]
enum Value {
    Residue(BigInt),
    Parts(Rc<Vec<Value>>),
}

impl Value {
    fn residue(&self) -> &BigInt {
        match self {
            Value::Residue(residue) => residue,
            Value::Parts(_) => panic!("a compound value is read as a number"),
        }
    }

    fn parts(&self) -> &[Value] {
        match self {
            Value::Parts(parts) => parts,
            Value::Residue(_) => panic!("a number is read as a compound value"),
        }
    }

    fn flatten(&self, into: &mut Vec<BigInt>) {
        match self {
            Value::Residue(residue) => into.push(residue.clone()),
            Value::Parts(parts) => parts.iter().for_each(|part| part.flatten(into)),
        }
    }
}

/// A division that has no result.
struct NoResult;

struct Interpreter<'a> {
    program: &'a Program,
    /// Every operation, wherever it stands.
    operations: HashMap<Id, &'a Operation>,
    inputs: HashMap<String, Value>,
    bits: u32,
    prime: BigInt,
    /// Arguments of the calls around, innermost last.
    calls: Vec<(Id, HashMap<String, Value>)>,
}

impl<'a> Interpreter<'a> {
    fn new(program: &'a Program, inputs: HashMap<String, Value>, bits: u32) -> Self {
        let tables = program.functions.iter().map(|function| &function.operations);
        let operations = tables.chain([&program.operations]).flatten().map(|(id, operation)| (*id, operation));
        let operations = operations.collect();
        Self { program, operations, inputs, bits, prime: prime(bits), calls: Vec::new() }
    }

    fn call(&mut self, function: Id, arguments: Vec<Value>) -> Result<Value, NoResult> {
        let function = self.program.functions.iter().find(|other| other.id == function).unwrap();
        let names = function.arguments.iter().map(|argument| argument.name.to_string());
        self.calls.push((function.id, names.zip(arguments).collect()));
        let result = self.value(function.result, &mut HashMap::new());
        self.calls.pop();
        result
    }

    fn wrap(&self, integer: BigInt) -> Value {
        let remainder = integer % &self.prime;
        Value::Residue(if remainder.sign() == Sign::Minus { remainder + &self.prime } else { remainder })
    }

    fn value(&mut self, id: Id, known: &mut HashMap<Id, Value>) -> Result<Value, NoResult> {
        if let Some(value) = known.get(&id) {
            return Ok(value.clone());
        }
        let operation = self.operations[&id];
        let mut operands = Vec::new();
        for operand in operation.kind.operands().as_slice() {
            operands.push(self.value(*operand, known)?);
        }
        let value = match &operation.kind {
            Kind::Input(name) => self.inputs[name.as_ref()].clone(),
            Kind::Literal(name) => {
                let literal = self.program.literals.iter().find(|literal| *literal.name == **name).unwrap();
                match literal.value.as_str() {
                    "True" => self.wrap(1.into()),
                    "False" => self.wrap(0.into()),
                    number => self.wrap(number.parse().unwrap()),
                }
            }
            Kind::Argument { function, name } => {
                let call = self.calls.iter().rev().find(|(called, _)| called == function).unwrap();
                call.1[name.as_ref()].clone()
            }
            Kind::Map { function, .. } => {
                let elements = operands[0].parts().to_vec();
                let results: Result<Vec<_>, _> =
                    elements.into_iter().map(|element| self.call(*function, vec![element])).collect();
                Value::Parts(Rc::new(results?))
            }
            Kind::Reduce { function, .. } => {
                let mut accumulator = operands[1].clone();
                for element in operands[0].parts().to_vec() {
                    accumulator = self.call(*function, vec![accumulator, element])?;
                }
                accumulator
            }
            Kind::New(_) => Value::Parts(Rc::new(operands)),
            Kind::TupleElement { side: Side::Left, .. } => operands[0].parts()[0].clone(),
            Kind::TupleElement { side: Side::Right, .. } => operands[0].parts()[1].clone(),
            Kind::IfElse { .. } => operands[if *operands[0].residue() == 0.into() { 2 } else { 1 }].clone(),
            Kind::Unary(Unary::Not, _) => self.wrap(1 - operands[0].residue()),
            Kind::Unary(Unary::Reveal, _) => operands[0].clone(),
            Kind::Unary(Unary::Unzip, _) => {
                let side = |index: usize| {
                    let parts = operands[0].parts().iter().map(|tuple| tuple.parts()[index].clone());
                    Value::Parts(Rc::new(parts.collect()))
                };
                Value::Parts(Rc::new(vec![side(0), side(1)]))
            }
            Kind::Binary(Binary::Zip, ..) => {
                let pairs = operands[0].parts().iter().zip(operands[1].parts());
                let tuples = pairs.map(|(left, right)| Value::Parts(Rc::new(vec![left.clone(), right.clone()])));
                Value::Parts(Rc::new(tuples.collect()))
            }
            Kind::Binary(Binary::InnerProduct, ..) => {
                let pairs = operands[0].parts().iter().zip(operands[1].parts());
                self.wrap(pairs.map(|(left, right)| left.residue() * right.residue()).sum())
            }
            Kind::Binary(binary, left, right) => {
                let types = [left, right].map(|id| self.operations[id].ty.scalar().unwrap());
                self.binary(*binary, operands[0].residue(), operands[1].residue(), types)?
            }
            other => panic!("no interpreter for {other:?}"),
        };
        known.insert(id, value.clone());
        Ok(value)
    }

    fn binary(
        &self,
        binary: Binary,
        left: &BigInt,
        right: &BigInt,
        [left_type, right_type]: [Scalar; 2],
    ) -> Result<Value, NoResult> {
        let is_public = left_type.is_public() && right_type.is_public();
        let is_unsigned = is_public && left_type.base() == Base::UnsignedInteger;
        let integer = |residue: &BigInt| if is_unsigned { residue.clone() } else { signed(residue, self.bits) };
        let divide = |a: &BigInt, b: &BigInt| {
            let quotient = a / b;
            if (a % b).sign() != Sign::NoSign && (a.sign() == Sign::Minus) != (b.sign() == Sign::Minus) {
                quotient - 1
            } else {
                quotient
            }
        };
        let boolean = |value: bool| Value::Residue(u8::from(value).into());
        let less = |left: &BigInt, right: &BigInt| {
            if is_public {
                integer(left) < integer(right)
            } else {
                signed(self.wrap(left - right).residue(), self.bits).sign() == Sign::Minus
            }
        };
        let divisor_bits = u64::from((self.bits - 41) / 2);
        Ok(match binary {
            Binary::Addition => self.wrap(left + right),
            Binary::Subtraction => self.wrap(left - right),
            Binary::Multiplication => self.wrap(left * right),
            Binary::Division | Binary::Modulo => {
                let (a, b) = (integer(left), integer(right));
                let is_zero = b.sign() == Sign::NoSign;
                let is_secret_by_public = !left_type.is_public() && right_type.is_public();
                if right_type.is_public() && (is_zero || (is_secret_by_public && b.bits() >= divisor_bits)) {
                    return Err(NoResult);
                }
                let quotient = if is_zero { 0.into() } else { divide(&a, &b) };
                match binary {
                    Binary::Division => self.wrap(quotient),
                    _ => self.wrap(a - quotient * b),
                }
            }
            Binary::Power => Value::Residue(left.modpow(right, &self.prime)),
            Binary::LeftShift => self.wrap(left * BigInt::from(2).modpow(right, &self.prime)),
            Binary::RightShift if left_type.is_public() => {
                let is_unsigned = left_type == Scalar::UnsignedInteger;
                let integer = |residue: &BigInt| if is_unsigned { residue.clone() } else { signed(residue, self.bits) };
                let divisor = BigInt::from(2).modpow(right, &self.prime);
                self.wrap(divide(&integer(left), &integer(&divisor)))
            }
            Binary::RightShift => match u64::try_from(right) {
                Ok(bits) if bits < divisor_bits => self.wrap(signed(left, self.bits) >> bits),
                _ => return Err(NoResult),
            },
            Binary::LessThan => boolean(less(left, right)),
            Binary::LessOrEqualThan => boolean(!less(right, left)),
            Binary::GreaterThan => boolean(less(right, left)),
            Binary::GreaterOrEqualThan => boolean(!less(left, right)),
            Binary::Equals | Binary::PublicOutputEquality => boolean(left == right),
            Binary::NotEquals | Binary::BooleanXor => boolean(left != right),
            Binary::BooleanAnd => boolean(left + right == 2.into()),
            Binary::BooleanOr => boolean(left + right != 0.into()),
            other => panic!("no interpreter for {other:?}"),
        })
    }
}

/// A value for an input: mostly small, at times anything.
fn input_value(random: &mut Random, ty: &Type, bits: u32) -> Value {
    match ty {
        Type::Scalar(scalar) => {
            let integer = match (scalar.base(), random.below(8)) {
                (Base::Boolean, kind) => BigInt::from(kind % 2),
                (_, 0) => {
                    let bytes: Vec<u8> = (0..bits / 8).map(|_| random.below(256) as u8).collect();
                    BigInt::from_bytes_le(Sign::Plus, &bytes)
                }
                (_, 1) => BigInt::from(0),
                (Base::UnsignedInteger, _) => BigInt::from(random.below(1000)),
                _ => BigInt::from(random.below(2000) as i64 - 1000),
            };
            let prime = prime(bits);
            Value::Residue(((integer % &prime) + &prime) % &prime)
        }
        Type::Compound(compound) => {
            let types = match compound.as_ref() {
                Compound::Array { of, size } => vec![of; *size as usize],
                _ => panic!("inputs are scalars and arrays"),
            };
            Value::Parts(Rc::new(types.into_iter().map(|ty| input_value(random, ty, bits)).collect()))
        }
    }
}

/// What was made, for whoever runs it elsewhere. Of each program: its seed, the bits of the prime, its bytes, its
/// inputs, the code with which it is refused, if it is, and its outputs, if it is not. The first two are numbers, the
/// others bytes after their length; inputs and outputs are laid out.
#[derive(Default)]
struct Corpus(Vec<u8>);

impl Corpus {
    fn add(&mut self, seed: u64, bits: u32, program: &[u8], inputs: &[u8], result: Result<Vec<u8>, Code>) {
        self.0.extend(number(seed as usize));
        self.0.extend(number(bits as usize));
        let code = result.as_ref().err().map_or("", |code| code.name());
        for bytes in [program, inputs, code.as_bytes(), &result.unwrap_or_default()] {
            self.0.extend(number(bytes.len()));
            self.0.extend(bytes);
        }
    }
}

fn environment(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |value| value.parse().expect("a number"))
}

#[test]
fn random_programs_give_what_their_source_means() {
    let (count, first) = (environment("PROGRAMS", 1000), environment("SEED", 1));
    let (mut compared, mut without_result, mut without_instruction) = (0, 0, 0);
    let (mut seen, mut closures, mut lost) = (BTreeSet::new(), 0, 0);
    let mut corpus = Corpus::default();
    for seed in first..first + count {
        let program = Maker::new(seed).make();
        let bytes = encode(&program, usize::MAX).unwrap();
        let mut random = Random(seed ^ 0xabcd);
        let bits = *random.pick(&[64, 128, 256]);
        let values: HashMap<String, Value> = program
            .inputs
            .iter()
            .map(|input| (input.name.clone(), input_value(&mut random, &input.ty, bits)))
            .collect();
        let given: Vec<(&str, String, Vec<u8>)> = program
            .inputs
            .iter()
            .map(|input| {
                let mut residues = Vec::new();
                values[&input.name].flatten(&mut residues);
                let content = residues.iter().flat_map(|value| residue(value, bits)).collect();
                (input.name.as_str(), input.ty.to_string(), content)
            })
            .collect();
        let given: Vec<_> = given.iter().map(|(name, ty, content)| (*name, ty.as_str(), content.clone())).collect();

        let inputs = common::values(&given, bits);

        if let Err(refusal) = compile(&bytes) {
            let is_expected = refusal.to_string().contains("the program has no instructions");
            assert!(is_expected, "program {seed} is refused: {refusal}");
            corpus.add(seed, bits, &bytes, &inputs, Err(refusal.code));
            without_instruction += 1;
            continue;
        }
        lost += u64::from(compile(&bytes).unwrap().plan.memory.check().is_err());
        let found = run(&bytes, bits, &given, 0);
        let mut interpreter = Interpreter::new(&program, values, bits);
        let mut known = HashMap::new();
        let expected: Result<Vec<_>, _> =
            program.outputs.iter().map(|output| interpreter.value(output.operation, &mut known)).collect();
        let result = found.as_ref().map_err(|refusal| refusal.code).map(|found| {
            let outputs = program.outputs.iter().map(|output| (output.name.as_str(), &found[&output.name]));
            let values: Vec<_> =
                outputs.map(|(name, found)| (name, found.ty.as_str(), found.content.clone())).collect();
            common::values(&values, bits)
        });
        corpus.add(seed, bits, &bytes, &inputs, result);
        match (expected, found) {
            (Ok(expected), Ok(found)) => {
                for (output, expected) in program.outputs.iter().zip(expected) {
                    let mut residues = Vec::new();
                    expected.flatten(&mut residues);
                    let found = found[&output.name].residues(bits);
                    assert_eq!(found, residues, "program {seed}, {bits} bits, {}", output.name);
                }
                compared += 1;
                for table in program.functions.iter().map(|function| &function.operations).chain([&program.operations])
                {
                    seen.extend(table.values().map(|operation| operation.kind.name()));
                }
                closures += u64::from(program.functions.iter().any(uses_outer_argument));
            }
            // What divides by zero may be part of nothing that is given.
            (Err(NoResult), Ok(_)) => without_result += 1,
            (Err(NoResult), Err(refusal)) => {
                assert_eq!(refusal.code, Code::Arithmetic, "program {seed}: {refusal}");
                without_result += 1;
            }
            (Ok(_), Err(refusal)) => panic!("program {seed}, {bits} bits: {refusal}"),
        }
    }
    if let Ok(path) = std::env::var("CORPUS") {
        fs::write(path, corpus.0).unwrap();
    }
    println!(
        "{compared} compared, {closures} of them with functions that use the argument of another, {without_result} \
         without result, {without_instruction} without instruction, {lost} not found by nodes"
    );
    if count >= 1000 {
        assert!(compared > count / 2, "only {compared} of {count} programs gave results to compare");
        assert!(closures > 0);
        assert!(lost < count / 20, "nodes would not find {lost} of {count}");
        // All but what takes randomness or keys, what lowering makes, and n-tuples, objects and casts.
        assert_eq!(seen.len(), 31, "{seen:?}");
    }
}

fn uses_outer_argument(function: &Function) -> bool {
    let is_outer = |operation: &Operation| match operation.kind {
        Kind::Argument { function: owner, .. } => owner != function.id,
        _ => false,
    };
    function.operations.values().any(is_outer)
}
