import type { Any } from "@bufbuild/protobuf/wkt";
import { type MsgPayFor, MsgPayForSchema } from "../../../gen/nillion/meta/v1/tx_pb.ts";
import { type MsgSend, MsgSendSchema } from "../../../gen/nilvm/chain/v1/tx_pb.ts";
import { meta, moduleAccounts } from "./accounts.ts";
import { parseAddress } from "./address.ts";
import { burnCoins, readSendEnabled, sendCoins, sendCoinsToModule } from "./bank.ts";
import { areValidCoins, type Coin, formatCoins, parseCoins, unil } from "./coins.ts";
import { decode } from "./decode.ts";
import type { Execution } from "./execution.ts";
import { Refusal, refusal, type RefusalReason } from "./chain_refusal.ts";
import type { Payment } from "./state.ts";

/** Something that a transaction asks the chain to do. */
export interface Message {
  readonly typeUrl: string;
  /** The module that does it. */
  readonly module: string;
  /** The address as the message has it, which must be the signer's. */
  readonly signer: string;
  /** What it pays for, if it does. */
  readonly payment?: Payment;
  /** Does it, or refuses. */
  run(execution: Execution): void;
}

const payForTypeUrl = "/nillion.meta.v1.MsgPayFor";
const sendTypeUrl = "/cosmos.bank.v1beta1.MsgSend";

/** Reads one message of a transaction. */
export function decodeMessage({ typeUrl, value }: Any): Message {
  switch (typeUrl) {
    case payForTypeUrl:
      return payFor(decode(MsgPayForSchema, value));
    case sendTypeUrl:
      return send(decode(MsgSendSchema, value));
    default:
      throw refusal("txParse", `unable to resolve type URL ${typeUrl}`);
  }
}

function payFor(message: MsgPayFor): Message {
  const { fromAddress, resource } = message;
  const coins = parseCoins(message.amount);
  return {
    typeUrl: payForTypeUrl,
    module: "meta",
    signer: fromAddress,
    ...paymentOf(coins, fromAddress, resource),
    run(execution) {
      const from = parseAddress(fromAddress);
      try {
        sendCoinsToModule(execution, from, meta, coins);
      } catch (error) {
        throw withBankLine(error);
      }
      burnCoins(execution, meta, coins);
      // The chain keeps what was paid for under a byte, the payer with its length and a hash; nobody reads it.
      execution.gas.write(1 + 21 + 32, resource.length);
    },
  };
}

/** Nodes take a payment of exactly one amount, in the chain's coin. */
function paymentOf(
  coins: Coin[],
  from: string,
  resource: Uint8Array,
): { payment?: Payment } {
  const [coin] = coins;
  if (coins.length !== 1 || coin === undefined || coin.denom !== unil) return {};
  return { payment: { from: from.toLowerCase(), resource, amountUnil: coin.amount } };
}

/** The lines at which the bank of the reference chain refuses. */
const bankLines: Partial<Record<RefusalReason, number>> = {
  invalidCoins: 260,
  insufficientFunds: 279,
};

/** The reference chain's payments lose the number of what their bank says, and add the line where it said it. */
function withBankLine(error: unknown): unknown {
  const line = error instanceof Refusal && error.reason && bankLines[error.reason];
  if (!line) return error;
  const source = `cosmos/cosmos-sdk@v0.50.11/x/bank/keeper/send.go:${line}`;
  return new Refusal(undefined, `failed to send coins: ${error.message} [${source}]`);
}

function send(message: MsgSend): Message {
  const { fromAddress, toAddress } = message;
  const coins = parseCoins(message.amount);
  return {
    typeUrl: sendTypeUrl,
    module: "bank",
    signer: fromAddress,
    run(execution) {
      const from = parseAddress(fromAddress);
      const to = parseRecipient(toAddress);
      if (coins.length === 0 || !areValidCoins(coins)) {
        throw refusal("invalidCoins", formatCoins(coins));
      }
      readSendEnabled(execution, coins);
      if (moduleAccounts.some(({ address }) => address === to)) {
        throw refusal("unauthorized", `${toAddress} is not allowed to receive funds`);
      }
      sendCoins(execution, from, to, coins);
    },
  };
}

function parseRecipient(address: string): string {
  try {
    return parseAddress(address);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw refusal("invalidAddress", `invalid to address: ${error.message}`);
  }
}
