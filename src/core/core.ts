/**
 * The compiled core: keeps one instance of it and calls its operations, bytes in and bytes out.
 *
 * A loader hands in the compiled module, or what makes it; with the module, everything here is synchronous. The instance
 * is made at the first call. When a call traps, the instance is dropped with all its memory, and the next call gets a new one.
 *
 * @module
 */
import { notLoaded } from "./not_loaded.ts";
import { type CoreHost, withHost } from "./core_host.js";
import * as glue from "./masking_bg.js";
import { FailedPreconditionError } from "../errors/mod.ts";

/** What the core can be asked to do: its functions that turn a request into a response. */
export type CoreOperation = Exclude<keyof typeof glue, "allocate" | "release" | `__${string}`>;

/** Why the core refused: the first five are its own words, `trap` is a fault of the core itself. */
export type CoreFailureKind =
  | "invalidArgument"
  | "notEnoughShares"
  | "corruptShare"
  | "malformed"
  | "invalidValue"
  | "trap";

/** A refusal by the core. The rooms above turn it into the error that their callers know. */
export class CoreFailure extends Error {
  /** Always `CoreFailure`. */
  override readonly name = "CoreFailure";
  /** What kind of refusal it is. */
  readonly kind: CoreFailureKind;
  /** Positions of the parties to blame, among those that the request listed. */
  readonly parties: readonly number[];
  /** How many shares there were, where there were too few. */
  readonly have: number;
  /** How many shares it takes. */
  readonly need: number;

  /** Makes a refusal. */
  constructor(
    kind: CoreFailureKind,
    message: string,
    fields: { parties?: number[]; have?: number; need?: number; cause?: unknown } = {},
  ) {
    super(message, "cause" in fields ? { cause: fields.cause } : undefined);
    this.kind = kind;
    this.parties = fields.parties ?? [];
    this.have = fields.have ?? 0;
    this.need = fields.need ?? 0;
  }
}

/** In the order of the core's numbers for them, which start at 1. */
const failureKinds = [
  "invalidArgument",
  "notEnoughShares",
  "corruptShare",
  "malformed",
  "invalidValue",
] as const satisfies CoreFailureKind[];

/** What an operation gets from its caller, or gives it, while it runs. All that it gives is gone once the function returns. */
export interface CoreCaller {
  /** Fills memory with random bytes. */
  fillRandom(target: Uint8Array): void;
  /** Learns how long messages will be: all of the first party, then those of the next. */
  begin(lengths: Uint32Array): void;
  /** Takes the next bytes of a party's messages. */
  emit(party: number, bytes: Uint8Array): void;
}

/** Every response starts with its whole length, its capacity and a status. */
const headerLength = 12;

/** The module, and what else is known of it. */
interface Source {
  module?: WebAssembly.Module | undefined;
  /** Makes the module when it is first needed. Such a source is only an offer. */
  readonly make?: () => WebAssembly.Module;
  /** Why the module did not come. */
  failure?: FailedPreconditionError;
}

let source: Source | undefined;
let memory: WebAssembly.Memory | undefined;
/** What a caller threw last while the core ran, which is no fault of the core's. */
let thrownByCaller: unknown;

function use(next: Source): void {
  source = next;
  memory = undefined;
}

/** Sets the core that all calls from now on use. Loaders call it, one for each runtime. */
export function useMaskingModule(module: WebAssembly.Module): void {
  use({ module });
}

/** Sets a core that is still to come. Until the result resolves, all calls fail. */
export async function awaitMaskingModule(coming: Promise<WebAssembly.Module>): Promise<void> {
  const own: Source = {};
  use(own);
  try {
    own.module = await coming;
  } catch (cause) {
    own.failure = new FailedPreconditionError("The WASM core could not be loaded", { cause });
    throw own.failure;
  }
}

/** Sets the core, unless a loader for this platform has set one. */
export function offerMaskingModule(make: () => WebAssembly.Module): void {
  if (source === undefined || source.make !== undefined) use({ make });
}

/**
 * Calls an operation of the core.
 *
 * @param capacity How many bytes to reserve for the request.
 * @param write Writes the request into the core's memory, all bytes up to the length that it returns.
 * @param read Takes what it needs from the response and must copy it: the memory is wiped and freed afterwards.
 * @param caller Serves the operations that share secrets or put them together.
 * @throws {CoreFailure} When the core refuses, or has a fault.
 */
export function callCore<T>(
  operation: CoreOperation,
  capacity: number,
  write: (request: Uint8Array) => number,
  read: (response: Uint8Array) => T,
  caller?: CoreCaller,
): T {
  const core = memory ??= instantiate();
  const request = guarded(() => glue.allocate(capacity));
  let length;
  try {
    length = write(new Uint8Array(core.buffer, request, capacity));
  } catch (error) {
    guarded(() => glue.release(request, capacity));
    throw error;
  }
  const serve = () => glue[operation](request, length, capacity);
  const response = guarded(caller ? () => withHost(hostOf(core, caller), serve) : serve);
  const header = new DataView(core.buffer, response, headerLength);
  const responseLength = header.getUint32(0, true);
  const responseCapacity = header.getUint32(4, true);
  const status = header.getUint32(8, true);
  try {
    const payload = new Uint8Array(
      core.buffer,
      response + headerLength,
      responseLength - headerLength,
    );
    if (status !== 0) throw readFailure(status, payload);
    return read(payload);
  } finally {
    guarded(() => glue.release(response, responseCapacity));
  }
}

/** The name and type of a serialized value. */
export interface NamedValueDescription {
  /** What the value is called. */
  readonly name: string;
  /** Its type as nodes print it, such as `ShamirShareInteger` or `Array [Integer:3]`. */
  readonly type: string;
}

/**
 * Says what serialized `NamedValue`s are, looking as closely as a node does when it stores them.
 *
 * @throws {CoreFailure} `malformed` when one is no `NamedValue`; `invalidValue`, with the message of a node, when a
 * node refuses it or two have one name.
 */
export function describeNamedValues(values: readonly Uint8Array[]): NamedValueDescription[] {
  const capacity = values.reduce((sum, value) => sum + 4 + value.length, 4);
  return callCore("describe", capacity, (request) => {
    const view = new DataView(request.buffer, request.byteOffset, request.length);
    view.setUint32(0, values.length, true);
    let offset = 4;
    for (const value of values) {
      view.setUint32(offset, value.length, true);
      request.set(value, offset + 4);
      offset += 4 + value.length;
    }
    return offset;
  }, (response) => {
    const view = new DataView(response.buffer, response.byteOffset, response.length);
    const decoder = new TextDecoder();
    let offset = 0;
    const text = () => {
      const start = offset + 4;
      offset = start + view.getUint32(offset, true);
      return decoder.decode(response.subarray(start, offset));
    };
    return Array.from(values, () => ({ name: text(), type: text() }));
  });
}

/** SHA-256 of a message, without waiting as the platform's own would have to. */
export function sha256(message: Uint8Array): Uint8Array<ArrayBuffer> {
  return callWithBytes("sha256", [message]);
}

/**
 * The public key of an Ed25519 seed of 32 bytes.
 *
 * @throws {CoreFailure} When the seed has another length.
 */
export function ed25519PublicKey(seed: Uint8Array): Uint8Array<ArrayBuffer> {
  return callWithBytes("ed25519PublicKey", [seed]);
}

/**
 * Signs a message with an Ed25519 seed of 32 bytes; the signature has 64.
 *
 * @throws {CoreFailure} When the seed has another length.
 */
export function ed25519Sign(seed: Uint8Array, message: Uint8Array): Uint8Array<ArrayBuffer> {
  return callWithBytes("ed25519Sign", [fixed(seed, 32, "The seed"), message]);
}

/**
 * Whether an Ed25519 signature of a message holds.
 *
 * @throws {CoreFailure} When the public key is not a point of the curve.
 */
export function ed25519Verify(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (signature.length !== 64) return false;
  const key = fixed(publicKey, 32, "The public key");
  return callWithBytes("ed25519Verify", [key, signature, message])[0] === 1;
}

/** Calls an operation whose request is these bytes, one after the other, and whose response is bytes. */
export function callWithBytes(
  operation: CoreOperation,
  parts: readonly Uint8Array[],
): Uint8Array<ArrayBuffer> {
  const capacity = parts.reduce((sum, part) => sum + part.length, 0);
  const write = (request: Uint8Array) => {
    let offset = 0;
    for (const part of parts) {
      request.set(part, offset);
      offset += part.length;
    }
    return offset;
  };
  return callCore(operation, capacity, write, (response) => response.slice());
}

/** Lets the core call its caller, which may call the core in turn: a fault in there ends the outer call too. */
function hostOf(core: WebAssembly.Memory, caller: CoreCaller): CoreHost {
  const call = (enter: () => void) => {
    try {
      enter();
    } catch (error) {
      thrownByCaller = error;
      throw error;
    }
    if (memory !== core) throw new Error("The core's instance was dropped while it worked");
  };
  return {
    fillRandom: (address, length) =>
      call(() => caller.fillRandom(new Uint8Array(core.buffer, address, length))),
    begin: (address, count) =>
      call(() => caller.begin(new Uint32Array(core.buffer, address, count))),
    emit: (party, address, length) =>
      call(() => caller.emit(party, new Uint8Array(core.buffer, address, length))),
  };
}

function instantiate(): WebAssembly.Memory {
  if (source === undefined) throw notLoaded("The WASM core", "@nilvm/client/wasm");
  const module = source.module ??= source.make?.();
  if (module === undefined) {
    throw source.failure ?? new FailedPreconditionError(
      "The WASM core is still loading: await useModules() before you make keys or masks",
    );
  }
  const instance = new WebAssembly.Instance(module, {
    "./masking_bg.js": glue as unknown as WebAssembly.ModuleImports,
  });
  glue.__wbg_set_wasm(instance.exports);
  const { memory, __wbindgen_start } = instance.exports;
  if (typeof __wbindgen_start === "function") __wbindgen_start();
  return memory as WebAssembly.Memory;
}

/** Runs code of the core; when that traps, wipes and drops the instance. */
function guarded<T>(enter: () => T): T {
  try {
    return enter();
  } catch (error) {
    const dropped = memory;
    memory = undefined;
    if (dropped) new Uint8Array(dropped.buffer).fill(0);
    if (error === thrownByCaller) {
      thrownByCaller = undefined;
      throw error;
    }
    throw new CoreFailure("trap", "The WASM core had a fault and was restarted", { cause: error });
  }
}

function readFailure(status: number, payload: Uint8Array): CoreFailure {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.length);
  const number = (index: number) => view.getUint32(index * 4, true);
  const partyCount = number(2);
  const parties = Array.from({ length: partyCount }, (_, index) => number(3 + index));
  const message = new TextDecoder().decode(payload.slice((3 + partyCount) * 4));
  return new CoreFailure(failureKinds[status - 1]!, message, {
    parties,
    have: number(0),
    need: number(1),
  });
}

function fixed(bytes: Uint8Array, length: number, what: string): Uint8Array {
  if (bytes.length === length) return bytes;
  throw new CoreFailure(
    "invalidArgument",
    `${what} must have ${length} bytes but has ${bytes.length}`,
  );
}
