//! Calls of functions, written out.
//!
//! A function is a table of operations of its own. To write out a call is to copy the table with new ids, the arguments
//! replaced by what the call gives; the copy of the result takes the id of the call. The table holds everything the
//! result depends on, also what the source computes outside the function and the function merely uses: that is copied
//! as well, as the network's own compiler does, with one exception. A random number, or a probabilistic truncation,
//! drawn outside the function is one value in the source and must not become one per call.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use super::{Lowering, MAX_WORK, Step, invalid, is_rewritten};
use crate::mir::{Binary, Function, Id, Kind, Operation, Program};
use crate::refusal::{Code, Refusal};

/// A call still to write out.
pub(super) struct Call {
    /// What the result is to be known by.
    pub id: Id,
    pub function: Id,
    pub arguments: Vec<Id>,
    /// The call around the `map` or `reduce` that makes this one.
    pub frame: Option<usize>,
    pub source: u64,
}

/// What a function defined inside another one sees of the call around it.
pub(super) struct Frame {
    function: Id,
    parent: Option<usize>,
    arguments: HashMap<Rc<str>, Id>,
    /// The copies this call made, by the ids of the source.
    copies: HashMap<Id, Id>,
}

/// Refuses a program whose functions call each other in a circle, or call one that is not there.
pub(super) fn refuse_recursion(program: &Program) -> Result<(), Refusal> {
    let mut callers: HashMap<Id, Vec<Id>> = HashMap::new();
    let mut open_calls: HashMap<Id, usize> = HashMap::new();
    let mut functions: HashMap<Id, &Function> = HashMap::new();
    for function in &program.functions {
        // The compiler front end writes a function again each time it comes across it in another one.
        if let Some(known) = functions.insert(function.id, function) {
            if known == function {
                continue;
            }
            let reason = format!("functions {} and {} have the same id", known.name, function.name);
            return Err(invalid(reason, program.location(function.source)));
        }
        let called: HashSet<Id> = function.operations.values().filter_map(callee).collect();
        open_calls.insert(function.id, called.len());
        for callee in called {
            callers.entry(callee).or_default().push(function.id);
        }
    }
    // Functions that call nothing are fine; so are, in turn, functions that call only fine ones.
    let mut fine: Vec<Id> = open_calls.iter().filter(|(_, open)| **open == 0).map(|(id, _)| *id).collect();
    while let Some(id) = fine.pop() {
        for caller in callers.remove(&id).unwrap_or_default() {
            if let Some(open) = open_calls.get_mut(&caller) {
                *open -= 1;
                if *open == 0 {
                    fine.push(caller);
                }
            }
        }
    }
    match program.functions.iter().find(|function| open_calls.get(&function.id) != Some(&0)) {
        None => Ok(()),
        Some(function) => {
            let is_astray = |call: &&Operation| callee(call).is_some_and(|id| !open_calls.contains_key(&id));
            if let Some(call) = function.operations.values().find(is_astray) {
                let reason = format!("{} calls a function that is not there", call.kind.name());
                return Err(invalid(reason, program.location(call.source)));
            }
            let reason = format!("function {} leads back to itself: recursion", function.name);
            Err(invalid(reason, program.location(function.source)))
        }
    }
}

/// The function that an operation applies.
pub(super) fn callee(operation: &Operation) -> Option<Id> {
    match operation.kind {
        Kind::Map { function, .. } | Kind::Reduce { function, .. } => Some(function),
        _ => None,
    }
}

impl Lowering {
    /// Writes out a call.
    pub(super) fn write_out(&mut self, call: Call) -> Result<(), Refusal> {
        let Some(function) = self.functions.get(&call.function).cloned() else {
            let reason = format!("function {} is not there", call.function);
            return Err(invalid(reason, self.at(call.source)));
        };
        // One that takes fewer, as `lambda *values: k` does in Python, leaves the rest.
        if call.arguments.len() < function.arguments.len() {
            let (takes, given) = (function.arguments.len(), call.arguments.len());
            let reason = format!("function {} takes {takes} arguments, not {given}", function.name);
            return Err(invalid(reason, self.at(call.source)));
        }
        let weigh = |operation: &Operation| 1 + operation.kind.operands().as_slice().len();
        self.spend(1 + function.operations.values().map(weigh).sum::<usize>(), call.source)?;

        let names = function.arguments.iter().map(|argument| argument.name.clone());
        let arguments = names.zip(call.arguments).collect();
        let frame = Frame { function: function.id, parent: call.frame, arguments, copies: HashMap::new() };
        let frame_index = self.frames.len();
        self.frames.push(frame);
        let is_seen_from_inside = function.operations.values().any(|op| callee(op).is_some());

        let mut ids = self.drawn_outside(&function, call.frame)?;
        let mut copies = Vec::new();
        for (id, operation) in &function.operations {
            if ids.contains_key(id) {
                continue;
            }
            let known = self.known_value(operation, Some(frame_index))?;
            let copy = known.unwrap_or_else(|| if *id == function.result { call.id } else { self.new_id() });
            ids.insert(*id, copy);
            if known.is_none() {
                copies.push((copy, operation));
            }
        }

        match ids.get(&function.result) {
            Some(result) if *result == call.id => {}
            Some(result) => {
                self.aliases.insert(call.id, (*result, call.source));
            }
            None => {
                let reason = format!("function {} has no result", function.name);
                return Err(invalid(reason, self.at(function.source)));
            }
        }
        let mut steps = Vec::new();
        for (id, operation) in copies {
            let mut copy = operation.clone();
            copy.id = id;
            copy.kind.map_operands(|operand| ids.get(&operand).copied().unwrap_or(operand));
            if let Kind::Input(name) = &copy.kind {
                self.inputs.insert(name.clone(), id);
            }
            if is_rewritten(&copy.kind) {
                steps.push(Step::Rewrite(id));
                self.frame_of.insert(id, frame_index);
            }
            self.insert(copy)?;
        }
        self.steps.extend(steps.into_iter().rev());

        if is_seen_from_inside {
            self.frames[frame_index].copies = ids;
        } else {
            self.frames.pop();
        }
        Ok(())
    }

    fn spend(&mut self, work: usize, source: u64) -> Result<(), Refusal> {
        self.work += work;
        if self.work > MAX_WORK {
            let reason = "writing out the program's function calls takes too much work";
            return Err(Refusal::at(Code::TooLarge, reason, self.at(source)));
        }
        Ok(())
    }

    /// What an operation of a function stands for when that is there already: an argument, an input, a literal.
    fn known_value(&mut self, operation: &Operation, frame: Option<usize>) -> Result<Option<Id>, Refusal> {
        match &operation.kind {
            Kind::Argument { function, name } => {
                let mut next = frame;
                while let Some(index) = next {
                    self.spend(1, operation.source)?;
                    let frame = &self.frames[index];
                    if frame.function == *function
                        && let Some(id) = frame.arguments.get(name)
                    {
                        return Ok(Some(*id));
                    }
                    next = frame.parent;
                }
                let reason = format!("argument {name} is used outside of its function");
                Err(invalid(reason, self.at(operation.source)))
            }
            Kind::Input(name) => Ok(self.inputs.get(name).copied()),
            Kind::Literal(name) => Ok(self.literals.get(name).copied()),
            _ => Ok(None),
        }
    }

    /// Finds, or makes, the one value of every random operation that a function uses and the source draws outside of
    /// it, and of what it depends on. Ids grow with the source: what is older than the function was made outside.
    fn drawn_outside(&mut self, function: &Function, frame: Option<usize>) -> Result<HashMap<Id, Id>, Refusal> {
        let mut needed = BTreeSet::new();
        for (id, operation) in function.operations.range(..function.id).rev() {
            let is_random = matches!(operation.kind, Kind::Random | Kind::Binary(Binary::TruncPr, ..));
            if is_random || needed.contains(id) {
                needed.insert(*id);
                needed.extend(operation.kind.operands().as_slice());
            }
        }
        let mut ids = HashMap::new();
        for id in needed {
            let Some(operation) = function.operations.get(&id) else {
                continue;
            };
            let value = self.drawn_value(operation, frame, &ids)?;
            ids.insert(id, value);
        }
        Ok(ids)
    }

    fn drawn_value(
        &mut self,
        operation: &Operation,
        frame: Option<usize>,
        ids: &HashMap<Id, Id>,
    ) -> Result<Id, Refusal> {
        let id = operation.id;
        if let Some(known) = self.known_value(operation, frame)? {
            return Ok(known);
        }
        // The source made it in the innermost function that is older, or outside of all functions.
        let mut scope = frame;
        while let Some(index) = scope
            && self.frames[index].function > id
        {
            self.spend(1, operation.source)?;
            scope = self.frames[index].parent;
        }
        let made = match scope {
            Some(index) => self.frames[index].copies.get(&id).copied(),
            None if id < self.first_own_id && self.program.operations.contains_key(&id) => Some(id),
            None => self.hoisted.get(&id).copied(),
        };
        if let Some(made) = made {
            return Ok(made);
        }
        let mut copy = operation.clone();
        copy.id = self.new_id();
        copy.kind.map_operands(|operand| ids.get(&operand).copied().unwrap_or(operand));
        let made = copy.id;
        match scope {
            Some(index) => self.frames[index].copies.insert(id, made),
            None => self.hoisted.insert(id, made),
        };
        if let Kind::Input(name) = &copy.kind {
            self.inputs.insert(name.clone(), made);
        }
        if is_rewritten(&copy.kind) {
            self.steps.push(Step::Rewrite(made));
            if let Some(index) = scope {
                self.frame_of.insert(made, index);
            }
        }
        self.insert(copy)?;
        Ok(made)
    }
}
