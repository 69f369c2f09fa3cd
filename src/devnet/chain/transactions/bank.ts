import { ensureAccount, feeCollector, readAccount } from "./accounts.ts";
import { addressOfModule } from "./address.ts";
import { areValidCoins, type Coin, formatCoins, unil } from "./coins.ts";
import { emit, type Execution } from "./gas.ts";
import { ChainRefusal, chainRefusal } from "./chain_refusal.ts";
import type { Account, Module } from "./state.ts";

// A balance is stored under a byte, the address with its length and the coin's name; a second table lists the
// addresses that have some of a coin. Amounts are stored as decimal digits.
const lengthAndAddressBytes = 21;
const balanceKeyBytes = (denom: string) => 1 + lengthAndAddressBytes + denom.length;
const holderKeyBytes = (denom: string) => 1 + denom.length + 1 + lengthAndAddressBytes;
const supplyKeyBytes = (denom: string) => 1 + denom.length;
const amountBytes = (amount: bigint) => amount === 0n ? 0 : amount.toString().length;

/** Moves coins. Creates the account of the recipient if there is none. */
export function sendCoins(execution: Execution, from: string, to: string, coins: Coin[]): void {
  takeCoins(execution, from, coins);
  giveCoins(execution, to, coins);
  ensureAccount(execution, to);
  emit(execution, "transfer", { recipient: to, sender: from, amount: formatCoins(coins) });
  emit(execution, "message", { sender: from });
}

/** Moves coins to the account of a module. */
export function sendCoinsToModule(
  execution: Execution,
  from: string,
  to: Module,
  coins: Coin[],
): void {
  sendCoins(execution, from, readModuleAccount(execution, to).address, coins);
}

/** Takes a fee from an account. */
export function deductFee(execution: Execution, from: string, fee: Coin[]): void {
  if (!areValidCoins(fee)) {
    throw chainRefusal("insufficientFee", `invalid fee amount: ${formatCoins(fee)}`);
  }
  try {
    sendCoinsToModule(execution, from, feeCollector, fee);
  } catch (error) {
    if (!(error instanceof ChainRefusal) || error.reason !== "insufficientFunds") throw error;
    // The chain adds the reason a second time.
    throw chainRefusal("insufficientFunds", error.message);
  }
}

/** Burns coins of a module. */
export function burnCoins(execution: Execution, from: Module, coins: Coin[]): void {
  const { gas, tables } = execution;
  const { address } = readModuleAccount(execution, from);
  takeCoins(execution, address, coins);
  for (const { denom, amount } of coins) {
    const supply = tables.totals.get(denom) ?? 0n;
    gas.read(supplyKeyBytes(denom), amountBytes(supply));
    gas.write(supplyKeyBytes(denom), amountBytes(supply - amount));
    tables.totals.set(denom, supply - amount);
  }
  emit(execution, "burn", { burner: address, amount: formatCoins(coins) });
}

/** Charges for the look-up of whether these coins may be sent. All coins may. */
export function readSendEnabled({ gas }: Execution, coins: Coin[]): void {
  coins.forEach(({ denom }, i) => {
    gas.read(1 + denom.length, 0);
    if (i === 0) gas.read(1, 2);
  });
}

function readModuleAccount(execution: Execution, { name }: Module): Account {
  const account = readAccount(execution, addressOfModule(name));
  if (account === undefined) throw new Error(`The chain has no account of module ${name}`);
  return account;
}

function takeCoins(execution: Execution, from: string, coins: Coin[]): void {
  requireValid(coins);
  // Vesting accounts keep coins back, so the chain looks at the account first.
  readAccount(execution, from);
  for (const { denom, amount } of coins) {
    const balance = readBalance(execution, from, denom);
    if (balance < amount) {
      throw chainRefusal(
        "insufficientFunds",
        `spendable balance ${balance}${denom} is smaller than ${amount}${denom}`,
      );
    }
    writeBalance(execution, from, denom, balance - amount);
  }
  emit(execution, "coin_spent", { spender: from, amount: formatCoins(coins) });
}

function giveCoins(execution: Execution, to: string, coins: Coin[]): void {
  for (const { denom, amount } of coins) {
    writeBalance(execution, to, denom, readBalance(execution, to, denom) + amount);
  }
  emit(execution, "coin_received", { receiver: to, amount: formatCoins(coins) });
}

function requireValid(coins: Coin[]): void {
  if (!areValidCoins(coins)) throw chainRefusal("invalidCoins", formatCoins(coins));
}

function readBalance({ gas, tables }: Execution, address: string, denom: string): bigint {
  const balance = denom === unil ? tables.balances.get(address) ?? 0n : 0n;
  gas.read(balanceKeyBytes(denom), amountBytes(balance));
  return balance;
}

function writeBalance(
  { gas, tables }: Execution,
  address: string,
  denom: string,
  balance: bigint,
): void {
  if (balance === 0n) {
    gas.remove();
    gas.remove();
  } else {
    gas.write(holderKeyBytes(denom), 0);
    gas.write(balanceKeyBytes(denom), amountBytes(balance));
  }
  tables.balances.set(address, balance);
}
