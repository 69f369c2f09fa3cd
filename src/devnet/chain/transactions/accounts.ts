import { create, toBinary } from "@bufbuild/protobuf";
import { type Any, AnySchema } from "@bufbuild/protobuf/wkt";
import { BaseAccountSchema, ModuleAccountSchema } from "../../../gen/nilvm/chain/v1/query_pb.ts";
import { PubKeySchema } from "../../../gen/nilvm/chain/v1/tx_pb.ts";
import { addressOfModule } from "./address.ts";
import type { Execution } from "./gas.ts";
import type { Account, Module } from "./state.ts";

/** The module that collects fees. */
export const feeCollector: Module = { name: "fee_collector", permissions: [] };

/** The module that receives and burns payments. */
export const meta: Module = { name: "meta", permissions: ["burner"] };

/** The modules' accounts, which every chain has from the start, after its wallets. */
export function moduleAccounts(): readonly Omit<Account, "number">[] {
  return known ??= [feeCollector, meta].map((module) => (
    { address: addressOfModule(module.name), sequence: 0, module }
  ));
}

/** They are derived at the first use: the core may not be loaded before. */
let known: readonly Omit<Account, "number">[] | undefined;

/** The type URL of the only kind of public key that the chain accepts. */
export const publicKeyTypeUrl = "/cosmos.crypto.secp256k1.PubKey";

/** The message of an account, in which the chain stores it and returns it. */
export function encodeAccount(account: Account): Any {
  const { address, number, sequence, publicKey, module } = account;
  const base = create(BaseAccountSchema, {
    address,
    ...(publicKey === undefined ? {} : { pubKey: encodePublicKey(publicKey) }),
    accountNumber: BigInt(number),
    sequence: BigInt(sequence),
  });
  if (module === undefined) {
    return create(AnySchema, {
      typeUrl: "/cosmos.auth.v1beta1.BaseAccount",
      value: toBinary(BaseAccountSchema, base),
    });
  }
  return create(AnySchema, {
    typeUrl: "/cosmos.auth.v1beta1.ModuleAccount",
    value: toBinary(
      ModuleAccountSchema,
      create(ModuleAccountSchema, {
        baseAccount: base,
        name: module.name,
        permissions: [...module.permissions],
      }),
    ),
  });
}

function encodePublicKey(key: Uint8Array): Any {
  return create(AnySchema, {
    typeUrl: publicKeyTypeUrl,
    value: toBinary(PubKeySchema, create(PubKeySchema, { key })),
  });
}

// Accounts are stored under a byte and the address; a second table finds the address by the number.
const addressBytes = 20;
const accountKeyBytes = 1 + addressBytes;
const numberKeyBytes = "accountNumber".length + 8;
const counterKeyBytes = "globalAccountNumber".length;

/** Charges for a read of the account module's parameters. */
export function readAccountParameters({ gas }: Execution): void {
  gas.read(1, 13);
}

/** Finds an account. */
export function readAccount({ gas, tables }: Execution, address: string): Account | undefined {
  const account = tables.accounts.get(address);
  gas.read(accountKeyBytes, storedBytes(account));
  return account;
}

/** Stores an account, in both tables. */
export function writeAccount(execution: Execution, account: Account): void {
  const { gas, tables } = execution;
  const previous = readAccount(execution, account.address);
  if (previous !== undefined) gas.remove();
  gas.has();
  gas.write(numberKeyBytes, addressBytes);
  gas.write(accountKeyBytes, storedBytes(account));
  tables.accounts.set(account.address, account);
}

/** Creates an account at an address that has none. */
export function ensureAccount(execution: Execution, address: string): void {
  const { gas, tables } = execution;
  gas.has();
  if (tables.accounts.get(address) !== undefined) return;
  const number = tables.totals.get("accounts") ?? 0n;
  gas.read(counterKeyBytes, 8);
  gas.write(counterKeyBytes, 8);
  tables.totals.set("accounts", number + 1n);
  writeAccount(execution, { address, number: Number(number), sequence: 0 });
}

function storedBytes(account: Account | undefined): number {
  return account === undefined ? 0 : toBinary(AnySchema, encodeAccount(account)).length;
}
