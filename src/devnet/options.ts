import { shown } from "../base/text.ts";
import { checkOptions, type OptionNames } from "../base/check_options.ts";
import { InvalidArgumentError } from "../errors/mod.ts";
import { type DevnetEnvironment, seededEnvironment } from "./base/environment.ts";
import { originOf, portCount, portMax } from "./http/ports.ts";
import type { DevnetTls } from "./http/tls.ts";
import type { RequestListener } from "./request_log.ts";

/** The options of a devnet; each has a default. */
export interface DevnetOptions {
  /** The number of nodes, from 3 to 99; 3 by default. */
  nodes?: number | undefined;
  /**
   * The degree of the polynomials that share secrets; 1 by default. `polynomialDegree + 1` nodes together can recover a
   * secret, and fewer learn nothing. Computing on shares needs at least `2 * polynomialDegree + 1` nodes.
   */
  polynomialDegree?: number | undefined;
  /** The length of the prime that numbers are shared modulo, in bits: 64, 128 or 256; 256 by default. */
  primeBits?: 64 | 128 | 256 | undefined;
  /**
   * What becomes of numbers that the protocols of real nodes cannot compute with, such as two secrets that are compared
   * and are further apart than 2^64; `strict` by default. `strict` fails such a run, and says what real nodes would do;
   * `asNodes` gives their results, as wrong as they are; `exact` gives the right results, which real nodes do not.
   */
  numbers?: "strict" | "asNodes" | "exact" | undefined;
  /** The text from which identities, ids and nonces follow; `nillion-devnet` by default. */
  seed?: string | undefined;
  /**
   * Whether the nodes and the chain listen, which needs the permission to do so; `true` by default. With `false` there
   * are no sockets, and only the devnet's `fetch` reaches it.
   */
  listen?: boolean | undefined;
  /**
   * The address at which they listen; `127.0.0.1` by default, which only this machine reaches. A container listens at
   * `0.0.0.0`. Whoever reaches the address can pay from the wallets, whose keys are public.
   */
  host?: string | undefined;
  /**
   * The name of this machine in the URLs that the devnet gives to clients, such as the name of a container. By default it
   * is `host`, or `127.0.0.1` where `host` is `0.0.0.0` or `::`.
   */
  advertise?: string | undefined;
  /**
   * Whether another process can control the devnet, by `connectDevnet(devnet.adminUrl)`; `false` by default.
   */
  admin?: boolean | undefined;
  /**
   * Which ports they listen on; `free` by default. `seeded` ports follow from the seed and are the same in every run; a
   * seeded port that is taken is replaced by a free one. A number is the port of the first node: those of the other nodes,
   * of the chain's JSON-RPC, of its gRPC and of the admin API follow it, and the devnet does not start when one is taken.
   */
  ports?: "free" | "seeded" | number | undefined;
  /**
   * The certificate with which the nodes listen, for 127.0.0.1, and its key. They then speak TLS, and over it HTTP/2
   * alone, as real nodes do; the chain does not. Without it nothing is encrypted.
   */
  tls?: DevnetTls | undefined;
  /** How long a transaction waits for its block, in milliseconds; 50 by default. */
  blockTimeMs?: number | undefined;
  /**
   * The file that keeps the devnet's state. A devnet with the same seed, nodes, degree and prime continues from it. Needs
   * the permissions to read and write the file. Without a file the state is lost when the devnet ends.
   */
  state?: string | undefined;
  /** The snapshot of a devnet, from `snapshot()`, to start from. A `state` file must be new then. */
  snapshot?: Uint8Array | undefined;
  /** Is told of each request to the nodes and the chain, once it is answered. */
  log?: RequestListener | undefined;
  /** The clock, the random bytes and the timers; by default the system's, and bytes that follow from the seed. */
  environment?: DevnetEnvironment | undefined;
}

/** The options of a devnet after they were checked, with the defaults filled in. */
export interface DevnetSettings {
  nodes: number;
  polynomialDegree: number;
  primeBits: 64 | 128 | 256;
  numbers: "strict" | "asNodes" | "exact";
  seed: string;
  listen: boolean;
  host: string;
  advertise: string;
  admin: boolean;
  ports: "free" | "seeded" | number;
  tls: DevnetTls | undefined;
  blockTimeMs: number | undefined;
  state: string | undefined;
  snapshot: Uint8Array | undefined;
  log: RequestListener | undefined;
  environment: DevnetEnvironment;
}

const nodesMin = 3;
const nodesMax = 99;

const names: OptionNames<DevnetOptions> = {
  nodes: true,
  polynomialDegree: true,
  primeBits: true,
  numbers: true,
  seed: true,
  listen: true,
  host: true,
  advertise: true,
  admin: true,
  ports: true,
  tls: true,
  blockTimeMs: true,
  state: true,
  snapshot: true,
  log: true,
  environment: true,
};

/** Checks options and fills in the defaults. */
export function settle(options: DevnetOptions): DevnetSettings {
  const {
    nodes = 3,
    polynomialDegree = 1,
    primeBits = 256,
    numbers = "strict",
    seed = "nillion-devnet",
    listen = true,
    host = "127.0.0.1",
    advertise = ["0.0.0.0", "::"].includes(host) ? "127.0.0.1" : host,
    admin = false,
    ports = "free",
    tls,
    blockTimeMs,
    state,
    snapshot,
    log,
    environment = seededEnvironment(seed),
  } = checkOptions(options, "A devnet", names);
  checkInteger("nodes", nodes, nodesMin, nodesMax);
  const degreeMax = Math.floor((nodes - 1) / 2);
  check(
    "polynomialDegree",
    isInteger(polynomialDegree, 1, degreeMax),
    `polynomialDegree must be ${degreeMax === 1 ? "1" : `from 1 to ${degreeMax}`} ` +
      `with ${nodes} nodes, got ${shown(polynomialDegree)}`,
  );
  check(
    "primeBits",
    [64, 128, 256].includes(primeBits),
    `primeBits must be 64, 128 or 256, got ${shown(primeBits)}`,
  );
  check(
    "numbers",
    ["strict", "asNodes", "exact"].includes(numbers),
    `numbers must be "strict", "asNodes" or "exact", got ${shown(numbers)}`,
  );
  check("seed", typeof seed === "string" && seed !== "", "seed must be a text that is not empty");
  check(
    "listen",
    typeof listen === "boolean",
    `listen must be true or false, got ${shown(listen)}`,
  );
  check("admin", typeof admin === "boolean", `admin must be true or false, got ${shown(admin)}`);
  check("admin", listen || !admin, "admin needs listen: true, since it is for other processes");
  for (const [option, name] of Object.entries({ host, advertise })) {
    check(
      option,
      typeof name === "string" && isHost(name),
      `${option} must be the name or the address of a machine, got ${shown(name)}`,
    );
  }
  const firstMax = portMax - portCount(nodes) + 1;
  check(
    "ports",
    ports === "free" || ports === "seeded" || isInteger(ports, 1, firstMax),
    `ports must be "free", "seeded" or from 1 to ${firstMax} with ${nodes} nodes, got ${
      shown(ports)
    }`,
  );
  if (tls !== undefined) checkTls(tls, listen);
  check(
    "state",
    state === undefined || typeof state === "string" && state !== "",
    "state must be the name of a file",
  );
  check("log", log === undefined || typeof log === "function", "log must be a function");
  if (blockTimeMs !== undefined) checkInteger("blockTimeMs", blockTimeMs, 1, 60_000);
  check(
    "environment",
    environment?.sleep === undefined || typeof environment.sleep === "function",
    "sleep of environment must be a function",
  );
  for (const name of ["now", "randomBytes"] as const) {
    check(
      "environment",
      typeof environment?.[name] === "function",
      `environment needs the functions now and randomBytes; ${name} is missing`,
    );
  }
  return {
    nodes,
    polynomialDegree,
    primeBits,
    numbers,
    seed,
    listen,
    host,
    advertise,
    admin,
    ports,
    tls,
    blockTimeMs,
    state,
    snapshot,
    log,
    environment,
  };
}

/** Whether a text is the name or the address of a machine, and nothing else of a URL. */
function isHost(name: string): boolean {
  const url = originOf("http", name, 81);
  return URL.canParse(url) && new URL(url).href === `http://${new URL(url).hostname}:81/`;
}

function checkTls(tls: DevnetTls, listen: boolean): void {
  for (const name of ["cert", "key"] as const) {
    check(
      "tls",
      typeof tls?.[name] === "string",
      `tls needs cert and key, the text of PEM files; ${name} is missing`,
    );
  }
  check("tls", listen, "tls needs listen: true, since a devnet without sockets has no TLS");
}

function checkInteger(option: string, value: number, min: number, max: number): void {
  const message = `${option} must be a whole number from ${min} to ${max}, got ${shown(value)}`;
  check(option, isInteger(value, min, max), message);
}

function isInteger(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}

function check(option: string, isValid: boolean, message: string): void {
  if (!isValid) throw new InvalidArgumentError(message, { option });
}
