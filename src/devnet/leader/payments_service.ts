import { create, fromBinary } from "@bufbuild/protobuf";
import { Code, type ConnectRouter } from "@connectrpc/connect";
import { PublicKeyType } from "../../gen/nillion/auth/v1/public_key_pb.ts";
import {
  type AddFundsPayload,
  AddFundsPayloadSchema,
} from "../../gen/nillion/payments/v1/balance_pb.ts";
import type { PriceQuote } from "../../gen/nillion/payments/v1/quote_pb.ts";
import {
  type OperationMetadata,
  OperationMetadataSchema,
} from "../../gen/nillion/payments/v1/receipt_pb.ts";
import { Payments } from "../../gen/nillion/payments/v1/service_pb.ts";
import { sha256 } from "../../core/core.ts";
import { callerOf, headersKey } from "../http/auth.ts";
import type { Chain, CommittedPayment } from "../chain/chain.ts";
import type { Computations } from "../compute/computations.ts";
import type { DevnetEnvironment } from "../base/environment.ts";
import type { OperationTrace } from "../base/operation_trace.ts";
import { encodeHex } from "../../base/hex.ts";
import type { NodeIdentity } from "../node/membership.ts";
import type { LeaderState } from "./leader.ts";
import { balanceLifetimeMs, covers, creditBalance, deposit, withdraw } from "./ledger.ts";
import { issueReceipt, spendNonce } from "../node/receipts.ts";
import { batchSize, elementLabel, findShortage, type Pools, takeElements } from "./pools.ts";
import type { ProgramStore } from "../node/program_store.ts";
import { creditsFor, creditsPerNil, depositUnilAccepted, depositUnilMin } from "./prices.ts";
import { openQuote, priceOperation } from "./quotes.ts";
import { malformed, notEnoughElements, notEnoughFunds, refusal } from "../base/refusal.ts";
import { timestampOf } from "../../base/timestamps.ts";
import { millisecondsOf, uuidFromRandom } from "../base/wire.ts";

/** The leader sells no further computation while more than these run. */
const programsRunningMax = 100;

/** What the leader serves payments with. */
export interface LeaderResources {
  /** The leader's id and key. */
  identity: NodeIdentity;
  /** The leader's state. */
  state: LeaderState;
  /** The programs of the leader's node. */
  programs: ProgramStore;
  /** The computations of all nodes. */
  computations: Pick<Computations, "programsRunning">;
  /** The chain on which payments are made. */
  chain: Chain;
  /** The devnet's time and random bytes. */
  environment: DevnetEnvironment;
  /** Where requests are noted that belong to one operation. */
  trace: OperationTrace;
}

/** Serves prices, receipts and balances. */
export function paymentsService(router: ConnectRouter, leader: LeaderResources): void {
  const { identity, state, programs, computations, environment, chain, trace } = leader;
  router.service(Payments, {
    async priceQuote(request, { values }) {
      const { nonce, signed } = await priceOperation(request, programs, identity.key, environment);
      trace.quote(values.get(headersKey), nonce);
      return signed;
    },

    paymentReceipt(request, context) {
      if (request.signedQuote === undefined) throw malformed("'signed_quote' not set");
      const quote = openQuote(request.signedQuote, identity.key);
      trace.quote(context.values.get(headersKey), quote.nonce);
      checkRoom(quote, computations);
      if (request.txHash !== "") payOnChain(leader, quote, request.txHash);
      else payFromBalance(leader, quote, callerOf(context));
      const operation = paidOperation(quote, state.pools, environment.now());
      const identifier = uuidFromRandom(environment.randomBytes(16));
      trace.pay(quote.nonce, identifier);
      return issueReceipt(identifier, operation, identity.key, environment);
    },

    paymentsConfig: () => ({
      minimumAddFundsPayment: depositUnilMin,
      creditsPerNil: creditsPerNil,
    }),

    accountBalance(_request, context) {
      const balance = creditBalance(state.ledger, callerOf(context), environment.now());
      const updatedAtMs = balance?.updatedAtMs ?? 0;
      return {
        balance: balance?.credits ?? 0n,
        lastUpdated: timestampOf(updatedAtMs),
        expiresAt: timestampOf(updatedAtMs + balanceLifetimeMs),
      };
    },

    addFunds({ payload, txHash }) {
      const recipient = recipientOf(payload, identity);
      const payment = committedPayment(chain, txHash);
      if (encodeHex(payment.resource) !== encodeHex(sha256(payload))) {
        throw refusal(
          Code.InvalidArgument,
          "hash in payment does not match hash of payload",
        );
      }
      if (payment.amountUnil < depositUnilAccepted) {
        throw refusal(Code.InvalidArgument, "payment is too small");
      }
      const credits = creditsFor(payment.amountUnil);
      if (!deposit(state.ledger, payment.txHash, recipient, credits, environment.now())) {
        throw refusal(
          Code.InvalidArgument,
          "payment transaction has already been processed",
        );
      }
      return {};
    },
  });
}

/** Refuses to sell a computation while too many run. The price is not paid then. */
function checkRoom({ request }: PriceQuote, { programsRunning }: LeaderResources["computations"]) {
  if (request?.operation.case !== "invokeCompute" || programsRunning <= programsRunningMax) return;
  throw refusal(Code.Unavailable, "too many compute operations running, try again later");
}

/** Accepts a transaction as the payment of a quote, or refuses it. */
function payOnChain(
  { state, chain, environment }: LeaderResources,
  quote: PriceQuote,
  txHash: string,
): void {
  const nowMs = environment.now();
  const expiresAtMs = expiryOf(quote);
  if (expiresAtMs < nowMs) throw refusal(Code.FailedPrecondition, "quote expired");
  const payment = committedPayment(chain, txHash);
  if (encodeHex(payment.resource) !== encodeHex(quote.nonce)) {
    throw refusal(Code.InvalidArgument, "nonce in payment doens't match nonce in quote");
  }
  if (payment.amountUnil < quote.fees!.tokens) {
    throw refusal(Code.InvalidArgument, "insufficient payment");
  }
  spend(state, quote, nowMs);
}

/** Takes the price of a quote from the user's balance, or refuses to. */
function payFromBalance(
  { state, environment }: LeaderResources,
  quote: PriceQuote,
  user: string,
): void {
  const nowMs = environment.now();
  const { credits } = quote.fees!;
  if (!covers(state.ledger, user, credits, nowMs)) throw notEnoughFunds();
  spend(state, quote, nowMs);
  withdraw(state.ledger, user, credits, nowMs);
}

/** Spends a quote. Refuses one that was spent, and one that needs more elements than there are. */
function spend({ pools, spentQuotes }: LeaderState, quote: PriceQuote, nowMs: number): void {
  const shortage = findShortage(pools, quote.preprocessingRequirements, nowMs);
  if (shortage !== undefined) throw notEnoughElements(elementLabel(shortage));
  if (!spendNonce(spentQuotes, quote.nonce, expiryOf(quote), nowMs)) {
    throw refusal(Code.FailedPrecondition, "nonce already used");
  }
}

function expiryOf(quote: PriceQuote): number {
  return millisecondsOf(quote.expiresAt!)!;
}

/** The operation of a quote, for its receipt. Takes the elements that a computation needs from their pools. */
function paidOperation(quote: PriceQuote, pools: Pools, nowMs: number): OperationMetadata {
  const operation = quote.request!.operation;
  if (operation.case !== "invokeCompute") return create(OperationMetadataSchema, { operation });
  return create(OperationMetadataSchema, {
    operation: {
      case: "invokeCompute",
      value: {
        quote: operation.value,
        offsets: quote.preprocessingRequirements.map((need) => ({
          element: need.element,
          ...takeElements(pools, need, nowMs),
          batchSize: batchSize(need.element),
        })),
        auxiliaryMaterials: quote.auxiliaryMaterialRequirements.map(({ material, version }) => ({
          material,
          version,
        })),
      },
    },
  });
}

function committedPayment(chain: Chain, txHash: string): CommittedPayment {
  const payment = chain.findPayment(txHash.toUpperCase());
  if (payment === undefined) throw refusal(Code.Unavailable, "transaction not committed");
  return payment;
}

/** The user to whom a deposit goes. It is in the payload, whose hash is in the transaction. */
function recipientOf(payload: Uint8Array, leader: NodeIdentity): string {
  const { recipient, nonce, leaderPublicKey } = readPayload(payload);
  if (recipient?.contents.length !== 20 || nonce.length !== 32) throw invalidPayload();
  if (leaderPublicKey !== undefined) {
    const isOurs = leaderPublicKey.keyType === PublicKeyType.SECP256K1 &&
      encodeHex(leaderPublicKey.contents) === encodeHex(leader.key.publicKey.toBytes());
    if (!isOurs) throw refusal(Code.InvalidArgument, "invalid leader public key");
  }
  return encodeHex(recipient.contents);
}

function readPayload(payload: Uint8Array): AddFundsPayload {
  try {
    return fromBinary(AddFundsPayloadSchema, payload);
  } catch {
    throw invalidPayload();
  }
}

function invalidPayload() {
  return refusal(Code.InvalidArgument, "invalid payload");
}
