import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { SecretBlob } from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { Progress } from "../../src/cli/base/progress.ts";
import { startCli } from "../support/cli_process.ts";

Deno.test("progress tells the phases, and how many nodes have how much", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using client = await devnet.client();
  const written: string[] = [];
  let nowMs = 0;
  let endCount = 0;
  const display = {
    show: (text: string) => void written.push(text),
    clear() {},
    end: () => void endCount++,
  };
  const progress = new Progress(display, () => nowMs);
  const onEvent = (event: Parameters<Progress["hear"]>[0]) => progress.hear(event);
  const store = () =>
    client.storeValues({ a: new SecretBlob(new Uint8Array(500_000)) }, { ttlDays: 1 });
  await store().invoke({ onEvent });
  // What is quick shows nothing.
  assertEquals(written, []);
  nowMs = 3_000;
  await store().invoke({ onEvent });
  const lines = [...written];
  assert(lines.includes("asking for the price (3 s)"), lines.join("\n"));
  assert(lines.includes("paying on the chain (3 s)"), lines.join("\n"));
  const last = lines.findLast((line) => line.startsWith("asking the nodes"))!;
  assertStringIncludes(last, "asking the nodes: 3 of 3, 1.");
  assertStringIncludes(last, " MB (3 s)");
  progress.end();
  progress.draw();
  assertEquals([written.length, endCount], [lines.length, 1]);
});

Deno.test("a person at a terminal sees the progress, and a program does not", async () => {
  await using on = await startCli();
  const { home, devnet } = on;
  for (const node of devnet.nodes) {
    node.inject({ kind: "slow", delayMs: 1_500, methods: ["StoreValues"] });
  }
  const { err } = await home.run(["store", "public-integer:a=7"]);
  assertEquals(err.includes("asking"), false);
  const entry = new URL("../../src/cli/cli.ts", import.meta.url).pathname;
  // As a person has it, and not a machine that tests.
  const terminal: Record<string, string> = { ...Deno.env.toObject(), TERM: "xterm" };
  delete terminal["CI"];
  const words = `run -A --no-check --quiet '${entry}' store public-integer:a=7`;
  const { stdout } = await new Deno.Command("script", {
    args: ["-qec", `'${Deno.execPath()}' ${words}`, "/dev/null"],
    env: { ...terminal, XDG_CONFIG_HOME: `${home.folder}/config` },
    clearEnv: true,
    stdin: "null",
  }).output();
  const shown = new TextDecoder().decode(stdout);
  assertStringIncludes(shown, "asking the nodes: 0 of 3");
  // Nothing of it is left beside the result, and the cursor is back.
  assertStringIncludes(shown, "\u001b[1G\u001b[0KStored ");
  assert(shown.lastIndexOf("\u001b[?25h") > shown.lastIndexOf("\u001b[?25l"));
});
