/**
 * Minesweeper against a host who can neither see where the player steps nor move a mine.
 *
 * The host lays the mines once, as a stored secret. The player steps on a field, which is a secret,
 * too. The nodes tell the player whether there is a mine, and how many are around. The program counts
 * them for every field, since sums cost nothing, and selects one without looking which.
 *
 * `deno run examples/minesweeper.ts`
 *
 * @module
 */
import { Permissions } from "@nilvm/client";
import { type Devnet, startDevnet } from "@nilvm/client/devnet";
import { nada } from "@nilvm/client/nada";
import { dot, elements, oneHot, reshape } from "@nilvm/client/nada/library";

const size = 5;

const minesweeper = nada.program({
  name: "minesweeper",
  parties: ["host", "player"],
  inputs: {
    mines: nada.secretInteger("host", { bits: 1, doc: "1 where a mine is" }).array(size * size),
    field: nada.secretInteger("player", { bits: 5 }),
  },
  outputs: { mine: "player", around: "player" },
}, ({ mines, field }) => {
  const all = elements(mines);
  const rows = reshape(all, size);
  const around = rows.flatMap((row, y) =>
    row.map((_, x) =>
      rows.slice(Math.max(0, y - 1), y + 2)
        .flatMap((near, up) =>
          near.filter((_, at) =>
            Math.abs(at - x) < 2 && (at !== x || up + Math.max(0, y - 1) !== y)
          )
        )
        .reduce((sum, mine) => sum.add(mine))
    )
  );
  const step = oneHot(field, size * size);
  return { mine: dot(all, step), around: dot(around, step) };
});

const mines = [
  ...[0, 0, 0, 0, 1],
  ...[0, 1, 0, 0, 0],
  ...[0, 0, 0, 0, 0],
  ...[0, 0, 1, 1, 0],
  ...[0, 0, 0, 0, 0],
];

/** Plays on a network until a mine is met, and says what the player reads. */
export async function play(devnet: Devnet): Promise<string[]> {
  await using host = await devnet.client();
  await using player = await devnet.client({ wallet: 1 });
  const programId = await host.storeProgram(minesweeper).invoke();
  const permissions = Permissions.defaultsForUser(host.userId)
    .allowCompute(player.userId, programId);
  const values = minesweeper.values("host", { mines });
  const laid = await host.storeValues(values, { ttlDays: 1, permissions }).invoke();
  const lines = [];
  for (const [x, y] of [[0, 0], [4, 4], [2, 2], [3, 3]] as const) {
    const computeId = await player.compute(minesweeper, {
      programId,
      parties: { host: host.userId, player: player.userId },
      values: { field: y * size + x },
      stored: { mines: laid },
    }).invoke();
    const { mine, around } = await player.retrieveComputeResults(minesweeper, computeId).invoke();
    lines.push(`Field ${x}, ${y}: ${mine === 1n ? "a mine" : `${around} mines around`}`);
  }
  return lines;
}

if (import.meta.main) {
  await using devnet = await startDevnet({ listen: false });
  for (const line of await play(devnet)) console.log(line);
}
