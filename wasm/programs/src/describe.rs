//! Programs and refusals, described in JSON.

use std::fmt;

use crate::compile::Compiled;
use crate::json::Json;
use crate::metadata::Metadata;
use crate::mir::Program;
use crate::refusal::{Issue, Refusal};
use crate::types::{Compound, Scalar, Type};

/// How a description writes types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// By the classes of the package that hold the values: `NadaArray<SecretInteger, 4>`.
    Classes,
    /// As nodes do in their messages: `Array [SecretInteger:4]`.
    Nodes,
}

/// What a caller needs to know to price a program, bind its parties and give it inputs:
///
/// - `memorySize`, `totalInstructions`, and by name `instructions` and `preprocessing`;
/// - `auxiliaryMaterials`, which are not used up;
/// - `inputParties` and `outputParties`;
/// - `inputs` and `outputs`: `name`, `party` and `type`;
/// - for users only, `depth`, and the warnings as `warnings`, each as an issue of a refusal.
pub fn describe(compiled: &Compiled, words: Words, warnings: &[Issue]) -> String {
    let Compiled { program, plan } = compiled;
    let mut json = Json::default();
    json.object(|json| {
        write_metadata(json, &Metadata::new(plan));
        let inputs = plan.inputs.iter().map(|input| input.party.as_str());
        write_parties(json, "inputParties", program, inputs);
        let outputs = plan.outputs.iter().map(|output| output.party.as_str());
        write_parties(json, "outputParties", program, outputs);
        json.key("inputs");
        json.array(|json| {
            for input in &plan.inputs {
                write_value(json, &input.name, &input.party, &input.ty, words);
            }
        });
        json.key("outputs");
        json.array(|json| {
            for output in &plan.outputs {
                write_value(json, &output.name, &output.party, &output.ty, words);
            }
        });
        if words == Words::Classes {
            json.key("depth");
            json.number(plan.memory.depth() as u64);
            json.key("warnings");
            write_issues(json, warnings);
        }
    });
    json.into_text()
}

/// A refusal: its `code`, the whole `message`, and `issues` with `reason` and, where known, `file` and `line`.
pub fn describe_refusal(refusal: &Refusal) -> String {
    let mut json = Json::default();
    json.object(|json| {
        json.key("code");
        json.text(refusal.code.name());
        json.key("message");
        json.text(&refusal.to_string());
        json.key("issues");
        write_issues(json, &refusal.issues);
    });
    json.into_text()
}

fn write_issues(json: &mut Json, issues: &[Issue]) {
    json.array(|json| {
        for issue in issues {
            json.object(|json| {
                json.key("reason");
                json.text(&issue.reason);
                if let Some(at) = &issue.at {
                    json.key("file");
                    json.text(&at.file);
                    json.key("line");
                    json.number(u64::from(at.line));
                }
            });
        }
    });
}

fn write_metadata(json: &mut Json, metadata: &Metadata) {
    json.key("memorySize");
    json.number(metadata.memory_size);
    json.key("totalInstructions");
    json.number(metadata.total_instructions);
    json.key("instructions");
    json.object(|json| {
        for (kind, count) in &metadata.instructions {
            json.key(kind.name());
            json.number(*count);
        }
    });
    json.key("preprocessing");
    json.object(|json| {
        for (need, count) in &metadata.preprocessing {
            if let Some(element) = need.element() {
                json.key(element);
                json.number(*count);
            }
        }
    });
    json.key("auxiliaryMaterials");
    json.array(|json| {
        metadata.preprocessing.keys().filter_map(|need| need.material()).for_each(|name| json.text(name))
    });
}

/// The parties that `used` names, in the program's order.
fn write_parties<'a>(json: &mut Json, key: &str, program: &Program, used: impl Iterator<Item = &'a str>) {
    let mut used: std::collections::HashSet<&str> = used.collect();
    json.key(key);
    json.array(|json| {
        for party in &program.parties {
            if used.remove(party.name.as_str()) {
                json.text(&party.name);
            }
        }
    });
}

fn write_value(json: &mut Json, name: &str, party: &str, ty: &Type, words: Words) {
    json.object(|json| {
        json.key("name");
        json.text(name);
        json.key("party");
        json.text(party);
        json.key("type");
        json.text(&match words {
            Words::Classes => Class(ty).to_string(),
            Words::Nodes => ty.to_string(),
        });
    });
}

/// A type by the class that holds its values.
struct Class<'a>(&'a Type);

impl fmt::Display for Class<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Type::Scalar(Scalar::Integer | Scalar::UnsignedInteger | Scalar::Boolean) => write!(f, "Public{}", self.0),
            Type::Scalar(scalar) => write!(f, "{scalar:?}"),
            Type::Compound(compound) => match compound.as_ref() {
                Compound::Array { of, size } => {
                    // Not as nodes count: they have a public key among the secrets.
                    let is_public = of.all(|scalar| scalar.public() == Some(scalar));
                    let class = if is_public { "PublicArray" } else { "NadaArray" };
                    write!(f, "{class}<{}, {size}>", Class(of))
                }
                Compound::Tuple(left, right) => write!(f, "NadaTuple<{}, {}>", Class(left), Class(right)),
                // No plan has inputs or outputs of these.
                Compound::Ntuple(_) | Compound::Object(_) => write!(f, "{}", self.0),
            },
        }
    }
}
