"""Sums in limbs of 52 bits: `wide.rs`. Of the two numbers that go side by side one is looked at; the other may be any."""

import z3

from .bits import Bits
from .claim import claim, check, require_congruent, require_reduced
from .core import WIDE
from .runner import Struct
from .words import Path, Word, on_every_path, value_of


def word(number):
    return number if isinstance(number, (Word, Bits)) else Word.const(64, number)


STUBS = {("Lanes", "splat"): word, ("Lanes", "ZERO"): Word.const(64, 0)}


class Wide:
    """The constants of `wide.rs` for a prime, and calls of its functions."""

    def __init__(self, core, modulus, stubs=()):
        self.runner = core.runner(WIDE, stubs={**STUBS, **dict(stubs)})
        self.modulus = modulus
        constant = lambda owner, name: int(self.runner.constant(owner, name, modulus.pair))
        self.radix, self.top = constant(None, "RADIX"), constant("Pair", "TOP")
        self.terms_max, self.weight_max = constant(None, "TERMS_MAX"), constant(None, "WEIGHT_MAX")

    def call(self, name, *arguments):
        return self.runner.call("Pair", name, self.modulus.pair, *arguments)

    def largest(self, i):
        """The largest limb that a number has in this place when it is read."""
        return (1 << (self.top if i == self.modulus.wide - 1 else self.radix)) - 1

    def pair(self, limbs):
        return Struct("Pair", {"0": limbs})

    def sum_of(self, terms):
        """An unknown sum of so many numbers."""
        limbs = range(self.modulus.wide)
        return self.pair([Word.unknown(64, f"limb{i}", 0, terms * self.largest(i)) for i in limbs])

    def value(self, limbs):
        return value_of(limbs, self.radix)

    def difference_of(self, weight):
        """A difference of so many numbers in all, each limb modulo 2^64, and the integers that those stand for."""
        integers = []
        for i in range(self.modulus.wide):
            limit = weight * self.largest(i)
            integers.append(Word(64, Path.current.name(f"difference{i}", -limit, limit), -limit, limit))
        return self.pair([integer.wrapping(integer.sum, integer.low, integer.high) for integer in integers]), integers


def limbs_of(pair):
    return pair.fields["0"]


@claim(
    "read, Reduced::of: limbs have all bits of a number, each once, and are put together as they were",
    (WIDE, "words[word as usize + 1].left(64 - shift)", "words[word as usize + 1].left(63 - shift)"),
    (WIDE, "if shift > 64 - RADIX && word < 3", "if shift > 80 - RADIX && word < 3"),
    (WIDE, "shift < 0 && shift > -(RADIX as i32)", "shift < 0 && shift > 24 - (RADIX as i32)"),
    (WIDE, "bits.or(limb.right(-shift as u32))", "bits.or(limb.right(1 - shift as u32))"),
)
def limbs_and_words(core, modulus):
    wide = Wide(core, modulus)

    def act(path):
        words = [Bits(z3.BitVec(f"word{i}", 64)) for i in range(modulus.bits // 64)]
        given = [*words, *[word(0)] * (4 - len(words))]
        limbs = limbs_of(wide.call("of", given))
        bits = modulus.bits + 64
        extended = lambda digit: z3.ZeroExt(bits - 64, digit.vector)
        joined = lambda digits, radix: z3.Sum([extended(digit) << (radix * i) for i, digit in enumerate(digits)])
        path.require(joined(limbs, wide.radix) == joined(words, 64), "Limbs stand for another number than was read")
        for i, limb in enumerate(limbs):
            path.require(z3.ULE(limb.vector, wide.largest(i)), "A limb may have more bits than it should")
        reduced = wide.runner.call("Reduced", "of", {**modulus.pair}, limbs).fields["0"]
        for one, other in zip(reduced, given):
            same = one.of(other) == one.vector if isinstance(one, Bits) else one.constant() == other.constant()
            path.require(same, "Words are put together in another way")

    on_every_path(act)


@claim(
    "add: limbs of fewer than TERMS_MAX numbers in all do not overflow, and stay below that many times their largest",
    (WIDE, "pub const TERMS_MAX: u64 = 1 << (64 - RADIX);", "pub const TERMS_MAX: u64 = (1 << (64 - RADIX)) + 2;"),
    (WIDE, "*sum = sum.plus(*limb);", "*sum = sum.plus(limb.left(1));"),
)
def add(core, modulus):
    wide = Wide(core, modulus)

    def act(path):
        # The terms of both, whatever they are.
        terms = [path.name(name, 1, wide.terms_max - 1) for name in ("terms", "others")]
        total_terms = terms[0].plus(terms[1])
        path.know(total_terms.z3() < wide.terms_max)
        pairs = []
        for count in terms:
            limbs = []
            for i in range(modulus.wide):
                limit = wide.terms_max * wide.largest(i)
                limb = Word(64, path.name(f"limb{i}", 0, limit), 0, limit)
                path.know(limb.number() <= count.times(wide.largest(i)).z3())
                limbs.append(limb)
            pairs.append(wide.pair(limbs))
        before = [limb.sum for limb in limbs_of(pairs[0])]
        wide.call("add", *pairs)
        for i, (limb, was, other) in enumerate(zip(limbs_of(pairs[0]), before, limbs_of(pairs[1]))):
            path.require(limb.number() == was.plus(other.sum).z3(), "A limb of a sum is another")
            path.require(limb.number() <= total_terms.times(wide.largest(i)).z3(), "A limb may grow by more")
            path.require(limb.number() < 1 << 64, "A limb may overflow")

    on_every_path(act)


def shown_for_sums_and_differences(show):
    """Shows it for the largest sums, and for differences above zero."""

    def both(core, modulus):
        wide = Wide(core, modulus)

        def sums(path):
            show(path, wide, wide.sum_of(wide.terms_max - 1))

        def differences(path):
            show(path, wide, wide.call("above_zero", wide.difference_of(wide.weight_max)[0]))

        on_every_path(sums)
        on_every_path(differences)

    return both


@claim(
    "fold: no limb overflows, what is multiplied by C has 32 bits, and the result is congruent, carried and below 2p",
    (WIDE, "pub const TERMS_MAX: u64 = 1 << (64 - RADIX);", "pub const TERMS_MAX: u64 = (1 << (64 - RADIX)) + 1;"),
    (
        WIDE,
        "limbs[0] = limbs[0].plus(high.times(C));\n        carry(&mut limbs);",
        "limbs[0] = limbs[0].plus(high.times(C - 1));\n        carry(&mut limbs);",
    ),
    (
        WIDE,
        "limbs[0] = limbs[0].plus(high.times(C));\n        carry(&mut limbs);\n        limbs\n",
        "limbs[0] = limbs[0].plus(high.times(C));\n        limbs\n",
    ),
    (WIDE, "limbs[0] = limbs[0].plus(high.times(C));\n        carry", "carry"),
    (
        WIDE,
        "limbs[i] = limbs[i].plus(limbs[i - 1].right(RADIX));",
        "limbs[i] = limbs[i].plus(limbs[i - 1].right(RADIX + 1));",
    ),
    (WIDE, "    for i in 1..LIMBS {", "    for i in 2..LIMBS {"),
)
@shown_for_sums_and_differences
def fold(path, wide, pair):
    modulus = wide.modulus
    total = wide.value(limbs_of(pair))
    limbs = wide.call("fold", pair)
    folded = wide.value(limbs)
    require_congruent(folded, total, modulus.prime, "What is folded")
    path.require(z3.And(folded.z3() >= 0, folded.z3() < 2 * modulus.prime), "What is folded may be no less than 2p")
    for limb in limbs[:-1]:
        path.require(limb.number() < 1 << wide.radix, "A limb may still have a carry")


@claim(
    "reduce: any sum becomes the congruent number below the prime, in limbs without carries",
    (
        WIDE,
        "less[0] = less[0].plus(Lanes::splat(C as u64));\n        carry(&mut less);",
        "less[0] = less[0].plus(Lanes::splat(C as u64));",
    ),
    (WIDE, "less[0] = less[0].plus(Lanes::splat(C as u64));", "less[0] = less[0].plus(Lanes::splat(C as u64 - 1));"),
    (
        WIDE,
        "let keep = less[top].right(Self::TOP).minus(Lanes::splat(1));",
        "let keep = less[top].right(Self::TOP + 1).minus(Lanes::splat(1));",
    ),
)
@shown_for_sums_and_differences
def reduce(path, wide, pair):
    total = wide.value(limbs_of(pair))
    reduced = []
    wide.runner.stubs = {**STUBS, ("Reduced", "of"): reduced.append}
    wide.call("reduce", pair)
    require_limbs(path, wide, reduced[0], total)


def require_limbs(path, wide, limbs, total):
    require_congruent(wide.value(limbs), total, wide.modulus.prime, "What is reduced")
    require_reduced(limbs, wide.radix, wide.modulus.prime, "What is reduced")
    for i, limb in enumerate(limbs):
        path.require(z3.And(limb.number() >= 0, limb.number() <= wide.largest(i)), "A limb may have bits of the next")


@claim(
    "reduce_random: where it is done early, that is the congruent number below the prime; and elsewhere it is `reduce`",
    (
        WIDE,
        "let mut limbs = self.0;\n        carry(&mut limbs);\n        let high",
        "let mut limbs = self.0;\n        let high",
    ),
    (WIDE, "limbs[1] = limbs[1].plus(limbs[0].right(RADIX));", "limbs[1] = limbs[1];"),
    (WIDE, "and(Lanes::splat(RADIX_MASK - 1)).has_zero()", "and(Lanes::splat(RADIX_MASK)).has_zero()"),
    (WIDE, "limbs[1].plus(Lanes::splat(1)).and", "limbs[1].and"),
    (WIDE, "LIMBS == 2 || limbs[1]", "LIMBS == 1 || limbs[1]"),
)
def reduce_random(core, modulus):
    wide = Wide(core, modulus)

    def act(path):
        pair = wide.sum_of(wide.terms_max - 1)
        given = list(limbs_of(pair))
        reduced, late = [], []
        wide.runner.stubs = {
            **STUBS,
            ("Reduced", "of"): reduced.append,
            ("Pair", "reduce"): late.append,
        }
        wide.call("reduce_random", pair)
        if late:
            check(limbs_of(late[0]) == given, "What is reduced later is another sum")
        else:
            require_limbs(path, wide, reduced[0], wide.value(given))

    on_every_path(act)


@claim(
    "is_surely_below: a number that was read and passes is below the prime",
    (WIDE, "!Self::may_exceed(&self.0)", "Self::may_exceed(&self.0)"),
    (WIDE, "limbs[1].plus(Lanes::splat(1)).and", "limbs[1].and"),
    (WIDE, "LIMBS == 2 || limbs[1]", "LIMBS == 1 || limbs[1]"),
)
def is_surely_below(core, modulus):
    wide = Wide(core, modulus)

    def act(path):
        pair = wide.sum_of(1)
        if path.decide(as_fact(wide.call("is_surely_below", pair))):
            require_reduced(limbs_of(pair), wide.radix, modulus.prime, "What passes")

    on_every_path(act)


def as_fact(value):
    return value if isinstance(value, (bool, z3.BoolRef)) else bool(value)


@claim(
    "above_zero: differences of WEIGHT_MAX numbers become limbs from 0 to 2^64, of a number that is congruent and positive",
    (WIDE, "pub const WEIGHT_MAX: u64 = (1 << 10) - 1;", "pub const WEIGHT_MAX: u64 = 1 << 10;"),
    (WIDE, "1 << (Self::TOP + 11)", "1 << (Self::TOP + 10)"),
    (WIDE, "1 << (RADIX + 10)", "1 << (RADIX + 9)"),
    (WIDE, "(C as u64) << 11", "(C as u64) << 10"),
    (WIDE, "(C as u64) << 11 } else { 1 << 10 };", "(C as u64) << 11 } else { 1 << 9 };"),
    # Half of the multiple of the prime: congruent, and too little for the limbs.
    (
        WIDE,
        "if i == LIMBS - 1 { 1 << (Self::TOP + 11) } else { 1 << (RADIX + 10) };\n"
        "            let below = if i == 0 { (C as u64) << 11 } else { 1 << 10 };",
        "if i == LIMBS - 1 { 1 << (Self::TOP + 10) } else { 1 << (RADIX + 9) };\n"
        "            let below = if i == 0 { (C as u64) << 10 } else { 1 << 9 };",
    ),
)
def above_zero(core, modulus):
    wide = Wide(core, modulus)

    def act(path):
        pair, integers = wide.difference_of(wide.weight_max)
        limbs = limbs_of(wide.call("above_zero", pair))
        total = wide.value(limbs)
        require_congruent(total, wide.value(integers), modulus.prime, "A difference")
        path.require(total.z3() > 0, "A difference may be no greater than zero")
        for limb, integer in zip(limbs, integers):
            # What is added does not depend on the difference, so the limb has not wrapped around.
            added = limb.sum.plus(integer.sum, -1)
            path.require(added.z3() == added.constant, "A limb below zero is no greater with what is added")

    on_every_path(act)


@claim(
    "residue: zero for multiples of the prime that went through above_zero, and for nothing else",
    (WIDE, "Lanes::splat((1 << RADIX) - C as u64)", "Lanes::splat((1 << RADIX) + 1 - C as u64)"),
    (WIDE, "let ones = if i == LIMBS - 1 { Self::TOP_MASK } else { RADIX_MASK };", "let ones = RADIX_MASK;"),
    (WIDE, ".enumerate().skip(1)", ".enumerate().skip(2)"),
)
def residue(core, modulus):
    wide = Wide(core, modulus)

    def act(path):
        limbs = limbs_of(wide.call("above_zero", wide.difference_of(wide.weight_max)[0]))
        folded = []
        original = wide.runner.functions["Pair", "fold"]

        def fold(pair):
            folded.append(wide.runner.invoke(original, [pair], modulus.pair, "Pair"))
            return list(folded[0])

        wide.runner.stubs = {**STUBS, ("Pair", "fold"): fold}
        parts = wide.call("residue", wide.pair(limbs)).parts
        is_zero = z3.And([fact for fact in (part.is_zero() for part in parts) if fact is not True])
        number = wide.value(folded[0]).z3()
        # By the claim about `fold` it is congruent, carried and below 2p; a multiple of the prime is the prime or zero.
        path.require(number > 0, "Zero may be left of a multiple of the prime")
        path.require(is_zero == (number == modulus.prime), "What is left is not told from the prime")

    on_every_path(act)


@claim(
    "is_below: the bytes of numbers below the prime, and no others",
    (
        WIDE,
        "(ones != u64::MAX) | (word(lowest) < u64::from(C).wrapping_neg())",
        "(ones != u64::MAX) | (word(lowest) <= u64::from(C).wrapping_neg())",
    ),
    (WIDE, "(ones != u64::MAX) |", "(ones == u64::MAX) |"),
    (WIDE, "ones & word(bytes)", "ones | word(bytes)"),
)
def is_below(core, modulus):
    class Bytes:
        """Eight for each word."""

        def __init__(self, words):
            self.words = words

        def rs_as_chunks(self):
            return (self.words, [])

    def act(path):
        words = [Bits(z3.BitVec(f"word{i}", 64)) for i in range(modulus.bits // 64)]
        runner = core.runner(WIDE, stubs={("u64", "from_le_bytes"): lambda bytes: bytes})
        generics = {"C": modulus.c, "WIDTH": modulus.width}
        answer = as_fact(runner.call(None, "is_below", generics, Bytes(words)))
        number = words[0].vector if len(words) == 1 else z3.Concat([word.vector for word in reversed(words)])
        path.require(answer == z3.ULT(number, modulus.prime), "A number is taken for one below the prime, or not")

    on_every_path(act)
