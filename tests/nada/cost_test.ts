/** What a program says that its runs cost. */
import { InvalidArgumentError } from "@nilvm/client";
import {
  type IntegerExpression,
  nada,
  type Outputable,
  type PrimeOptions,
} from "@nilvm/client/nada";
import { assertEquals, assertRejects } from "@std/assert";

type Secret = IntegerExpression<"secret">;

/** A program of what a function makes of four secrets. */
function of(body: (...given: [Secret, Secret, Secret, Secret]) => Outputable) {
  const input = nada.secretInteger("p");
  return nada.program(
    {
      name: "costly",
      parties: ["p"],
      inputs: { a: input, b: input, c: input, d: input },
      outputs: { r: "p" },
    },
    ({ a, b, c, d }) => ({ r: body(a, b, c, d) }),
  );
}

const mixed = of((a, b, c, d) => nada.tuple(a.mul(b).lt(c), nada.tuple(a.mod(10), c.add(d))));

Deno.test("cost() counts the operations of nodes, and the elements that they use up", async () => {
  assertEquals(await mixed.cost(), {
    operations: {
      Addition: 1,
      LessThanShares: 1,
      ModuloIntegerSecretDividendPublicDivisor: 1,
      MultiplicationShares: 1,
      NewTuple: 2,
    },
    preprocessing: { COMPARE: 1, MODULO: 1 },
    depth: 2,
  });
  const { instructions, preprocessing, depth } = await mixed.compile();
  const cost = { operations: instructions, preprocessing, depth };
  for (const primeBits of [64, 128, 256] as const) {
    assertEquals(await mixed.cost({ primeBits }), cost);
  }
});

/** Programs, and how many operations wait for each other in them. */
const depths: Record<string, readonly [ReturnType<typeof of>, number]> = {
  "sums, which nodes compute alone": [of((a, b, c, d) => a.add(b).sub(c).add(d).mul(3)), 0],
  "products in a row": [of((a, b, c, d) => a.mul(b).mul(c).mul(d)), 3],
  "products side by side": [of((a, b, c, d) => a.mul(b).mul(c.mul(d))), 2],
  "a comparison of products": [of((a, b, c, d) => a.mul(b).lt(c.mul(d))), 2],
  "a comparison, a choice, and the result for all": [
    of((a, b, c, d) => a.lt(b).ifElse(c, d).toPublic()),
    3,
  ],
  "what all see, without a word": [of((a, b, c, d) => a.add(b).add(c).add(d).toPublic().pow(9)), 1],
  "a function of every element, at once": [
    of((a, b, c, d) => nada.array([a, b, c, d]).map((x) => x.mul(x).mul(x))),
    2,
  ],
  "a function of one element after the other": [
    of((a, b, c, d) => nada.array([b, c, d]).reduce((product, x) => product.mul(x), a)),
    3,
  ],
};

for (const [name, [program, depth]] of Object.entries(depths)) {
  Deno.test(`the depth counts ${name}`, async () => {
    assertEquals((await program.cost()).depth, depth);
  });
}

Deno.test("cost() and compile() refuse a prime that no network has, and can then be called again", async () => {
  const program = of((a, b, c, d) => a.mul(b).add(c).add(d));
  for (const options of [{ primeBits: 65 }, { primeBits: "64" }, { prime: 64 }]) {
    const wrong = options as PrimeOptions;
    for (const asking of [() => program.cost(wrong), () => program.compile(wrong)]) {
      const error = await assertRejects(asking, InvalidArgumentError);
      assertEquals(error.option, Object.keys(options)[0]);
    }
  }
  assertEquals((await program.cost()).depth, 1);
  assertEquals(await program.compile(), await program.compile({ primeBits: 256 }));
});
