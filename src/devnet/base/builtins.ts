import type * as crypto from "node:crypto";
import type * as fs from "node:fs/promises";
import type * as http from "node:http";
import type * as http2 from "node:http2";
import type * as net from "node:net";
import type * as path from "node:path";
import type * as stream from "node:stream";
import type * as tls from "node:tls";
import { FailedPreconditionError } from "../../errors/mod.ts";
import type { Sqlite } from "./sqlite.ts";

/** The modules of Node that a devnet uses where the runtime has them. */
interface Builtins {
  readonly "node:crypto": typeof crypto;
  readonly "node:fs/promises": typeof fs;
  readonly "node:http": typeof http;
  readonly "node:http2": typeof http2;
  readonly "node:net": typeof net;
  readonly "node:path": typeof path;
  readonly "node:sqlite": Sqlite;
  readonly "node:stream": typeof stream;
  readonly "node:tls": typeof tls;
}

/**
 * A module of Node, which Deno and Bun have, too. It is found at run time and not imported, so that a page can have a
 * devnet in itself: bundlers for pages know no such module.
 *
 * @param what What the module is needed for.
 * @throws {FailedPreconditionError} When the runtime does not have it.
 */
export function builtin<Name extends keyof Builtins>(name: Name, what: string): Builtins[Name] {
  const { process } = globalThis as {
    process?: { getBuiltinModule?(name: Name): Builtins[Name] | undefined };
  };
  const found = process?.getBuiltinModule?.(name);
  if (found !== undefined) return found;
  throw new FailedPreconditionError(
    `${what} needs ${name}, which this runtime does not have: docs/devnet.md says which do`,
  );
}

/**
 * Refuses a version of Deno whose modules of Node have a mistake that a devnet meets.
 *
 * @param what What the version is needed for.
 * @throws {FailedPreconditionError} When this is an older Deno.
 */
export function requireDeno(major: number, minor: number, what: string): void {
  const { Deno } = globalThis as { Deno?: { version?: { deno?: string } } };
  const version = Deno?.version?.deno;
  if (version === undefined) return;
  const [ownMajor = 0, ownMinor = 0] = version.split(".").map(Number);
  if (ownMajor > major || ownMajor === major && ownMinor >= minor) return;
  throw new FailedPreconditionError(
    `${what} needs Deno ${major}.${minor} or later; this is ${version}`,
  );
}
