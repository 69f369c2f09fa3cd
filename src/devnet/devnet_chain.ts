import { InvalidArgumentError } from "../errors/mod.ts";
import type { Chain } from "./chain/chain.ts";
import type { ChainTroubles } from "./chain/chain_troubles.ts";
import { unil } from "./chain/transactions/coins.ts";
import type { Account } from "./chain/transactions/state.ts";
import type { DevnetClock } from "./base/clock.ts";
import { checkChainFault } from "./faults/check_fault.ts";
import type { ActiveFault, FaultBook } from "./faults/fault_registry.ts";
import type { ChainFault, InjectedFault } from "./faults/fault.ts";

/** An account of a devnet's chain. */
export interface ChainAccount {
  /** What it holds, in unil. */
  readonly balanceUnil: bigint;
  /** How many transactions it has signed, which is the place of the next. */
  readonly sequence: number;
}

/**
 * The chain of a devnet, as tests control it.
 *
 * @example A wallet that is empty
 * ```ts
 * import { InsufficientFundsError } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * const { address } = devnet.wallets[0]!;
 *
 * devnet.chain.setAccount(address, { balanceUnil: 0n });
 *
 * const nonce = new Uint8Array(32);
 * await assertRejects(() => devnet.payer(0).submitPayment(1n, nonce), InsufficientFundsError);
 * assertEquals(devnet.chain.account(address).balanceUnil, 0n);
 * ```
 */
export interface DevnetChain {
  /** The number of its last block. */
  readonly height: number;
  /**
   * What an account has.
   *
   * @throws {InvalidArgumentError} When no account has the address.
   */
  account(address: string): ChainAccount;
  /**
   * Gives an account another balance or sequence than it has, between two blocks. Transactions that it signed for another
   * place fail from then on.
   *
   * @throws {InvalidArgumentError} When no account has the address, or what it is to have is no balance or sequence.
   * @throws {FailedPreconditionError} When the devnet has ended.
   */
  setAccount(address: string, account: Partial<ChainAccount>): void;
  /**
   * Gives it a fault, until that is disposed of or over by itself.
   *
   * @throws {InvalidArgumentError} When it is no fault of the chain.
   * @throws {FailedPreconditionError} When the devnet has ended.
   *
   * @example A chain that does not answer at first
   * ```ts
   * import { startDevnet } from "@nilvm/client/devnet";
   * import { assertEquals } from "@std/assert";
   *
   * await using devnet = await startDevnet({ listen: false });
   * const down = devnet.chain.inject({ kind: "down", times: 1 });
   *
   * await devnet.payer(0).submitPayment(1_000n, new Uint8Array(32));
   *
   * assertEquals(down.hits, 1);
   * assertEquals(devnet.faults, []);
   * ```
   */
  inject(fault: ChainFault): InjectedFault;
}

const UNIL_MAX = 2n ** 63n - 1n;

/** Lets tests control a chain; `requireRunning` throws once the devnet has ended. */
export function createDevnetChain(
  chain: Chain,
  faults: FaultBook,
  requireRunning: () => void,
): DevnetChain {
  const { state } = chain;
  const { accounts, balances } = state.tables;

  const accountAt = (address: string): Account => {
    const account = accounts.get(address);
    if (account !== undefined) return account;
    throw new InvalidArgumentError(`The devnet's chain has no account ${address}`);
  };

  return {
    get height() {
      return state.height;
    },

    account(address) {
      const { sequence } = accountAt(address);
      return { balanceUnil: balances.get(address) ?? 0n, sequence };
    },

    setAccount(address, { balanceUnil, sequence }) {
      requireRunning();
      const account = accountAt(address);
      const isBalance = balanceUnil === undefined ||
        typeof balanceUnil === "bigint" && balanceUnil >= 0n && balanceUnil <= UNIL_MAX;
      if (!isBalance) {
        throw new InvalidArgumentError(`No account holds ${balanceUnil} unil`, {
          option: "balanceUnil",
        });
      }
      if (sequence !== undefined && !(Number.isSafeInteger(sequence) && sequence >= 0)) {
        throw new InvalidArgumentError(`No account has signed ${sequence} transactions`, {
          option: "sequence",
        });
      }
      chain.edit(({ accounts, balances, totals }) => {
        if (sequence !== undefined) accounts.set(address, { ...account, sequence });
        if (balanceUnil === undefined) return;
        totals.set(unil, totals.get(unil)! + balanceUnil - (balances.get(address) ?? 0n));
        balances.set(address, balanceUnil);
      });
    },

    inject(fault) {
      requireRunning();
      const checked = checkChainFault(fault);
      return faults.inject("chain", checked, () => {
        // What waited goes into a block at once.
        if (checked.kind === "stall" && !isStalled(faults)) chain.commitBlock();
      });
    },
  };
}

/** What the faults mean for the inside of a chain. */
export function troublesOf(faults: FaultBook, clock: Pick<DevnetClock, "sleep">): ChainTroubles {
  const never = new AbortController().signal;
  return {
    isStalled: () => isStalled(faults),
    dropsTransaction: () => ofKind(faults, "drop").some(({ meets }) => meets()),
    lag() {
      for (const { fault, meets } of ofKind(faults, "lag")) {
        if (fault.kind === "lag" && meets()) return clock.sleep(fault.delayMs, never);
      }
    },
  };
}

function isStalled(faults: FaultBook): boolean {
  return ofKind(faults, "stall").length > 0;
}

function ofKind(faults: FaultBook, kind: ChainFault["kind"]): ActiveFault[] {
  return faults.at("chain").filter(({ fault }) => fault.kind === kind);
}
