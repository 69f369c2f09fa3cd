import { SecretInteger } from "@nilvm/client";
import { connectDevnet } from "@nilvm/client/devnet";
import { assert, assertEquals } from "@std/assert";
import type { Command } from "commander";
import { devnetCommand } from "../../../src/devnet/cli/cli.ts";
import { devnetSchemas } from "../../support/devnet_schemas.ts";
import { mismatches } from "../../support/json_schema.ts";
import { mir } from "../../support/programs.ts";

const entry = new URL("../../../src/cli/cli.ts", import.meta.url).pathname;

function command(...args: string[]): Deno.Command {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "--quiet", entry, "devnet", ...args],
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}

/** Checks what a command wrote, and gives it. */
// deno-lint-ignore no-explicit-any
function checked(name: string, text: string): any {
  const document = JSON.parse(text);
  assertEquals(mismatches(devnetSchemas[name]!, document), [], `${name}: ${text}`);
  return document;
}

Deno.test("every command of a devnet that answers in JSON keeps to its schema", async () => {
  await using process = command("--json", "--free-ports").spawn();
  const reader = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
  try {
    let line = "";
    while (!line.includes("\n")) line += (await reader.read()).value ?? "";
    const { admin, wallets } = checked("ready", line);
    const asked = new Set<string>();
    const ask = async (name: string, ...words: string[]) => {
      const asking = command(...name.split(" "), ...words, "--admin", admin);
      const { code, stdout, stderr } = await asking.output();
      assertEquals(code, 0, new TextDecoder().decode(stderr));
      asked.add(name);
      return checked(name, new TextDecoder().decode(stdout));
    };

    const devnet = await connectDevnet(admin);
    await using client = await devnet.client();
    await client.addFunds(50_000_000n);
    await client.storeValues({ a: new SecretInteger(42) }, { ttlDays: 1 }).invoke();
    const programId = await client.storeProgram("quotient", await mir("quotient")).invoke();
    const status = await ask("status");
    assertEquals([status.values.length, status.programs[0].id], [1, programId]);
    assert(status.users.length > 0);
    const { hits, id } = await ask(
      ...["fault node", "1", "slow", "--delay-ms", "1", "--methods", "PoolStatus"] as const,
    );
    assertEquals([hits, id], [0, 1]);
    assertEquals((await ask("fault chain", "drop", "--probability", "0.5")).at, "chain");
    assertEquals((await ask("heal")).cleared.length, 2);
    await ask("advance", "2s");
    assertEquals((await ask("account", wallets[0].address)).sequence, 1);
    const { stdout } = await command("log", "--json", "--admin", admin).output();
    const lines = new TextDecoder().decode(stdout).trim().split("\n");
    assert(lines.length > 10);
    for (const each of lines) checked("log", each);

    // The others write words for people, or what the devnet itself is.
    const words = ["snapshot", "restore", "stop"];
    const leaves = (parent: Command, path: string[] = []): string[] =>
      parent.commands.flatMap((child) =>
        child.commands.length === 0
          ? [[...path, child.name()].join(" ")]
          : leaves(child, [...path, child.name()])
      );
    const all = leaves(devnetCommand([], console, false));
    assertEquals(all.filter((name) => !asked.has(name)).sort(), ["log", ...words].sort());
  } finally {
    await reader.cancel();
    await process.stderr.cancel();
  }
});
