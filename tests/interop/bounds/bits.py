"""Words as vectors of bits, for what moves bits only: z3 then proves an identity without any arithmetic of integers."""

import z3


class Bits:
    def __init__(self, vector):
        self.vector, self.bits = vector, vector.size()

    def of(self, other):
        if isinstance(other, Bits):
            return other.vector
        return z3.BitVecVal(other if isinstance(other, int) else other.constant(), self.bits)

    def as_bits(self, bits):
        if bits > self.bits:
            return Bits(z3.ZeroExt(bits - self.bits, self.vector))
        return Bits(z3.Extract(bits - 1, 0, self.vector))

    def constant(self):
        return None

    def ones(self):
        return (1 << self.bits) - 1

    def add(self, other, what=None):
        return Bits(self.vector + self.of(other))

    def subtract(self, other, what=None):
        return Bits(self.vector - self.of(other))

    def left(self, shift):
        return Bits(self.vector << shift)

    def right(self, shift):
        return Bits(z3.LShR(self.vector, shift))

    def bit_and(self, other):
        return Bits(self.vector & self.of(other))

    def bit_or(self, other):
        return Bits(self.vector | self.of(other))

    def bit_xor(self, other):
        return Bits(self.vector ^ self.of(other))

    def compare(self, sign, other):
        a, b = self.vector, self.of(other)
        return {
            "==": a == b,
            "!=": a != b,
            "<": z3.ULT(a, b),
            "<=": z3.ULE(a, b),
            ">": z3.UGT(a, b),
            ">=": z3.UGE(a, b),
        }[sign]
