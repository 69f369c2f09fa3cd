import { InvalidArgumentError } from "../../errors/mod.ts";
import { isBytes } from "../../base/brand.ts";
import { copyBytes } from "../../base/bytes.ts";
import { encodeHex } from "../../base/hex.ts";
import {
  checkRows,
  checkSettings,
  checkVersion,
  damaged,
  type DevnetState,
  type Row,
  rowsOf,
  type StateSettings,
  stateSettingsOf,
  stateVersion,
} from "./state.ts";
import { decodeState, encodeState } from "./state_json.ts";

const snapshotFormat = "nilvm devnet snapshot";
const newline = 10;

/** The first line of a snapshot. Each further line is an entry. */
interface Header extends StateSettings {
  format: typeof snapshotFormat;
  version: number;
  /** The hash of the further lines. */
  sha256: string;
}

/** Writes the state that a devnet of this shape has at the moment of the call. */
export async function writeSnapshot(state: DevnetState, shape: StateSettings): Promise<Uint8Array> {
  const body = await bytesOf(Array.from(rowsOf(state), (row) => `${encodeState(row)}\n`));
  const header: Header = {
    format: snapshotFormat,
    version: stateVersion,
    ...stateSettingsOf(shape),
    sha256: await digestOf(body),
  };
  return await bytesOf([`${JSON.stringify(header)}\n`, body]);
}

/**
 * Reads a snapshot for a devnet of this shape. The state is not changed.
 *
 * @throws {InvalidArgumentError} When the bytes are not a snapshot, are damaged, or are of another version or shape.
 */
export async function readSnapshot(
  given: Uint8Array,
  state: DevnetState,
  shape: StateSettings,
): Promise<Row[]> {
  const bytes = copyBytes(isBytes(given) ? given : new Uint8Array());
  const lines = linesOf(bytes);
  const header = readHeader(lines.next().value);
  checkVersion("The snapshot", header.version);
  const body = bytes.subarray(bytes.indexOf(newline) + 1);
  if (await digestOf(body) !== header.sha256) throw damaged("The snapshot");
  checkSettings("The snapshot", header, shape);
  return checkRows("The snapshot", state, readLines(lines));
}

function readLines(lines: Iterable<string>): unknown[] {
  try {
    return Array.from(lines, decodeState);
  } catch (cause) {
    throw damaged("The snapshot", cause);
  }
}

function* linesOf(bytes: Uint8Array): Generator<string, undefined> {
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(newline, start);
    if (end === -1) return;
    yield new TextDecoder().decode(bytes.subarray(start, end));
    start = end + 1;
  }
}

function readHeader(line: string | undefined): Header {
  try {
    const header = JSON.parse(line ?? "null");
    if (header.format === snapshotFormat) return header;
  } catch {
    // A first line that is not JSON is not the header of a snapshot.
  }
  throw new InvalidArgumentError(
    "These bytes are not a snapshot of a devnet: pass what snapshot() returned",
  );
}

async function bytesOf(parts: BlobPart[]): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

async function digestOf(bytes: Uint8Array): Promise<string> {
  return encodeHex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as BufferSource)));
}
