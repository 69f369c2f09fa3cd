/** Which commands the tests hold to schemas, and interrupt. */
import { assert, assertEquals } from "@std/assert";
import type { Command } from "commander";
import { buildTree } from "../../src/cli/tree.ts";
import { schemas } from "../support/cli_schemas.ts";
import { mismatches } from "../support/json_schema.ts";

/** The commands that do something, by the words that lead to them. */
function acting(command: Command, path: readonly string[] = []): [string, Command][] {
  if (command.commands.length === 0) return [[path.join(" "), command]];
  return command.commands.flatMap((child) => acting(child, [...path, child.name()]));
}

/** All commands but those of a devnet, which are tested with it. */
function all(): [string, Command][] {
  const host = {
    streams: { out() {}, error() {} },
    interrupted: () => new AbortController().signal,
  };
  return acting(buildTree(host)).filter(([name]) => name !== "devnet");
}

/** The texts of the tests of commands whose files have a word in their names. */
async function textsOf(word: string): Promise<string> {
  let texts = "";
  for await (const { name } of Deno.readDir(new URL(".", import.meta.url))) {
    if (name.includes(word)) texts += await Deno.readTextFile(new URL(name, import.meta.url));
  }
  return texts;
}

/** Commands that people call by fewer words, and their schemas, too. */
const others: Readonly<Record<string, string>> = {
  "permissions show": "permissions",
  "permissions set": "permissions",
  "payments ls": "payments",
};

Deno.test("every command has a schema for what it writes with --json, and a test that uses it", async () => {
  const names = all().map(([name]) => others[name] ?? name);
  assertEquals(names.filter((name) => !Object.hasOwn(schemas, name)), []);

  const tests = await textsOf("_test");
  const isUsed = (name: string) => new RegExp(`json\\(\\s*"${name}"`).test(tests);
  const unused = Object.keys(schemas).filter((name) => !isUsed(name));
  assertEquals(unused, []);
});

Deno.test("every command that pays is interrupted by a test", async () => {
  const paying = all().filter(([, { options }]) => options.some(({ long }) => long === "--quote"))
    .map(([name]) => name);
  assert(paying.length > 10);
  const tests = await textsOf("interrupted") + await textsOf("payments");
  // Those whose tests name them by the words of their commands.
  const words = { store: '["store", ', fund: '["fund", ' };
  const isInterrupted = (name: string) =>
    Object.hasOwn(words, name)
      ? tests.includes(words[name as keyof typeof words])
      : tests.includes(`name: "${others[name] ?? name}"`);
  assertEquals([...paying, "fund"].filter((name) => !isInterrupted(name)), []);
});

Deno.test("a schema finds what is missing, unknown, or of another kind", () => {
  const schema = {
    type: "object",
    properties: {
      id: { type: "string", pattern: "[0-9a-f]+" },
      states: { type: "array", items: { enum: ["paid", "sent"] } },
      size: { anyOf: [{ type: "number" }, { type: "null" }] },
    },
    optional: ["size"],
  } as const;
  const wrong = (document: unknown) => mismatches(schema, document);
  assertEquals(wrong({ id: "0f", states: ["paid"] }), []);
  assertEquals(wrong({ id: "0f", states: [], size: null }), []);
  assertEquals(wrong({ id: "0f" }), ["$.states is missing"]);
  assertEquals(wrong({ id: "0f", states: [], more: 1 }), ["$.more is unknown"]);
  assertEquals(wrong({ id: "0g", states: ["lost"] }), [
    "$.id is 0g, not [0-9a-f]+",
    '$.states[0] is "lost"',
  ]);
  assertEquals(wrong({ id: 1, states: {}, size: "1" }), [
    "$.id is number, not string",
    "$.states is object, not array",
    "$.size is string, not number",
    "$.size is string, not null",
  ]);
  assertEquals(wrong([]), ["$ is array, not object"]);
});
