import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import {
  CorruptShareError,
  EcdsaPrivateKey,
  EcdsaSignature,
  InvalidArgumentError,
  NadaArray,
  NadaTuple,
  NotEnoughSharesError,
  PublicInteger,
  SecretBlob,
  SecretInteger,
  type Values,
} from "@nilvm/client";
import { PrivateKey } from "@nilvm/client/keys";
import { type PartyShares, SecretMasker } from "@nilvm/client/masking";
import { colludingShares } from "../../tools/collude.ts";
import { partiesOf } from "../support/masking_fixture.ts";

/** Parties in the order of their ids, so that the first one is at place 1. */
function maskerOf(parties: number, polynomialDegree: number): SecretMasker {
  const ids = Array.from({ length: parties }, (_, index) => new Uint8Array(32).fill(index + 1));
  return SecretMasker.create({ primeBits: 256, polynomialDegree, parties: ids });
}

const truth = {
  a: new SecretInteger(42),
  b: new SecretBlob(new TextEncoder().encode("a text")),
  c: new NadaArray([new SecretInteger(1), new SecretInteger(2)]),
};

/** The shares of which the first `liars` put themselves on a polynomial through those of the next `degree` parties. */
function withLiars(shares: readonly PartyShares[], liars: number, degree: number): PartyShares[] {
  const honest = shares.map((_, index) => index + 1).slice(liars, liars + degree);
  return shares.map(({ party, values }, index) => ({
    party,
    values: index < liars ? colludingShares(values, 256, index + 1, honest) : values,
  }));
}

function isTruth(values: Values): boolean {
  return Object.entries(truth).every(([name, value]) => value.equals(values[name]));
}

/** Small clusters: how many parties, and the degree. */
const clusters = Array.from({ length: 6 }, (_, index) => index + 2)
  .flatMap((parties) =>
    Array.from({ length: parties - 1 }, (_, index) => [parties, index + 1] as const)
  );

function upTo(end: number, start = 0): number[] {
  return Array.from({ length: Math.max(0, end - start + 1) }, (_, index) => start + index);
}

Deno.test("values are right although faultTolerance parties agree on a lie, or there is an error", () => {
  const seen = { right: 0, corrupt: 0, short: 0 };
  for (const [parties, degree] of clusters) {
    const masker = maskerOf(parties, degree);
    const all = masker.mask(truth);
    for (const faultTolerance of upTo(parties - degree - 1)) {
      for (const count of upTo(parties, 1)) {
        for (const liars of upTo(Math.min(faultTolerance, count))) {
          const answers = withLiars(all, liars, degree).slice(0, count);
          const what =
            `${count} of ${parties}, degree ${degree}, ${liars} of ${faultTolerance} lie`;
          const need = degree + 1 + faultTolerance;
          try {
            const unmasked = masker.unmask(answers, { faultTolerance });
            assert(isTruth(unmasked.values), what);
            assert(count >= need && unmasked.toleratedFaults >= faultTolerance, what);
            const found = unmasked.faultyParties.length;
            assertEquals([found, unmasked.toleratedFaults], [liars, count - degree - 1 - liars]);
            seen.right++;
          } catch (error) {
            if (error instanceof NotEnoughSharesError) {
              assertEquals([error.have, error.need], [count, need], what);
              assert(count < need, what);
              seen.short++;
            } else if (error instanceof CorruptShareError) {
              assert(count < need + liars && liars > 0, what);
              assertEquals(error.parties, [], "nobody can be named");
              seen.corrupt++;
            } else throw error;
          }
        }
      }
    }
  }
  assert(seen.right > 100 && seen.corrupt > 50 && seen.short > 100, JSON.stringify(seen));
});

Deno.test("without faultTolerance, no more liars than toleratedFaults do harm, and one more can", () => {
  let fooled = 0;
  for (const [parties, degree] of clusters) {
    const masker = maskerOf(parties, degree);
    const all = masker.mask(truth);
    for (const count of upTo(parties, degree + 1)) {
      for (const liars of upTo(count - 1)) {
        const answers = withLiars(all.slice(0, count), liars, Math.min(degree, count - liars));
        const what = `${count} of ${parties}, degree ${degree}, ${liars} lie`;
        try {
          const { values, toleratedFaults } = masker.unmask(answers);
          if (liars <= toleratedFaults) assert(isTruth(values), what);
          if (!isTruth(values)) {
            fooled++;
            assert(toleratedFaults < liars, what);
          } else if (liars > 0) assertEquals(toleratedFaults, count - degree - 1 - liars, what);
        } catch (error) {
          assert(error instanceof CorruptShareError, `${what}: ${error}`);
          assert(liars * 2 > count - degree - 1, what);
        }
      }
      // The number is exact: one liar more than it says gives a wrong value and the same number.
      for (const wrong of upTo(Math.floor((count - degree - 1) / 2))) {
        const liars = count - degree - wrong;
        const answers = withLiars(all.slice(0, count), liars, degree);
        const { values, toleratedFaults } = masker.unmask(answers);
        assertEquals([isTruth(values), toleratedFaults], [false, liars - 1], `${count} ${wrong}`);
      }
    }
  }
  assert(fooled > 50, String(fooled));
});

Deno.test("liars who agree on other public values or on other names are tolerated as well", () => {
  for (const [parties, degree] of clusters) {
    const masker = maskerOf(parties, degree);
    const values = { ...truth, p: new PublicInteger(1) };
    const shares = masker.mask(values);
    const others = {
      "another public value": masker.mask({ ...truth, p: new PublicInteger(2) }),
      "another name": masker.mask({ ...truth, q: new PublicInteger(1) }),
      "one value less": masker.mask(truth),
    };
    for (const [what, other] of Object.entries(others)) {
      for (const faultTolerance of upTo(parties - degree - 1, 1)) {
        const answers = [...other.slice(0, faultTolerance), ...shares.slice(faultTolerance)];
        try {
          const unmasked = masker.unmask(answers, { faultTolerance });
          assert(isTruth(unmasked.values), what);
          assertEquals(unmasked.values["p"]?.value, 1n, what);
          assertEquals(unmasked.faultyParties.length, faultTolerance, what);
        } catch (error) {
          assert(error instanceof CorruptShareError, `${what}: ${error}`);
          assert(parties < degree + 1 + 2 * faultTolerance, what);
        }
      }
    }
  }
});

Deno.test("an error about a tolerance says how many answers it takes", () => {
  const masker = maskerOf(6, 1);
  const shares = withLiars(masker.mask(truth), 1, 1);
  const short = assertThrows(
    () => masker.unmask(shares.slice(0, 3), { faultTolerance: 2 }),
    NotEnoughSharesError,
    "3 of 6 parties answered and it takes 4 for a faultTolerance of 2",
  );
  assertEquals([short.have, short.need], [3, 4]);
  assertThrows(
    () => masker.unmask(shares.slice(0, 4), { faultTolerance: 2 }),
    CorruptShareError,
    "Only 3 of 4 answers agree, which is enough for a faultTolerance of 1, not 2",
  );
  assertEquals(masker.unmask(shares.slice(0, 5), { faultTolerance: 2 }).toleratedFaults, 2);
  assertThrows(
    () => masker.unmask(shares, { faultTolerance: 4 }),
    CorruptShareError,
    "Only 5 of 6 answers agree, which is enough for a faultTolerance of 3, not 4",
  );
});

Deno.test("with a tolerance, an error does not name the honest party that liars make look wrong", () => {
  const masker = maskerOf(4, 1);
  const shares = masker.mask({ a: new SecretInteger(1), b: new SecretInteger(2) });
  const lie = (party: number, value: number, honest: number) =>
    shares[party - 1]!.values.splice(
      value,
      1,
      ...colludingShares([shares[party - 1]!.values[value]!], 256, party, [honest]),
    );
  // About a, parties 1 and 2 agree with 3 on a lie, and 4 looks wrong. About b, 1 lies alone.
  lie(1, 0, 3);
  lie(2, 0, 3);
  lie(1, 1, 2);
  const parties = (faultTolerance: number) =>
    assertThrows(() => masker.unmask(shares, { faultTolerance }), CorruptShareError)
      .parties.map(([id]) => id);
  assertEquals(parties(0), [1, 4]);
  assertEquals(parties(1), []);
  assertEquals(parties(2), []);
});

Deno.test("a tolerance that the parties cannot give is refused", () => {
  const masker = maskerOf(5, 2);
  const shares = masker.mask(truth);
  for (const faultTolerance of [-1, 3, 0.5, NaN, Infinity, "1", 1n, true, null, {}]) {
    // deno-lint-ignore no-explicit-any
    const options = { faultTolerance } as any;
    const error = assertThrows(() => masker.unmask(shares, options), InvalidArgumentError);
    assertEquals(error.option, "faultTolerance");
    assertStringIncludes(
      error.message,
      "faultTolerance is an integer from 0 to 2 for 5 parties of degree 2",
    );
  }
  // deno-lint-ignore no-explicit-any
  const misspelt = { faultTolerances: 1 } as any;
  assertThrows(() => masker.unmask(shares, misspelt), InvalidArgumentError, "faultTolerances");
  for (const faultTolerance of [undefined, 0, 1, 2]) {
    assertEquals(masker.unmask(shares, { faultTolerance }).toleratedFaults, 2);
  }
});

Deno.test("private keys are certain against as many liars as other values", () => {
  const masker = maskerOf(5, 1);
  const key = new EcdsaPrivateKey(PrivateKey.fromSeed("a").toBytes());
  const shares = masker.mask({ ...truth, key });
  const unmasked = masker.unmask(shares, { faultTolerance: 3 });
  assert(key.equals(unmasked.values["key"]) && isTruth(unmasked.values));
  assertEquals(unmasked.toleratedFaults, 3);
  const error = assertThrows(
    () => masker.unmask(shares.slice(0, 4), { faultTolerance: 1 }),
    NotEnoughSharesError,
  );
  assertEquals([error.have, error.need], [4, 5]);

  // Three of five say that the key and its public points are others.
  const other = masker.mask({
    ...truth,
    key: new EcdsaPrivateKey(PrivateKey.fromSeed("b").toBytes()),
  });
  const answers = [...other.slice(0, 3), ...shares.slice(3)];
  for (const faultTolerance of [1, 2, 3]) {
    assertThrows(() => masker.unmask(answers, { faultTolerance }), CorruptShareError);
  }
});

Deno.test("shares of ECDSA signatures are certain against no liar, which a read with a tolerance refuses", () => {
  const masker = maskerOf(3, 1);
  const bytes = (fill: number) => new Uint8Array(32).fill(fill);
  const signature = new EcdsaSignature({ r: bytes(1), s: bytes(2) });
  const values: Record<string, Values> = {
    alone: { signature },
    "beside others": { ...truth, signature },
    "before another one": { signature, then: new SecretInteger(1) },
    "in an array": { signature: new NadaArray([signature]) },
    "in a tuple": { signature: new NadaTuple(new SecretInteger(1), signature) },
  };
  for (const [where, each] of Object.entries(values)) {
    const shares = masker.mask(each);
    const unmasked = masker.unmask(shares);
    assert(each["signature"]!.equals(unmasked.values["signature"]), where);
    assertEquals(unmasked.toleratedFaults, 0, where);
    assertEquals(masker.unmask(shares, { faultTolerance: 0 }).toleratedFaults, 0, where);
    const error = assertThrows(
      () => masker.unmask(shares, { faultTolerance: 1 }),
      InvalidArgumentError,
      'Nothing checks the shares of the ECDSA signature in "signature": read it without',
    );
    assertEquals(error.option, "faultTolerance", where);
  }
});

Deno.test("the order of the parties and of their answers does not matter to a tolerance", () => {
  const parties = partiesOf(5);
  const masker = SecretMasker.create({ primeBits: 256, polynomialDegree: 1, parties });
  const shares = masker.mask(truth);
  const other = masker.mask({ ...truth, a: new SecretInteger(7) });
  for (const liar of upTo(4)) {
    const answers = shares.map((each, index) => index === liar ? other[index]! : each).reverse();
    const unmasked = masker.unmask(answers, { faultTolerance: 2 });
    assert(isTruth(unmasked.values));
    assertEquals(unmasked.faultyParties, [parties[liar]!]);
    assertEquals(unmasked.toleratedFaults, 2);
  }
});
