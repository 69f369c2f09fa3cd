"""Numbers in limbs of 32 bits: `field.rs`."""

import z3

from .claim import claim, require_congruent, require_reduced, unknown_below, unknown_words
from .core import FIELD
from .runner import Option, Struct
from .words import Path, Sum, Word, on_every_path, value_of


def limbs_of(element):
    return element.fields["0"]


def number_of(element):
    return value_of(limbs_of(element), 32)


def unknown_element(modulus, name):
    return Struct("Element", {"0": unknown_below(32, modulus.limbs, name, modulus.prime)})


def product_of(one, other):
    return one.as_bits(64).multiply(other.as_bits(64), "A product").sum


def runner_of(core, stubs=None):
    return core.runner(FIELD, stubs=stubs)


def folding(modulus):
    """Stands for `Element::fold`, whose own claim says that it gives the number below the prime, of any limbs."""

    def fold(limbs, high):
        total = value_of([*limbs, high], 32)
        # The lowest limb is what makes the number congruent.
        multiple = Path.current.name("multiple", 0, (1 << (modulus.bits + 32)) // modulus.prime)
        others = unknown_words(32, modulus.limbs - 1, "folded")
        lowest = total.plus(multiple, -modulus.prime).plus(value_of(others, 32), -(1 << 32))
        Path.current.know(z3.And(lowest.z3() >= 0, lowest.z3() < 1 << 32))
        folded = [Word(32, lowest, 0, (1 << 32) - 1), *others]
        Path.current.know(value_of(folded, 32).z3() < modulus.prime)
        return Struct("Element", {"0": folded})

    return {("Element", "fold"): fold}


@claim(
    "reduce: any limbs become the congruent number below the prime",
    (FIELD, "limbs[0].overflowing_add(C)", "limbs[0].overflowing_add(C - 1)"),
    (FIELD, "limbs[0].wrapping_add(C & mask(excess))", "limbs[0].wrapping_add(C - 1 & mask(excess))"),
)
def reduce(core, modulus):
    def act(path):
        limbs = unknown_words(32, modulus.limbs, "limb")
        reduced = limbs_of(runner_of(core).call("Element", "reduce", modulus.field, list(limbs)))
        require_congruent(value_of(reduced, 32), value_of(limbs, 32), modulus.prime, "What is reduced")
        require_reduced(reduced, 32, modulus.prime, "What is reduced")

    on_every_path(act)


@claim(
    "fold: any limbs and any overflow of 32 bits become the congruent number below the prime; one carry follows at most",
    (FIELD, "pub const C64: u32 = 1_071_644_669;", "pub const C64: u32 = 1_073_741_824;"),
    (FIELD, "u64::from(C & mask(carry))", "u64::from(C & mask(0))"),
    (FIELD, "        Self::reduce(limbs)\n    }", "        Self(limbs)\n    }"),
    (FIELD, "add_wide(limbs, u64::from(high) * u64::from(C))", "add_wide(limbs, u64::from(high) * u64::from(C - 1))"),
)
def fold(core, modulus):
    def act(path):
        limbs, [high] = unknown_words(32, modulus.limbs, "limb"), unknown_words(32, 1, "high")
        folded = limbs_of(runner_of(core).call("Element", "fold", modulus.field, list(limbs), high))
        require_congruent(value_of(folded, 32), value_of([*limbs, high], 32), modulus.prime, "What is folded")
        require_reduced(folded, 32, modulus.prime, "What is folded")

    on_every_path(act)


@claim(
    "add: the sum of two numbers below the prime, modulo the prime",
    (FIELD, "        Self::fold(sum, carry)", "        Self::fold(sum, 0)"),
    (
        FIELD,
        "        let sum = u64::from(a[i]) + u64::from(b[i]) + carry;",
        "        let sum = u64::from(a[i]) + u64::from(b[i]);",
    ),
)
def add(core, modulus):
    def act(path):
        a, b = unknown_element(modulus, "a"), unknown_element(modulus, "b")
        total = runner_of(core).call("Element", "add", modulus.field, a, b)
        require_congruent(number_of(total), number_of(a).plus(number_of(b)), modulus.prime, "A sum")
        require_reduced(limbs_of(total), 32, modulus.prime, "A sum")

    on_every_path(act)


@claim(
    "subtract: the difference of two numbers below the prime, modulo the prime",
    (FIELD, "subtract_small(difference, C & mask(borrow))", "subtract_small(difference, C - 1 & mask(borrow))"),
    (FIELD, ".wrapping_sub(u64::from(b[i])).wrapping_sub(borrow)", ".wrapping_sub(u64::from(b[i]))"),
)
def subtract(core, modulus):
    def act(path):
        a, b = unknown_element(modulus, "a"), unknown_element(modulus, "b")
        difference = runner_of(core).call("Element", "subtract", modulus.field, a, b)
        expected = number_of(a).plus(number_of(b), -1)
        require_congruent(number_of(difference), expected, modulus.prime, "A difference")
        require_reduced(limbs_of(difference), 32, modulus.prime, "A difference")

    on_every_path(act)


@claim(
    "multiply: no sum of products and carries overflows 64 bits, and the product is congruent and below the prime",
    (
        FIELD,
        "u64::from(a) * u64::from(b) + u64::from(*limb) + carry",
        "u64::from(a) * u64::from(b) + u64::from(*limb) + carry + 1",
    ),
    (FIELD, "            high[i] = carry as u32;", "            high[i] = 0;"),
    (
        FIELD,
        "u64::from(high) * u64::from(C) + u64::from(*low) + carry",
        "u64::from(high) * u64::from(C) + u64::from(*low)",
    ),
    (FIELD, "        Self::fold(low, carry as u32)", "        Self::fold(low, 0)"),
)
def multiply(core, modulus):
    def act(path):
        a, b = unknown_element(modulus, "a"), unknown_element(modulus, "b")
        product = runner_of(core, folding(modulus)).call("Element", "multiply", modulus.field, a, b)
        expected = Sum({}, 0)
        for i, one in enumerate(limbs_of(a)):
            for j, other in enumerate(limbs_of(b)):
                expected = expected.plus(product_of(one, other), 1 << (32 * (i + j)))
        require_congruent(number_of(product), expected, modulus.prime, "A product")
        require_reduced(limbs_of(product), 32, modulus.prime, "A product")

    on_every_path(act)


@claim(
    "Sum::add: the sum grows by weight·number and its highest word by less than 2^32, so 2^31 additions do not overflow",
    (FIELD, "        self.high += carry;", "        self.high += carry << 2;"),
    (
        FIELD,
        "u64::from(weight) * u64::from(other) + u64::from(*limb) + carry",
        "u64::from(weight) * u64::from(other) + u64::from(*limb)",
    ),
    (FIELD, "    /// Adds `weight·number`; at most 2^31 times.", "    /// Adds `weight·number`; at most 2^33 times."),
)
def sum_add(core, modulus):
    allowed = core.texts[FIELD].split("/// Adds `weight·number`; at most 2^")[1].split(" ")[0]
    limit = 1 << int(allowed)

    def act(path):
        number = unknown_element(modulus, "number")
        limbs, [weight] = unknown_words(32, modulus.limbs, "limb"), unknown_words(32, 1, "weight")
        high = Word.unknown(64, "high", 0, (limit - 1) * ((1 << 32) - 1))
        total = Struct("Sum", {"limbs": list(limbs), "high": high})
        before = value_of([*limbs, high], 32)
        runner_of(core).call("Sum", "add", modulus.field, total, weight, number)
        expected = before
        for i, limb in enumerate(limbs_of(number)):
            expected = expected.plus(product_of(weight, limb), 1 << (32 * i))
        after = value_of([*total.fields["limbs"], total.fields["high"]], 32)
        path.require(after.z3() == expected.z3(), "A sum does not grow by the product")
        grown = total.fields["high"].sum.plus(high.sum, -1).z3()
        path.require(z3.And(grown >= 0, grown < 1 << 32), "The highest word may grow by more")

    on_every_path(act)


@claim(
    "Sum::reduce: any sum becomes the congruent number below the prime",
    (FIELD, "two_to_32.0[1] = 1;", "two_to_32.0[1] = 2;"),
    (FIELD, "(self.high >> 32) as u32", "(self.high >> 33) as u32"),
)
def sum_reduce(core, modulus):
    def act(path):
        limbs = unknown_words(32, modulus.limbs, "limb")
        [high] = unknown_words(64, 1, "high")
        total = Struct("Sum", {"limbs": list(limbs), "high": high})
        reduced = runner_of(core, folding(modulus)).call("Sum", "reduce", modulus.field, total)
        require_congruent(number_of(reduced), value_of([*limbs, high], 32), modulus.prime, "A sum")
        require_reduced(limbs_of(reduced), 32, modulus.prime, "A sum")

    on_every_path(act)


@claim(
    "below_prime: gives the numbers below the prime as they are, and nothing else",
    (FIELD, "(reduced.0 == limbs).then_some(reduced)", "(reduced.0 != limbs).then_some(reduced)"),
)
def below_prime(core, modulus):
    def act(path):
        limbs = unknown_words(32, modulus.limbs, "limb")
        option = runner_of(core).call("Element", "below_prime", modulus.field, list(limbs))
        is_below = value_of(limbs, 32).z3() < modulus.prime
        path.require(is_below if option.is_some else z3.Not(is_below), "A number may be taken for one that it is not")
        if option.is_some:
            path.require(number_of(option.value).z3() == value_of(limbs, 32).z3(), "A number may be changed")

    on_every_path(act)


def signed_value(limbs):
    """The integer that limbs are the two's complement of."""
    return value_of(limbs, 32).plus(limbs[-1].quotient(31).sum, -(1 << (32 * len(limbs))))


@claim(
    "from_signed: takes the integers from −⌊p/2⌋ to ⌊p/2⌋ and no others, and gives them modulo the prime",
    (FIELD, "let (below_zero, _) = subtract_small(limbs, C);", "let (below_zero, _) = subtract_small(limbs, C - 1);"),
    (
        FIELD,
        "(number.is_upper_half() == is_negative).then_some(number)",
        "(is_negative == is_negative).then_some(number)",
    ),
    (FIELD, "half[i] >> 1 | half.get(i + 1)", "half[i] >> 2 | half.get(i + 1)"),
)
def from_signed(core, modulus):
    half = modulus.prime // 2

    def act(path):
        limbs = unknown_words(32, modulus.limbs, "limb")
        given = signed_value(limbs)
        stubs = {(None, "read_limbs"): lambda _: Option(list(limbs))}
        option = runner_of(core, stubs).call("Element", "from_signed", modulus.field, [])
        in_range = z3.And(given.z3() >= -half, given.z3() <= half)
        path.require(in_range if option.is_some else z3.Not(in_range), "The range of integers is another")
        if option.is_some:
            require_congruent(number_of(option.value), given, modulus.prime, "An integer")
            require_reduced(limbs_of(option.value), 32, modulus.prime, "An integer")

    on_every_path(act)


@claim(
    "write_signed: writes the integer between −⌊p/2⌋ and ⌊p/2⌋ that a number stands for",
    (FIELD, "let (below_zero, _) = add_small(self.0, C);", "let (below_zero, _) = add_small(self.0, C + 1);"),
)
def write_signed(core, modulus):
    half = modulus.prime // 2

    def act(path):
        element = unknown_element(modulus, "limb")
        written = []
        stubs = {("Element", "write"): lambda element, bytes: written.append(element)}
        runner_of(core, stubs).call("Element", "write_signed", modulus.field, element, [])
        given = signed_value(limbs_of(written[0]))
        require_congruent(given, number_of(element), modulus.prime, "An integer")
        path.require(z3.And(given.z3() >= -half, given.z3() <= half), "An integer may be out of range")

    on_every_path(act)
