/** The place where a canary is carried through the package, and everything that could show it is searched. */
import {
  EcdsaPrivateKey,
  EcdsaSignature,
  EddsaPrivateKey,
  NadaArray,
  NadaTuple,
  PrivateKey,
  SecretBlob,
  SecretBoolean,
  SecretInteger,
  SecretUnsignedInteger,
  type Values,
} from "@nilvm/client";
import { joinBytes } from "../../src/base/bytes.ts";
import { CanarySearch, formsOf, makeCanary } from "./canary.ts";
import { watchMemories } from "./core_memory.ts";
import { readEverything } from "./everything_shown.ts";
import type { TestNet } from "./net_fixture.ts";

/** One canary in all that carries secrets. */
export class CanarySecrets {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly text: string;
  readonly number: bigint;
  /** The key of a user. */
  readonly userKey: Uint8Array<ArrayBuffer>;
  /** The key of a wallet. */
  readonly walletKey: Uint8Array<ArrayBuffer>;
  /** Too large for a signed number. */
  readonly large: bigint;
  /** A scalar of Ed25519. */
  readonly eddsaKey: Uint8Array<ArrayBuffer>;
  readonly search: CanarySearch;
  readonly #stored: Uint8Array<ArrayBuffer>;
  readonly #random = PrivateKey.random().toBytes();

  constructor(bytes: Uint8Array<ArrayBuffer> = makeCanary()) {
    // The first bytes keep a key below the order of its curve, and tell the keys apart.
    const keyOf = (first: number) => Uint8Array.of(first, 1, 2, 3, ...bytes);
    this.bytes = bytes;
    this.text = new TextDecoder().decode(bytes);
    this.number = BigInt(`0x${bytes.toHex()}`);
    this.userKey = keyOf(0x11);
    this.walletKey = keyOf(0x22);
    this.#stored = keyOf(0x33);
    this.eddsaKey = Uint8Array.of(...bytes, 3, 2, 1, 1);
    const large = keyOf(0xcc);
    this.large = BigInt(`0x${large.toHex()}`);
    const carriers = [bytes, this.userKey, this.walletKey, this.#stored, this.eddsaKey, large];
    this.search = new CanarySearch(formsOf(bytes, carriers));
  }

  /** Values of every type that is secret. A boolean alone is no canary, so it comes with others. */
  values(): Values {
    const { number, bytes } = this;
    return {
      blob: new SecretBlob(bytes),
      text: new SecretBlob(new TextEncoder().encode(`my password is ${this.text}`)),
      number: new SecretInteger(number),
      negative: new SecretInteger(-number),
      unsigned: new SecretUnsignedInteger(number),
      list: new NadaArray([new SecretInteger(number), new SecretInteger(-number)]),
      lists: new NadaArray([new NadaArray([new SecretUnsignedInteger(number)])]),
      pair: new NadaTuple(new SecretBlob(bytes), new SecretBoolean(true)),
      ...this.keyValues(),
    };
  }

  /** The values that only all nodes together can recover. */
  keyValues(): Values {
    return {
      ecdsaKey: new EcdsaPrivateKey(this.#stored),
      eddsaKey: new EddsaPrivateKey(this.eddsaKey),
      // Nodes see r, which is a part of a public point.
      signature: new EcdsaSignature({ r: this.#random, s: this.#stored }),
      keys: new NadaArray([new EcdsaPrivateKey(this.#stored)]),
    };
  }

  /** The canary as an argument of many types. */
  arguments(): readonly unknown[] {
    const { bytes, text, number } = this;
    return [
      text,
      bytes.toHex(),
      this.userKey.toHex(),
      `${this.userKey.toHex()}0`,
      `0x${bytes.toHex()}`,
      bytes.toBase64(),
      `https://example.com/?key=${text}`,
      `https://user:${bytes.toHex()}@example.com`,
      `${number}`,
      number,
      -number,
      bytes,
      this.userKey,
      this.userKey.subarray(1),
      [...bytes],
      [bytes],
      [text],
      new String(text),
      new Map([[text, bytes]]),
      { key: text, value: bytes },
      { value: number, toString: () => text },
      new SecretBlob(bytes),
      new SecretInteger(number),
      Promise.resolve(text),
      () => text,
      new Error(text),
      Symbol(text),
    ];
  }
}

/** The end of a share, which is long enough to be like no other. */
const shareBytes = 16;

/** Carries a canary, and notes where it shows. */
export class CanaryStage implements Disposable {
  readonly secrets: CanarySecrets;
  /** Where the canary shows, and in which form. */
  readonly found: string[] = [];
  /** How many texts and bytes were searched. */
  searched = 0;
  /** How often something was logged. */
  logged = 0;
  readonly #memories = watchMemories();
  readonly #console: Partial<Console> = {};

  constructor(secrets: CanarySecrets = new CanarySecrets()) {
    this.secrets = secrets;
  }

  /** From now on searches what is logged, in place of logging it. */
  listen(): void {
    for (const [name, method] of Object.entries(console)) {
      if (typeof method !== "function") continue;
      Object.assign(this.#console, { [name]: method });
      Object.assign(console, {
        [name]: (...things: unknown[]) => {
          this.logged++;
          this.read(things, `console.${name}()`);
        },
      });
    }
  }

  /** Searches a text or bytes. */
  look(material: string | Uint8Array, where: string): void {
    this.searched++;
    for (const form of this.secrets.search.in(material)) this.found.push(`${where}: ${form}`);
  }

  /**
   * Searches everything that a thing shows.
   *
   * @param mayHold Whether the thing is one that gives the secret to who asks it, such as the result of a read.
   */
  read(thing: unknown, name: string, mayHold = false): void {
    const { shown, secrets } = readEverything(thing, name);
    for (const { where, material } of shown) this.look(material, where);
    if (!mayHold) {
      for (const { where, holder } of secrets) {
        this.found.push(`${where}: a ${holder.constructor.name} that says its secret`);
      }
    }
  }

  /** Searches an error that something must end with, and all errors that it knows. */
  async fails(name: string, run: () => unknown): Promise<Error> {
    try {
      await run();
    } catch (error) {
      this.read(error, `the error of ${name}`);
      this.memory(name);
      return error as Error;
    }
    throw new Error(`${name} did not fail`);
  }

  /** Searches the error, if something ends with one. */
  async tries(
    name: string,
    run: () => unknown,
    isWanted: (error: Error) => boolean = () => true,
  ): Promise<boolean> {
    try {
      await run();
      return false;
    } catch (error) {
      if (isWanted(error as Error)) this.read(error, `the error of ${name}`);
      return true;
    }
  }

  /** Searches the memory of the WASM modules, which work on nothing now. */
  memory(after: string): void {
    this.#memories.all.forEach((memory, index) => {
      this.look(withoutZeros(memory), `the memory of WASM instance ${index} after ${after}`);
    });
  }

  /** Searches what a devnet keeps: as it is saved, and each part of it by itself. */
  async state(net: Pick<TestNet, "devnet">, when: string): Promise<void> {
    const snapshot = await net.devnet.snapshot();
    this.look(snapshot, `the snapshot ${when}`);
    const parts = [...bytesIn(snapshot)];
    for (const [bytes, table] of parts) this.look(bytes, `the snapshot ${when}, in ${table}`);
    for (const { index, heldShares } of net.devnet.nodes) {
      const shares = heldShares();
      this.read(shares, `the shares of node ${index} ${when}`);
      // What a node has of a value is its own share, and no other node has that.
      for (const { name, bytes } of shares) {
        const share = latin1(bytes.slice(-shareBytes));
        for (const node of net.devnet.nodes) {
          const has = parts.some(([part, table]) =>
            table.startsWith(`node ${node.index}.`) && latin1(part).includes(share)
          );
          if (has === (node.index === index)) continue;
          this.found.push(`node ${node.index} ${when}: the share of ${name} of node ${index}`);
        }
      }
    }
  }

  /** Lets every request be searched on its way. */
  watch(net: TestNet): void {
    let inner = net.intercept;
    Object.defineProperty(net, "intercept", {
      set: (next: TestNet["intercept"]) => inner = next,
      get: (): TestNet["intercept"] => async (passing) => {
        const { request, to, method } = passing;
        const where = `the request ${method} to ${to === "chain" ? to : `node ${to}`}`;
        this.look(request.url, `${where}, its URL`);
        for (const [name, value] of request.headers) {
          this.look(value, `${where}, its header ${name}`);
          this.#lookDecoded(value, `${where}, its header ${name}`);
        }
        const body = await request.clone().bytes();
        this.look(body, where);
        return await inner(passing);
      },
    });
  }

  /** A header with Base64, such as a token, may hold the Base64 of what it carries. */
  #lookDecoded(value: string, where: string): void {
    try {
      this.look(Uint8Array.fromBase64(value), `${where}, decoded`);
    } catch {
      // It is not Base64.
    }
  }

  [Symbol.dispose](): void {
    Object.assign(console, this.#console);
    this.#memories[Symbol.dispose]();
  }
}

function latin1(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes);
}

/** The parts of a memory that are not all zero: most of it is, and to search it all would take long. */
function withoutZeros(memory: Uint8Array): Uint8Array {
  const words = new BigUint64Array(memory.buffer);
  const partWords = 512;
  const parts: Uint8Array[] = [];
  for (let at = 0; at < words.length; at += partWords) {
    const part = words.subarray(at, at + partWords);
    if (part.some((word) => word !== 0n)) parts.push(memory.subarray(8 * at, 8 * (at + partWords)));
  }
  return joinBytes(parts);
}

/** The bytes in a snapshot, with the tables that they are in. */
function* bytesIn(snapshot: Uint8Array): Iterable<[bytes: Uint8Array, table: string]> {
  for (const line of new TextDecoder().decode(snapshot).trimEnd().split("\n").slice(1)) {
    const [table] = JSON.parse(line);
    for (const [, base64] of line.matchAll(/"\$bytes":"([^"]*)"/g)) {
      yield [Uint8Array.fromBase64(base64!), table];
    }
  }
}
