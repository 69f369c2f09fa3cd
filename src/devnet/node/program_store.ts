import type { ProgramDescription, Programs } from "../../core/programs.ts";
import { loweredBuiltins } from "./lowered_builtins.ts";
import { decodeBase64 } from "../../base/base64.ts";
import { decodeHex } from "../../base/hex.ts";
import { Table } from "../base/table.ts";

/** A program that nodes can run. */
export interface StoredProgram {
  /** The lowered program. */
  readonly bytes: Uint8Array;
  /** Its inputs, outputs and requirements. */
  readonly description: ProgramDescription;
}

/** The programs that users stored at a node, by program id. */
export type ProgramStore = Table<string, StoredProgram>;

const builtins: ProgramStore = new Table();

/** Finds a program that was stored, or one that every network has. */
export function findProgram(
  store: ProgramStore,
  id: string,
  programs: Programs,
): StoredProgram | undefined {
  const known = store.get(withLowerHex(id)) ?? builtins.get(id);
  const name = id.match(/^builtin\/(.*)$/)?.[1];
  if (known !== undefined || name === undefined) return known;
  const base64 = Object.hasOwn(loweredBuiltins, name) ? loweredBuiltins[name] : undefined;
  if (base64 === undefined) return undefined;
  const bytes = decodeBase64(base64)!;
  const program = { bytes, description: programs.examine(bytes) };
  builtins.set(id, program);
  return program;
}

/** The case of the hex digits in the user and the hash makes no difference to a program id. */
function withLowerHex(id: string): string {
  return id.replace(/^[^/]*|[^/]*$/g, (hex) => hex.toLowerCase());
}

/** The nodes' message about an invalid program id; `undefined` when the id is valid. */
export function programIdProblem(programId: string): string | undefined {
  const [owner, name, hashType, ...hash] = programId.split("/");
  if (name === undefined) return "no '/' prefix in program";
  if (owner === "builtin") return undefined;
  if (decodeHex(owner!)?.length !== 20) return "invalid user id";
  if (hashType === undefined) return "no hash type";
  if (hash.length === 0) return "no hash";
  if (decodeHex(hash.join("/")) === undefined) return "invalid hash";
  if (hashType !== "sha256") return "invalid hash type";
  return undefined;
}
