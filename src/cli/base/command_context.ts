import process from "node:process";
import type { CallOptions } from "../../async/deadline.ts";
import { VmClient } from "../../client.ts";
import type { NetworkConfig } from "../../config/parse_network_config.ts";
import type { Values } from "../../values/values.ts";
import { InvalidArgumentError, VmError } from "../../errors/mod.ts";
import type { UserId } from "../../keys/user_id.ts";
import { PrivateKey } from "../../keys/private_key.ts";
import { Network } from "../../network/network.ts";
import type { PaidOperation } from "../../operations/paid_operation.ts";
import type { ResumedPayments } from "../../payments/earlier_payments.ts";
import { NilChainPayer } from "../../payments/nilchain/nilchain_payer.ts";
import {
  identityNames,
  namesOfUsers,
  readIdentity,
  type UserKey,
  userKey,
  userOf,
} from "./identities.ts";
import { networkNames, readNetwork } from "./networks.ts";
import { noteComputation } from "./catalogue.ts";
import { Output, type Streams } from "./output.ts";
import { buy, type OperationName, resumeBefore } from "./payments.ts";
import { priceOf, priceText } from "./prices.ts";
import { Progress } from "./progress.ts";
import { readResults } from "./read_results.ts";
import { type OnDamaged, openRunJournal, type RunJournal } from "./run_journal.ts";
import { readToolContext, type ToolContext } from "./tool_context.ts";

/** The options that every command has. */
export interface CommonFlags {
  readonly identity?: string;
  readonly network?: string;
  readonly json?: true;
  readonly yaml?: true;
  readonly verbose?: true;
  readonly timeout?: number;
  readonly maxFees?: bigint;
  readonly quote?: true;
}

/** Where a command runs. */
export interface Host {
  readonly streams: Streams;
  /** Gives what aborts when the person interrupts the command. Until it is called, that ends the process. */
  readonly interrupted: () => AbortSignal;
  /** Is told that something is paid and kept in a journal after a failure. */
  keepsPayment?: boolean;
  /** Is told how a command goes on that has paid, and was stopped while it waited. */
  goesOnWith?: string;
}

/** A client of the user, and what pays for its operations. */
export interface Connected {
  readonly client: VmClient;
  readonly networkName: string;
  readonly user: string;
  readonly call: CallOptions;
  /**
   * Pays for an operation, runs it, and shows the result. With `--quote` it only shows the price.
   *
   * @param show Shows the result, and what it cost in unil.
   */
  run<Result>(
    operation: PaidOperation<Result>,
    name: OperationName,
    show: (result: Result, feesUnil: bigint) => Promise<void> | void,
  ): Promise<void>;
  /** Notes a computation, which is paid, for the user and for those users of this machine who get results. */
  started(computeId: string, programId: string, receivers?: readonly UserId[]): Promise<void>;
  /** Waits for the results of a computation, which is paid. */
  results(computeId: string): Promise<Values>;
  /** Goes on with what earlier runs have left. `undefined` when they left nothing. */
  resume(name: OperationName | "addFunds"): Promise<ResumedPayments | undefined>;
}

/** What a command runs with: the user, the network, and the output. */
export class CommandContext {
  readonly output: Output;
  readonly #flags: CommonFlags;
  readonly #host: Host;
  #progress: Progress | undefined;
  #tools: Promise<ToolContext> | undefined;

  /** Reads nothing yet. */
  constructor(flags: CommonFlags, host: Host) {
    const { streams } = host;
    this.output = new Output(flags.yaml ? "yaml" : flags.json ? "json" : "text", {
      out: (text) => {
        this.#progress?.clear();
        streams.out(text);
      },
      error: (text) => {
        this.#progress?.clear();
        streams.error(text);
      },
    });
    this.#flags = flags;
    this.#host = host;
  }

  /** The limits of each call. */
  get call(): CallOptions {
    const { timeout, maxFees } = this.#flags;
    return { signal: this.#host.interrupted(), timeoutMs: timeout, maxFeesUnil: maxFees };
  }

  /**
   * The name of the identity: that of the option, of the environment, of the context, the only
   * one there is, or default.
   *
   * @throws {InvalidArgumentError} When it is not said which of several, or there is none.
   */
  async identityName(): Promise<string> {
    const { identity } = await this.#toolContext();
    return choose(
      this.#flags.identity ?? (process.env["NILVM_IDENTITY"] || identity),
      await identityNames(),
      "identity",
      "nilvm keys new makes one",
    );
  }

  /** The name of the network, likewise. */
  async networkName(): Promise<string> {
    const { network } = await this.#toolContext();
    return choose(
      this.#flags.network ?? (process.env["NILVM_NETWORK"] || network),
      await networkNames(),
      "network",
      "nilvm devnet --write-config starts one and writes its file, nilvm networks add writes one",
    );
  }

  /** The key of the user: of the environment, or of the identity. */
  async key(): Promise<UserKey> {
    const hex = process.env["NILVM_KEY"];
    if (this.#flags.identity === undefined && hex) return userKey(hex, "secp256k1");
    return await readIdentity(await this.identityName());
  }

  /** The id of the user. */
  async user(): Promise<string> {
    return String(userOf(await this.key()));
  }

  /** The network, and the wallet that pays. */
  async network(): Promise<NetworkConfig & { name: string }> {
    const name = await this.networkName();
    return { name, ...await readNetwork(name) };
  }

  /** What pays on the chain, if the network has a chain and a wallet is known. */
  payerFor({ network, walletKey }: NetworkConfig): NilChainPayer | undefined {
    const hex = process.env["NILCHAIN_PRIVATE_KEY"];
    const key = hex ? PrivateKey.fromHex(hex) : walletKey;
    if (key === undefined || network.chainRpcEndpoint === undefined) return undefined;
    return new NilChainPayer({ network, privateKey: key });
  }

  /**
   * Connects the user, and closes everything afterwards.
   *
   * @param isPaying Whether there may be payments, which have to outlive this process.
   * @param onDamaged For what pays nothing new: goes on beside a damaged journal.
   */
  async connected<T>(
    isPaying: boolean,
    act: (on: Connected) => Promise<T>,
    onDamaged?: OnDamaged,
  ): Promise<T> {
    const key = await this.key();
    const { name, ...config } = await this.network();
    const user = String(userOf(key));
    const isQuote = this.#flags.quote === true;
    const journal = isPaying && !isQuote ? await openRunJournal(name, user, onDamaged) : undefined;
    let client: VmClient | undefined;
    let failure: unknown;
    try {
      const payer = this.payerFor(config);
      const progress = this.#progress = await Progress.atTerminal(this.output.isForPrograms);
      client = await VmClient.create({
        key: key.signer,
        network: new Network(config.network),
        payer,
        journal,
        onEvent: (event) => progress?.hear(event),
        signal: this.#host.interrupted(),
        ...(this.#flags.timeout === undefined ? {} : { timeoutMs: this.#flags.timeout }),
      });
      return await act(this.#connectedBy(client, name, user, journal));
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      this.#progress?.end();
      await client?.[Symbol.asyncDispose]();
      await this.#close(journal, failure);
    }
  }

  #connectedBy(
    client: VmClient,
    networkName: string,
    user: string,
    journal: RunJournal | undefined,
  ): Connected {
    const { call, output } = this;
    const resume = async (name: OperationName | "addFunds") =>
      journal?.hasEarlier ? await resumeBefore(client, name, call, output) : undefined;
    return {
      client,
      networkName,
      user,
      call,
      resume,
      started: async (id, programId, receivers = []) => {
        const names = await namesOfUsers();
        const known = receivers.map(String).filter((receiver) => names.has(receiver));
        await noteComputation(output, networkName, { id, programId }, [
          ...new Set([user, ...known]),
        ]);
      },
      results: async (computeId) => {
        this.#host.goesOnWith = `nilvm results ${computeId}`;
        const results = await readResults(client, networkName, computeId, call);
        delete this.#host.goesOnWith;
        return results;
      },
      run: async (operation, name, show) => {
        if (this.#flags.quote) {
          const quote = await operation.quote(call);
          return output.result(priceOf(quote), () => priceText(quote));
        }
        const bought = await buy(operation, name, await resume(name), call, output);
        await show(bought.result, bought.feesUnil);
      },
    };
  }

  async #close(journal: RunJournal | undefined, failure: unknown): Promise<void> {
    const left = await journal?.close() ?? 0;
    if (left > 0 && failure !== undefined) this.#host.keepsPayment = true;
  }

  #toolContext(): Promise<ToolContext> {
    return this.#tools ??= readToolContext();
  }
}

function choose(
  named: string | undefined,
  all: readonly string[],
  what: string,
  remedy: string,
): string {
  if (named) return named;
  const [only] = all;
  if (only !== undefined && all.length === 1) return only;
  // It is what keys new makes first.
  if (what === "identity" && all.includes("default")) return "default";
  if (only === undefined) throw new InvalidArgumentError(`There is no ${what}: ${remedy}`);
  throw new InvalidArgumentError(
    `There are several: name one by --${what}, or for all commands by nilvm context use: ${
      all.join(", ")
    }`,
  );
}

/** Whether an error is one of the package, which people can act on. */
export function isExpected(error: unknown): error is VmError {
  return error instanceof VmError;
}
