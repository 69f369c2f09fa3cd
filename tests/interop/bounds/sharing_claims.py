"""Sharing and recovery: `sharing.rs` and `differences.rs`, run for each degree there is.

What is added and subtracted on the way is not numbers here but what they are made of: for each that was read or drawn, how
often it is in them. A cluster has at most 255 parties, so all there is can be tried.
"""

from math import comb

from .claim import check, claim
from .core import DIFFERENCES, SHARING, WIDE
from .runner import NONE, Iterator, Option, target
from .words import on_every_path

PARTIES_MAX = 255
WIDTH = 8
# Room for any multiple in a packed list of them: binomials of 255 are below 2^255.
MULTIPLE_BITS = 320


class Terms:
    """A sum of numbers below the prime: how many they are, and packed into one integer how often it has each."""

    def __init__(self, number, count, limit):
        self.number, self.count, self.limit = number, count, limit

    def rs_copy(self):
        return Terms(self.number, self.count, self.limit)

    def rs_add(self, other):
        self.number, self.count = self.number + other.number, self.count + other.count
        check(self.count < self.limit, f"A sum may have {self.count} terms")

    def rs_normalized(self):
        return Terms(self.number, 1, self.limit)

    def rs_reduce_random(self):
        return self

    def rs_write(self, first, _):
        first[0] = self.number


class Drawn:
    def __init__(self, limit):
        self.limit, self.drawn = limit, 0

    def rs_pair(self):
        self.drawn += 1
        return Terms(1 << (MULTIPLE_BITS * self.drawn), 1, self.limit)


def check_split(core, degree, parties):
    """Splits one secret, and looks at how often the secret and each difference is in each share."""
    stubs = {}
    runner = core.runner(SHARING, WIDE, stubs=stubs)
    limit = int(runner.constant(None, "TERMS_MAX", {}))
    stubs |= {
        ("Pair", "ZERO"): None,
        ("Pair", "read"): lambda _, __: Terms(1, 1, limit),
        (None, "padded"): lambda secret: secret,
        (None, "after"): lambda _, place: place,
    }
    scheme = runner.call("Scheme", "new", {}, degree)
    steps = scheme.fields["steps"]
    check(steps >= 1, f"With degree {degree} there is no step")
    # What `new` computes has 64 bits.
    largest = sum(comb(steps + 1, order) for order in range(degree + 1)) * (steps + 1)
    check(largest < 1 << 64, f"With degree {degree} the count of terms may overflow")
    parties = min(parties, PARTIES_MAX)
    targets = [[0] * WIDTH for _ in range(parties)]
    generics = {"WIDTH": WIDTH}
    runner.call(None, "split", generics, scheme, Iterator([[0]]), NONE, Drawn(limit), targets)
    for party, share in enumerate(targets, 1):
        expected = sum(comb(party, order) << (MULTIPLE_BITS * order) for order in range(degree + 1))
        check(share[0] == expected, f"With degree {degree} the share of party {party} is no value of the polynomial")
    return steps


@claim(
    "Scheme::new, split: with every degree no sum has TERMS_MAX terms, and shares are Σ binomial(party, order)·difference",
    (SHARING, "terms(*steps) < TERMS_MAX", "terms(*steps) <= TERMS_MAX"),
    (SHARING, "1 + binomials.sum::<u64>()", "binomials.sum::<u64>()"),
    (SHARING, "(steps + 1 - order) / order", "(steps - order) / order"),
    (SHARING, "            steps -= 1;", "            steps -= 0;"),
    (SHARING, "                before = was;", "                before = *difference;"),
    (SHARING, "            value.add(&before);", "            value.add(&before);\n            value.add(&before);"),
    per_prime=False,
    is_tried=True,
)
def sharing(core):
    def act(path):
        for degree in range(1, PARTIES_MAX):
            # From one reduction to the next all goes as before it: two of them are enough.
            steps = check_split(core, degree, 1)
            check_split(core, degree, 2 * steps + 2)

    on_every_path(act)


class Multiples:
    """A difference of shares: how often it has each of them."""

    def __init__(self, multiples, claims):
        self.multiples, self.claims = multiples, claims

    def rs_copy(self):
        return Multiples(self.multiples, self.claims)

    def rs_subtract(self, other):
        multiples = dict(self.multiples)
        for share, times in target(other).multiples.items():
            multiples[share] = multiples.get(share, 0) - times
        self.multiples = {share: times for share, times in multiples.items() if times}

    def rs_is_surely_below(self):
        return True

    def rs_above_zero(self):
        weight = sum(map(abs, self.multiples.values()))
        check(weight <= self.claims.weight_max, f"A difference may have the weight {weight}")
        return self

    def rs_residue(self):
        return self

    def rs_reduce(self):
        return self

    def rs_write(self, *_):
        self.claims.secret = self.multiples


class Excess:
    def __init__(self, claims):
        self.claims = claims

    def rs_or(self, difference):
        self.claims.excess.append(difference.multiples)
        return self

    def rs_words(self):
        return [0, 0]


class Cursor:
    """Gives a party's only share."""

    def __init__(self, index):
        self.index = index

    def rs_cursor(self):
        return self

    def rs_next(self):
        return Option(self.index)


class Targets(list):
    """Where the secret goes."""

    def rs_chunks_mut(self, _):
        return Iterator([self])

    def rs_split_first_chunk_mut(self):
        return Option((self, []))


class Recovery:
    def __init__(self, core, first, degree, parties):
        self.secret, self.excess = None, []
        stubs = {
            ("Pair", "ZERO"): None,
            ("Pair", "read"): lambda index, _: Multiples({index: 1}, self),
            ("Lanes", "ZERO"): Excess(self),
        }
        runner = core.runner(DIFFERENCES, WIDE, stubs=stubs)
        runner.list_first_chunk_mut = lambda _: NONE
        self.weight_max = int(runner.constant(None, "WEIGHT_MAX", {}))
        shares = [Cursor(index) for index in range(parties)]
        runner.call(None, "recover", {"WIDTH": WIDTH}, first, degree, shares, Targets([0] * WIDTH))

    def check(self, first, degree, parties):
        """The secret is the value at 0 of any polynomial of the degree, and the excess the differences of the next order."""
        for power in range(degree + 1):
            value = sum(times * (first + share) ** power for share, times in self.secret.items())
            check(value == 0**power, f"From degree {degree} and abscissa {first} on the secret is another")
        order = degree + 1
        signs = [(-1) ** (order - i) * comb(order, i) for i in range(order + 1)]
        expected = [{at + i: sign for i, sign in enumerate(signs)} for at in range(parties - order)]
        key = lambda multiples: sorted(multiples.items())
        check(sorted(map(key, self.excess)) == sorted(map(key, expected)), "What must vanish is no difference, or not all")


def is_possible(core, first, degree):
    return core.runner(DIFFERENCES, WIDE).call(None, "is_possible", {}, first, degree)


@claim(
    "is_possible, recover: for every degree and abscissa that it takes, no weight is above WEIGHT_MAX, the secret is the "
    "value at 0, and all differences of the next order are looked at",
    (DIFFERENCES, "weights[degree] <= WEIGHT_MAX / 2", "weights[degree] <= WEIGHT_MAX"),
    (DIFFERENCES, "weights[0] <= WEIGHT_MAX", "weights[0] <= 2 * WEIGHT_MAX"),
    (DIFFERENCES, "    for _ in 0..first {\n        for order", "    for _ in 1..first {\n        for order"),
    (
        DIFFERENCES,
        "        for _ in 0..first {\n            for order",
        "        for _ in 1..first {\n            for order",
    ),
    (DIFFERENCES, "for order in 1..=degree + 1", "for order in 1..=degree"),
    (DIFFERENCES, "column[(degree + 1).min(shares.len())..]", "column[(degree + 2).min(shares.len())..]"),
    per_prime=False,
    is_tried=True,
)
def recovery(core):
    def act(path):
        taken = 0
        for degree in range(1, PARTIES_MAX):
            # Weights only grow with the abscissa, so after one that is too far all are.
            for first in range(1, PARTIES_MAX + 1 - degree):
                if not is_possible(core, first, degree):
                    break
                taken += 1
                for parties in {degree + 1, degree + 2, degree + 4}:
                    if first + parties - 1 <= PARTIES_MAX:
                        Recovery(core, first, degree, parties).check(first, degree, parties)
        check(taken > 0, "Nothing is recovered in this way")
        # The degrees of clusters of up to ten parties that share with the fewest.
        check(is_possible(core, 1, 4), "Common clusters take slower ways")

    on_every_path(act)
