import { encodeBase64 } from "../../base/base64.ts";
import { messageOf, shortened } from "../../base/text.ts";
import { encodeHex } from "../../base/hex.ts";
import { FailedPreconditionError, type Failure, InsufficientFundsError } from "../../errors/mod.ts";
import { consequences } from "../../network/consequences.ts";
import { readChainRefusal } from "../../network/failure.ts";
import { Chain } from "./chain.ts";
import { ChainRpc, RpcError } from "./chain_rpc.ts";
import { bytesOf, ChainView, record } from "./chain_view.ts";
import { accountFromAny, QueryAccountRequest, QueryAccountResponse } from "./cosmjs.js";
import { type Fee, feeOf } from "./gas_price.ts";
import type { PayerSettings, WalletKey } from "./payer_options.ts";
import { gasUsedIn, simulateRequest } from "./simulation.ts";
import { openSigner, type PaymentIntent, type SignedTx, type Signer } from "./signed_tx.ts";

/** A wallet's account on the chain. */
export interface ChainAccount {
  /** The sequence number of its next transaction: the number of those in blocks. */
  readonly sequence: number;
  readonly accountNumber: bigint;
}

/** What endpoints said to a transaction that they were given. None of it proves what they do with it. */
export interface BroadcastAnswer {
  /** Whether one of them took it, or has it already. */
  readonly isAccepted: boolean;
  /** Why they refused it, if waiting would not help. */
  readonly refusal?: Failure;
  /** What they said, if they did not take it. */
  readonly objection?: string;
}

/** How often an answer that is late is asked for again. */
const lateAnswersMax = 3;
/** For how many milliseconds a height is taken for the latest one. */
const heightFreshMs = 2_000;

/** A simulation leaves this much room for a payment that needs more gas in its block. */
export const gasMargin = 1.3;
/** The gas of a payment on a chain that does not simulate. */
export const gasLimitDefault = 200_000;

/** Opens a wallet. It sends nothing. */
export async function openWallet(key: WalletKey, settings: PayerSettings): Promise<Wallet> {
  const signer = await openSigner(key);
  const { rpcEndpoints, fetch, environment } = settings;
  const views = rpcEndpoints.map((endpoint) =>
    new ChainView(new ChainRpc(endpoint, fetch, environment), signer)
  );
  return new Wallet(signer, new Chain(views, environment), key.chainId, settings);
}

/** A wallet on the chain. */
export class Wallet {
  /** Its key. */
  readonly signer: Signer;
  /** Its chain. */
  readonly chain: Chain;
  readonly #chainId: string;
  readonly #settings: PayerSettings;
  #sequence = 0;
  #sequenceInBlocks = 0;
  #height = 0;
  #heightAtMs = -Infinity;
  /** The gas of a payment in a simulation. */
  #gasUsed: number | undefined;

  /** Made by `openWallet`. */
  constructor(signer: Signer, chain: Chain, chainId: string, settings: PayerSettings) {
    this.signer = signer;
    this.chain = chain;
    this.#chainId = chainId;
    this.#settings = settings;
  }

  /** The lowest sequence number that is not known to be used, as the last answer gave it. */
  get sequence(): number {
    return this.#sequence;
  }

  /** The wallet's address. */
  get address(): string {
    return this.signer.address;
  }

  /**
   * The wallet's account. Its sequence number is not below one that a block has shown to be used: a
   * load balancer may ask a node that is late. Only after several such answers the chain has gone back,
   * as a devnet does.
   */
  async account(signal: AbortSignal): Promise<ChainAccount> {
    let account = await this.#askAccount(signal);
    for (
      let late = 1;
      account.sequence < this.#sequenceInBlocks && late <= lateAnswersMax;
      late++
    ) {
      const again = await this.#askAccount(signal);
      if (again.sequence > account.sequence) account = again;
    }
    if (account.sequence < this.#sequenceInBlocks) {
      this.#sequenceInBlocks = 0;
      this.#height = 0;
      this.#heightAtMs = -Infinity;
      for (const view of this.chain.views) view.forget();
    }
    this.#sequence = account.sequence;
    return account;
  }

  /** The account as the chain gives it, with the lower sequence number of two endpoints. */
  async #askAccount(signal: AbortSignal): Promise<ChainAccount> {
    const { address } = this;
    const data = QueryAccountRequest.encode({ address }).finish();
    const path = "/cosmos.auth.v1beta1.Query/Account";
    const answers = await this.chain.ask(this.chain.witnesses, async (view, limit) => {
      const value = await query(view.rpc, path, data, limit).catch((error) => {
        if (!(error instanceof QueryError) || error.failure.reason !== "notFound") throw error;
      });
      const any = value && QueryAccountResponse.decode(value).account;
      return any ? accountFromAny(any) : null;
    }, signal);
    const accounts = answers.flatMap(({ value }) => value ?? []);
    const [account] = accounts;
    if (account === undefined) {
      throw new InsufficientFundsError(
        `Wallet ${address} does not exist on the chain, so nothing was paid: send it unil first`,
        { phase: "payment" },
      );
    }
    const sequence = Math.min(...accounts.map(({ sequence }) => sequence));
    return { sequence, accountNumber: account.accountNumber };
  }

  /** Takes note that a block shows all sequence numbers below this one as used. */
  noteSequence(sequence: number): void {
    this.#sequenceInBlocks = Math.max(this.#sequenceInBlocks, sequence);
    this.#sequence = Math.max(this.#sequence, sequence);
  }

  /**
   * The height of the chain's latest block; the lower one of two endpoints. It may be two seconds old.
   *
   * @param isFresh Whether to ask in any case.
   * @throws {FailedPreconditionError} When an endpoint serves another chain.
   */
  async height(signal: AbortSignal, isFresh = false): Promise<number> {
    const now = this.#settings.environment.now();
    if (!isFresh && now - this.#heightAtMs < heightFreshMs) return this.#height;
    const answers = await this.chain.ask(
      this.chain.witnesses,
      (view, limit) => view.head(limit),
      signal,
    );
    for (const { view, value: { chainId } } of answers) {
      if (chainId === undefined || chainId === this.#chainId) continue;
      throw new FailedPreconditionError(
        `The endpoint ${view.rpc.endpoint} serves the chain ${
          JSON.stringify(chainId.slice(0, 100))
        }, not ${JSON.stringify(this.#chainId)}, so nothing was paid. Check the chainId`,
        { phase: "payment" },
      );
    }
    this.#heightAtMs = now;
    return this.#height = Math.max(
      this.#height,
      Math.min(...answers.map(({ value }) => value.height)),
    );
  }

  /** Signs a payment with a sequence number. */
  async sign(
    intent: PaymentIntent,
    { sequence, accountNumber }: ChainAccount,
    height: number,
    gasLimit: number | undefined,
    signal: AbortSignal,
  ): Promise<SignedTx> {
    const timeoutHeight = height + this.#settings.timeoutBlocks;
    const terms = { sequence, accountNumber, timeoutHeight, ...this.#gas(gasLimitDefault) };
    this.#gasUsed ??= await this.#simulate(this.signer.unsigned(intent, terms), signal);
    const gasUsed = this.#gasUsed;
    if (gasUsed !== undefined && gasLimit !== undefined && gasLimit < gasUsed) {
      throw new FailedPreconditionError(
        `A payment needs about ${gasUsed} gas and the gasLimit is ${gasLimit}, so it would run out of gas and nothing was paid`,
        { phase: "payment" },
      );
    }
    const needed = gasUsed === undefined ? gasLimitDefault : Math.ceil(gasMargin * gasUsed);
    return await this.signer.sign(intent, { ...terms, ...this.#gas(gasLimit ?? needed) }, signal);
  }

  #gas(gasLimit: number): Fee {
    return { gasLimit, feeUnil: feeOf(gasLimit, this.#settings.gasPrice) };
  }

  /** The gas of a payment, if the chain simulates it now. A simulated transaction has no signature. */
  async #simulate(txBytes: Uint8Array, signal: AbortSignal): Promise<number | undefined> {
    const data = simulateRequest(txBytes);
    const path = "/cosmos.tx.v1beta1.Service/Simulate";
    try {
      const [answer] = await this.chain.ask(1, async ({ rpc }, limit) => {
        return gasUsedIn(await query(rpc, path, data, limit));
      }, signal);
      const gasUsed = answer!.value;
      return gasUsed > 0 && Number.isSafeInteger(gasUsed) ? gasUsed : undefined;
    } catch {
      signal.throwIfAborted();
      return undefined;
    }
  }

  /** Gives a transaction to one endpoint, and to the next one if that does not take it. */
  async broadcast({ bytes }: SignedTx, signal: AbortSignal): Promise<BroadcastAnswer> {
    const tx = encodeBase64(bytes);
    const refusals: Failure[] = [];
    try {
      await this.chain.ask(1, async ({ rpc }, limit) => {
        const refusal = await submit(rpc, tx, limit);
        if (refusal === undefined) return;
        refusals.push(refusal);
        throw new Error(refusal.words);
      }, signal);
      return { isAccepted: true };
    } catch (failure) {
      const isFinal = ({ reason }: Failure) => consequences[reason].notSent === "giveUp";
      const objection = `The chain at ${this.chain.endpoints} did not take it: ${
        shortened(messageOf(failure))
      }`;
      const refusal = !signal.aborted && refusals.every(isFinal) ? refusals[0] : undefined;
      return { isAccepted: false, objection, ...(refusal === undefined ? {} : { refusal }) };
    }
  }
}

/** Gives a transaction to an endpoint. Gives the refusal, or `undefined` if the endpoint has it. */
async function submit(
  rpc: ChainRpc,
  tx: string,
  signal: AbortSignal,
): Promise<Failure | undefined> {
  let refusal: Failure;
  try {
    const { code, log, codespace } = record(await rpc.call("broadcast_tx_sync", { tx }, signal));
    if (code === 0) return undefined;
    refusal = readChainRefusal(String(log ?? ""), Number(code), codespace);
  } catch (error) {
    if (!(error instanceof RpcError)) throw error;
    refusal = readChainRefusal(error.message);
    // Any other error is about the request, and says nothing of the transaction.
    if (refusal.reason === "transactionRefused") throw error;
  }
  return consequences[refusal.reason].notSent === "believe" ? undefined : refusal;
}

/** The chain's refusal of a query. */
class QueryError extends Error {
  override readonly name = "QueryError";
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.words);
    this.failure = failure;
  }
}

async function query(
  rpc: ChainRpc,
  path: string,
  data: Uint8Array,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const params = { path, data: encodeHex(data), prove: false };
  const { response } = record(await rpc.call("abci_query", params, signal));
  const { code, log, value } = record(response);
  if (code) throw new QueryError(readChainRefusal(String(log ?? ""), Number(code)));
  return bytesOf(value ?? "");
}
