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

/** The place that the language is called from now. */
const now: { site: Site | undefined } = { site: undefined };

/** Where the program's source calls the language now, if the engine tells. */
export function currentSite(): Site | undefined {
  return now.site;
}

/** Does the work of a function that a program's source calls, and remembers from where. */
export function calledFrom<T>(entry: unknown, work: () => T): T {
  const before = now.site;
  now.site = callerOf(entry);
  try {
    return work();
  } finally {
    now.site = before;
  }
}

/** Makes all methods and getters of a class remember from where they are called. */
export function remembersCalls(type: { prototype: object }): void {
  const members = Object.getOwnPropertyDescriptors(type.prototype);
  for (const [name, member] of Object.entries(members)) {
    if (name === "constructor") continue;
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

/**
 * Where a function was called. One frame is enough, which takes a tenth of the time of a whole stack.
 */
function callerOf(entry: unknown): Site | undefined {
  if (Traced.captureStackTrace === undefined) return undefined;
  const limit = Traced.stackTraceLimit;
  const holder: { stack?: unknown } = {};
  try {
    if (limit !== undefined) Traced.stackTraceLimit = 1;
    Traced.captureStackTrace(holder, entry);
    return siteIn(String(holder.stack));
  } finally {
    if (limit !== undefined) Traced.stackTraceLimit = limit;
  }
}

const frame = /(?:\(|@|at )(?:async )?([^\n]*?):(\d+):\d+\)?$/m;
const sites = new Map<string, Site | undefined>();

/** The place in the first frame of a stack. The same place is the same object. */
function siteIn(stack: string): Site | undefined {
  const [place, path, line] = frame.exec(stack) ?? [];
  if (place === undefined) return undefined;
  const key = `${path}:${line}`;
  let site = sites.get(key);
  if (site === undefined) {
    const file = path!.replace(/[?#].*$/, "").replace(/^.*[\\/]/, "");
    sites.set(key, site = { file, line: Number(line) });
  }
  return site;
}

/** Refuses a program, for what is at this place or, unless given, at the current one. */
export function refuse(reason: string, site: Site | undefined = now.site): never {
  throw refusal([{ reason, ...site }]);
}

/** The error of a program with these issues. */
export function refusal(issues: readonly ProgramIssue[]): InvalidProgramError {
  const all = issues.map(({ reason, file, line }) =>
    file === undefined ? reason : `${reason} (${file}:${line})`
  );
  return new InvalidProgramError(`The program is wrong: ${all.join("; ")}`, { issues });
}
