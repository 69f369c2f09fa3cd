import { InvalidArgumentError } from "../../errors/mod.ts";
import { hexOf } from "../hex.ts";
import {
  checkRows,
  checkShape,
  checkVersion,
  damaged,
  type DevnetState,
  type Row,
  rowsOf,
  type Shape,
  shapeOf,
  STATE_VERSION,
} from "./state.ts";
import { decodeState, encodeState } from "./state_json.ts";

const FORMAT = "nilvm devnet snapshot";
const NEWLINE = 10;

/** What the first line of a snapshot says of the lines that follow, of which each is an entry. */
interface Header extends Shape {
  format: typeof FORMAT;
  version: number;
  /** Of all that follows. */
  sha256: string;
}

/** Writes down everything that a devnet of some shape remembers at the moment of the call. */
export async function writeSnapshot(state: DevnetState, shape: Shape): Promise<Uint8Array> {
  const body = await bytesOf(Array.from(rowsOf(state), (row) => `${encodeState(row)}\n`));
  const header: Header = {
    format: FORMAT,
    version: STATE_VERSION,
    ...shapeOf(shape),
    sha256: await digestOf(body),
  };
  return await bytesOf([`${JSON.stringify(header)}\n`, body]);
}

/**
 * Reads a snapshot that is to take the place of a state, of a devnet of some shape.
 *
 * @throws {InvalidArgumentError} When it is none, is damaged, or is of another version or shape.
 */
export async function readSnapshot(
  bytes: Uint8Array,
  state: DevnetState,
  shape: Shape,
): Promise<Row[]> {
  const lines = linesOf(bytes);
  const header = readHeader(lines.next().value);
  checkVersion("The snapshot", header.version);
  const body = bytes.subarray(bytes.indexOf(NEWLINE) + 1);
  if (await digestOf(body) !== header.sha256) throw damaged("The snapshot");
  checkShape("The snapshot", header, shape);
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
  if (!(bytes instanceof Uint8Array)) return;
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(NEWLINE, start);
    if (end === -1) return;
    yield new TextDecoder().decode(bytes.subarray(start, end));
    start = end + 1;
  }
}

function readHeader(line: string | undefined): Header {
  try {
    const header = JSON.parse(line ?? "null");
    if (header.format === FORMAT) return header;
  } catch {
    // It is no snapshot, whatever else it is.
  }
  throw new InvalidArgumentError(
    "These bytes are no snapshot of a devnet, or lack its beginning: give what snapshot() returned",
  );
}

async function bytesOf(parts: BlobPart[]): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

async function digestOf(bytes: Uint8Array): Promise<string> {
  return hexOf(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as BufferSource)));
}
