/** A program in TypeScript, without a client. */
import { nada } from "@nilvm/client/nada";

const sum = nada.program({
  name: "sum",
  parties: ["alice"],
  inputs: { a: nada.secretInteger("alice"), b: nada.secretInteger("alice") },
  outputs: { sum: "alice" },
}, ({ a, b }) => ({ sum: a.add(b) }));

console.log(await sum.run({ a: 40, b: 2 }));
