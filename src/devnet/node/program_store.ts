import type { ProgramDescription, Programs } from "../../core/programs.ts";
import { builtinPrograms } from "./lowered_builtins.ts";
import { bytesOfHex } from "../hex.ts";
import { Table } from "../base/table.ts";

/** A program that nodes run. */
export interface StoredProgram {
  /** Its lowered form. */
  readonly bytes: Uint8Array;
  /** What it takes, gives and costs, in the words of nodes. */
  readonly description: ProgramDescription;
}

/** The programs that users stored at a node, by id. */
export type ProgramStore = Table<string, StoredProgram>;

const builtins: ProgramStore = new Table();

/** The program of an id: one of the network's own, or one that was stored; `undefined` where there is none. */
export function findProgram(
  store: ProgramStore,
  id: string,
  programs: Programs,
): StoredProgram | undefined {
  const known = store.get(withLowerHex(id)) ?? builtins.get(id);
  const name = id.match(/^builtin\/(.*)$/)?.[1];
  if (known !== undefined || name === undefined) return known;
  const base64 = Object.hasOwn(builtinPrograms, name) ? builtinPrograms[name] : undefined;
  if (base64 === undefined) return undefined;
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const program = { bytes, description: programs.examine(bytes) };
  builtins.set(id, program);
  return program;
}

/** Ids are the same whichever case the digits of user and hash have. */
function withLowerHex(id: string): string {
  return id.replace(/^[^/]*|[^/]*$/g, (hex) => hex.toLowerCase());
}

/** Says what is wrong with a program id, in the nodes' words, or `undefined` for a well-formed one. */
export function programIdFault(programId: string): string | undefined {
  const [owner, name, hashType, ...hash] = programId.split("/");
  if (name === undefined) return "no '/' prefix in program";
  if (owner === "builtin") return undefined;
  if (bytesOfHex(owner!)?.length !== 20) return "invalid user id";
  if (hashType === undefined) return "no hash type";
  if (hash.length === 0) return "no hash";
  if (bytesOfHex(hash.join("/")) === undefined) return "invalid hash";
  if (hashType !== "sha256") return "invalid hash type";
  return undefined;
}
