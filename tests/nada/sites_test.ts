/** The place of a mistake in the source, by the stacks of all engines. */
import { InvalidProgramError } from "@nilvm/client";
import { nada } from "@nilvm/client/nada";
import { assertEquals, assertThrows } from "@std/assert";

const V8 = Error as unknown as {
  captureStackTrace: ((target: { stack?: unknown }, below: unknown) => void) | undefined;
  stackTraceLimit: number;
};

type Stack = string | (() => string) | undefined;

/** What a wrong operation is told to be at, where an engine gives this stack. */
function placeBy(stack: Stack): { file?: string; line?: number } {
  const { captureStackTrace } = V8;
  V8.captureStackTrace = stack === undefined ? undefined : (target) => {
    target.stack = typeof stack === "string" ? stack : stack();
  };
  try {
    const wrong = () =>
      nada.program({
        name: "wrong",
        parties: ["p"],
        inputs: { a: nada.secretInteger("p") },
        outputs: { sum: "p" },
        // @ts-expect-error a text is no number
      }, ({ a }) => ({ sum: a.add("1") }));
    const [issue] = assertThrows(wrong, InvalidProgramError).issues;
    const { reason: _, ...place } = issue!;
    return place;
  } finally {
    V8.captureStackTrace = captureStackTrace;
  }
}

/** Stacks of engines, and the place that they name. */
const stacks: Record<string, readonly [Stack, object]> = {
  "V8, in a function": [
    "Error\n    at body (file:///home/me/raise.ts:12:5)",
    { file: "raise.ts", line: 12 },
  ],
  "V8, at the top of a module": [
    "Error\n    at file:///home/me/raise.ts:3:21",
    { file: "raise.ts", line: 3 },
  ],
  "V8, in an async function": [
    "Error\n    at async Promise.all (index 0)\n    at async load (/srv/app/raise.mjs:7:1)",
    { file: "raise.mjs", line: 7 },
  ],
  "V8, on Windows": ["Error\n    at body (C:\\apps\\raise.ts:44:9)", {
    file: "raise.ts",
    line: 44,
  }],
  "V8, in a page of a development server": [
    "Error\n    at body (http://localhost:5173/src/raise.ts?t=1700000000:8:30)",
    { file: "raise.ts", line: 8 },
  ],
  "JavaScriptCore, in a function": [
    "body@http://localhost:8000/raise.js:12:30\nmodule code@http://localhost:8000/raise.js:20:1",
    { file: "raise.js", line: 12 },
  ],
  "JavaScriptCore, at the top of a module": [
    "module code@https://example.com/app/raise.js:5:9",
    { file: "raise.js", line: 5 },
  ],
  "JavaScriptCore, without names": [
    "@https://example.com/app/raise.js:6:9",
    { file: "raise.js", line: 6 },
  ],
  "JavaScriptCore, which counts frames above": [
    () => V8.stackTraceLimit < 5 ? "" : "body@https://example.com/app/raise.js:7:9",
    { file: "raise.js", line: 7 },
  ],
  "SpiderMonkey, in a function": [
    "body@http://localhost:8000/raise.js:12:30\n@http://localhost:8000/raise.js:20:1\n",
    { file: "raise.js", line: 12 },
  ],
  "SpiderMonkey, in a function of a function": [
    "body/<@moz-extension://0a1b/raise.js:9:30\n",
    { file: "raise.js", line: 9 },
  ],
  "V8, in a module without a folder, as in workerd": [
    "Error\n    at body (worker.js:3:5)",
    { file: "worker.js", line: 3 },
  ],
  "V8, in a folder with brackets": [
    "Error\n    at body (/home/me/app (1)/raise.ts:12:5)",
    { file: "raise.ts", line: 12 },
  ],
  "a bundle that is evaluated": ["Error\n    at body (evalmachine.<anonymous>:31:4)", {
    file: "evalmachine.<anonymous>",
    line: 31,
  }],
  "an empty stack": ["", {}],
  "no stack": [undefined, {}],
};

for (const [engine, [stack, place]] of Object.entries(stacks)) {
  Deno.test(`a mistake is where the stack says: ${engine}`, () => {
    assertEquals<object>(placeBy(stack), place);
  });
}

Deno.test("a mistake is in the line of its own operation, and not in that of its program", () => {
  const program = () =>
    nada.program({
      name: "wrong",
      parties: ["p"],
      inputs: { a: nada.secretInteger("p") },
      outputs: { sum: "p" },
    }, ({ a }) => {
      const one = a.add(1);
      // @ts-expect-error a boolean is no number
      return { sum: one.mul(true) };
    });
  const [issue] = assertThrows(program, InvalidProgramError).issues;
  const source = Deno.readTextFileSync(new URL(import.meta.url)).split("\n");
  const line = source.findIndex((text) => text.includes("one.mul(true)")) + 1;
  assertEquals([issue?.file, issue?.line], ["sites_test.ts", line]);
});
