/** The programs that a visitor can begin with, and what is typed into their fields at first. */
export const programs = [
  {
    title: "Average salary",
    about: "Three colleagues learn their average salary, and no salary of another.",
    typed: { anns: "52000", bobs: "61000", cids: "46000" },
    source: `import { nada } from "@nilvm/client/nada";

export const program = nada.program({
  name: "average_salary",
  parties: ["ann", "bob", "cid"],
  inputs: {
    anns: nada.secretInteger("ann"),
    bobs: nada.secretInteger("bob"),
    cids: nada.secretInteger("cid"),
  },
  outputs: { average: ["ann", "bob", "cid"] },
}, ({ anns, bobs, cids }) => {
  const sum = anns.add(bobs).add(cids);
  return { average: sum.div(3) };
});
`,
  },
  {
    title: "Sealed bids",
    about: "The highest bid wins and pays the second-highest. The auctioneer sees no other bid.",
    typed: { bid0: "310", bid1: "420", bid2: "275" },
    source: `import { nada } from "@nilvm/client/nada";
import { secondPrice } from "@nilvm/client/nada/library";

export const program = nada.program({
  name: "sealed_bids",
  parties: ["auctioneer", "ann", "bob", "cid"],
  inputs: {
    bid0: nada.secretInteger("ann", { bits: 40 }),
    bid1: nada.secretInteger("bob", { bits: 40 }),
    bid2: nada.secretInteger("cid", { bits: 40 }),
  },
  outputs: { winner: "auctioneer", price: "auctioneer" },
}, ({ bid0, bid1, bid2 }) => {
  // Bidders count from 0.
  const { winner, price } = secondPrice([bid0, bid1, bid2]);
  return { winner, price };
});
`,
  },
  {
    title: "Who has more",
    about: "Two people learn who has more, and not how much the other one has.",
    typed: { anns: "1200", bobs: "950" },
    source: `import { nada } from "@nilvm/client/nada";

export const program = nada.program({
  name: "who_has_more",
  parties: ["ann", "bob"],
  inputs: {
    anns: nada.secretInteger("ann"),
    bobs: nada.secretInteger("bob"),
  },
  outputs: { annHasMore: ["ann", "bob"] },
}, ({ anns, bobs }) => ({ annHasMore: anns.gt(bobs) }));
`,
  },
];
