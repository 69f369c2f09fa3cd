import type { Fetch, Network, VmClient, VmClientOptions } from "@nilvm/client";
import type { NilChainPayer } from "@nilvm/client/nilchain";

/** A certificate for 127.0.0.1 with its key, its authority and another authority, all in PEM. */
export interface TestCertificate {
  readonly cert: string;
  readonly key: string;
  readonly ca: string;
  readonly otherCa: string;
}

/** The language of programs. */
export type Nada = Pick<typeof import("../../src/nada/mod.ts"), "nada">;

/** The exports of an entry point and of the six other subpaths that the suite uses. */
export type Api =
  & Nada
  & typeof import("../../src/api.ts")
  & Pick<typeof import("../../src/devnet/mod.ts"), "startDevnet">
  & typeof import("../../src/journal/mod.ts")
  & typeof import("../../src/masking/mod.ts")
  & Pick<typeof import("../../src/payments/nilchain/mod.ts"), "NilChainPayer">
  & Pick<typeof import("../../src/signers/mod.ts"), "WebCryptoSigner">;

/** Where a devnet is, and what pays there. */
export interface JobNetwork {
  readonly bootnode: string;
  readonly chainId: string;
  readonly chainRpcEndpoint: string;
  /** The key, in hex, of a funded wallet that nothing else uses at this time. */
  readonly walletKey: string;
}

/** The input of the suite: the endpoints of a devnet, and files that some runtimes cannot read. All of it is text. */
export interface Job extends JobNetwork {
  /** Another devnet, whose nodes have TLS. */
  readonly overTls: JobNetwork;
  /** The names that every entry point of the client exports. */
  readonly exports: readonly string[];
  /** A certificate for servers that a case makes. */
  readonly certificate: TestCertificate;
  /** An endpoint at which nobody listens. */
  readonly nowhere: string;
  /** `tests/fixtures/nada/two_parties.mir.bin` in hex. */
  readonly program: string;
}

/** The input of each case: the package as its runtime imports it, and a network. */
export class Context {
  readonly api: Api;
  readonly job: Job;
  /** What reaches the network. */
  readonly fetch: Fetch;
  /** The network of the job. */
  readonly network: Network;
  /** Pays from the wallet of the job. */
  readonly payer: NilChainPayer;
  readonly #ownFetch: Fetch | undefined;

  /** Takes a network that the runtime's `fetch` reaches, or another one. */
  constructor(api: Api, job: Job, fetch?: Fetch) {
    this.api = api;
    this.job = job;
    this.#ownFetch = fetch;
    this.fetch = fetch ?? ((input, init) => globalThis.fetch(input, init));
    this.network = this.networkWith();
    this.payer = new api.NilChainPayer({ network: this.network, privateKey: job.walletKey });
  }

  /** The network, reached with the given `fetch`. */
  networkWith(fetch = this.#ownFetch): Network {
    const { bootnode, chainId, chainRpcEndpoint } = this.job;
    return new this.api.Network({ bootnode, chainId, chainRpcEndpoint, fetch });
  }

  /** Runs a task with the client of a new user and closes the client. */
  async withUser<T>(
    options: Partial<VmClientOptions>,
    task: (user: VmClient) => Promise<T>,
  ): Promise<T> {
    const { PrivateKey, VmClient } = this.api;
    const key = PrivateKey.random();
    const user = await VmClient.create({ key, network: this.network, ...options });
    try {
      return await task(user);
    } finally {
      await user[Symbol.asyncDispose]();
    }
  }

  /** The same for a user who has a balance and no wallet. */
  async withFunded<T>(
    task: (user: VmClient) => Promise<T>,
    options: Partial<VmClientOptions> = {},
  ): Promise<T> {
    const { payer } = this;
    const key = options.key ?? this.api.PrivateKey.random();
    await this.withUser({ key, payer }, (user) => user.addFunds(500_000_000n));
    return await this.withUser({ ...options, key }, task);
  }
}

/** The cases of one area by name. A case that fails throws. */
export type Cases = Record<string, (t: Context) => void | Promise<void>>;
