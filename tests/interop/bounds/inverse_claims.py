"""Inverses: `field.rs`. They are chains of products, or divisions, which no solver gets through; so they are tried out."""

from .claim import check, claim
from .core import FIELD
from .runner import Runner, Struct
from .rust_parser import Source
from .words import Word, on_every_path, value_of

DIFFERENCES_MAX = 254


def number_of(element):
    return value_of(element.fields["0"], 32).constant


@claim(
    "inverse_of: right for every difference of two abscissas, which are all that the core divides by",
    (
        FIELD,
        "let u = (modulus - invert_small(prime, modulus)) % modulus;",
        "let u = invert_small(prime, modulus) % modulus;",
    ),
    (FIELD, "let mut power = 1 % modulus;", "let mut power = 2 % modulus;"),
    (FIELD, "        let mut carry = 1;\n", "        let mut carry = 0;\n"),
    (FIELD, "(r, next_r) = (next_r, r - quotient * next_r)", "(r, next_r) = (next_r, r - quotient)"),
    is_tried=True,
)
def inverse_of(core, modulus):
    def act(path):
        for number in range(1, DIFFERENCES_MAX + 1):
            inverse = number_of(core.runner(FIELD).call("Element", "inverse_of", modulus.field, Word.const(32, number)))
            check(inverse == pow(number, -1, modulus.prime), f"1/{number} is wrong")

    on_every_path(act)


# The prime 2^10 − 3, in two limbs of 5 bits.
BITS, C = 5, 3


@claim(
    "invert, inverse_of: right for every number with two limbs of 5 bits, modulo 1021",
    (FIELD, "subtract_small([u32::MAX; LIMBS], C + 1)", "subtract_small([u32::MAX; LIMBS], C)"),
    (FIELD, "for bit in (0..32 * LIMBS).rev()", "for bit in (1..32 * LIMBS).rev()"),
    (FIELD, "power = power.multiply(self);", "power = power.multiply(&power);"),
    (
        FIELD,
        "let u = (modulus - invert_small(prime, modulus)) % modulus;",
        "let u = invert_small(prime, modulus) % modulus;",
    ),
    per_prime=False,
    is_tried=True,
)
def small_inverses(core):
    def act(path):
        numbers = {30: BITS - 2, 31: BITS - 1, 32: BITS, 63: 2 * BITS - 1, 64: 2 * BITS}
        widths = {"u32": BITS, "u64": 2 * BITS}
        runner = Runner([Source(core.texts[FIELD], FIELD, numbers)], widths=widths)
        generics, prime = {"LIMBS": 2, "C": C}, (1 << (2 * BITS)) - C
        low = (1 << BITS) - 1
        limbs = lambda number: [Word.const(BITS, number & low), Word.const(BITS, number >> BITS)]
        value = lambda element: value_of(element.fields["0"], BITS).constant
        for number in range(1, 1 << BITS):
            inverse = value(runner.call("Element", "inverse_of", generics, Word.const(BITS, number)))
            check(inverse == pow(number, -1, prime), f"1/{number} modulo {prime} is wrong")
        for number in range(prime):
            element = Struct("Element", {"0": limbs(number)})
            inverse = value(runner.call("Element", "invert", generics, element))
            expected = pow(number, -1, prime) if number else 0
            check(inverse == expected, f"The inverse of {number} modulo {prime} is wrong")

    on_every_path(act)


@claim(
    "2^64 − C64, 2^128 − C128 and 2^256 − C256 are primes (Miller and Rabin's test with 64 bases)",
    (FIELD, "pub const C64: u32 = 1_071_644_669;", "pub const C64: u32 = 1_071_644_671;"),
    (FIELD, "pub const C128: u32 = 2_663_383_037;", "pub const C128: u32 = 2_663_383_039;"),
    (FIELD, "pub const C256: u32 = 1_732_247_549;", "pub const C256: u32 = 1_732_247_551;"),
    is_tried=True,
)
def primes(core, modulus):
    prime = modulus.prime
    twos = (prime - 1 & 1 - prime).bit_length() - 1
    for base in range(2, 66):
        power = pow(base, (prime - 1) >> twos, prime)
        powers = [pow(power, 1 << i, prime) for i in range(twos)]
        check(powers[0] == 1 or prime - 1 in powers, f"2^{modulus.bits} − {modulus.c} is no prime")
