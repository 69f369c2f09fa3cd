import { checkOptions, type OptionNames } from "../base/check_options.ts";
import { InvalidArgumentError } from "../errors/mod.ts";
import { type Environment, seededEnvironment } from "./base/environment.ts";

/** What a devnet is to be like; everything has a default. */
export interface DevnetOptions {
  /** How many nodes there are, from 3 to 99; 3 by default. */
  nodes?: number | undefined;
  /**
   * The degree of the polynomials that secrets are shared by, 1 by default: any `polynomialDegree + 1` nodes together can
   * recover a secret, fewer learn nothing. There are at least `2 * polynomialDegree + 1` nodes, as computing on shares needs.
   */
  polynomialDegree?: number | undefined;
  /** The length of the prime that numbers are shared modulo, in bits: 64, 128 or 256, the default. */
  primeBits?: 64 | 128 | 256 | undefined;
  /** The text that all identities, ids and nonces follow from; `nillion-devnet` by default. */
  seed?: string | undefined;
  /**
   * Whether nodes and chain listen on loopback, which is the default and needs the permission to. With `false` there are
   * no sockets, and the devnet is reached through its `fetch` alone.
   */
  listen?: boolean | undefined;
  /**
   * Which ports they listen on: any that are free, the default, or the seed's, which stay the same from run to run. A
   * port of the seed's that is taken is replaced by a free one.
   */
  ports?: "free" | "seeded" | undefined;
  /** How long a transaction waits for a block, in milliseconds. */
  blockTimeMs?: number | undefined;
  /**
   * The file that the devnet keeps its state in, and goes on from when it is started again with the same seed, nodes, degree
   * and prime. It takes the permissions to read and to write it. Without one, state lives as long as the devnet.
   */
  state?: string | undefined;
  /** What another devnet's `snapshot()` returned, to begin from; a `state` file has to be new then. */
  snapshot?: Uint8Array | undefined;
  /** The time and randomness; the system's clock and the seed's bytes by default. */
  environment?: Environment | undefined;
}

/** Options that were checked, and the defaults for those that were not given. */
export interface DevnetSettings {
  nodes: number;
  polynomialDegree: number;
  primeBits: 64 | 128 | 256;
  seed: string;
  listen: boolean;
  ports: "free" | "seeded";
  blockTimeMs: number | undefined;
  state: string | undefined;
  snapshot: Uint8Array | undefined;
  environment: Environment;
}

const NODES_MIN = 3;
const NODES_MAX = 99;

const names: OptionNames<DevnetOptions> = {
  nodes: true,
  polynomialDegree: true,
  primeBits: true,
  seed: true,
  listen: true,
  ports: true,
  blockTimeMs: true,
  state: true,
  snapshot: true,
  environment: true,
};

/** Checks options and fills in the defaults. */
export function settle(options: DevnetOptions): DevnetSettings {
  const {
    nodes = 3,
    polynomialDegree = 1,
    primeBits = 256,
    seed = "nillion-devnet",
    listen = true,
    ports = "free",
    blockTimeMs,
    state,
    snapshot,
    environment = seededEnvironment(seed),
  } = checkOptions(options, "A devnet", names);
  checkInteger("nodes", nodes, NODES_MIN, NODES_MAX);
  checkInteger("polynomialDegree", polynomialDegree, 1, Math.floor((nodes - 1) / 2));
  check(
    "primeBits",
    [64, 128, 256].includes(primeBits),
    `primeBits must be 64, 128 or 256, not ${primeBits}`,
  );
  check("seed", typeof seed === "string" && seed !== "", "seed must be a text, and not empty");
  check("listen", typeof listen === "boolean", `listen must be true or false, not ${listen}`);
  check(
    "ports",
    ports === "free" || ports === "seeded",
    `ports must be "free" or "seeded", not ${ports}`,
  );
  check(
    "state",
    state === undefined || typeof state === "string" && state !== "",
    "state must be the name of a file, and not empty",
  );
  if (blockTimeMs !== undefined) checkInteger("blockTimeMs", blockTimeMs, 1, 60_000);
  for (const name of ["now", "randomBytes"] as const) {
    const isThere = typeof environment?.[name] === "function";
    check(
      "environment",
      isThere,
      `environment must have the functions now and randomBytes, but lacks ${name}`,
    );
  }
  return {
    nodes,
    polynomialDegree,
    primeBits,
    seed,
    listen,
    ports,
    blockTimeMs,
    state,
    snapshot,
    environment,
  };
}

function checkInteger(name: string, value: number, min: number, max: number): void {
  const isGood = Number.isInteger(value) && value >= min && value <= max;
  check(name, isGood, `${name} must be a whole number from ${min} to ${max}, not ${value}`);
}

function check(option: string, isGood: boolean, message: string): void {
  if (!isGood) throw new InvalidArgumentError(message, { option });
}
