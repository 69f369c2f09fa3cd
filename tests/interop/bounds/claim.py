"""What is to be proven: a statement, how it is shown, and changes of the source with which it must fail."""

import z3

from .words import Path, Sum, Unproven, Word, value_of

CLAIMS = []


class Claim:
    def __init__(self, statement, show, mutants, per_prime, is_tried):
        self.statement, self.show, self.mutants, self.per_prime = statement, show, mutants, per_prime
        # Whether all cases there are were tried, or those of a small width, where there is no proof.
        self.is_tried = is_tried

    def hold(self, core):
        """Raises `Unproven` if it does not."""
        for given in [(core, modulus) for modulus in core.moduli] if self.per_prime else [(core,)]:
            self.show(*given)


def claim(statement, *mutants, per_prime=True, is_tried=False):
    """Marks a function that shows a statement; each mutant is a file, a text in it, and what to change that to."""

    def mark(show):
        CLAIMS.append(Claim(statement, show, mutants, per_prime, is_tried))
        return show

    return mark


def unknown_words(bits, count, name, high=None):
    return [Word.unknown(bits, name, 0, (1 << bits) - 1 if high is None else high) for _ in range(count)]


def unknown_below(bits, count, name, limit):
    """Digits of an unknown number below a limit."""
    words = unknown_words(bits, count, name)
    Path.current.know(value_of(words, bits).z3() < limit)
    return words


def require_congruent(one, other, modulus, what):
    """Read off the coefficients if those are multiples of the modulus; what is left is one of the first few."""
    difference = one.plus(other, -1)
    if difference.is_multiple_of(modulus):
        return
    centered = lambda number: (number + modulus // 2) % modulus - modulus // 2
    terms = {name: centered(factor) for name, factor in difference.terms.items()}
    number = Sum(terms, centered(difference.constant)).z3()
    Path.current.require(z3.Or([number == times * modulus for times in range(-3, 4)]), f"{what} is another number")


def require_reduced(words, radix, modulus, what):
    number = value_of(words, radix).z3()
    Path.current.require(z3.And(number >= 0, number < modulus), f"{what} may not be below the prime")


def check(fact, what):
    if not fact:
        raise Unproven(what)
