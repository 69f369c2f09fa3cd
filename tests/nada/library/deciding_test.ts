import { candidates } from "../../../tools/library/deciding.ts";
import { agrees, compared, type Drawing, number, numbers } from "./agrees.ts";

/** Two lists that have some numbers in common. */
function lists(drawing: Drawing, size: number) {
  const theirs = numbers(drawing);
  const mine = Array.from(
    { length: size },
    () => drawing.random.below(2) === 0 ? number(drawing) : drawing.random.pick(theirs),
  );
  return { mine, theirs };
}

/** A ranking, and in some cases a list that is none. */
function ballot(drawing: Drawing, size: number): bigint[] {
  const left = Array.from({ length: size }, (_, rank) => BigInt(rank));
  const ranks = [...left].map((_, at) => left.splice(drawing.random.below(size - at), 1)[0]!);
  const wrong = () => drawing.random.below(2) === 0 ? number(drawing) : BigInt(size);
  return drawing.random.below(3) > 0
    ? ranks
    : ranks.with(drawing.random.below(size), drawing.random.below(2) === 0 ? wrong() : ranks[0]!);
}

const isValid = (ranks: readonly bigint[]) =>
  ranks.every((_, rank) => ranks.includes(BigInt(rank)));

function counted(ranks: readonly bigint[]): bigint[] {
  const points = Array.from({ length: candidates }, () => 0n);
  for (let at = 0; at < ranks.length; at += candidates) {
    const ballot = ranks.slice(at, at + candidates);
    if (!isValid(ballot)) continue;
    for (const [candidate, rank] of ballot.entries()) {
      points[candidate]! += BigInt(candidates - 1) - rank;
    }
  }
  return points;
}

const firstOf = (xs: readonly bigint[]) => xs.findIndex((x) => xs.every((other) => other <= x));

const comparisons = {
  isIn: compared({
    draw: (drawing) => lists(drawing, 1),
    plain: ({ mine, theirs }) => ({ r: theirs.includes(mine[0]!) }),
    sizes: [1],
  }),
  intersection: compared({
    draw: (drawing) => lists(drawing, drawing.size),
    plain: ({ mine, theirs }) => ({ r: mine.map((each) => theirs.includes(each)) }),
    sizes: [1],
  }),
  intersectionSize: compared({
    draw: (drawing) => lists(drawing, drawing.size),
    plain: ({ mine, theirs }) => ({
      r: BigInt(mine.filter((each) => theirs.includes(each)).length),
    }),
    sizes: [1],
  }),
  secondPrice: compared({
    draw: (drawing) => ({ bids: numbers(drawing) }),
    plain: ({ bids }) => {
      const winner = firstOf(bids);
      const others = bids.toSpliced(winner, 1);
      return { winner: BigInt(winner), price: others[firstOf(others)] };
    },
    sizes: [3, 5],
  }),
  isRanking: compared({
    draw: (drawing) => ({ ranks: ballot(drawing, drawing.size) }),
    plain: ({ ranks }) => ({ r: isValid(ranks) }),
    sizes: [3],
  }),
  rankedVote: compared({
    draw: (drawing) => ({
      ranks: Array.from({ length: drawing.size }, () => ballot(drawing, candidates)).flat(),
    }),
    plain: ({ ranks }) => {
      const points = counted(ranks);
      return { winner: BigInt(firstOf(points)), points };
    },
    sizes: [1],
  }),
};

for (const [name, comparison] of Object.entries(comparisons)) {
  Deno.test(`${name}() gives what plain arithmetic gives, up to the edge of its range`, async () => {
    await agrees(name, comparison);
  });
}
