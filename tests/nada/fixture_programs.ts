/** Python programs of the tests in TypeScript, by the paths of their files. */
import { nada, type Program } from "@nilvm/client/nada";

const ann = ["ann"] as const;
const rust = "wasm/programs/tests/fixtures";

/** An input of one party, as most have it. */
const secret = () => nada.secretInteger("ann");

/** The programs, each by the path of its file without the extension. */
export const fixturePrograms: Record<string, () => Program> = {
  [`${rust}/arithmetic`]: () =>
    nada.program({
      name: "arithmetic",
      parties: ["ann", "bob"],
      inputs: {
        a: nada.secretInteger("ann"),
        b: nada.secretInteger("bob"),
        c: nada.integer("ann"),
        d: nada.integer("bob"),
      },
      outputs: {
        mixed: "ann",
        "secret quotient": "ann",
        "secret remainder": "ann",
        quotient: "ann",
        remainder: "ann",
        "quotient by secret": "bob",
        "remainder by secret": "bob",
        "public quotient": "bob",
        "public remainder": "bob",
        "with literal": "bob",
      },
    }, ({ a, b, c, d }) => ({
      mixed: a.mul(b).sub(c).add(d),
      "secret quotient": a.div(b),
      "secret remainder": a.mod(b),
      quotient: a.div(c),
      remainder: a.mod(c),
      "quotient by secret": c.div(b),
      "remainder by secret": c.mod(b),
      "public quotient": c.div(d),
      "public remainder": c.mod(d),
      "with literal": c.add(d).mul(2).add(a),
    })),

  [`${rust}/choices`]: () =>
    nada.program({
      name: "choices",
      parties: ann,
      inputs: {
        a: secret(),
        b: secret(),
        c: nada.integer("ann"),
        s: nada.secretBoolean("ann"),
        p: nada.boolean("ann"),
      },
      outputs: {
        smaller: "ann",
        "smaller or public": "ann",
        "public branches": "ann",
        "public condition": "ann",
        "all public": "ann",
        gates: "ann",
        "public gate": "ann",
        equalities: "ann",
        "equal booleans": "ann",
        "in range": "ann",
        "publicly equal": "ann",
        "equal to itself": "ann",
        revealed: "ann",
      },
    }, ({ a, b, c, s, p }) => ({
      smaller: a.lt(b).ifElse(a, b),
      "smaller or public": a.lt(b).ifElse(a, c),
      "public branches": s.ifElse(c, 7),
      "public condition": p.ifElse(a, c),
      "all public": p.ifElse(c, -7),
      gates: s.and(p).or(s.not().xor(p)),
      "public gate": p.xor(true),
      equalities: a.eq(c).xor(a.ne(b)),
      "equal booleans": s.eq(p),
      "in range": c.le(3).and(c.gt(-3)),
      "publicly equal": a.publicEquals(c),
      "equal to itself": c.publicEquals(c),
      revealed: s.or(p).toPublic(),
    })),

  [`${rust}/constant_map`]: () =>
    nada.program(
      {
        name: "constant_map",
        parties: ann,
        inputs: { xs: secret().array(2) },
        outputs: { pairs: "ann" },
      },
      ({ xs }) => ({ pairs: xs.map((x) => nada.tuple(nada.literal(1), x.mul(x))) }),
    ),

  [`${rust}/constant_pair`]: () =>
    nada.program(
      { name: "constant_pair", parties: ann, inputs: { x: secret() }, outputs: { pair: "ann" } },
      ({ x }) => ({ pair: nada.tuple(nada.literal(1), x.add(x)) }),
    ),

  [`${rust}/identities`]: () =>
    nada.program({
      name: "identities",
      parties: ann,
      inputs: { xs: secret().array(3), k: secret() },
      outputs: { same: "ann", constant: "ann", last: "ann", first: "ann", chain: "ann" },
    }, ({ xs, k }) => ({
      same: xs.map((x) => x),
      constant: xs.map(() => k),
      last: xs.reduce((_, x) => x, k).mul(k),
      first: xs.reduce((sum) => sum, k.add(k)),
      chain: xs.map((x) => x.mul(x).add(nada.literal(4).mul(x)).sub(k.mul(k))).map((y) => y.sub(k)),
    })),

  [`${rust}/large_literal`]: () =>
    nada.program(
      { name: "large_literal", parties: ann, inputs: { a: secret() }, outputs: { r: "ann" } },
      ({ a }) => ({ r: a.add(-(2n ** 100n)) }),
    ),

  [`${rust}/largest`]: () =>
    nada.program({
      name: "largest",
      parties: ann,
      inputs: { xs: secret().array(3), ranks: nada.integer("ann").array(3), least: secret() },
      outputs: { value: "ann", rank: "ann" },
    }, ({ xs, ranks, least }) => {
      const ranked = xs.zip(ranks).map((pair) => nada.ntuple([pair.left, pair.right]));
      const found = ranked.reduce((m, x) => {
        const isLarger = m.at(0).lt(x.at(0));
        return nada.ntuple([
          isLarger.ifElse(x.at(0), m.at(0)),
          isLarger.ifElse(x.at(1), m.at(1)),
        ]);
      }, nada.ntuple([least, least]));
      return { value: found.at(0), rank: found.at(1) };
    }),

  [`${rust}/lost_parts`]: () =>
    nada.program({
      name: "lost_parts",
      parties: ann,
      inputs: { x: secret() },
      outputs: { double: "ann", both: "ann" },
    }, ({ x }) => {
      const v = x.add(x);
      return { double: v, both: nada.tuple(nada.array([v.mul(v)]), nada.array([v])) };
    }),

  [`${rust}/ntuples`]: () =>
    nada.program({
      name: "ntuples",
      parties: ann,
      inputs: { a: secret(), xs: secret().array(2), b: nada.secretBoolean("ann") },
      outputs: { array: "ann", sum: "ann", flag: "ann", choice: "ann", products: "ann" },
    }, ({ a, xs, b }) => {
      const triple = nada.ntuple([a, xs, b]);
      const nested = nada.ntuple([triple, a.mul(a)]);
      const thing = nada.object({ value: a.add(a), flag: b });
      const spread = xs.map((x) => nada.ntuple([x.add(a), x.sub(a)]));
      return {
        array: nested.at(0).at(1),
        sum: nested.at(1).add(triple.at(0)),
        flag: thing.get("flag"),
        choice: thing.get("flag").ifElse(thing.get("value"), a),
        products: spread.map((pair) => pair.at(0).mul(pair.at(1))),
      };
    }),

  [`${rust}/pairs`]: () =>
    nada.program({
      name: "pairs",
      parties: ann,
      inputs: { xs: secret().array(3), ys: nada.integer("ann").array(3) },
      outputs: { products: "ann", swapped: "ann", unzipped: "ann", left: "ann", inner: "ann" },
    }, ({ xs, ys }) => {
      const pairs = xs.zip(ys);
      const swapped = pairs.map((pair) => nada.tuple(pair.right, pair.left.add(pair.right)));
      const unzipped = swapped.unzip();
      return {
        products: pairs.map((pair) => pair.left.mul(pair.right)),
        swapped,
        unzipped,
        left: unzipped.left,
        inner: unzipped.right.innerProduct(xs),
      };
    }),

  [`${rust}/randomness`]: () =>
    nada.program({
      name: "randomness",
      parties: ann,
      inputs: { xs: secret().array(3) },
      outputs: { masked: "ann", mask: "ann", hidden: "ann", chosen: "ann", unsigned: "ann" },
    }, ({ xs }) => {
      const mask = nada.randomInteger();
      return {
        masked: xs.map((x) => x.add(mask)),
        mask,
        hidden: xs.map((x) => x.add(nada.randomInteger())),
        chosen: nada.randomBoolean().ifElse(xs.reduce((sum, x) => sum.add(x), mask), mask),
        unsigned: nada.randomUnsignedInteger(),
      };
    }),

  [`${rust}/totals`]: () =>
    nada.program({
      name: "totals",
      parties: ann,
      inputs: { xs: secret().array(3), k: secret() },
      outputs: { shifted: "ann", differences: "ann" },
    }, ({ xs, k }) => {
      const total = xs.reduce((sum, x) => sum.add(x), k);
      const weighted = xs.reduce((sum, x) => sum.add(x.mul(total)), total);
      return {
        shifted: xs.map((x) => x.add(weighted)),
        differences: nada.array([total, weighted]).map((x) => x.sub(total)),
      };
    }),

  [`${rust}/truncation`]: () =>
    nada.program({
      name: "truncation",
      parties: ann,
      inputs: { a: secret(), n: nada.unsignedInteger("ann"), xs: secret().array(2) },
      outputs: {
        exact: "ann",
        probabilistic: "ann",
        "the same for all": "ann",
        "by nothing": "ann",
      },
    }, ({ a, n, xs }) => {
      const once = a.truncPr(n);
      return {
        exact: a.shiftRight(n),
        probabilistic: once,
        "the same for all": xs.map((x) => x.sub(once)),
        "by nothing": a.truncPr(0),
      };
    }),

  [`${rust}/tuples_in_tuples`]: () =>
    nada.program({
      name: "tuples_in_tuples",
      parties: ann,
      inputs: {
        xs: secret().array(2),
        ys: nada.integer("ann").array(2),
        flags: nada.secretBoolean("ann").array(2),
      },
      outputs: { chosen: "ann", inner: "ann" },
    }, ({ xs, ys, flags }) => {
      const nested = nada.tuple(nada.tuple(xs, ys), flags);
      return {
        chosen: xs.zip(ys).zip(flags).map((t) => t.right.ifElse(t.left.left, t.left.right)),
        inner: nested.left.left.innerProduct(nested.left.right),
      };
    }),

  [`${rust}/unsigned`]: () =>
    nada.program({
      name: "unsigned",
      parties: ann,
      inputs: {
        a: nada.secretUnsignedInteger("ann"),
        c: nada.unsignedInteger("ann"),
        d: nada.unsignedInteger("ann"),
      },
      outputs: {
        quotient: "ann",
        remainder: "ann",
        difference: "ann",
        less: "ann",
        "not less": "ann",
        "shifted right": "ann",
        "shifted left": "ann",
        power: "ann",
        "secret quotient": "ann",
        "secret greater": "ann",
        unshifted: "ann",
      },
    }, ({ a, c, d }) => ({
      quotient: c.div(d),
      remainder: c.mod(d),
      difference: c.sub(d),
      less: c.lt(d),
      "not less": c.ge(d),
      "shifted right": c.shiftRight(3),
      "shifted left": c.shiftLeft(3),
      power: c.pow(5),
      "secret quotient": a.div(d),
      "secret greater": a.gt(c),
      unshifted: a.shiftRight(0),
    })),

  "tests/fixtures/nada/multiplications": () =>
    nada.program({
      name: "multiplications",
      parties: ["p"],
      inputs: { xs: nada.secretInteger("p").array(100), k: nada.secretInteger("p") },
      outputs: { xs: "p" },
    }, ({ xs, k }) => {
      let products = xs;
      for (let left = 100; left > 0; left--) products = products.map((x) => x.mul(k));
      return { xs: products };
    }),

  "tests/fixtures/nada/outputs": () =>
    nada.program({
      name: "outputs",
      parties: ["p", "q"],
      inputs: { x: nada.secretInteger("p") },
      outputs: { constant: "p", square: "p", double: "p", shared: ["p", "q"] },
    }, ({ x }) => {
      const doubled = x.add(x);
      return {
        constant: nada.tuple(nada.literal(1), doubled),
        square: nada.array([doubled.mul(doubled)]),
        double: nada.array([doubled]),
        shared: doubled,
      };
    }),

  "tests/fixtures/nada/shapes": () => {
    const p = "p";
    return nada.program({
      name: "shapes",
      parties: [p],
      inputs: {
        xs: nada.secretInteger(p).array(3),
        ks: nada.integer(p).array(3),
        row0: nada.secretInteger(p).array(2),
        row1: nada.secretInteger(p).array(2),
        flag: nada.secretBoolean(p),
        big: nada.secretUnsignedInteger(p),
      },
      outputs: {
        pairs: p,
        doubled: p,
        negated: p,
        weighted: p,
        mixed: p,
        unflagged: p,
        bigger: p,
      },
    }, ({ xs, ks, row0, row1, flag, big }) => ({
      pairs: xs.zip(xs),
      doubled: ks.map((k) => k.mul(2)),
      negated: nada.array([row0, row1]).map((row) => row.map((x) => x.mul(-1))),
      weighted: xs.innerProduct(ks),
      mixed: nada.tuple(big.add(2), ks.innerProduct(ks)),
      unflagged: flag.not(),
      bigger: big.add(1),
    }));
  },
};
