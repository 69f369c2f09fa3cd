/** What is done in another way during a run, with the same result. */
import { sha256 } from "../../src/core/core.ts";
import { PublicKey } from "@nilvm/client/keys";

/** The platform digests on another thread, whose end no clock can wait for. In a run it is done at once. */
export function digestAtOnce(): Disposable {
  const { subtle } = crypto;
  const { digest } = subtle;
  return replace(
    subtle,
    "digest",
    (algorithm: AlgorithmIdentifier, data: BufferSource): Promise<ArrayBuffer> => {
      if (algorithm !== "SHA-256") return digest.call(subtle, algorithm, data);
      const bytes = data instanceof Uint8Array ? data : new Uint8Array(data as ArrayBuffer);
      return Promise.resolve(sha256(bytes).slice().buffer as ArrayBuffer);
    },
  );
}

/** Each node checks the same receipt, and each stage of the chain the same transaction. In a run that is done once. */
export function verifyOnce(): Disposable {
  const { prototype } = PublicKey;
  const { verify } = prototype;
  const known = new Map<string, boolean>();
  return replace(prototype, "verify", function (this: PublicKey, ...args): boolean {
    const [message, signature, options] = args;
    if (options !== undefined) return verify.apply(this, args);
    const name = [this, ...[signature, message].map((bytes) => textOf(bytes))].join("/");
    const result = known.get(name) ?? verify.apply(this, args);
    known.set(name, result);
    return result;
  });
}

function textOf(bytes: Uint8Array): string {
  let text = `${bytes.length}:`;
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** Puts another method in the place of one, until it is disposed of. */
function replace<T, K extends keyof T>(object: T, name: K, value: T[K]): Disposable {
  const own = Object.getOwnPropertyDescriptor(object, name);
  Object.defineProperty(object, name, { configurable: true, writable: true, value });
  return {
    [Symbol.dispose]() {
      if (own === undefined) Reflect.deleteProperty(object as object, name);
      else Object.defineProperty(object, name, own);
    },
  };
}
