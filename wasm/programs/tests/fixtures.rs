//! Our own programs, compiled by the compiler front end on the registry: what they give, and why some are refused.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use common::{Output, TestHost, residue, run, values};
use num_bigint::BigInt;
use programs::admission::examine;
use programs::compile::{Compiled, compile, compile_stored, compile_to_bytes};
use programs::decode::decode;
use programs::encode::encode;
use programs::evaluate::{Limits, Numbers, evaluate};
use programs::instruction::{InstructionKind, Need};
use programs::lower::lower;
use programs::metadata::Metadata;
use programs::mir::{self, Kind, Operation, Program, SourceRef};
use programs::refusal::Code;
use programs::types::Scalar;

fn fixture(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    fs::read(folder.join(format!("{name}.mir.bin"))).unwrap()
}

/// Runs a program over the 128-bit field, in its lowered form as well, on inputs given as lists of integers.
fn give(name: &str, inputs: &[(&str, &[i64])], seed: u64) -> BTreeMap<String, Output> {
    let program = fixture(name);
    let types: BTreeMap<String, String> =
        compile(&program).unwrap().plan.inputs.iter().map(|input| (input.name.clone(), input.ty.to_string())).collect();
    let values: Vec<_> = inputs
        .iter()
        .map(|(name, integers)| {
            let content = integers.iter().flat_map(|integer| residue(&BigInt::from(*integer), 128));
            (*name, types[*name].as_str(), content.collect())
        })
        .collect();
    let outputs = run(&program, 128, &values, seed).unwrap();
    let lowered = compile_to_bytes(&program).unwrap();
    assert_eq!(run(&lowered, 128, &values, seed).unwrap(), outputs, "{name}, lowered");
    outputs
}

fn integers(outputs: &BTreeMap<String, Output>, name: &str) -> Vec<i64> {
    outputs[name].integers(128).iter().map(|integer| integer.try_into().unwrap()).collect()
}

fn integer(outputs: &BTreeMap<String, Output>, name: &str) -> i64 {
    let [integer] = integers(outputs, name)[..] else { panic!("{name} is not one integer") };
    integer
}

/// Quotient and remainder as Python has them.
fn divmod(a: i64, b: i64) -> (i64, i64) {
    let quotient = a.div_euclid(b) - i64::from(b < 0 && a.rem_euclid(b) != 0);
    (quotient, a - quotient * b)
}

#[test]
fn arithmetic_is_that_of_python() {
    for (a, b, c, d) in [(545, 179, 83, 7), (-545, 179, -83, 7), (12, -5, 100, -7), (-7, -7, -1, -2)] {
        let outputs = give("arithmetic", &[("a", &[a]), ("b", &[b]), ("c", &[c]), ("d", &[d])], 0);
        let expected = [
            ("mixed", a * b - c + d),
            ("secret quotient", divmod(a, b).0),
            ("secret remainder", divmod(a, b).1),
            ("quotient", divmod(a, c).0),
            ("remainder", divmod(a, c).1),
            ("quotient by secret", divmod(c, b).0),
            ("remainder by secret", divmod(c, b).1),
            ("public quotient", divmod(c, d).0),
            ("public remainder", divmod(c, d).1),
            ("with literal", (c + d) * 2 + a),
        ];
        for (name, expected) in expected {
            assert_eq!(integer(&outputs, name), expected, "{name} of {a} {b} {c} {d}");
        }
        assert_eq!(outputs["mixed"].party, "ann");
        assert_eq!(outputs["with literal"].party, "bob");
        assert_eq!(outputs["public quotient"].ty, "Integer");
    }
}

#[test]
fn division_by_a_secret_zero_gives_zero_and_by_a_public_zero_is_refused() {
    let outputs = give("arithmetic", &[("a", &[12]), ("b", &[0]), ("c", &[5]), ("d", &[3])], 0);
    assert_eq!(integer(&outputs, "secret quotient"), 0);
    assert_eq!(integer(&outputs, "secret remainder"), 12);
    assert_eq!(integer(&outputs, "quotient by secret"), 0);
    assert_eq!(integer(&outputs, "remainder by secret"), 5);

    let zero = |name| {
        let value = |given: &str| residue(&BigInt::from(i64::from(given != name)), 64);
        let given = [
            ("a", "SecretInteger", value("a")),
            ("b", "SecretInteger", value("b")),
            ("c", "Integer", value("c")),
            ("d", "Integer", value("d")),
        ];
        run(&fixture("arithmetic"), 64, &given, 0)
    };
    for (name, line) in [("c", 15), ("d", 19)] {
        let refusal = zero(name).unwrap_err();
        assert_eq!(refusal.code, Code::Arithmetic);
        assert_eq!(refusal.to_string(), format!("division by zero (arithmetic.py:{line})"));
    }
    assert!(zero("b").is_ok());
}

#[test]
fn public_unsigned_values_use_the_whole_range() {
    let (bits, prime) = (64, common::prime(64));
    let big = &prime - 2;
    let given = [
        ("a", "SecretUnsignedInteger", residue(&BigInt::from(1000), bits)),
        ("c", "UnsignedInteger", residue(&big, bits)),
        ("d", "UnsignedInteger", residue(&BigInt::from(10), bits)),
    ];
    let outputs = run(&fixture("unsigned"), bits, &given, 0).unwrap();
    let expected = [
        ("quotient", &big / 10),
        ("remainder", &big % 10),
        ("difference", &big - 10),
        ("less", BigInt::from(0)),
        ("not less", BigInt::from(1)),
        ("shifted right", &big >> 3),
        ("shifted left", (&big << 3) % &prime),
        ("power", big.modpow(&BigInt::from(5), &prime)),
        ("secret quotient", BigInt::from(100)),
        ("unshifted", BigInt::from(1000)),
    ];
    for (name, expected) in expected {
        assert_eq!(outputs[name].residues(bits), [expected], "{name}");
    }
}

#[test]
fn comparisons_choices_and_gates_are_those_of_python() {
    for case in 0..64 {
        let (a, b, c) = (case % 5 - 2, case % 7 - 3, case % 6 - 3);
        let (s, p) = (case & 1 == 1, case >> 1 & 1 == 1);
        let outputs =
            give("choices", &[("a", &[a]), ("b", &[b]), ("c", &[c]), ("s", &[s.into()]), ("p", &[p.into()])], 0);
        let expected: [(&str, i64); 13] = [
            ("smaller", a.min(b)),
            ("smaller or public", if a < b { a } else { c }),
            ("public branches", if s { c } else { 7 }),
            ("public condition", if p { a } else { c }),
            ("all public", if p { c } else { -7 }),
            ("gates", ((s & p) | (!s ^ p)).into()),
            ("public gate", (!p).into()),
            ("equalities", ((a == c) ^ (a != b)).into()),
            ("equal booleans", (s == p).into()),
            ("in range", (c <= 3 && c > -3).into()),
            ("publicly equal", (a == c).into()),
            ("equal to itself", 1),
            ("revealed", (s | p).into()),
        ];
        for (name, expected) in expected {
            assert_eq!(integer(&outputs, name), expected, "{name} in case {case}");
        }
        assert_eq!(outputs["publicly equal"].ty, "Boolean");
        assert_eq!(outputs["smaller or public"].ty, "SecretInteger");
    }
}

#[test]
fn functions_within_functions_see_the_arguments_of_the_outer_ones() {
    let rows = [[1, 2, 3], [-4, 5, 6]];
    let columns = [[1, 0, 0], [0, 1, 0], [7, -8, 9], [2, 2, 2]];
    let zero = 10;
    let outputs =
        give("matrix", &[("rows", rows.as_flattened()), ("columns", columns.as_flattened()), ("zero", &[zero])], 0);
    let product: Vec<i64> = rows
        .iter()
        .flat_map(|row| {
            columns.iter().map(move |column| {
                let product: i64 = row.iter().zip(column).map(|(a, b)| a * b).sum();
                product + row.iter().sum::<i64>() + zero
            })
        })
        .collect();
    assert_eq!(integers(&outputs, "product"), product);
    assert_eq!(integers(&outputs, "rows"), rows.as_flattened());
    assert_eq!(outputs["product"].ty, "Array [Array [SecretInteger:4]:2]");
}

#[test]
fn arrays_nest_to_any_depth() {
    let xs: Vec<i64> = (-6..6).collect();
    let outputs = give("cube", &[("xs", &xs), ("k", &[-3]), ("start", &[100])], 0);
    let scaled: Vec<i64> = xs.iter().map(|x| x * -3 + 1).collect();
    assert_eq!(integers(&outputs, "scaled"), scaled);
    assert_eq!(integer(&outputs, "total"), xs.iter().sum::<i64>() - 3 - 100);
}

#[test]
fn tuples_are_read_though_the_front_end_does_not_say_which() {
    let (xs, ys) = ([3, -4, 5], [10, 20, -30]);
    let outputs = give("pairs", &[("xs", &xs), ("ys", &ys)], 0);
    let sums = [13, 16, -25];
    assert_eq!(integers(&outputs, "products"), [30, -80, -150]);
    assert_eq!(integers(&outputs, "swapped"), [10, 13, 20, 16, -30, -25]);
    assert_eq!(integers(&outputs, "unzipped"), [ys, sums].as_flattened());
    assert_eq!(integers(&outputs, "left"), ys);
    assert_eq!(integer(&outputs, "inner"), 13 * 3 - 16 * 4 - 25 * 5);
    assert_eq!(outputs["unzipped"].ty, "Tuple (Array [Integer:3], Array [SecretInteger:3])");
    assert_eq!(outputs["left"].ty, "Array [Integer:3]");
}

#[test]
fn random_values_are_drawn_as_often_as_the_source_says() {
    let xs = [100, 200, 300];
    for seed in 0..20 {
        let given = [("xs", "Array [SecretInteger:3]", xs.map(|x| residue(&BigInt::from(x), 256)).concat())];
        let outputs = run(&fixture("randomness"), 256, &given, seed).unwrap();
        let values = |name: &str| outputs[name].integers(256);
        let mask = &values("mask")[0];
        let unmasked: Vec<BigInt> = values("masked").iter().map(|masked| masked - mask).collect();
        assert_eq!(unmasked, xs.map(BigInt::from));
        let hidden: Vec<BigInt> = values("hidden").iter().zip(xs).map(|(hidden, x)| hidden - x).collect();
        assert!(hidden[0] != hidden[1] && hidden[1] != hidden[2]);
        let chosen = &values("chosen")[0];
        assert!(chosen == mask || *chosen == mask + 600);
    }
    let metadata = Metadata::new(&compile(&fixture("randomness")).unwrap().plan);
    assert_eq!(metadata.preprocessing[&Need::RandomInteger], 5);
    assert_eq!(metadata.preprocessing[&Need::RandomBoolean], 1);
}

#[test]
fn truncation_is_exact_or_one_less() {
    let (mut exact, mut less) = (0, 0);
    for seed in 0..200 {
        for (a, n) in [(1093, 5), (-1093, 5), (38, 4), (-1, 1)] {
            let outputs = give("truncation", &[("a", &[a]), ("n", &[n]), ("xs", &[0, 1000])], seed);
            let found = integer(&outputs, "probabilistic");
            assert_eq!(integer(&outputs, "exact"), a >> n);
            match (a >> n) - found {
                0 => exact += 1,
                1 => less += 1,
                _ => panic!("{a} truncated by {n} bits gives {found}"),
            }
            assert_eq!(integers(&outputs, "the same for all"), [-found, 1000 - found]);
            assert_eq!(integer(&outputs, "by nothing"), a);
        }
    }
    assert!(exact > 100 && less > 100, "{exact} exact, {less} one less");
    // What the divisor divides is always one less: nothing is left over that could overflow.
    let outputs = give("truncation", &[("a", &[64]), ("n", &[5]), ("xs", &[0, 0])], 7);
    assert_eq!(integer(&outputs, "probabilistic"), 1);
}

#[test]
fn shifts_of_secrets_are_limited_as_on_nodes() {
    let shifted = |bits, n: u32| {
        let given = [
            ("a", "SecretInteger", residue(&BigInt::from(-12345), bits)),
            ("n", "UnsignedInteger", residue(&BigInt::from(n), bits)),
            ("xs", "Array [SecretInteger:2]", vec![0; bits as usize / 4]),
        ];
        run(&fixture("truncation"), bits, &given, 0)
    };
    for (bits, most) in [(64, 10), (128, 42), (256, 106)] {
        assert_eq!(shifted(bits, most).unwrap()["exact"].integers(bits), [BigInt::from(-12345) >> most]);
        let refusal = shifted(bits, most + 1).unwrap_err();
        assert_eq!(refusal.code, Code::Arithmetic);
        let reason = "The size of divisor (m) is larger than the allowed size (k)";
        assert_eq!(refusal.issues[0].reason, reason);
    }
}

#[test]
fn functions_may_give_back_what_they_got() {
    let (xs, k) = ([5, 6, 7], -3);
    let outputs = give("identities", &[("xs", &xs), ("k", &[k])], 0);
    assert_eq!(integers(&outputs, "same"), xs);
    assert_eq!(integers(&outputs, "constant"), [k, k, k]);
    assert_eq!(integer(&outputs, "last"), -21);
    assert_eq!(integer(&outputs, "first"), -6);
    assert_eq!(integers(&outputs, "chain"), xs.map(|x| x * x + 4 * x - 9 + 3));
}

#[test]
fn functions_written_down_twice_are_one() {
    let program = decode(&fixture("totals")).unwrap();
    let ids: BTreeSet<_> = program.functions.iter().map(|function| function.id).collect();
    assert!(ids.len() < program.functions.len());
    let (xs, k) = ([2, -3, 7], 5);
    let outputs = give("totals", &[("xs", &xs), ("k", &[k])], 0);
    let total = k + xs.iter().sum::<i64>();
    let weighted = total + xs.iter().map(|x| x * total).sum::<i64>();
    assert_eq!(integers(&outputs, "shifted"), xs.map(|x| x + weighted));
    assert_eq!(integers(&outputs, "differences"), [0, weighted - total]);

    let mut program = program;
    let twice = program.functions.len() - 1;
    program.functions[twice].ty = Scalar::SecretBoolean.into();
    let refusal = compile(&encode(&program, usize::MAX).unwrap()).unwrap_err();
    assert_eq!(refusal.to_string(), "functions <lambda> and <lambda> have the same id (totals.py:8)");
}

#[test]
fn functions_may_take_less_than_they_are_given() {
    let (xs, k) = ([4, -5, 6], 3);
    let outputs = give("loose_arguments", &[("xs", &xs), ("k", &[k])], 0);
    assert_eq!(integers(&outputs, "squares"), [9, 9, 9]);
    assert_eq!(integer(&outputs, "power"), k.pow(8));
    assert_eq!(integers(&outputs, "products"), xs.map(|x| x * k));
}

#[test]
fn accesses_that_read_the_same_tuple_are_told_apart_from_others() {
    let (xs, ys, flags) = ([3, -4], [50, 60], [1, 0]);
    let outputs = give("tuples_in_tuples", &[("xs", &xs), ("ys", &ys), ("flags", &flags)], 0);
    assert_eq!(integers(&outputs, "chosen"), [3, 60]);
    assert_eq!(integer(&outputs, "inner"), 150 - 240);
}

#[test]
fn ntuples_are_taken_apart_within_functions_of_functions() {
    let outputs = give("ntuples_within", &[("a", &[7]), ("b", &[-2]), ("xs", &[10, 3])], 0);
    assert_eq!(integers(&outputs, "grid"), [50, 1, 64, 15]);
    // No function is left that applies one that is gone: the lowered program compiles again.
    let lowered = compile_to_bytes(&fixture("ntuples_within")).unwrap();
    assert_eq!(decode(&lowered).unwrap().functions, []);
    assert_eq!(compile_to_bytes(&lowered).unwrap(), lowered);
}

#[test]
fn ntuples_do_where_tuples_are_refused() {
    for (xs, expected) in [([5, 9, 7], [9, 20]), ([-1, -2, 3], [4, 4])] {
        let outputs = give("largest", &[("xs", &xs), ("ranks", &[10, 20, 30]), ("least", &[4])], 0);
        assert_eq!([integer(&outputs, "value"), integer(&outputs, "rank")], expected);
    }
}

#[test]
fn literals_have_to_be_in_the_range_of_the_prime() {
    let given = |bits| [("a", "SecretInteger", residue(&BigInt::from(1), bits))];
    let outputs = run(&fixture("large_literal"), 128, &given(128), 0).unwrap();
    assert_eq!(outputs["r"].integers(128), [1 - (BigInt::from(1) << 100)]);
    let refusal = run(&fixture("large_literal"), 64, &given(64), 0).unwrap_err();
    assert_eq!(refusal.code, Code::Arithmetic);
    assert_eq!(
        refusal.to_string(),
        "literal -1267650600228229401496703205376 is out of the range of the 64-bit prime (large_literal.py:8)"
    );
}

#[test]
fn ntuples_and_objects_are_taken_apart() {
    let outputs = give("ntuples", &[("a", &[7]), ("xs", &[10, -2]), ("b", &[1])], 0);
    assert_eq!(integers(&outputs, "array"), [10, -2]);
    assert_eq!(integer(&outputs, "sum"), 56);
    assert_eq!(integer(&outputs, "flag"), 1);
    assert_eq!(integer(&outputs, "choice"), 14);
    assert_eq!(integers(&outputs, "products"), [51, -45]);
    let lowered = decode(&compile_to_bytes(&fixture("ntuples")).unwrap()).unwrap();
    assert!(lowered.operations.values().all(|operation| operation.ty.is_known_to_nodes()));
}

#[test]
fn signatures_come_from_the_host() {
    let key: Vec<u8> = (100..132).collect();
    let digest: Vec<u8> = (200..232).collect();
    let given = [("key", "EcdsaPrivateKey", key.clone()), ("digest", "EcdsaDigestMessage", digest.clone())];
    let outputs = run(&fixture("signature"), 256, &given, 0).unwrap();
    assert_eq!(outputs["signature"].content, [key, digest.clone()].concat());
    assert_eq!(outputs["signature"].ty, "EcdsaSignature");
    assert_eq!(outputs["digest"].content, digest);
    let plan = compile(&fixture("signature")).unwrap().plan;
    assert_eq!(plan.counts, BTreeMap::from([(InstructionKind::EcdsaSign, 1)]));
    assert_eq!(Metadata::new(&plan).preprocessing[&Need::EcdsaAuxInfo], 1);
}

#[test]
fn wrong_programs_are_refused_with_reason_and_line() {
    for (name, expected) in [
        (
            "refused_ambiguous_tuples",
            "an access to a tuple does not say which tuple it reads (nada-dsl 0.8.0 leaves it out), and more than one \
             fits: give the tuples different types, access each in a function of its own, or make it an NTuple there \
             (refused_ambiguous_tuples.py:10)",
        ),
        (
            "refused_ambiguous_object",
            "field x of an object cannot be told from another of type SecretInteger, for nada-dsl 0.8.0 orders fields \
             by name and their values by source: use an NTuple (refused_ambiguous_object.py:9)",
        ),
        (
            "refused_ntuple_output",
            "output r is an n-tuple or an object, which nodes do not give: output its parts \
             (refused_ntuple_output.py:7)",
        ),
        (
            "refused_no_instruction",
            "the program has no instructions: it would give its inputs away as they are (refused_no_instruction.py:7)",
        ),
        (
            "refused_inner_product",
            "output r of type Integer: a value of type SecretInteger is read as Integer: an \
             InnerProduct takes the type of its left array, so the secret one has to be left (refused_inner_product.py:8)",
        ),
        (
            "refused_empty_array",
            "input xs is of type Array [Array [SecretInteger:0]:2]: an array without elements cannot be stored \
             (refused_empty_array.py:6)",
        ),
        ("refused_literal", "-2 is no literal of type UnsignedInteger (refused_literal.py:7)"),
        (
            "refused_output_names",
            "output r has the name of another one in refused_output_names.py:9 but not its value, which would be lost: \
             nodes give the later value to both parties, so give each a name of its own (refused_output_names.py:11); \
             output r has the name of another one in refused_output_names.py:9 but not its value, which would be \
             lost: nodes give the later value to both parties, so give each a name of its own \
             (refused_output_names.py:12)",
        ),
        (
            "refused_empty_names",
            "a party has an empty name: give it one (refused_empty_names.py:6); an input has an empty name: give it \
             one (refused_empty_names.py:8); an output has an empty name: give it one (refused_empty_names.py:9)",
        ),
        ("refused_shared_name", "input a is repeated 2 times (refused_shared_name.py:8)"),
        (
            "refused_tuple_inputs",
            "an access to a tuple does not say which tuple it reads (nada-dsl 0.8.0 leaves it out), and more than one \
             fits: give the tuples different types, access each in a function of its own, or make it an NTuple there \
             (refused_tuple_inputs.py:9)",
        ),
        (
            "refused_reduce_comparison",
            "LessThan: expected `SecretBoolean`, found `Boolean` (refused_reduce_comparison.py:9); Reduce starts from a \
             value of type Integer and goes on with values of type SecretInteger, but nada-dsl types its function for \
             the first call only: start from a value of type SecretInteger (refused_reduce_comparison.py:10)",
        ),
        (
            "refused_reduce_sum",
            "Division: a value of type SecretInteger is read as Integer (refused_reduce_sum.py:9); Reduce starts from a \
             value of type Integer and goes on with values of type SecretInteger, but nada-dsl types its function for \
             the first call only: start from a value of type SecretInteger (refused_reduce_sum.py:11)",
        ),
        (
            "refused_mixed_types",
            "InnerProduct of Array [SecretInteger:2] and Array [SecretUnsignedInteger:2]: inner product of mismatched \
             array inner types (refused_mixed_types.py:8)",
        ),
        (
            "refused_two_types",
            "Multiplication: expected `SecretInteger`, found `SecretUnsignedInteger` (refused_two_types.py:6)",
        ),
        ("refused_no_output", "the program has no outputs"),
        (
            "refused_key_output",
            "output key is of type EcdsaPrivateKey, which nodes do not give (refused_key_output.py:8)",
        ),
    ] {
        let refusal = compile(&fixture(name)).unwrap_err();
        assert_eq!(refusal.code, Code::Invalid, "{name}");
        assert_eq!(refusal.to_string(), expected);
    }
}

#[test]
fn reduces_are_named_among_the_reasons_a_few_times_at_most() {
    let mut program = decode(&fixture("refused_reduce_comparison")).unwrap();
    let is_reduce = |operation: &&Operation| matches!(operation.kind, Kind::Reduce { .. });
    let reduce = program.operations.values().find(is_reduce).unwrap().clone();
    let place = program.source_refs[reduce.source as usize].clone();
    for line in 100..300 {
        let (id, source) = (1000 + u64::from(line), program.source_refs.len() as u64);
        program.source_refs.push(SourceRef { line, ..place.clone() });
        program.operations.insert(id, Operation { id, source, ..reduce.clone() });
    }
    let refusal = compile(&encode(&program, usize::MAX).unwrap()).unwrap_err();
    let reduces = refusal.issues.iter().filter(|issue| issue.reason.starts_with("Reduce"));
    assert_eq!(reduces.count(), 8);
}

#[test]
fn wrong_names_are_found_beside_what_else_is_wrong() {
    let mut program = decode(&fixture("refused_two_types")).unwrap();
    let again = mir::Output { name: program.outputs[0].name.clone(), ..program.outputs[1].clone() };
    program.outputs.push(again);
    let refusal = compile(&encode(&program, usize::MAX).unwrap()).unwrap_err();
    assert_eq!(refusal.code, Code::Invalid);
    let reasons: Vec<&str> = refusal.issues.iter().map(|issue| issue.reason.as_str()).collect();
    assert_eq!(
        reasons,
        [
            "output r has the name of another one in refused_two_types.py:9 but not its value, which would be lost: nodes \
             give the later value to both parties, so give each a name of its own",
            "Multiplication: expected `SecretInteger`, found `SecretUnsignedInteger`",
        ]
    );
}

#[test]
fn names_are_found_wrong_without_a_place_too() {
    let mut program = decode(&fixture("refused_output_names")).unwrap();
    program.outputs.truncate(3);
    program.outputs[0].source = 1000;
    let refused = |program: &Program| compile(&encode(program, usize::MAX).unwrap()).unwrap_err().to_string();
    let expected = "output r has the name of another one but not its value, which would be lost: nodes give the later \
                    value to both parties, so give each a name of its own";
    assert_eq!(refused(&program), format!("{expected} (refused_output_names.py:11)"));
    program.outputs[2].source = 1000;
    assert_eq!(refused(&program), expected);
}

#[test]
fn what_nodes_stored_runs_whatever_names_it_has() {
    for (name, inputs) in [("refused_output_names", &["a"][..]), ("refused_empty_names", &["", "a"])] {
        let lowered = encode(&lower(decode(&fixture(name)).unwrap()).unwrap(), usize::MAX).unwrap();
        assert!(compile(&lowered).is_err(), "{name}");
        assert!(examine(&lowered).is_ok(), "{name}");
        let given: Vec<_> = inputs.iter().map(|name| (*name, "SecretInteger", vec![3, 0, 0, 0, 0, 0, 0, 0])).collect();
        let Compiled { program, plan } = compile_stored(&lowered).unwrap();
        let inputs = values(&given, 64);
        let outputs =
            evaluate(&program, &plan, 64, Numbers::Exact, &inputs, Limits::default(), &mut TestHost(0)).unwrap();
        let names: BTreeSet<&str> = program.outputs.iter().map(|output| output.name.as_str()).collect();
        assert_eq!(outputs[0] as usize, names.len(), "{name}");
    }
}

#[test]
fn large_programs_are_refused_with_reason_and_line() {
    for (name, expected) in [
        ("refused_large_input", "the inputs up to xs consist of more than 1048576 values (refused_large_input.py:6)"),
        ("refused_large_map", "lowered, the program has more than 250000 operations (refused_large_map.py:8)"),
    ] {
        let refusal = compile(&fixture(name)).unwrap_err();
        assert_eq!(refusal.code, Code::TooLarge, "{name}");
        assert_eq!(refusal.to_string(), expected);
    }
}

/// A program with one more operation, whose message has those fields after its id.
fn with_operation(fields: &[u8]) -> Vec<u8> {
    let operation = [&[0x08, 0x7f][..], fields].concat();
    let entry = [&[0x08, 0x7f, 0x12, operation.len() as u8][..], &operation].concat();
    [&fixture("cube")[..], &[0x32, entry.len() as u8][..], &entry].concat()
}

#[test]
fn what_another_version_writes_is_named_with_its_line() {
    let secret_integer = [0x12, 2, 0x22, 0];
    let source = [0x18, 3];
    for (fields, expected) in [
        ([&secret_integer[..], &source, &[0x22, 2, 0x08, 23]].concat(), "operation 23 on two values is not known"),
        ([&secret_integer[..], &source, &[0x2a, 2, 0x08, 4]].concat(), "operation 4 on one value is not known"),
        ([&secret_integer[..], &source, &[0x9a, 1, 0]].concat(), "an operation of kind 19 is not known"),
        ([&[0x12, 3, 0x9a, 1, 0][..], &source, &[0x3a, 0]].concat(), "a type of kind 19 is not known"),
    ] {
        let refusal = compile(&with_operation(&fields)).unwrap_err();
        assert_eq!(refusal.code, Code::Invalid);
        let line = decode(&fixture("cube")).unwrap().location(3).unwrap();
        assert_eq!(refusal.to_string(), format!("{expected} ({line})"));
    }
    // What is written besides is left alone.
    assert!(compile(&with_operation(&[&secret_integer[..], &source, &[0x3a, 0, 0xa0, 1, 5]].concat())).is_ok());
}

#[test]
fn inputs_have_to_be_those_of_the_program() {
    let program = fixture("truncation");
    let value = |integer: i64| residue(&BigInt::from(integer), 64);
    let a = || ("a", "SecretInteger", value(1));
    let n = || ("n", "UnsignedInteger", value(1));
    let xs = || ("xs", "Array [SecretInteger:2]", [value(1), value(2)].concat());
    let refused = |given: &[_]| {
        let refusal = run(&program, 64, given, 0).unwrap_err();
        assert_eq!(refusal.code, Code::Inputs);
        refusal.to_string()
    };
    assert_eq!(refused(&[a(), n()]), "input xs is missing");
    assert_eq!(refused(&[a(), a(), n(), xs()]), "input a is given twice");
    assert_eq!(refused(&[a(), n(), xs(), ("zz", "Integer", value(1))]), "the program has no input zz");
    for ty in ["Integer", "SecretUnsignedInteger", "SecretBoolean", "Array [SecretInteger:1]"] {
        assert_eq!(refused(&[("a", ty, value(1)), n(), xs()]), "input a has to be of type SecretInteger", "{ty}");
    }
    for (ty, count) in [
        ("Array [SecretInteger:1]", 1),
        ("Array [SecretInteger:3]", 3),
        ("Array [Integer:2]", 2),
        ("Tuple (SecretInteger, SecretInteger)", 2),
        ("Array [Array [SecretInteger:1]:2]", 2),
        ("Tuple (SecretInteger, Integer)", 2),
        ("SecretInteger", 1),
    ] {
        let given = ("xs", ty, vec![0; 8 * count]);
        assert_eq!(refused(&[a(), n(), given]), "input xs has to be of type Array [SecretInteger:2]", "{ty}");
    }
}

#[test]
fn encoding_gives_back_what_was_decoded() {
    for entry in fs::read_dir(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "bin") {
            let bytes = fs::read(&path).unwrap();
            assert!(encode(&decode(&bytes).unwrap(), bytes.len()).unwrap() == bytes, "{}", path.display());
        }
    }
}
