/**
 * Lowers the network's own programs, `scripts/builtins`, into `src/devnet/node/lowered_builtins.ts`:
 * `deno task build:builtins [--check]`.
 *
 * With `--check` it writes nothing, and fails unless the file is up to date.
 *
 * @module
 */
import "../src/entry/inline_with_programs.ts";
import { loadPrograms } from "../src/core/load_programs.ts";

const suffix = ".mir.bin";
const folder = new URL("./builtins/", import.meta.url);
const target = new URL("../src/devnet/node/lowered_builtins.ts", import.meta.url);

const compiler = await loadPrograms();
const names = [...Deno.readDirSync(folder)].map(({ name }) => name)
  .filter((name) => name.endsWith(suffix)).sort();
const entries = names.map((name) => {
  const lowered = compiler.lower(Deno.readFileSync(new URL(name, folder)));
  const lines = btoa(String.fromCharCode(...lowered)).match(/.{1,92}/g)!;
  const literal = lines.map((line) => `    "${line}"`).join(" +\n");
  return `  ${name.slice(0, -suffix.length)}:\n${literal},`;
});
const text = `/**
 * The programs that every network has, lowered and in base64, by the name that follows \`builtin/\` in their ids.
 * Generated from \`scripts/builtins\` by \`deno task build:builtins\`.
 */
export const loweredBuiltins: Readonly<Record<string, string>> = {
${entries.join("\n")}
};
`;

if (Deno.args[0] !== "--check") {
  await Deno.writeTextFile(target, text);
} else if (await Deno.readTextFile(target).catch(() => "") !== text) {
  console.error("src/devnet/node/lowered_builtins.ts is stale: run deno task build:builtins");
  Deno.exit(1);
}
