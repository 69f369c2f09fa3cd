import type { Fetch, Network, VmClient, VmClientOptions } from "@nilvm/client";
import type { NilChainPayer } from "@nilvm/client/nilchain";

/** What an entry point of this package exports, with the two subpaths that the suite uses besides. */
export type Api =
  & typeof import("../../src/api.ts")
  & typeof import("../../src/masking/mod.ts")
  & typeof import("../../src/payments/nilchain/mod.ts");

/** What the suite is told from outside: a devnet's addresses and the files that a runtime cannot read. All of it is text. */
export interface Job {
  readonly bootnode: string;
  readonly chainId: string;
  readonly chainRpcEndpoint: string;
  /** The key, in hex, of a wallet with money on the chain that nobody else uses at this time. */
  readonly walletKey: string;
  /** An endpoint at which nobody listens. */
  readonly nowhere: string;
  /** `tests/fixtures/nada/two_parties.mir.bin` in hex. */
  readonly program: string;
}

/** What each case gets: the package as its runtime imports it, and a network to use it with. */
export class Surroundings {
  readonly api: Api;
  readonly job: Job;
  /** The devnet, as it is reached with the runtime's own `fetch`. */
  readonly network: Network;
  /** Pays from the wallet of the job. */
  readonly payer: NilChainPayer;

  constructor(api: Api, job: Job) {
    this.api = api;
    this.job = job;
    this.network = this.networkWith();
    this.payer = new api.NilChainPayer({ network: this.network, privateKey: job.walletKey });
  }

  /** The devnet, with a `fetch` that stands between. */
  networkWith(fetch?: Fetch): Network {
    const { bootnode, chainId, chainRpcEndpoint } = this.job;
    return new this.api.Network({ bootnode, chainId, chainRpcEndpoint, fetch });
  }

  /** Runs a task with the client of a new user, which is closed afterwards. */
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

  /** The same for a user whose balance pays for what is done, and who has no wallet. */
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

/** Cases of one area by what they show; each throws when it is not so. */
export type Cases = Record<string, (t: Surroundings) => void | Promise<void>>;
