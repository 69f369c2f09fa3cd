import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";

/** Chromium leaves out what of a string is longer than this. */
export const wholeStrings = "--js-flags=--heap-snapshot-string-limit=1000000000";

/** V8 keeps all that scripts can reach in one range of addresses, which it calls its sandbox. */
const sandboxBytes = 2 ** 40;
/** How much is read at once. */
const partBytes = 2 ** 24;
/** A key as a list of doubles has 256 bytes. */
const overlapBytes = 1_024;

/** What the scripts of a page have in memory. */
export interface Heap {
  /** Every string of the page's heap, as in Chromium's heap snapshot. */
  readonly strings: readonly string[];
  /**
   * All that scripts can reach: the heap, and the bytes of buffers and of WASM memories, which a snapshot leaves out. What
   * the garbage collector has not written over yet is in it, too.
   */
  readonly memory: readonly Buffer[];
}

/** Takes all from the memory of a page, after the garbage was collected. */
export async function heapOf(page: Page): Promise<Heap> {
  const strings = await stringsOf(page);
  const memory: Buffer[] = [];
  for (const pid of await renderersOf(page)) {
    const { sandbox } = await mappingsOf(pid);
    for await (const part of partsOf(pid, sandbox)) memory.push(part);
  }
  return { strings, memory };
}

/** Whether the browser has a key where no script can reach it, as it has the keys of WebCrypto. */
export async function isInBrowser(page: Page, key: Uint8Array): Promise<boolean> {
  for (const pid of await renderersOf(page)) {
    const { rest } = await mappingsOf(pid);
    for await (const part of partsOf(pid, rest)) {
      if (part.includes(Buffer.from(key))) return true;
    }
  }
  return false;
}

/** The processes that run pages. */
async function renderersOf(page: Page): Promise<number[]> {
  const session = await page.context().browser()!.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  return processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
}

async function stringsOf(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => chunks.push(chunk));
  await session.send("HeapProfiler.enable");
  await session.send("HeapProfiler.collectGarbage");
  await session.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  await session.detach();
  return JSON.parse(chunks.join("")).strings;
}

/** A range of addresses of a process. */
interface Mapping {
  readonly from: number;
  readonly to: number;
}

/** The mappings of a process that it can read: those of V8's sandbox, and the rest. */
async function mappingsOf(pid: number): Promise<{ sandbox: Mapping[]; rest: Mapping[] }> {
  const lines = (await Deno.readTextFile(`/proc/${pid}/maps`)).trimEnd().split("\n");
  const runs: (Mapping & { isRead: boolean })[][] = [];
  for (const line of lines) {
    const [, from, to, isReadable, inode] = /^(\w+)-(\w+) (.)\S+ \S+ \S+ (\d+)/.exec(line)!;
    const mapping = {
      from: Number.parseInt(from!, 16),
      to: Number.parseInt(to!, 16),
      // Files are code.
      isRead: isReadable === "r" && inode === "0",
    };
    const run = runs.at(-1);
    if (run?.at(-1)?.to === mapping.from) run!.push(mapping);
    else runs.push([mapping]);
  }
  const isSandbox = (run: readonly Mapping[]) => run.at(-1)!.to - run[0]!.from >= sandboxBytes;
  const { sandbox = [], rest = [] } = Object.groupBy(
    runs,
    (run) => isSandbox(run) ? "sandbox" : "rest",
  );
  const readable = (runs: typeof sandbox) => runs.flat().filter(({ isRead }) => isRead);
  return { sandbox: readable(sandbox), rest: readable(rest) };
}

/** The bytes of mappings, as far as they are there, in parts that overlap by more than a key has. */
async function* partsOf(pid: number, mappings: readonly Mapping[]): AsyncGenerator<Buffer> {
  using memory = await Deno.open(`/proc/${pid}/mem`);
  for (const { from, to } of mappings) {
    for (let at = from; at < to; at += partBytes) {
      const bytes = Buffer.alloc(Math.min(partBytes + overlapBytes, to - at));
      await memory.seek(at, Deno.SeekMode.Start);
      let length = 0;
      while (length < bytes.length) {
        const count = await memory.read(bytes.subarray(length)).catch(() => null);
        // The process has given it back.
        if (count === null) break;
        length += count;
      }
      yield bytes.subarray(0, length);
    }
  }
}

/** In which forms a key is in the strings or in the memory that scripts can reach. */
export function formsOf(key: Uint8Array, { strings, memory }: Heap): string[] {
  const hex = key.toHex();
  const base64 = [0, 1, 2].map((bytesBefore) => base64Within(key, bytesBefore));
  const plain = (text: string) => text.replaceAll("-", "+").replaceAll("_", "/");
  const inMemory = (needle: Uint8Array) =>
    memory.some((part) => part.includes(Buffer.from(needle)));
  const texts = [hex, hex.toUpperCase(), ...base64, ...base64.map(urlForm)]
    .flatMap((text) => [Buffer.from(text, "latin1"), Buffer.from(text, "utf16le")]);
  const forms: Record<string, boolean> = {
    "a string in hex": strings.some((text) => text.toLowerCase().includes(hex)),
    "a string in base64": strings.some((text) => base64.some((part) => plain(text).includes(part))),
    "text": texts.some(inMemory),
    "bytes": inMemory(key),
    // V8 keeps a whole number as 32 bits, twice as large, and in other lists as a double.
    "numbers": inMemory(new Uint8Array(Uint32Array.from(key, (byte) => 2 * byte).buffer)) ||
      inMemory(new Uint8Array(Float64Array.from(key).buffer)),
  };
  return Object.keys(forms).filter((form) => forms[form]);
}

const urlForm = (base64: string) => base64.replaceAll("+", "-").replaceAll("/", "_");

/** The characters in base64 that only the key decides, after some bytes before it, as in DER. */
function base64Within(key: Uint8Array, bytesBefore: number): string {
  const text = new Uint8Array([...new Uint8Array(bytesBefore), ...key]).toBase64();
  const bitsOfCharacter = 6;
  return text.slice(
    Math.ceil(8 * bytesBefore / bitsOfCharacter),
    Math.floor(8 * (bytesBefore + key.length) / bitsOfCharacter),
  );
}
