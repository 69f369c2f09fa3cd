import { nada } from "@nilvm/client/nada";
import {
  elements,
  intersection,
  intersectionSize,
  isIn,
  isRanking,
  rankedVote,
  reshape,
  secondPrice,
} from "@nilvm/client/nada/library";
import { comparedBits, type Costed } from "./costed.ts";

/** How many candidates the vote of the program of `rankedVote` has. */
export const candidates = 4;

/** Nodes are right about all numbers, so that inputs declare no bits: the compiler would warn of products that wrap. */
const all = {
  unlimited: [64, 128, 256],
  wraps: true,
  bits: (prime: number) => prime - 2,
} as const;

const lists = (left: number, right: number) => ({
  name: "sets",
  parties: ["p"],
  inputs: {
    mine: nada.secretInteger("p").array(left),
    theirs: nada.secretInteger("p").array(right),
  },
  outputs: { r: "p" },
} as const);

const ballots = (size: number) => ({
  name: "ballots",
  parties: ["p"],
  inputs: { ranks: nada.secretInteger("p").array(size) },
} as const);

/** The programs of sets, auctions and votes. */
export const deciding: readonly Costed[] = [
  {
    ...all,
    name: "isIn",
    sizeIs: "numbers in the list",
    sizes: [2, 10, 100, 1000],
    make: (size) =>
      nada.program(lists(1, size), ({ mine, theirs }) => ({
        r: isIn(elements(mine)[0]!, elements(theirs)),
      })),
    preprocessing: () => ({ COMPARE: 2 }),
  },
  {
    ...all,
    name: "intersection",
    sizeIs: "numbers in each list",
    sizes: [2, 10, 100],
    make: (size) =>
      nada.program(lists(size, size), ({ mine, theirs }) => ({
        r: nada.array(intersection(elements(mine), elements(theirs))),
      })),
    preprocessing: (size) => ({ COMPARE: 2 * size }),
  },
  {
    ...all,
    name: "intersectionSize",
    sizeIs: "numbers in each list",
    sizes: [2, 10, 100],
    make: (size) =>
      nada.program(lists(size, size), ({ mine, theirs }) => ({
        r: intersectionSize(elements(mine), elements(theirs)),
      })),
    preprocessing: (size) => ({ COMPARE: 2 * size }),
  },
  {
    name: "secondPrice",
    sizeIs: "bids",
    sizes: [2, 8, 64, 512],
    bits: comparedBits,
    make: (size, bits) =>
      nada.program({
        name: "auction",
        parties: ["p"],
        inputs: { bids: nada.secretInteger("p", { bits }).array(size) },
        outputs: { winner: "p", price: "p" },
      }, ({ bids }) => ({ ...secondPrice(elements(bids)) })),
    preprocessing: (size) => ({ COMPARE: 3 * size / 2 - 2 }),
  },
  {
    ...all,
    name: "isRanking",
    sizeIs: "candidates",
    sizes: [2, 10, 100],
    make: (size) =>
      nada.program({ ...ballots(size), outputs: { r: "p" } }, ({ ranks }) => ({
        r: isRanking(elements(ranks)),
      })),
    preprocessing: () => ({ COMPARE: 2, RANDOM_INTEGER: 1 }),
  },
  {
    ...all,
    name: "rankedVote",
    sizeIs: `ballots with ${candidates} candidates`,
    sizes: [2, 10, 100],
    make: (size) =>
      nada.program(
        { ...ballots(size * candidates), outputs: { winner: "p", points: "p" } },
        ({ ranks }) => {
          const { winner, points } = rankedVote(reshape(elements(ranks), candidates));
          return { winner, points: nada.array(points) };
        },
      ),
    preprocessing: (size) => ({ COMPARE: 2 * size + candidates - 1, RANDOM_INTEGER: size }),
  },
];
