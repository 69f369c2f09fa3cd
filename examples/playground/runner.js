/**
 * Runs in a Worker inside of the sandbox: it evaluates the visitor's program, and has the whole devnet and its clients. It
 * is told what to do by messages, and answers each one. It cannot reach the page, its storage, or the network.
 */
import "./digest.js";
import { Permissions, VmError } from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import * as language from "@nilvm/client/nada";
import * as library from "@nilvm/client/nada/library";
import { transform } from "sucrase";

const modules = { "@nilvm/client/nada": language, "@nilvm/client/nada/library": library };
const slowMs = 3_000;
/** What the nodes do concerns reads of results only: what is stored stays right. */
const readMethods = ["RetrieveResults"];

let program;
let compiled;
let devnet;
let run;

const tell = (event) => postMessage({ event });
const shown = (value) =>
  typeof value === "bigint"
    ? `${value}`
    : Array.isArray(value)
    ? `[${value.map(shown).join(", ")}]`
    : value instanceof Uint8Array
    ? `0x${hex(value)}`
    : typeof value === "object" && value !== null
    ? Object.entries(value).map(([name, part]) => `${name}: ${shown(part)}`).join(", ")
    : String(value);
const shownAll = (values) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, shown(value)]));
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** A mistake in the visitor's program, with its line. */
class Mistake extends Error {
  constructor(issues) {
    super(issues.map(({ reason }) => reason).join("; "));
    this.issues = issues;
  }
}

/** The line of the program that something was thrown from, as each engine tells it. */
function lineOf(error) {
  const { stack = "", lineNumber, line, fileName } = error ?? {};
  const found = /program\.ts:(\d+)|> eval:(\d+)/.exec(stack);
  if (found) return Number(found[1] ?? found[2]);
  if (error instanceof SyntaxError) {
    if (/program\.ts|eval/.test(fileName ?? "")) return lineNumber;
    if (line !== undefined) return line;
  }
  return undefined;
}

function issuesOf(error) {
  if (error instanceof Mistake) return error.issues;
  if (error instanceof VmError && error.issues?.length > 0) {
    // WebKit tells a line of this file instead.
    return error.issues.map(({ reason, file, line }) =>
      /program\.ts|eval/.test(file) ? { reason, line } : { reason }
    );
  }
  const reason = error instanceof VmError ? error.message : `${error?.name}: ${error?.message}`;
  return [{ reason, line: lineOf(error) }];
}

/** TypeScript without its types. Every line stays where it is. */
function withoutTypes(source) {
  try {
    return transform(source, {
      transforms: ["typescript", "imports"],
      disableESTransforms: true,
      production: true,
    }).code;
  } catch (error) {
    const [, reason, line] = /(?:program: )?(.*) \((\d+):\d+\)$/s.exec(error.message) ?? [];
    throw new Mistake([{
      reason: `SyntaxError: ${
        (reason ?? error.message).replace(/^Error transforming [^:]*: /, "")
      }`,
      line: line === undefined ? undefined : Number(line),
    }]);
  }
}

function requireModule(name) {
  if (Object.hasOwn(modules, name)) return modules[name];
  throw new Error(`There is no ${name} here: import from ${Object.keys(modules).join(" or ")}`);
}

/** Evaluates the source, and takes the last program that it exports, or else has in a variable. */
function evaluate(source) {
  const names = [...source.matchAll(/^(?:export\s+)?(?:const|let|var)\s+([\w$]+)/gm)]
    .map(([, name]) => name);
  const found = names.map((name) => `typeof ${name}==="undefined"?0:${name}`).join(",");
  const body = `(function (require, exports) {${withoutTypes(source)}
;return [${found}];
})
//# sourceURL=program.ts`;
  const exported = {};
  const values = (0, eval)(body)(requireModule, exported);
  const programs = [...values, ...Object.values(exported)].filter((value) =>
    typeof value?.compile === "function" && value.mir instanceof Uint8Array
  );
  if (programs.length > 0) return programs.at(-1);
  throw new Mistake([{
    reason: "There is no program here: write const program = nada.program({ … }, …)",
  }]);
}

async function load({ source }) {
  program = compiled = undefined;
  try {
    const made = evaluate(source);
    const { inputs, outputs, inputParties, outputParties, warnings, ...counts } = await made
      .compile();
    [program, compiled] = [made, { inputs, outputs, inputParties, outputParties }];
    const { preprocessing, depth } = counts;
    return { name: program.name, ...compiled, warnings, preprocessing, depth };
  } catch (error) {
    return { issues: issuesOf(error) };
  }
}

/** What was typed, as the values that programs take. */
function given(typed) {
  return Object.fromEntries(compiled.inputs.map(({ name, type }) => [
    name,
    valueOf(type, typed[name] ?? "", name),
  ]));
}

function valueOf(type, text, name) {
  const array = /Array<(.*), \d+>$/.exec(type);
  if (array) {
    const parts = text.split(/[\s,;]+/).filter((part) => part !== "");
    return parts.map((part) => valueOf(array[1], part, name));
  }
  if (type.endsWith("Boolean")) return text === "true";
  if (!/Integer$/.test(type)) {
    throw new Mistake([{ reason: `${name} is ${type}: there is no field for that here` }]);
  }
  if (/^-?\d+$/.test(text.trim())) return BigInt(text.trim());
  throw new Mistake([{ reason: `${name} is a whole number, such as 42`, input: name }]);
}

/** Does what can fail for a reason that the visitor should see. */
async function telling(work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof VmError || error instanceof Mistake)) throw error;
    const { name, code, message, option, issues } = error;
    return { error: { name, code, message, input: option ?? issues?.[0]?.input } };
  }
}

const runInClear = ({ typed }) =>
  telling(async () => ({ results: shownAll(await program.run(given(typed))) }));

/** A devnet of its own for each run: five nodes, of which any two can recover a value. */
async function runOnNetwork({ typed }) {
  return await telling(async () => {
    const values = given(typed);
    await devnet?.[Symbol.asyncDispose]();
    devnet = await startDevnet({ nodes: 5, listen: false });
    const names = [...new Set([...compiled.inputParties, ...compiled.outputParties])];
    tell({
      type: "nodes",
      nodes: devnet.nodes.map(({ index, id, isLeader }) => ({ index, id, isLeader })),
    });
    const clients = {};
    for (const [at, name] of names.entries()) {
      const onEvent = (event) => tellOperation(name, event);
      clients[name] = await devnet.client({ wallet: at % devnet.wallets.length, onEvent });
    }
    const [first] = names;
    const programId = await clients[first].storeProgram(program).invoke();
    const [stored, ids] = [{}, new Set()];
    for (const name of compiled.inputParties) {
      const own = compiled.inputs.filter(({ party }) => party === name).map(({ name }) => name);
      const permissions = Permissions.defaultsForUser(clients[name].userId)
        .allowCompute(clients[first].userId, programId);
      const mine = program.values(name, Object.fromEntries(own.map((key) => [key, values[key]])));
      const id = await clients[name].storeValues(mine, { ttlDays: 1, permissions }).invoke();
      ids.add(id);
      for (const key of own) stored[key] = id;
      tell({ type: "shares", shares: sharesOf(ids) });
    }
    const parties = Object.fromEntries(names.map((name) => [name, clients[name].userId]));
    const computeId = await clients[first].compute(program, {
      programId,
      parties,
      stored,
      values: {},
    })
      .invoke();
    run = { clients, computeId };
    const results = {};
    for (const name of compiled.outputParties) {
      const read = clients[name].retrieveComputeResults(program, computeId, { faultTolerance: 1 });
      results[name] = shownAll(await read.invoke());
    }
    return { results, readers: [...compiled.outputParties] };
  });
}

function sharesOf(ids) {
  return devnet.nodes.map((node) =>
    node.heldShares().filter(({ valuesId }) => ids.has(valuesId)).map(({ name, kind, bytes }) => ({
      name,
      isPublic: kind.startsWith("public"),
      size: bytes.length,
      hex: hex(bytes.subarray(0, 32)),
    }))
  );
}

function tellOperation(party, event) {
  const { type, operation, call, phase, durationMs, error, feesUnil, nodeCount } = event;
  if (!/^(operation|phase)/.test(type) || operation === "connect") return;
  tell({
    type,
    party,
    operation,
    call: `${party}/${call}`,
    phase,
    durationMs,
    error,
    nodeCount,
    feesUnil: feesUnil === undefined ? undefined : `${feesUnil}`,
  });
}

/** Reads the results again, while nodes do what the visitor has chosen. */
async function read({ reader, faultTolerance, behaviours }) {
  const kinds = {
    lies: { kind: "lie" },
    down: { kind: "down" },
    slow: { kind: "slow", delayMs: slowMs },
  };
  const faults = devnet.nodes.flatMap((node, at) => {
    const fault = kinds[behaviours[at]];
    return fault ? [node.inject({ ...fault, methods: readMethods })] : [];
  });
  const operation = run.clients[reader]
    .retrieveComputeResults(program, run.computeId, { faultTolerance, timeoutMs: 10_000 });
  const startedMs = performance.now();
  try {
    const answer = await telling(async () => ({ results: shownAll(await operation.invoke()) }));
    return {
      ...answer,
      durationMs: performance.now() - startedMs,
      toleratedFaults: operation.toleratedFaults,
      outcomes: devnet.nodes.map(({ id }) => {
        const outcome = operation.outcomes.find(({ node }) => node === id);
        const { name, code, message } = outcome?.error ?? {};
        return { status: outcome?.status, name, code, message };
      }),
    };
  } finally {
    faults.forEach((fault) => fault[Symbol.dispose]());
  }
}

const tasks = { load, runInClear, runOnNetwork, read };

addEventListener("message", async ({ data: { id, task, ...options } }) => {
  try {
    postMessage({ id, answer: await tasks[task](options) });
  } catch (error) {
    postMessage({
      id,
      answer: { error: { name: error?.name, message: `${error?.message ?? error}` } },
    });
  }
});
postMessage({ event: { type: "ready" } });
