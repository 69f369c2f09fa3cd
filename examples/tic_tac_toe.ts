/**
 * Tic-tac-toe between two players who do not trust the server that runs the game.
 *
 * Each player has their marks stored at the nodes, and adds one for each move. The server asks the
 * nodes to referee and pays for that. It cannot see, change or invent a move, as the nodes take the marks
 * that the players stored, and give the board and the outcome to the players alone. A player who
 * marks a cell twice, moves out of turn or takes a cell of the other is found out by the nodes; one
 * who moves an old mark is seen by the other, who has the board before.
 *
 * `deno run examples/tic_tac_toe.ts`
 *
 * @module
 */
import { Permissions, type ValuesId, type VmClient } from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { nada } from "@nilvm/client/nada";

const lines = [[0, 1, 2], [3, 4, 5], [6, 7, 8], [0, 3, 6], [1, 4, 7], [2, 5, 8], [0, 4, 8], [
  2,
  4,
  6,
]];
const cells = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const outcomes = ["goes on", "x wins", "o wins", "foul"];

/** An array with 1 in some cells and 0 in the others, for inner products. */
const mask = (line: readonly number[]) =>
  nada.array(cells.map((cell) => nada.literal(line.includes(cell) ? 1 : 0)));

const referee = nada.program({
  name: "referee",
  parties: ["x", "o"],
  inputs: { xs: nada.secretInteger("x").array(9), os: nada.secretInteger("o").array(9) },
  outputs: { board: ["x", "o"], outcome: ["x", "o"] },
}, ({ xs, os }) => {
  const count = (marks: typeof xs) => marks.innerProduct(mask(cells));
  // A sum of squares is the sum only of zeros and ones.
  const areMarks = (marks: typeof xs) => marks.innerProduct(marks).eq(count(marks));
  const wins = (marks: typeof xs) =>
    lines.map((line) => marks.innerProduct(mask(line)).eq(3)).reduce((any, one) => any.or(one));
  const ahead = count(xs).sub(count(os));
  const isFair = areMarks(xs).and(areMarks(os)).and(xs.innerProduct(os).eq(0))
    .and(ahead.eq(0).or(ahead.eq(1)));
  const outcome = wins(xs).ifElse(1, wins(os).ifElse(2, 0));
  return {
    board: xs.zip(os).map(({ left, right }) => left.add(right.mul(2))),
    outcome: isFair.ifElse(outcome, 3),
  };
});

const marksOn = (marked: readonly number[]) => cells.map((cell) => marked.includes(cell) ? 1 : 0);

// In the clear, on this machine: both take the cell in the middle.
const foul = await referee.run({ xs: marksOn([4]), os: marksOn([4]) });
console.log(`Both in the middle: ${outcomes[Number(foul.outcome)]}`);

/** A player, whose marks only the server may use, and only in the program. */
class Player<P extends "x" | "o"> {
  readonly #marked: number[] = [];
  valuesId: ValuesId | undefined;

  constructor(readonly client: VmClient, readonly party: P, readonly permissions: Permissions) {}

  /** Stores the marks, under the id of before. */
  async mark(...marked: number[]) {
    this.#marked.push(...marked);
    const marks = marksOn(this.#marked);
    const values = this.party === "x"
      ? referee.values("x", { xs: marks })
      : referee.values("o", { os: marks });
    const { permissions } = this;
    const options = this.valuesId === undefined
      ? { ttlDays: 1, permissions }
      : { ttlDays: 1, updateIdentifier: this.valuesId };
    this.valuesId = await this.client.storeValues(values, options).invoke();
  }
}

await using devnet = await startDevnet({ listen: false });
await using server = await devnet.client();
const programId = await server.storeProgram(referee).invoke();
await using xClient = await devnet.client({ wallet: 1 });
await using oClient = await devnet.client({ wallet: 2 });
const permissions = ({ userId }: VmClient) =>
  Permissions.defaultsForUser(userId).allowCompute(server.userId, programId);
const x = new Player(xClient, "x", permissions(xClient));
const o = new Player(oClient, "o", permissions(oClient));
await x.mark();
await o.mark();

for (const [turn, cell] of [4, 0, 2, 8, 6].entries()) {
  const player = turn % 2 === 0 ? x : o;
  await player.mark(cell);
  const run = await server.compute(referee, {
    programId,
    parties: { x: xClient.userId, o: oClient.userId },
    stored: { xs: x.valuesId!, os: o.valuesId! },
  }).invoke();
  const { board, outcome } = await player.client.retrieveComputeResults(referee, run).invoke();
  console.log(`${board.map((cell) => ".xo"[Number(cell)]).join("")} ${outcomes[Number(outcome)]}`);
}
