import { InvalidProgramError, type ProgramIssue } from "../errors/mod.ts";

/** A place in the source of a program. */
export interface Site {
  /** The file's name, without its folders: nodes get it, and the folders are nobody's business. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
}

/** V8 has both, and other engines the first. */
const Traced = Error as typeof Error & {
  captureStackTrace?(target: object, below: unknown): void;
  stackTraceLimit?: number;
};

/** A call of the language. */
interface Call {
  readonly site: Site;
  /** The same with folders and the column, such as `file:///raise.ts:12:5`. */
  readonly place: string;
}

/** The place that the language is called from now, and whether calls within that call have the same. */
const now: { call: Call | undefined; isKept?: boolean | undefined } = { call: undefined };

/** Where the program's source calls the language now, if the engine tells. */
export function currentSite(): Site | undefined {
  return now.call?.site;
}

/** The same with folders and the column. */
export function currentPlace(): string | undefined {
  return now.call?.place;
}

/** Does the work of a function that a program's source calls, and remembers from where. */
export function calledFrom<T>(entry: unknown, work: () => T): T {
  const before = now.call;
  if (!now.isKept) now.call = callerOf(entry);
  try {
    return work();
  } finally {
    now.call = before;
  }
}

/** Does the work of a function that is written in the language itself: all that it makes is of the place of its call. */
export function asOneCall<T>(entry: unknown, work: () => T): T {
  return calledFrom(entry, () => {
    const before = now.isKept;
    now.isKept = true;
    try {
      return work();
    } finally {
      now.isKept = before;
    }
  });
}

/** Makes all methods and getters of a class remember from where they are called. */
export function remembersCalls(type: { prototype: object }): void {
  for (const name of Reflect.ownKeys(type.prototype)) {
    if (name === "constructor") continue;
    const member = Object.getOwnPropertyDescriptor(type.prototype, name)!;
    const { value, get } = member;
    if (get !== undefined) member.get = remembering(get as Method);
    else member.value = remembering(value);
    Object.defineProperty(type.prototype, name, member);
  }
}

type Method = (this: unknown, ...given: unknown[]) => unknown;

function remembering(method: Method): Method {
  return function entry(this: unknown, ...given: unknown[]): unknown {
    return calledFrom(entry, () => method.apply(this, given));
  };
}

/** Where a function was called. */
function callerOf(entry: unknown): Call | undefined {
  // One frame is enough, which takes a tenth of the time of a whole stack, unless JavaScript itself calls, as Math.max does.
  const call = firstBelow(entry, 1) ?? firstBelow(entry, 10);
  if (call !== undefined) return call;
  // JavaScriptCore keeps no frame of a function that ends with a call, as all do that call `calledFrom`. Nor does it keep
  // that of a user's `(x) => x.add(1)`: then the first frame is that of `callOut`, and the call around it is better.
  const left = firstBelow(calledFrom, 10);
  return left === undefined || left.place === outward ? now.call : left;
}

/** The first of so many frames that are below a function. */
function firstBelow(entry: unknown, frames: number): Call | undefined {
  if (Traced.captureStackTrace === undefined) return undefined;
  const limit = Traced.stackTraceLimit;
  const holder: { stack?: unknown } = {};
  try {
    if (limit !== undefined) Traced.stackTraceLimit = frames;
    Traced.captureStackTrace(holder, entry);
    return callIn(String(holder.stack));
  } finally {
    if (limit !== undefined) Traced.stackTraceLimit = limit;
  }
}

/** What is read out of stacks: a loop gives the same ones again and again. */
const calls = new Map<string, Call>();
/** A stack of some engines has many frames. Those of recursions would fill the memory. */
const callsMax = 10_000;

/** The first frame of a stack that has a place. */
function callIn(stack: string): Call | undefined {
  const known = calls.get(stack);
  if (known !== undefined) return known;
  const place = /(?:\(|@|at )(?:async )?([^\n]*?:\d+:\d+)\)?$/m.exec(stack)
    // Without the name of a function.
    ?.[1]?.replace(/^[^\\/]* \(/, "");
  if (place === undefined) return undefined;
  const call = { place, site: siteAt(place) };
  if (calls.size >= callsMax) calls.clear();
  calls.set(stack, call);
  return call;
}

const sites = new Map<string, Site>();

/** The same line is the same object. */
function siteAt(place: string): Site {
  const [, key, path, line] = /^((.*):(\d+)):/.exec(place)!;
  let site = sites.get(key!);
  if (site === undefined) {
    const file = path!.replace(/[?#].*$/, "").replace(/^.*[\\/]/, "");
    sites.set(key!, site = { file, line: Number(line) });
  }
  return site;
}

/** Calls a function of a user. */
export function callOut<Given extends unknown[], T>(
  body: (...given: Given) => T,
  ...given: Given
): T {
  const before = now.call;
  // What has to be done after the call keeps the frame.
  try {
    return body(...given);
  } finally {
    now.call = before;
  }
}

/** The place in `callOut` from which all functions of users are called. */
let outward: string | undefined;
const probe = () => {
  outward = firstBelow(probe, 10)?.place;
};
callOut(probe);

/** Refuses a program, for what is at this place or, unless given, at the current one. */
export function refuse(reason: string, site: Site | undefined = currentSite()): never {
  throw refusal([{ reason, ...site }]);
}

/** The error of a program with these issues. */
export function refusal(issues: readonly ProgramIssue[]): InvalidProgramError {
  const all = issues.map(({ reason, file, line }) =>
    file === undefined ? reason : `${reason} (${file}:${line})`
  );
  return new InvalidProgramError(`The program is wrong: ${all.join("; ")}`, { issues });
}
