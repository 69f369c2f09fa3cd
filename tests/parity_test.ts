/**
 * Holds docs/parity.md against the reference's names, against what this package exports, and against the tests that it
 * names. Those run in the same gate, so a row is only as good as a test that passes.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import config from "../deno.json" with { type: "json" };
import reference from "./parity/reference.json" with { type: "json" };

interface Row {
  /** The reference's name, with the package before it where two have it. */
  there: string;
  /** The names here. */
  here: string[];
  /** The file and the name of the test. */
  file: string;
  test: string;
}

interface Symbol {
  kind: string;
  members: Set<string>;
  extends: string | undefined;
  text: string;
}

const root = new URL("../", import.meta.url);
const rows = readRows(await Deno.readTextFile(new URL("docs/parity.md", root)));

const sources = new Map<string, string>();
for (const { file } of rows) {
  if (!sources.has(file)) {
    sources.set(file, await Deno.readTextFile(new URL(`tests/${file}`, root)));
  }
}

function readRows(page: string): Row[] {
  return [...page.matchAll(/^\| `([^`]+)` +\| (.+?) +\| (\S+): (.+?) +\|$/gm)].map(
    ([, there, here, file, test]) => ({
      there: there!,
      here: [...here!.split(" – ")[0]!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!),
      file: file!,
      test: test!,
    }),
  );
}

/** What the package exports, as its documentation has it. */
async function exported(): Promise<Map<string, Symbol>> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["doc", "--json", ...Object.values(config.exports)],
    cwd: root,
  }).output();
  const symbols = new Map<string, Symbol>();
  const { nodes } = JSON.parse(new TextDecoder().decode(stdout));
  // deno-lint-ignore no-explicit-any -- the form of its output is deno doc's own
  for (const { name, declarations } of Object.values<any>(nodes).flatMap((node) => node.symbols)) {
    for (const { kind, def = {} } of declarations) {
      if (kind === "reference") continue;
      const { properties = [], methods = [], tsType } = def;
      const literal = tsType?.kind === "typeLiteral" ? tsType.value : {};
      const members = [
        ...properties,
        ...methods,
        ...literal.properties ?? [],
        ...literal.methods ?? [],
      ]
        .map(({ name }: { name: string }) => name);
      const before = symbols.get(name);
      symbols.set(name, {
        kind,
        members: new Set([...before?.members ?? [], ...members]),
        extends: typeof def.extends === "string" ? def.extends : def.extends?.[0]?.value?.typeName,
        text: (before?.text ?? "") + JSON.stringify(def),
      });
    }
  }
  return symbols;
}

function hasMember(symbols: Map<string, Symbol>, name: string, member: string): boolean {
  const symbol = symbols.get(name);
  if (symbol === undefined) return false;
  if (symbol.members.has(member)) return true;
  return symbol.extends !== undefined && hasMember(symbols, symbol.extends, member);
}

Deno.test("docs/parity.md answers every name of the reference, once", () => {
  const names = Object.entries(reference).flatMap(([from, classes]) =>
    Object.entries(classes).flatMap(([name, members]) => {
      const full = from === "cosmpy" ? `cosmpy ${name}` : name;
      return [full, ...members.map((member) => `${full}.${member}`)];
    })
  );
  const answered = rows.map(({ there }) => there);
  const isAnswered = (name: string) =>
    answered.includes(name) || answered.includes(name.replace(/\.\w+$/, ".*"));
  assertEquals(names.filter((name) => !isAnswered(name)), []);
  const isAsked = (there: string) =>
    names.includes(there) ||
    there.endsWith(".*") && names.some((name) => name.startsWith(there.slice(0, -1)));
  assertEquals(answered.filter((there) => !isAsked(there)), []);
  assertEquals(answered.filter((there, index) => answered.indexOf(there) !== index), []);
});

Deno.test("docs/parity.md names what this package exports", async () => {
  const symbols = await exported();
  const isExported = (name: string, before: string | undefined) => {
    if (name.startsWith('"')) return symbols.get(before!)?.text.includes(name.slice(1, -1));
    const [symbol, member] = name.split(/\.(.*)/);
    return member === undefined ? symbols.has(symbol!) : hasMember(symbols, symbol!, member);
  };
  const missing = rows.flatMap(({ there, here }) =>
    here.filter((name, index) => !isExported(name, here[index - 1]))
      .map((name) => `${there} is said to be ${name}`)
  );
  assertEquals(missing, []);
  assertEquals(rows.filter(({ here }) => here.length === 0), []);
});

Deno.test("docs/parity.md names tests that there are, of what they are to show", async () => {
  const symbols = await exported();
  const problems: string[] = [];
  for (const { there, here, file, test } of rows) {
    const source = sources.get(file)!;
    const isThere = [`Deno.test("${test}"`, `Deno.test(\`${test}`].some((text) =>
      source.includes(text)
    );
    if (!isThere) problems.push(`${there}: ${file} has no test "${test}"`);
    for (const name of here.filter((name) => !name.startsWith('"'))) {
      // A type leaves no trace where values are written down that have it.
      const isType = /^(interface|typeAlias)$/.test(symbols.get(name)?.kind ?? "");
      const last = name.replace(/^\w+\.(?=.)/, "").replace(/^\[(.*)\]$/, "$1");
      if (!isType && !source.includes(last)) problems.push(`${there}: ${file} uses no ${last}`);
    }
  }
  assertEquals(problems, []);
});

Deno.test("no test that docs/parity.md names is left out", () => {
  const isSkipping = (source: string) => /Deno\.test\.(ignore|only)|\b(ignore|only): /.test(source);
  const skipping = [...sources].filter(([, source]) => isSkipping(source)).map(([file]) => file);
  assertEquals(skipping, []);
});
