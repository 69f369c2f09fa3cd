import { checkOptions, type OptionNames } from "../base/check_options.ts";
import {
  CorruptShareError,
  InternalError,
  InvalidArgumentError,
  NotEnoughSharesError,
} from "../errors/mod.ts";
import { isBytes } from "../base/brand.ts";
import { checkBytes, copyBytes } from "../base/bytes.ts";
import { encodeHex } from "../base/hex.ts";
import { butNot } from "../base/text.ts";
import { listValues, type NamedValues, type Values } from "../values/values.ts";
import { CoreFailure } from "../core/core.ts";
import { joinShares, type Sharing, splitValues } from "../core/sharing.ts";
import { type Classification, classify } from "./classification.ts";
import { readClear } from "./clear_reader.ts";
import { ClearWriter } from "./clear_writer.ts";
import {
  certainValues,
  checkFaultTolerance,
  expectAnswers,
  type Unmasked,
  type UnmaskOptions,
} from "./fault_tolerance.ts";

/** For whom secrets are split, and how. */
export interface SecretMaskerOptions {
  /** The size of the network's prime. */
  primeBits: 64 | 128 | 256;
  /** This many parties together learn nothing, and one more recover the secrets; at least 1. */
  polynomialDegree: number;
  /** The ids of the parties, all different, in any order. */
  parties: readonly Uint8Array[];
  /** Where randomness comes from: the platform's cryptographic generator, unless a test wants to repeat itself. */
  randomBytes?: ((length: number) => Uint8Array) | undefined;
}

/**
 * What one party gets or gave: serialized `NamedValue`s.
 *
 * The messages that {@linkcode SecretMasker.mask} makes for one party are views of one buffer, which belongs to the caller
 * alone: who transfers the buffer of one message transfers all of that party's.
 */
export interface PartyShares {
  /** The party's id. */
  party: Uint8Array;
  /** One message for each value. */
  values: Uint8Array[];
}

/** Splits values that are listed, for {@linkcode maskForNodes}, which measures them as well. */
export let split: (masker: SecretMasker, named: NamedValues) => {
  readonly shares: PartyShares[];
  /** How many bytes the prime has. */
  readonly primeBytes: number;
};

const partiesMax = 255;

/** The core's words for it, to which is added what others would have told. */
const beyondRepair = "Shares contradict each other beyond repair";

const names: OptionNames<SecretMaskerOptions> = {
  primeBits: true,
  polynomialDegree: true,
  parties: true,
  randomBytes: true,
};

/**
 * Splits values among the parties of a cluster, and puts them together again.
 *
 * Numbers, booleans and blobs are split by Shamir's scheme: `polynomialDegree + 1` parties recover them, and fewer
 * learn nothing. Private keys and ECDSA signatures are split into numbers that add up, which takes all parties.
 * Public values are the same for everyone.
 *
 * @example Split a secret, lose two of five parties, and recover it
 * ```ts
 * import { SecretMasker } from "@nilvm/client/masking";
 * import { SecretInteger } from "@nilvm/client";
 * import { assertEquals } from "@std/assert";
 *
 * const parties = [1, 2, 3, 4, 5].map((id) => new Uint8Array(32).fill(id));
 * const masker = SecretMasker.create({ primeBits: 256, polynomialDegree: 2, parties });
 *
 * const shares = masker.mask({ salary: new SecretInteger(4200) });
 * const { values } = masker.unmask(shares.slice(2));
 *
 * assertEquals(values["salary"]?.value, 4200n);
 * ```
 */
export class SecretMasker {
  readonly #sharing: Sharing;
  readonly #parties: readonly Uint8Array[];
  /** By id in hex, each party's position among the sorted ids, which decides where polynomials are evaluated for it. */
  readonly #positions: ReadonlyMap<string, number>;

  static {
    split = (masker, named) => {
      const primeBytes = masker.#sharing.width;
      const writer = new ClearWriter(named, primeBytes);
      const messages = masker.#guarded(() => splitValues(masker.#sharing, writer));
      const shares = masker.#parties.map((party) => ({
        party: copyBytes(party),
        values: messages[masker.#positionOf(party)]!,
      }));
      return { shares, primeBytes };
    };
  }

  private constructor(options: SecretMaskerOptions) {
    const { primeBits, polynomialDegree, parties, randomBytes } = options;
    this.#sharing = {
      width: primeBits / 8,
      degree: polynomialDegree,
      parties: parties.length,
      fillRandom: randomBytes ? fillFrom(randomBytes) : fillRandom,
    };
    this.#parties = parties.map(copyBytes);
    this.#positions = new Map(
      this.#parties.map(encodeHex).sort().map((party, position) => [party, position]),
    );
  }

  /**
   * Makes a masker for a cluster.
   *
   * @throws {InvalidArgumentError} When there is no such prime, the degree is not from 1 to the number of parties less
   * 1, two parties have one id, or an option is misspelt or of another type.
   */
  static create(options: SecretMaskerOptions): SecretMasker {
    checkOptions(options, "A masker", names);
    const { primeBits, polynomialDegree, parties, randomBytes } = options;
    if (![64, 128, 256].includes(primeBits)) {
      throw new InvalidArgumentError(`primeBits is 64, 128 or 256${butNot(primeBits)}`, {
        option: "primeBits",
      });
    }
    if (!areBytes(parties)) {
      throw new InvalidArgumentError("parties is a list of ids, each of them a Uint8Array", {
        option: "parties",
      });
    }
    if (randomBytes !== undefined && typeof randomBytes !== "function") {
      throw new InvalidArgumentError("randomBytes is a function that returns random bytes", {
        option: "randomBytes",
      });
    }
    if (parties.length > partiesMax) {
      throw new InvalidArgumentError(`parties is a list of at most ${partiesMax} ids`, {
        option: "parties",
      });
    }
    if (
      !Number.isInteger(polynomialDegree) || polynomialDegree < 1 ||
      polynomialDegree >= parties.length
    ) {
      throw new InvalidArgumentError(
        `polynomialDegree is from 1 to ${parties.length - 1} for ${parties.length} parties${
          butNot(polynomialDegree)
        }`,
        { option: "polynomialDegree" },
      );
    }
    if (new Set(parties.map(encodeHex)).size < parties.length) {
      throw new InvalidArgumentError("parties is a list of different ids", { option: "parties" });
    }
    return new SecretMasker(options);
  }

  /**
   * Splits values. The result has every party, in the order in which they were given to
   * {@linkcode SecretMasker.create}, with a message for each value, in the order of the values.
   *
   * @throws {InvalidArgumentError} When one is no value or does not fit the prime, a private key or signature is out of range, or
   * the values are nested too deeply; the message names the value.
   */
  mask(values: Values): PartyShares[] {
    return split(this, listValues(values)).shares;
  }

  /**
   * Puts values together from the messages of as many parties as there are at hand, and checks all of them against
   * each other. Of m parties, up to (m − degree − 1) / 2 that contradict the others are named and left out.
   *
   * `toleratedFaults` says how many liars the values are certain against, and `faultTolerance` asks for a number of
   * them. Without it, liars who agree with each other can change the values when they are more than `toleratedFaults`.
   *
   * @throws {NotEnoughSharesError} When fewer than degree + 1 + `faultTolerance` parties are given, or not all of them and
   * one of the values is a private key or an ECDSA signature.
   * @throws {CorruptShareError} When the messages contradict each other so that `faultTolerance` liars cannot be told
   * from the others, or cannot be read.
   * @throws {InvalidArgumentError} When a party is not of the cluster or is given twice, these are no shares, or
   * `faultTolerance` is out of range, or above 0 although one of the values is an ECDSA signature.
   *
   * @example A party that lies is named
   * ```ts
   * import { SecretMasker } from "@nilvm/client/masking";
   * import { SecretBoolean } from "@nilvm/client";
   * import { assertEquals } from "@std/assert";
   *
   * const parties = [1, 2, 3, 4].map((id) => new Uint8Array(32).fill(id));
   * const masker = SecretMasker.create({ primeBits: 256, polynomialDegree: 1, parties });
   *
   * const shares = masker.mask({ vote: new SecretBoolean(true) });
   * shares[2]!.values[0]![20]! ^= 1;
   *
   * const unmasked = masker.unmask(shares, { faultTolerance: 1 });
   * assertEquals(unmasked.values["vote"]?.value, true);
   * assertEquals(unmasked.faultyParties, [parties[2]!]);
   * assertEquals(unmasked.toleratedFaults, 1); // Two parties are enough, and three agree.
   * ```
   */
  unmask(shares: readonly PartyShares[], options: UnmaskOptions = {}): Unmasked {
    checkOptions(options, "Unmasking", { faultTolerance: true });
    const sharing = this.#sharing;
    const faultTolerance = checkFaultTolerance(options.faultTolerance, sharing);
    checkShares(shares);
    const answers = shares
      .map(({ party, values }) => ({ position: this.#positionOf(party), values }));
    const count = answers.length;
    if (new Set(answers.map(({ position }) => position)).size < count) {
      throw new InvalidArgumentError("A party is given twice");
    }
    expectAnswers(count, faultTolerance, sharing);
    return this.#guarded(
      () =>
        joinShares(sharing, answers, (clear, faulty) => ({
          ...certainValues(
            count,
            faulty.length,
            faultTolerance,
            sharing,
            () => readClear(clear, sharing.width),
          ),
          faultyParties: this.#partiesAt(faulty),
        })),
      count,
      faultTolerance,
    );
  }

  /**
   * Counts values by what the price of storing them depends on.
   *
   * @throws {InvalidArgumentError} When one is no value.
   */
  classify(values: Values): Classification {
    return classify(listValues(values), this.#sharing.width);
  }

  /**
   * What the values take at a node, in bytes as a price counts them: the names and the serialized values of the first
   * party.
   *
   * @throws {InvalidArgumentError} When they are not serialized values.
   *
   * @example The size that goes into a quote
   * ```ts
   * import { SecretMasker } from "@nilvm/client/masking";
   * import { SecretInteger } from "@nilvm/client";
   * import { assertEquals } from "@std/assert";
   *
   * const parties = [1, 2, 3].map((id) => new Uint8Array(32).fill(id));
   * const masker = SecretMasker.create({ primeBits: 256, polynomialDegree: 1, parties });
   *
   * const shares = masker.mask({ salary: new SecretInteger(4200) });
   * assertEquals(masker.payloadSize(shares), 6 + 36);
   * ```
   */
  payloadSize(shares: readonly PartyShares[]): number {
    checkShares(shares);
    return shares[0]?.values.reduce((sum, value) => sum + payloadOf(value), 0) ?? 0;
  }

  /** Turns what the core refuses into the errors that callers know. */
  #guarded<T>(enter: () => T, answers = 0, faultTolerance = 0): T {
    try {
      return enter();
    } catch (error) {
      throw error instanceof CoreFailure ? this.#errorFor(error, answers, faultTolerance) : error;
    }
  }

  #errorFor(failure: CoreFailure, answers: number, faultTolerance: number): Error {
    const { kind, message, have, need, cause } = failure;
    // Liars who agree can make honest parties look wrong, so who wants to tolerate some is told no names.
    const isGuess = message === beyondRepair && faultTolerance > 0;
    const parties = isGuess ? [] : this.#partiesAt(failure.parties);
    switch (kind) {
      case "invalidArgument":
        return new InvalidArgumentError(message);
      case "notEnoughShares":
        return new NotEnoughSharesError(message, { have, need, parties });
      case "corruptShare":
        return new CorruptShareError(
          message === beyondRepair && parties.length === 0
            ? `${message}: ${this.#limitOf(answers)}`
            : message,
          { parties },
        );
      default:
        return new InternalError(message, { cause });
    }
  }

  /** How many wrong parties so many answers can name: one for every two answers that recovery does not need. */
  #limitOf(answers: number): string {
    const { degree, parties } = this.#sharing;
    const repaired = Math.floor((answers - degree - 1) / 2);
    const given = `${answers} answers of degree ${degree}`;
    if (repaired > 0) {
      const [named, more] = repaired === 1
        ? ["one wrong party", "one is"]
        : [`${repaired} wrong parties`, `${repaired} are`];
      return `${given} can name ${named}; more than ${more} wrong`;
    }
    const need = degree + 3;
    const limit = need > parties ? `, but this cluster has ${parties} parties` : "";
    return `${given} cannot name a wrong party; ${need} could${limit}`;
  }

  #positionOf(party: Uint8Array): number {
    const position = this.#positions.get(encodeHex(party));
    if (position !== undefined) return position;
    throw new InvalidArgumentError(`Party ${encodeHex(party)} is not in this cluster`);
  }

  #partiesAt(positions: readonly number[]): Uint8Array[] {
    return this.#parties
      .filter((party) => positions.includes(this.#positionOf(party)))
      .map(copyBytes);
  }
}

/**
 * The payload in a serialized `NamedValue`.
 *
 * @throws {InvalidArgumentError} When it is none.
 */
function payloadOf(namedValue: Uint8Array): number {
  let size = 0;
  let offset = 0;
  while (offset < namedValue.length) {
    let length = 0;
    // The key of a field has one byte. Its length has seven bits in each.
    for (let byte = 0x80, scale = 1; byte >= 0x80; scale *= 0x80) {
      byte = namedValue[++offset] ?? 0;
      length += (byte & 0x7f) * scale;
    }
    size += length;
    offset += 1 + length;
  }
  if (offset > namedValue.length) throw new InvalidArgumentError("This is not a serialized value");
  return size;
}

function areBytes(list: unknown): boolean {
  return Array.isArray(list) && list.every(isBytes);
}

function checkShares(shares: readonly PartyShares[]): void {
  const areShares = Array.isArray(shares) &&
    shares.every((entry) => areBytes([entry?.party]) && areBytes(entry.values));
  if (areShares) return;
  throw new InvalidArgumentError(
    "Shares are a list of { party, values } with Uint8Arrays, which JSON does not keep",
  );
}

/** Fills memory from a generator that is given, which must not leave a byte of it as it was. */
function fillFrom(randomBytes: (length: number) => Uint8Array): (target: Uint8Array) => void {
  return (target) =>
    target.set(checkBytes(randomBytes(target.length), "The result of randomBytes", target.length));
}

/** Fills memory from the platform's generator. The core asks for no more than that gives at a time. */
function fillRandom(target: Uint8Array): void {
  crypto.getRandomValues(target as Uint8Array<ArrayBuffer>);
}
