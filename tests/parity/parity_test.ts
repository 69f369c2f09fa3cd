/**
 * Compares docs/parity.md and docs/parity_typescript.md with the reference's names, with what this package exports, and
 * with the tests that they name. Those tests run too, so a row is true only while its test passes.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import reference from "./reference.json" with { type: "json" };
import referenceInTypeScript from "./reference_typescript.json" with { type: "json" };

interface Row {
  /** The reference's name. */
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
  /** The static members. */
  statics: Set<string>;
  extends: string | undefined;
  text: string;
}

const root = new URL("../../", import.meta.url);
const readPage = (name: string) => Deno.readTextFile(new URL(`docs/${name}`, root));
const rowsOfPython = readRows(await readPage("parity.md"));
const pageOfTypeScript = await readPage("parity_typescript.md");
const rowsOfTypeScript = readRows(pageOfTypeScript);
const rows = [...rowsOfPython, ...rowsOfTypeScript];

/** The test files that need no network. */
const needsNoNetwork =
  /^(keys|masking|values|permissions|protobuf|config)\/|^payments\/preprocessing/;

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

/** The declaration that begins at an index of a formatted file: its line, and the lines that are indented deeper or close it. */
function declarationAt(source: string, index: number): string {
  const indent = source.slice(source.lastIndexOf("\n", index) + 1).match(/^ */)![0];
  const [first, ...rest] = source.slice(index).split("\n");
  const isPart = new RegExp(`^$|^${indent}[ )\\]}\`]`);
  const end = rest.findIndex((line) => !isPart.test(line));
  return [first, ...rest.slice(0, end < 0 ? undefined : end)].join("\n");
}

/**
 * The code of a test: its own text after its name, and the declarations of the file that it uses, also through others.
 */
function bodyOf(source: string, test: string): string | undefined {
  const [start] = [`Deno.test("${test}"`, `Deno.test(\`${test}`].filter((text) =>
    source.includes(text)
  );
  if (start === undefined) return undefined;
  let body = declarationAt(source, source.indexOf(start)).slice(start.length);
  if (start.includes("`")) body = body.slice(body.indexOf("`") + 1);
  const helpers = new Map(
    [...source.matchAll(/^(?:async )?(?:function\*?|const|class) (\w+)/gm)]
      .map((match) => [match[1]!, declarationAt(source, match.index)]),
  );
  for (let isMore = true; isMore;) {
    isMore = false;
    for (const [name, helper] of helpers) {
      if (!uses(codeOf(body), name)) continue;
      body += helper;
      helpers.delete(name);
      isMore = true;
    }
  }
  return body;
}

/** The code without comments and strings. */
function codeOf(text: string): string {
  return text.replaceAll(/\/\*[^]*?\*\/|\/\/ .*|"(?:[^"\\\n]|\\.)*"/g, '""');
}

function uses(code: string, name: string): boolean {
  const [first, last] = [/^\w/.test(name), /\w$/.test(name)].map((isWord) => isWord ? "\\b" : "");
  return new RegExp(first + name.replaceAll(/[.[\]]/g, "\\$&") + last).test(code);
}

/** The exports of the package, from its documentation. */
async function exported(): Promise<Map<string, Symbol>> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    // Only the package for npm has the hooks.
    args: ["doc", "--json", ...Object.values(config.exports), "src/react/mod.ts"],
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
      const statics = [...properties, ...methods].filter(({ isStatic }) => isStatic)
        .map(({ name }: { name: string }) => name);
      const before = symbols.get(name);
      symbols.set(name, {
        kind,
        members: new Set([...before?.members ?? [], ...members]),
        statics: new Set([...before?.statics ?? [], ...statics]),
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
  const names = Object.values(reference).flatMap((classes) =>
    Object.entries(classes).flatMap(([name, members]) => [
      name,
      ...members.map((member) => `${name}.${member}`),
    ])
  );
  const answered = rowsOfPython.map(({ there }) => there);
  assertEquals(names.filter((name) => !answered.includes(name)), []);
  assertEquals(answered.filter((there) => !names.includes(there)), []);
  assertEquals(answered.filter((there, index) => answered.indexOf(there) !== index), []);
});

Deno.test("docs/parity_typescript.md answers every export of the reference, or leaves it out, once", () => {
  const names = Object.values(referenceInTypeScript).flatMap(({ exports }) => exports);
  const leftOut = [...pageOfTypeScript.matchAll(/^\| `([^`]+)` +\| [^|]+\|$/gm)].map(([, name]) =>
    name!
  );
  const answered = [...rowsOfTypeScript.map(({ there }) => there), ...leftOut];
  assertEquals(answered.toSorted(), names.toSorted());
  assertEquals(leftOut.length, 6);
  for (const [name, { version }] of Object.entries(referenceInTypeScript)) {
    assertEquals(pageOfTypeScript.includes(`\`${name}\` ${version}`), true);
  }
});

Deno.test("both pages name what this package exports", async () => {
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

Deno.test("both pages name tests that exist and use what they show", async () => {
  const symbols = await exported();
  const problems: string[] = [];
  for (const { there, here, file, test } of rows) {
    const body = bodyOf(sources.get(file)!, test);
    if (body === undefined) {
      problems.push(`${there}: ${file} has no test "${test}"`);
      continue;
    }
    const code = codeOf(body);
    for (const name of here) {
      const [symbol, member] = name.split(/\.(.*)/);
      const { kind, statics } = symbols.get(symbol!) ?? {};
      if (name.startsWith('"')) {
        if (!body.includes(name)) problems.push(`${there}: "${test}" has no ${name}`);
      } else if (member === undefined) {
        // The use of a type often leaves no name in the code.
        if (/^(interface|typeAlias)$/.test(kind!) || uses(code, name)) continue;
        problems.push(`${there}: "${test}" uses no ${name}`);
      } else if (!uses(code, statics!.has(member) ? name : member)) {
        problems.push(`${there}: "${test}" uses no ${name}`);
      }
    }
    if (!needsNoNetwork.test(file) && !/\bstart(Net|Devnet|Chain)\(/.test(code)) {
      problems.push(`${there}: "${test}" has no devnet`);
    }
  }
  assertEquals(problems, []);
});

Deno.test("no test that a page names can be skipped", () => {
  const isOnly = [...sources].filter(([, source]) => /\bonly\b\s*[:,}(]/.test(codeOf(source)));
  assertEquals(isOnly.map(([file]) => file), []);
  const mayBeIgnored = rows.filter(({ file, test }) =>
    /\bignore\b/.test(codeOf(bodyOf(sources.get(file)!, test) ?? ""))
  );
  assertEquals(mayBeIgnored.map(({ file, test }) => `${file}: ${test}`), []);
});

Deno.test("a test's body is its own and its helpers', without its name, strings and comments", () => {
  const source = [
    "const one = () => 1;",
    "function two(",
    "  a: number,",
    "): number {",
    "  // three",
    "  return a + one();",
    "}",
    "const four = 4;",
    "for (const five of [5]) {",
    "  Deno.test(`a ${five} seven`, { ignore }, () => {",
    '    two(five, "eight");',
    "  });",
    "}",
    'Deno.test("nine", () => four);',
    'Deno.test({ name: "ten", ignore });',
  ].join("\n");
  const used = (test: string) => {
    const code = codeOf(bodyOf(source, test)!);
    return [..."one two three four five six seven eight nine ignore".split(" ")]
      .filter((word) => uses(code, word));
  };
  assertEquals(used("a "), ["one", "two", "five", "ignore"]);
  assertEquals(used("nine"), ["four"]);
  assertEquals(bodyOf(source, "ten"), undefined);
});
