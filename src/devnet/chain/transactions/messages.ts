import type { Any } from "@bufbuild/protobuf/wkt";
import { type MsgPayFor, MsgPayForSchema } from "../../../gen/nillion/meta/v1/tx_pb.ts";
import { type MsgSend, MsgSendSchema } from "../../../gen/nilvm/chain/v1/tx_pb.ts";
import { meta, moduleAccounts } from "./accounts.ts";
import { parseAddress } from "./address.ts";
import { burnCoins, readSendEnabled, sendCoins, sendCoinsToModule } from "./bank.ts";
import { areValidCoins, type Coin, formatCoins, parseCoins, unil } from "./coins.ts";
import { decode } from "./decode.ts";
import type { Execution } from "./gas.ts";
import { ChainRefusal, chainRefusal, type ChainRefusalReason } from "./chain_refusal.ts";
import type { Payment } from "./state.ts";

/** A message of a transaction. */
export interface Message {
  readonly typeUrl: string;
  /** The module that runs the message. */
  readonly module: string;
  /** The address that must sign, as written in the message. */
  readonly signer: string;
  /** The payment, if the message is one. */
  readonly payment?: Payment;
  /** Runs the message, or refuses it. */
  run(execution: Execution): void;
}

const payForTypeUrl = "/nillion.meta.v1.MsgPayFor";
const sendTypeUrl = "/cosmos.bank.v1beta1.MsgSend";

/** Reads a message of a transaction. */
export function decodeMessage({ typeUrl, value }: Any): Message {
  switch (typeUrl) {
    case payForTypeUrl:
      return payFor(decode(MsgPayForSchema, value));
    case sendTypeUrl:
      return send(decode(MsgSendSchema, value));
    default:
      throw chainRefusal("txParse", `unable to resolve type URL ${typeUrl}`);
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
      // The chain stores the resource under a byte, the payer's address with its length, and a hash. It never reads it.
      execution.gas.write(1 + 21 + 32, resource.length);
    },
  };
}

/** A payment for nodes has exactly one amount, in the chain's coin. */
function paymentOf(
  coins: Coin[],
  from: string,
  resource: Uint8Array,
): { payment?: Payment } {
  const [coin] = coins;
  if (coins.length !== 1 || coin === undefined || coin.denom !== unil) return {};
  return { payment: { from: from.toLowerCase(), resource, amountUnil: coin.amount } };
}

/** The lines in the source of the reference chain's bank that its refusals name. */
const bankLines: Partial<Record<ChainRefusalReason, number>> = {
  invalidCoins: 260,
  insufficientFunds: 279,
};

/** In the refusal of a payment, the reference chain drops the code of the bank's error and adds the line of its source. */
function withBankLine(error: unknown): unknown {
  const line = error instanceof ChainRefusal && error.reason && bankLines[error.reason];
  if (!line) return error;
  const source = `cosmos/cosmos-sdk@v0.50.11/x/bank/keeper/send.go:${line}`;
  return new ChainRefusal(undefined, `failed to send coins: ${error.message} [${source}]`);
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
        throw chainRefusal("invalidCoins", formatCoins(coins));
      }
      readSendEnabled(execution, coins);
      if (moduleAccounts().some(({ address }) => address === to)) {
        throw chainRefusal("unauthorized", `${toAddress} is not allowed to receive funds`);
      }
      sendCoins(execution, from, to, coins);
    },
  };
}

function parseRecipient(address: string): string {
  try {
    return parseAddress(address);
  } catch (error) {
    if (!(error instanceof ChainRefusal)) throw error;
    throw chainRefusal("invalidAddress", `invalid to address: ${error.message}`);
  }
}
