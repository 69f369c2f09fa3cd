import { shown } from "../base/text.ts";
import { InvalidArgumentError } from "../errors/mod.ts";
import type { Chain } from "./chain/chain.ts";
import { addressPrefix, parseAddress } from "./chain/transactions/address.ts";
import { unil } from "./chain/transactions/coins.ts";
import type { Account } from "./chain/transactions/state.ts";
import { checkChainFault } from "./faults/check_fault.ts";
import type { ChainFault, InjectedFault } from "./faults/fault.ts";
import type { FaultRegistry } from "./faults/fault_registry.ts";

/** An account of a devnet's chain. */
export interface ChainAccount {
  /** Its balance, in unil. */
  readonly balanceUnil: bigint;
  /** How many transactions it has signed; the next one carries this number. */
  readonly sequence: number;
}

/**
 * The chain of a devnet, for tests to inspect and control.
 *
 * @example An empty wallet
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
  /** The height of its latest block. */
  readonly height: number;
  /**
   * The account at an address.
   *
   * @throws {InvalidArgumentError} When there is no account at the address.
   */
  account(address: string): ChainAccount;
  /**
   * Sets the balance or the sequence of an account, between two blocks. Transactions that were signed for another
   * sequence fail afterwards. An address without an account gets one, so that a wallet of your own has money.
   *
   * @throws {InvalidArgumentError} When the address is malformed, or a value is out of range.
   * @throws {FailedPreconditionError} When the devnet has ended.
   */
  setAccount(address: string, account: Partial<ChainAccount>): void;
  /**
   * Injects a fault into the chain. The fault ends when it is disposed of, or after its `times`.
   *
   * @throws {InvalidArgumentError} When `fault` is not a fault of the chain.
   * @throws {FailedPreconditionError} When the devnet has ended.
   *
   * @example A chain that drops its first connection
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

function shownAddress(address: unknown): string {
  const isAddress = typeof address === "string" && address.startsWith(`${addressPrefix}1`);
  return isAddress ? address : shown(address);
}

/** Whether the chain would take this address. */
function isWellFormed(address: unknown): boolean {
  try {
    return typeof address === "string" && parseAddress(address) === address;
  } catch {
    return false;
  }
}

const balanceUnilMax = 2n ** 63n - 1n;

/**
 * Makes the controls of a chain.
 *
 * @param requireRunning throws when the devnet has ended
 */
export function createDevnetChain(
  chain: Chain,
  faults: FaultRegistry,
  requireRunning: () => void,
): DevnetChain {
  const { state } = chain;
  const { accounts, balances } = state.tables;

  const accountAt = (address: string): Account => {
    const account = accounts.get(address);
    if (account !== undefined) return account;
    throw new InvalidArgumentError(`The devnet's chain has no account ${shownAddress(address)}`);
  };
  const accountToSet = (address: string): Account => {
    if (isWellFormed(address)) {
      return accounts.get(address) ??
        { address, number: Number(state.tables.totals.get("accounts") ?? 0n), sequence: 0 };
    }
    throw new InvalidArgumentError(
      `The devnet's chain can have no account ${shownAddress(address)}: the address is malformed`,
    );
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
      const account = accountToSet(address);
      const isBalance = balanceUnil === undefined ||
        typeof balanceUnil === "bigint" && balanceUnil >= 0n && balanceUnil <= balanceUnilMax;
      if (!isBalance) {
        throw new InvalidArgumentError(
          `balanceUnil must be a bigint from 0 to ${balanceUnilMax}, not ${shown(balanceUnil)}`,
          { option: "balanceUnil" },
        );
      }
      if (sequence !== undefined && !(Number.isSafeInteger(sequence) && sequence >= 0)) {
        throw new InvalidArgumentError(
          `sequence must be a whole number from 0, not ${shown(sequence)}`,
          {
            option: "sequence",
          },
        );
      }
      chain.edit(({ accounts, balances, totals }) => {
        if (accounts.get(address) === undefined) {
          totals.set("accounts", BigInt(account.number) + 1n);
        }
        accounts.set(address, { ...account, sequence: sequence ?? account.sequence });
        if (balanceUnil === undefined) return;
        totals.set(unil, totals.get(unil)! + balanceUnil - (balances.get(address) ?? 0n));
        balances.set(address, balanceUnil);
      });
    },

    inject(fault) {
      requireRunning();
      const checked = checkChainFault(fault);
      return faults.inject("chain", checked, () => {
        // The last stall has ended: the waiting transactions go into a block at once.
        const isStalled = faults.at("chain").some(({ fault }) => fault.kind === "stall");
        if (checked.kind === "stall" && !isStalled) chain.commitBlock();
      });
    },
  };
}
