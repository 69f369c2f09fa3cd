import type { Cases, Context, Nada } from "./context.ts";
import type { ArrayExpression, Handles, Input, IntegerExpression } from "@nilvm/client/nada";
import { expect, expectSame } from "./expect.ts";

/** A program of two parties, written anew for each case. */
function raiseIn({ nada }: Nada) {
  return nada.program({
    name: "raise",
    parties: ["alice", "bob"],
    inputs: {
      salary: nada.secretInteger("alice"),
      offers: nada.secretInteger("bob").array(2),
      percent: nada.integer("bob"),
    },
    outputs: { enough: "alice", gap: ["alice", "bob"] },
  }, ({ salary, offers, percent }) => {
    const wanted = salary.add(salary.mul(percent).div(100));
    const offer = offers.reduce((best, next) => next.gt(best).ifElse(next, best), salary);
    return { enough: offer.ge(wanted), gap: wanted.sub(offer) };
  });
}

const given = { salary: 4200, offers: [4400, 4500], percent: 5 } as const;

/** The inputs of a wrong program. */
type Wrong = Handles<{
  a: Input<"p", IntegerExpression<"secret">>;
  xs: Input<"p", ArrayExpression<IntegerExpression<"secret">, 3>>;
}>;

/** Cases of programs in TypeScript: written, run without a network, and run on one. */
export const nada: Cases = {
  "a program is written and runs without a network": async ({ api }) => {
    const raise = raiseIn(api);
    for (const primeBits of [64, 128, 256] as const) {
      const { enough, gap } = await raise.run(given, { primeBits });
      expectSame(enough, true, `enough, of ${primeBits} bits`);
      expectSame(gap, -90n, `gap, of ${primeBits} bits`);
    }
  },
  "a program signs without a network": async ({ api }) => {
    const wallet = api.nada.program({
      name: "wallet",
      parties: ["owner"],
      inputs: {
        key: api.nada.ecdsaPrivateKey("owner"),
        digest: api.nada.ecdsaDigestMessage("owner"),
      },
      outputs: { signature: "owner", publicKey: "owner" },
    }, ({ key, digest }) => ({ signature: key.sign(digest), publicKey: key.publicKey() }));
    const digest = new Uint8Array(32).fill(7);
    const { signature, publicKey } = await wallet.run({ key: new Uint8Array(32).fill(1), digest });
    const key = api.PublicKey.fromBytes(publicKey);
    const parts = new Uint8Array([...signature.r, ...signature.s]);
    expectSame(key.verify(digest, parts, { digest: "none" }), true, "the signature holds");
  },
  "a run with a seed is the same again, and another with another one": async ({ api }) => {
    const dice = api.nada.program({
      name: "dice",
      parties: ["alice"],
      inputs: { sides: api.nada.integer("alice") },
      outputs: { thrown: "alice" },
    }, ({ sides }) => ({ thrown: api.nada.randomInteger().mod(sides) }));
    const thrown = async (seed: number) =>
      (await dice.run({ sides: 1_000_000_007 }, { seed, numbers: "exact" })).thrown;
    expectSame(await thrown(1), await thrown(1), "the same seed");
    expect(await thrown(1) !== await thrown(2), "another seed gives another number");
  },
  "a program is stored under its id, and users read plain results": (t) =>
    t.withFunded((alice) =>
      t.withFunded(async (bob) => {
        const raise = raiseIn(t.api);
        const programId = await alice.storeProgram(raise).invoke();
        expectSame(programId, await raise.id(alice.userId), "the id");
        const { preprocessing } = await raise.compile();
        expect(preprocessing.COMPARE !== undefined, "it compares");
        const permissions = t.api.Permissions.defaultsForUser(alice.userId)
          .allowCompute(bob.userId, programId);
        const { salary, ...values } = given;
        const id = await alice.storeValues(raise.values("alice", { salary }), {
          ttlDays: 1,
          permissions,
        }).invoke();
        const read = await alice.retrieveValues(id, { as: { salary: t.api.SecretInteger } })
          .invoke();
        expectSame(read.salary, 4200n, "the stored input");
        const run = await bob.compute(raise, {
          programId,
          parties: { alice: alice.userId, bob: bob.userId },
          values,
          stored: { salary: id },
        }).invoke();
        const { enough, gap } = await alice.retrieveComputeResults(raise, run).invoke();
        expectSame(enough, true, "enough");
        expectSame(gap, -90n, "gap");
        expectSame((await bob.retrieveComputeResults(raise, run).invoke()).gap, -90n, "bob's gap");
      })
    ),
  "a wrong program is refused with the line of its source, where the engine tells": ({ api }) => {
    const { nada } = api;
    let stack: string | undefined;
    // The wrong operation and the stack are in one line, also in a bundle.
    const bodies: ((given: Wrong) => unknown)[] = [
      ({ a }) => ({ sum: a.add((stack = new Error().stack, "1") as never) }),
      // Some engines keep no frame of the inner function.
      ({ xs }) => ({ sum: xs.map((x) => x.add((stack = new Error().stack, "1") as never)) }),
    ];
    for (const [index, body] of bodies.entries()) {
      const options = {
        name: "wrong",
        parties: ["p"],
        inputs: { a: nada.secretInteger("p"), xs: nada.secretInteger("p").array(3) },
        outputs: { sum: "p" },
      } as const;
      const [issue] = errorOf(api, () => nada.program(options, body as never)).issues;
      const told = "captureStackTrace" in Error;
      const line = /:(\d+):\d+\)?$/m.exec(stack ?? "")?.[1];
      expectSame(issue!.line, told ? Number(line) : undefined, `the line of ${index} in\n${stack}`);
      expect(
        told ? /^[^\\/ ()]+$/.test(issue!.file!) : issue!.file === undefined,
        `${issue!.file}`,
      );
    }
  },
  "a wrong run is refused with the name of the input": async (t) => {
    const raise = raiseIn(t.api);
    const running = raise.run({ ...given, offers: [1] as never });
    const error = await running.then(() => undefined, (error) => error);
    expect(error instanceof t.api.InvalidArgumentError, `it is refused: ${error}`);
    expectSame(error.option, "offers", "the input");
  },
};

function errorOf(api: Context["api"], work: () => unknown) {
  try {
    work();
  } catch (error) {
    if (error instanceof api.InvalidProgramError) return error;
    throw error;
  }
  throw new Error("It is not refused");
}
