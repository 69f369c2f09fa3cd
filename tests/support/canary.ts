/** A secret that is planted everywhere, and a search that finds it in every form in which it could show. */

const length = 28;
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
/** In Base64 these bytes give the characters in which it differs from Base64url, wherever they stand. */
const marks = "?>?";

/** How many bytes of the canary are enough to be found, if they begin at any place: twice a window. */
const windowBytes = 8;

/** Makes a canary: 28 bytes that are also text. They are random, so that nothing else has eight of them in a row. */
export function makeCanary(): Uint8Array<ArrayBuffer> {
  const random = crypto.getRandomValues(new Uint8Array(length - marks.length));
  const text = [...random].map((byte) => letters[byte % letters.length]).join("");
  return ascii(text.slice(0, 12) + marks + text.slice(12));
}

/** The forms of the secrets, and what each looks like. */
export type Forms = Readonly<Record<string, readonly string[]>>;

/** Texts that are parts of the canary in some form, by the form's name. */
export function formsOf(canary: Uint8Array, carriers: readonly Uint8Array[]): Forms {
  const forms: Record<string, string[]> = {};
  const add = (name: string, whole: string, window: number, stride = window) => {
    const parts = forms[name] ??= [];
    for (let at = 0; at + window <= whole.length; at += stride) {
      const part = whole.slice(at, at + window);
      if (!parts.includes(part)) parts.push(part);
    }
  };
  for (const [order, bytes] of [["", canary], ["reversed ", canary.toReversed()]] as const) {
    add(`${order}bytes`, latin1(bytes), windowBytes);
    add(`${order}hex`, bytes.toHex(), 2 * windowBytes);
    add(`${order}upper-case hex`, bytes.toHex().toUpperCase(), 2 * windowBytes);
    for (const offset of [0, 1, 2]) {
      // Whole groups of three bytes: what stands before and after does not change their text.
      const groups = bytes.subarray(offset, offset + 3 * Math.floor((length - offset) / 3));
      add(`${order}Base64 at offset ${offset}`, groups.toBase64(), 12);
      add(`${order}Base64url at offset ${offset}`, groups.toBase64({ alphabet: "base64url" }), 12);
    }
    for (let at = 0; at + 5 <= length; at += 5) {
      const part = [...bytes.subarray(at, at + 5)];
      (forms[`${order}list of bytes`] ??= []).push(part.join());
      (forms[`${order}list of hex bytes`] ??= []).push(
        part.map((byte) => `0x${byte.toString(16)}`).join(),
      );
    }
  }
  for (const carrier of carriers) {
    for (const [order, bytes] of [["", carrier], ["reversed ", carrier.toReversed()]] as const) {
      const digits = `${BigInt(`0x${bytes.toHex()}`)}`;
      add(`${order}decimal`, digits, 20);
      add(`${order}decimal`, digits.slice(-20), 20);
      add(`${order}limbs of 52 bits`, latin1(limbsOf(bytes)), windowBytes);
    }
  }
  return forms;
}

/** Finds texts of forms in texts and bytes: as they are, in UTF-16, and with white space or indexes in between. */
export class CanarySearch {
  readonly forms: Forms;
  /** Whether anything begins with two bytes. */
  readonly #beginnings = new Uint8Array(1 << 16);
  /** By the first four bytes. */
  readonly #patterns = new Map<number, { form: string; bytes: Uint8Array }[]>();

  constructor(forms: Forms) {
    this.forms = forms;
    for (const [form, parts] of Object.entries(forms)) {
      for (const part of parts) {
        const bytes = fromLatin1(part);
        const [a, b, c, d] = bytes as unknown as [number, number, number, number];
        this.#beginnings[a | b << 8] = 1;
        const key = a | b << 8 | c << 16 | d << 24;
        const same = this.#patterns.get(key) ?? [];
        this.#patterns.set(key, [...same, { form, bytes }]);
      }
    }
  }

  /** The names of the forms that are in a text or in bytes. */
  in(material: string | Uint8Array): string[] {
    const bytes = typeof material === "string" ? new TextEncoder().encode(material) : material;
    const found = new Set(this.#plain(bytes));
    for (const form of this.#plain(bare(bytes))) found.add(form);
    for (const half of [0, 1]) {
      for (const form of this.#plain(everySecond(bytes, half))) found.add(`${form} in UTF-16`);
    }
    return [...found];
  }

  *#plain(bytes: Uint8Array): Iterable<string> {
    const beginnings = this.#beginnings;
    const last = bytes.length - 3;
    for (let at = 0; at < last; at++) {
      const two = bytes[at]! | bytes[at + 1]! << 8;
      if (beginnings[two] === 0) continue;
      const key = two | bytes[at + 2]! << 16 | bytes[at + 3]! << 24;
      for (const pattern of this.#patterns.get(key) ?? []) {
        if (pattern.bytes.every((byte, index) => bytes[at + index] === byte)) yield pattern.form;
      }
    }
  }
}

/** A text without white space, and without the indexes and keys in front of its numbers. */
function bare(bytes: Uint8Array): Uint8Array {
  const text = latin1(bytes).replace(/[\s\0]+/g, "").replace(/['"]?\b\d{1,4}['"]?:/g, "");
  return fromLatin1(text);
}

function everySecond(bytes: Uint8Array, from: number): Uint8Array {
  const half = new Uint8Array((bytes.length + 1 - from) >> 1);
  for (let at = from, to = 0; at < bytes.length; at += 2) half[to++] = bytes[at]!;
  return half;
}

/** The bytes of a number, with its least digit first, as limbs of 52 bits, in which the core calculates. */
function limbsOf(number: Uint8Array): Uint8Array {
  const value = BigInt(`0x${number.toReversed().toHex()}`);
  const limbs = Array.from(
    { length: Math.floor(number.length * 8 / 52) },
    (_, index) => BigInt.asUintN(52, value >> BigInt(52 * index)),
  );
  return new Uint8Array(BigUint64Array.from(limbs).buffer);
}

/** The bytes of a text of ASCII. */
export function ascii(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return text;
}

function fromLatin1(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}
