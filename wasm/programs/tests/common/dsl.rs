//! Writes programs as the compiler front end does: operations are numbered as they are made, functions are traced
//! once, and each table holds whatever its results depend on.

use std::collections::BTreeMap;

use programs::mir::{
    Argument, Function, Id, Input, Kind, Literal, Operation, Operations, Output, Party, Program, SourceRef,
};
use programs::types::Type;

/// A program under construction.
#[derive(Default)]
pub struct Dsl {
    /// Every operation, in and outside of functions.
    pub operations: Operations,
    pub functions: BTreeMap<Id, Function>,
    pub inputs: Vec<Input>,
    pub literals: Vec<Literal>,
    pub outputs: Vec<Output>,
    next: Id,
}

impl Dsl {
    /// A fresh id, for a function.
    pub fn next_id(&mut self) -> Id {
        self.next += 1;
        self.next - 1
    }

    /// Makes an operation.
    pub fn operation(&mut self, ty: Type, kind: Kind) -> Id {
        let id = self.next_id();
        self.operations.insert(id, Operation { id, ty, source: 0, kind });
        id
    }

    /// Declares an input.
    pub fn input(&mut self, name: &str, ty: Type) -> Id {
        self.inputs.push(Input { ty: ty.clone(), party: "p".into(), name: name.into(), doc: String::new(), source: 0 });
        self.operation(ty, Kind::Input(name.into()))
    }

    /// Writes a literal. Equal ones share their entry.
    pub fn literal(&mut self, value: &str, ty: Type) -> Id {
        let known = self.literals.iter().position(|literal| literal.value == value && literal.ty == ty);
        let index = known.unwrap_or_else(|| {
            let name = self.literals.len().to_string();
            self.literals.push(Literal { name, value: value.into(), ty: ty.clone() });
            self.literals.len() - 1
        });
        self.operation(ty, Kind::Literal(index.to_string().into()))
    }

    /// Closes a function whose arguments and body are made.
    pub fn function(&mut self, id: Id, arguments: Vec<(String, Type)>, result: Id) {
        let ty = self.operations[&result].ty.clone();
        let arguments = arguments.into_iter().map(|(name, ty)| Argument { name: name.into(), ty, source: 0 }).collect();
        let function =
            Function { id, arguments, name: format!("f{id}"), operations: Operations::new(), result, ty, source: 0 };
        self.functions.insert(id, function);
    }

    /// Declares an output.
    pub fn output(&mut self, name: String, operation: Id) {
        let ty = self.operations[&operation].ty.clone();
        self.outputs.push(Output { name, operation, party: "p".into(), ty, source: 0 });
    }

    /// What the given operations depend on, short of the bodies of functions, and the functions they apply.
    fn table(&self, roots: impl IntoIterator<Item = Id>) -> (Operations, Vec<Id>) {
        let (mut table, mut functions) = (Operations::new(), Vec::new());
        let mut pending: Vec<Id> = roots.into_iter().collect();
        while let Some(id) = pending.pop() {
            if table.contains_key(&id) {
                continue;
            }
            let operation = &self.operations[&id];
            if let Kind::Map { function, .. } | Kind::Reduce { function, .. } = operation.kind {
                functions.push(function);
            }
            pending.extend(operation.kind.operands().as_slice());
            table.insert(id, operation.clone());
        }
        (table, functions)
    }

    /// The program.
    pub fn finish(self) -> Program {
        let (operations, mut pending) = self.table(self.outputs.iter().map(|output| output.operation));
        let mut functions: BTreeMap<Id, Function> = BTreeMap::new();
        while let Some(id) = pending.pop() {
            if functions.contains_key(&id) {
                continue;
            }
            let mut function = self.functions[&id].clone();
            let (table, called) = self.table([function.result]);
            function.operations = table;
            pending.extend(called);
            functions.insert(id, function);
        }
        let tables = || std::iter::once(&operations).chain(functions.values().map(|function| &function.operations));
        let is_used = |name: &str, is_input: bool| {
            tables().flat_map(|table| table.values()).any(|operation| match &operation.kind {
                Kind::Input(used) => is_input && **used == *name,
                Kind::Literal(used) => !is_input && **used == *name,
                _ => false,
            })
        };
        Program {
            parties: vec![Party { name: "p".into(), source: 0 }],
            inputs: self.inputs.iter().filter(|input| is_used(&input.name, true)).cloned().collect(),
            literals: self.literals.iter().filter(|literal| is_used(&literal.name, false)).cloned().collect(),
            outputs: self.outputs.clone(),
            source_files: vec![("program.py".into(), "made at random".into())],
            source_refs: vec![SourceRef { file: "program.py".into(), line: 1, offset: 0, length: 14 }],
            functions: functions.into_values().collect(),
            operations,
        }
    }
}
