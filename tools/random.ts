/** Numbers that follow from a seed alone, so that what they were used for can be repeated. They are no secrets. */
export class Random {
  #state: number;

  /** Each `stream` of a seed gives other numbers. */
  constructor(seed: number, stream = 0) {
    this.#state = Math.imul(seed, 0x9e3779b1) ^ Math.imul(stream, 0x85ebca6b);
  }

  /** A whole number from 0 to `bound - 1`. */
  below(bound: number): number {
    this.#state = this.#state + 0x6d2b79f5 | 0;
    let mixed = Math.imul(this.#state ^ this.#state >>> 15, 1 | this.#state);
    mixed ^= mixed + Math.imul(mixed ^ mixed >>> 7, 61 | mixed);
    return Math.floor(((mixed ^ mixed >>> 14) >>> 0) / 2 ** 32 * bound);
  }

  bytes(length: number): Uint8Array<ArrayBuffer> {
    return Uint8Array.from({ length }, () => this.below(256));
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }

  /** `count` different items, in their order. */
  choose<T>(items: readonly T[], count: number): T[] {
    const left = items.map((_, index) => index);
    const chosen = Array.from({ length: count }, () => left.splice(this.below(left.length), 1)[0]!);
    return chosen.sort((a, b) => a - b).map((index) => items[index]!);
  }
}
