/**
 * Puts the files of the dashboard, `src/devnet/dashboard/page`, into a module, since a module can be loaded from wherever
 * the package is: `deno task build:dashboard [--check]`. The files stay as they are.
 *
 * With `--check` it writes nothing, and fails unless the module is up to date.
 *
 * @module
 */
const folder = new URL("../src/devnet/dashboard/page/", import.meta.url);
const target = new URL("../src/devnet/dashboard/page_files.ts", import.meta.url);

const names = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
const entries = names.map((name) => {
  const text = Deno.readTextFileSync(new URL(name, folder));
  return `  "${name}":\n    ${JSON.stringify(text)},`;
});
const text = `/**
 * The files of the dashboard by their names, from \`src/devnet/dashboard/page\`. Written by \`deno task build:dashboard\`.
 */
export const pageFiles: Readonly<Record<string, string>> = {
${entries.join("\n")}
};
`;

if (Deno.args[0] !== "--check") {
  await Deno.writeTextFile(target, text);
} else if (await Deno.readTextFile(target).catch(() => "") !== text) {
  console.error("src/devnet/dashboard/page_files.ts is stale: run deno task build:dashboard");
  Deno.exit(1);
}
