"""Words of a fixed number of bits that are not known: sums of unknown integers, with what is known of those.

All that the core does with words is linear in integers, once the quotient of each shift and mask has a name: `x >> k` is an
integer q with 0 ≤ x − q·2^k < 2^k, and `x & (2^k − 1)` is x − q·2^k. So the value of a number is a sum of names times powers
of two in which names that cancel do cancel, and a congruence can be read off the coefficients. Bounds are left to z3.

A product of two unknown words is a name of its own, the same for the same two.
"""

import z3

# What one question may take.
TIMEOUT_MS = 60_000


class Unproven(Exception):
    """Something that the source relies on does not hold, or could not be shown."""


class Infeasible(Exception):
    """A path that no input takes."""


class Path:
    """One way through a function: what was assumed at each branch, and what is known of the names."""

    current = None

    def __init__(self, decisions):
        self.decisions, self.taken = decisions, []
        self.solver = z3.Solver()
        self.solver.set("timeout", TIMEOUT_MS)
        self.quotients, self.products, self.names = {}, {}, {}

    def know(self, fact):
        self.solver.add(fact)

    def name(self, text, low, high):
        """A new integer between the two."""
        name = f"{text}.{len(self.names)}"
        self.names[name] = (low, high, z3.Int(name))
        self.know(z3.And(self.names[name][2] >= low, self.names[name][2] <= high))
        return Sum({name: 1}, 0)

    def holds(self, fact):
        """Whether a fact follows from what is known."""
        if isinstance(fact, bool):
            return fact
        self.solver.push()
        self.solver.add(z3.Not(fact))
        answer = self.solver.check()
        self.solver.pop()
        return answer == z3.unsat

    def require(self, fact, what):
        if not self.holds(fact):
            raise Unproven(what)

    def decide(self, fact):
        """Takes one branch now, and leaves the other to a later path."""
        if isinstance(fact, bool):
            return fact
        at = len(self.taken)
        if at < len(self.decisions):
            choice = self.decisions[at]
        else:
            choice = True
        self.taken.append(choice)
        self.know(fact if choice else z3.Not(fact))
        if self.solver.check() == z3.unsat:
            raise Infeasible()
        return choice


def on_every_path(act):
    """Runs `act` once for each way through the branches that it takes."""
    decisions, paths = [], 0
    while decisions is not None:
        path = Path.current = Path(decisions)
        try:
            act(path)
            paths += 1
        except Infeasible:
            pass
        decisions = path.taken
        while decisions and not decisions[-1]:
            decisions = decisions[:-1]
        decisions = decisions[:-1] + [False] if decisions else None
    if paths == 0:
        raise Unproven("No input takes any path: what was assumed contradicts itself")


class Sum:
    """Σ coefficient·name + constant."""

    def __init__(self, terms, constant):
        self.terms = {name: factor for name, factor in terms.items() if factor != 0}
        self.constant = constant

    def plus(self, other, factor=1):
        terms = dict(self.terms)
        for name, coefficient in other.terms.items():
            terms[name] = terms.get(name, 0) + factor * coefficient
        return Sum(terms, self.constant + factor * other.constant)

    def times(self, factor):
        return Sum({name: coefficient * factor for name, coefficient in self.terms.items()}, self.constant * factor)

    def z3(self):
        names = Path.current.names
        return z3.Sum([z3.IntVal(self.constant)] + [factor * names[name][2] for name, factor in self.terms.items()])

    def key(self):
        return (self.constant, tuple(sorted(self.terms.items())))

    def is_multiple_of(self, modulus):
        return all(number % modulus == 0 for number in [self.constant, *self.terms.values()])


def value_of(words, radix):
    """The number whose digits these are."""
    total = Sum({}, 0)
    for i, word in enumerate(words):
        total = total.plus(as_sum(word), 1 << (radix * i))
    return total


def as_sum(word):
    return Sum({}, word) if isinstance(word, int) else word.sum


def runs_of_ones(mask):
    """Where the ones of a mask begin and end, from the lowest."""
    runs, at = [], 0
    while mask >> at:
        if mask >> at & 1:
            start = at
            while mask >> at & 1:
                at += 1
            runs.append((start, at))
        else:
            at += 1
    return runs


class Word:
    """A word of so many bits, with integers that it is surely not below or above."""

    def __init__(self, bits, total, low, high, wrapped=None):
        self.bits, self.sum, self.low, self.high = bits, total, low, high
        # The word before it was cut off at its width, which its lowest bits and its sign are those of.
        self.wrapped = wrapped

    @staticmethod
    def const(bits, number):
        return Word(bits, Sum({}, number), number, number)

    @staticmethod
    def unknown(bits, text, low, high):
        return Word(bits, Path.current.name(text, low, high), low, high)

    def constant(self):
        return self.sum.constant if not self.sum.terms else None

    def __index__(self):
        if self.sum.terms:
            raise Unproven("An index depends on an unknown number")
        return self.sum.constant

    def number(self):
        constant = self.constant()
        return z3.IntVal(constant) if constant is not None else self.sum.z3()

    def as_bits(self, bits):
        """The same number in a word of another width, cut off there."""
        if self.high < 1 << bits:
            return Word(bits, self.sum, self.low, self.high)
        return self.cut(bits, bits)

    def quotient(self, shift):
        """What is left after a shift to the right."""
        constant = self.constant()
        if constant is not None:
            return Word.const(self.bits, constant >> shift)
        if shift == 0:
            return self
        whole = self.wrapped
        if whole and shift == self.bits - 1 and -(1 << shift) <= whole.low and whole.high < 1 << shift:
            return Word(self.bits, whole.quotient(shift).sum.times(-1), 0, 1)
        low, high = self.low >> shift, self.high >> shift
        if low == high:
            return Word.const(self.bits, low)
        if (low, high) == (-1, 0):
            # All that is asked for is the sign, so it has one name, whatever the shift.
            shift = max(self.high.bit_length(), (-self.low - 1).bit_length())
        path = Path.current
        key = (self.sum.key(), shift)
        if key not in path.quotients:
            quotient = path.name("q", low, high)
            rest = self.sum.plus(quotient, -(1 << shift)).z3()
            path.know(z3.And(rest >= 0, rest < 1 << shift))
            path.quotients[key] = quotient
        return Word(self.bits, path.quotients[key], low, high)

    def cut(self, ones, bits=None):
        """The lowest bits."""
        bits = bits or self.bits
        if self.low >= 0 and self.high < 1 << ones:
            return Word(bits, self.sum, self.low, self.high)
        if self.wrapped:
            return self.wrapped.cut(ones, bits)
        total = self.sum.plus(self.quotient(ones).sum, -(1 << ones))
        low, high = 0, (1 << ones) - 1
        if not total.terms:
            low = high = total.constant
        elif self.low >> ones == self.high >> ones:
            low, high = self.low - (self.low >> ones << ones), self.high - (self.low >> ones << ones)
        return Word(bits, total, low, high, self if ones == bits == self.bits else None)

    def exact(self, total, low, high, what):
        """A result that must fit, as overflow panics or loses something."""
        if low < 0 or high >= 1 << self.bits:
            if not total.terms:
                raise Unproven(f"{what}: {total.constant} does not fit {self.bits} bits")
            number = total.z3()
            Path.current.require(z3.And(number >= 0, number < 1 << self.bits), f"{what} may overflow {self.bits} bits")
            low, high = max(low, 0), min(high, (1 << self.bits) - 1)
        return Word(self.bits, total, low, high)

    def wrapping(self, total, low, high):
        return Word(self.bits, total, low, high).cut(self.bits)

    def add(self, other, what=None):
        if not what:
            self, other = self.wrapped or self, other.wrapped or other
        total = (self.sum.plus(other.sum), self.low + other.low, self.high + other.high)
        return self.exact(*total, what) if what else self.wrapping(*total)

    def subtract(self, other, what=None):
        if not what:
            self, other = self.wrapped or self, other.wrapped or other
        total = (self.sum.plus(other.sum, -1), self.low - other.high, self.high - other.low)
        return self.exact(*total, what) if what else self.wrapping(*total)

    def multiply(self, other, what):
        for one, factor in ((self, other.constant()), (other, self.constant())):
            if factor is not None:
                return self.exact(one.sum.times(factor), one.low * factor, one.high * factor, what)
        names = [next(iter(word.sum.terms)) for word in (self, other)]
        if any(word.sum.key() != (0, ((name, 1),)) for word, name in zip((self, other), names)):
            raise Unproven(f"{what}: a product of sums")
        path, key = Path.current, tuple(sorted(names))
        if key not in path.products:
            path.products[key] = path.name("·".join(key), self.low * other.low, self.high * other.high)
        return self.exact(path.products[key], self.low * other.low, self.high * other.high, what)

    def left(self, shift):
        return self.wrapping(self.sum.times(1 << shift), self.low << shift, self.high << shift)

    def right(self, shift):
        return self.quotient(shift)

    def negated(self):
        return self.wrapping(self.sum.times(-1), -self.high, -self.low)

    def ones(self):
        return (1 << self.bits) - 1

    def bit_and(self, other):
        for one, mask in ((self, other.constant()), (other, self.constant())):
            if mask is not None:
                if mask == self.ones():
                    return one
                result = Word.const(self.bits, 0)
                for start, end in runs_of_ones(mask):
                    result = result.add(one.cut(end).quotient(start).left(start), "and")
                return result
        return Both([self, other])

    def bit_or(self, other):
        if self.constant() is not None and other.constant() is not None:
            return Word.const(self.bits, self.constant() | other.constant())
        for one, mask in ((self, other.constant()), (other, self.constant())):
            if mask == 0:
                return one
            if mask == self.ones():
                return Word.const(self.bits, mask)
        raise Unproven("Bits of two unknown words are put together")

    def bit_xor(self, other):
        if self.constant() is not None and other.constant() is not None:
            return Word.const(self.bits, self.constant() ^ other.constant())
        if self.constant() == 0 or other.constant() == 0:
            return other if self.constant() == 0 else self
        return Different(self, other)

    def compare(self, sign, other):
        """A fact, or whether it is one."""
        low, high = self.low - other.high, self.high - other.low
        difference = self.sum.plus(other.sum, -1)
        if not difference.terms:
            low = high = difference.constant
        known = {
            "==": (low == high == 0, low > 0 or high < 0),
            "!=": (low > 0 or high < 0, low == high == 0),
            "<": (high < 0, low >= 0),
            "<=": (high <= 0, low > 0),
            ">": (low > 0, high <= 0),
            ">=": (low >= 0, high < 0),
        }[sign]
        if known[0] or known[1]:
            return known[0]
        number = difference.z3()
        return {
            "==": number == 0,
            "!=": number != 0,
            "<": number < 0,
            "<=": number <= 0,
            ">": number > 0,
            ">=": number >= 0,
        }[sign]


class Both:
    """The bits that all of some words have: known only is when these are all there are."""

    def __init__(self, words):
        self.words, self.bits = words, words[0].bits

    def bit_and(self, other):
        return Both([*self.words, other])

    def compare(self, sign, other):
        if other.constant() != other.ones() or sign not in ("==", "!="):
            raise Unproven("Bits of several words are compared with others than all ones")
        facts = [word.compare("==", other) for word in self.words]
        all_ones = False if False in facts else z3.And([fact for fact in facts if fact is not True])
        if sign == "==":
            return all_ones
        return not all_ones if isinstance(all_ones, bool) else z3.Not(all_ones)


class Different:
    """The bits in which two words differ: what is left of them is asked for, or whether there are any."""

    def __init__(self, one, other):
        self.one, self.other, self.bits, self.parts = one, other, one.bits, [self]

    def is_zero(self):
        return self.one.compare("==", self.other)

    def bit_xor(self, word):
        for one, other in ((self.one, self.other), (self.other, self.one)):
            if isinstance(word, Word) and word.sum.key() == one.sum.key():
                return other
        raise Unproven("Differences of bits are turned around with another word")

    def bit_and(self, mask):
        if mask.constant() == 0:
            return Word.const(self.bits, 0)
        if mask.constant() == mask.ones():
            return self
        raise Unproven("Some bits are taken of a difference")

    def bit_or(self, other):
        return AnyDifferent([self]).bit_or(other)


class AnyDifferent:
    """Zero when none of some differences has a bit."""

    def __init__(self, parts):
        self.parts, self.bits = parts, parts[0].bits

    def bit_or(self, other):
        if isinstance(other, Word) and other.constant() == 0:
            return self
        return AnyDifferent([*self.parts, *other.parts])
