import { nada } from "@nilvm/client/nada";
import { broadcast, dot, elements } from "@nilvm/client/nada/library";
import { assertEquals } from "@std/assert";
import { agrees, compared, type Drawing, numbers } from "./agrees.ts";

const sum = (xs: readonly bigint[]) => xs.reduce((total, x) => total + x, 0n);
const places = (size: number) => Array.from({ length: size }, (_, at) => at);
const squared = (drawing: Drawing) => ({ ...drawing, size: drawing.size ** 2 });

const comparisons = {
  dot: compared({
    draw: (drawing) => ({ a: numbers(drawing), b: numbers(drawing) }),
    plain: ({ a, b }) => ({ r: sum(a.map((x, at) => x * b[at]!)) }),
    sizes: [1],
  }),
  matmul: compared({
    draw: (drawing) => ({ a: numbers(squared(drawing)), b: numbers(squared(drawing)) }),
    plain: ({ a, b }, size) => ({
      r: places(size).flatMap((row) =>
        places(size).map((column) =>
          sum(places(size).map((at) => a[row * size + at]! * b[at * size + column]!))
        )
      ),
    }),
    sizes: [1, 3],
  }),
  broadcast: compared({
    draw: (drawing) => ({ a: numbers(squared(drawing)), b: numbers(drawing) }),
    plain: ({ a, b }, size) => ({
      // The program takes the transposed matrix.
      r: places(size).flatMap((row) =>
        places(size).map((column) => a[column * size + row]! * b[column]!)
      ),
    }),
    sizes: [3],
  }),
};

for (const [name, comparison] of Object.entries(comparisons)) {
  Deno.test(`${name}() gives what plain arithmetic gives, up to the edge of its range`, async () => {
    await agrees(name, comparison);
  });
}

Deno.test("dot() takes literals, and lists that mix secret and public numbers", async () => {
  const program = nada.program({
    name: "mixed",
    parties: ["p"],
    inputs: {
      xs: nada.secretInteger("p").array(2),
      ks: nada.integer("p").array(2),
      us: nada.secretUnsignedInteger("p").array(2),
    },
    outputs: { literal: "p", mixed: "p", open: "p", unsigned: "p" },
  }, ({ xs, ks, us }) => {
    const [x, y] = elements(xs);
    const [k, l] = elements(ks);
    return {
      literal: dot([x!, y!], [10, -3n]),
      mixed: dot([x!, k!], [l!, y!]),
      open: dot([k!, l!], [k!, l!]),
      unsigned: dot(elements(us), [nada.unsignedLiteral(1), elements(us)[0]!]),
    };
  });
  const results = await program.run({ xs: [7, -5], ks: [2, 3], us: [4, 6] });
  assertEquals(results, { literal: 85n, mixed: 11n, open: 13n, unsigned: 28n });
  assertEquals((await program.cost()).operations.InnerProductShares, undefined);
});

Deno.test("broadcast() takes single rows and single columns on either side", () => {
  const [one, row, column] = [[[1]], [[1, 2, 3]], [[10], [20]]];
  const add = (a: unknown, b: unknown) => Number(a) + Number(b);
  const of = (a: number[][], b: number[][]) => broadcast(a as never, b as never, add);
  assertEquals(of(row, column), [[11, 12, 13], [21, 22, 23]]);
  assertEquals(of(column, row), [[11, 12, 13], [21, 22, 23]]);
  assertEquals(of(one, row), [[2, 3, 4]]);
  assertEquals(of(column, one), [[11], [21]]);
});
