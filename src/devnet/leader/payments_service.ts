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
import { callerOf } from "../http/caller.ts";
import type { Chain, CommittedPayment } from "../chain/chain.ts";
import type { Environment } from "../base/environment.ts";
import { hexOf } from "../hex.ts";
import type { NodeIdentity } from "../node/membership.ts";
import type { LeaderState } from "./leader.ts";
import { accountOf, BALANCE_LIFETIME_MS, covers, deposit, withdraw } from "./ledger.ts";
import { spendNonce } from "../node/nonces.ts";
import { batchSize, elementName, findShortage, type Pools, takeElements } from "./pools.ts";
import type { ProgramStore } from "../node/program_store.ts";
import { CREDITS_PER_NIL, creditsFor, DEPOSIT_UNIL_ACCEPTED, DEPOSIT_UNIL_MIN } from "./prices.ts";
import { openQuote, priceOperation } from "./quotes.ts";
import { issueReceipt } from "../node/receipts.ts";
import { malformed, notEnoughElements, notEnoughFunds, refusal } from "../base/refusal.ts";
import { millisecondsOf, timestampOf } from "../node/timestamps.ts";

/** Serves the leader's till: prices, receipts and balances. */
export function paymentsService(
  router: ConnectRouter,
  leader: NodeIdentity,
  state: LeaderState,
  programs: ProgramStore,
  chain: Chain,
  environment: Environment,
): void {
  const till = { leader, state, chain, environment };
  router.service(Payments, {
    priceQuote: (request) => priceOperation(request, programs, leader.key, environment),

    paymentReceipt(request, context) {
      if (request.signedQuote === undefined) throw malformed("'signed_quote' not set");
      const quote = openQuote(request.signedQuote, leader.key);
      if (request.txHash !== "") settleOnChain(till, quote, request.txHash);
      else settleFromBalance(till, quote, callerOf(context));
      const operation = paidOperation(quote, state.pools, environment.now());
      return issueReceipt(operation, leader.key, environment);
    },

    paymentsConfig: () => ({
      minimumAddFundsPayment: DEPOSIT_UNIL_MIN,
      creditsPerNil: CREDITS_PER_NIL,
    }),

    accountBalance(_request, context) {
      const account = accountOf(state.ledger, callerOf(context), environment.now());
      const updatedAtMs = account?.updatedAtMs ?? 0;
      return {
        balance: account?.credits ?? 0n,
        lastUpdated: timestampOf(updatedAtMs),
        expiresAt: timestampOf(updatedAtMs + BALANCE_LIFETIME_MS),
      };
    },

    addFunds({ payload, txHash }) {
      const recipient = recipientOf(payload, leader);
      const payment = committedPayment(chain, txHash);
      if (hexOf(payment.resource) !== hexOf(sha256(payload))) {
        throw refusal(
          Code.InvalidArgument,
          "hash in payment does not match hash of payload",
        );
      }
      if (payment.amountUnil < DEPOSIT_UNIL_ACCEPTED) {
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

interface Till {
  leader: NodeIdentity;
  state: LeaderState;
  chain: Chain;
  environment: Environment;
}

/** Takes a payment on the chain for a quote, or refuses it. */
function settleOnChain({ state, chain, environment }: Till, quote: PriceQuote, txHash: string) {
  const nowMs = environment.now();
  const expiresAtMs = expiryOf(quote);
  if (expiresAtMs < nowMs) throw refusal(Code.FailedPrecondition, "quote expired");
  const payment = committedPayment(chain, txHash);
  if (hexOf(payment.resource) !== hexOf(quote.nonce)) {
    throw refusal(Code.InvalidArgument, "nonce in payment doens't match nonce in quote");
  }
  if (payment.amountUnil < quote.fees!.tokens) {
    throw refusal(Code.InvalidArgument, "insufficient payment");
  }
  spend(state, quote, nowMs);
}

/** Takes the price of a quote from the caller's balance, or refuses to. */
function settleFromBalance({ state, environment }: Till, quote: PriceQuote, user: string) {
  const nowMs = environment.now();
  const { credits } = quote.fees!;
  if (!covers(state.ledger, user, credits, nowMs)) throw notEnoughFunds();
  spend(state, quote, nowMs);
  withdraw(state.ledger, user, credits, nowMs);
}

/** Spends a quote, which it can be but once and only while there is what the operation needs. */
function spend({ pools, spentQuotes }: LeaderState, quote: PriceQuote, nowMs: number): void {
  const shortage = findShortage(pools, quote.preprocessingRequirements, nowMs);
  if (shortage !== undefined) throw notEnoughElements(elementName(shortage));
  if (!spendNonce(spentQuotes, quote.nonce, expiryOf(quote), nowMs)) {
    throw refusal(Code.FailedPrecondition, "nonce already used");
  }
}

function expiryOf(quote: PriceQuote): number {
  return millisecondsOf(quote.expiresAt!)!;
}

/** What a receipt says of the operation that its quote was for, with the elements that are set aside for it. */
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

/** Who a deposit is for, by the payload whose hash the transaction carries. */
function recipientOf(payload: Uint8Array, leader: NodeIdentity): string {
  const { recipient, nonce, leaderPublicKey } = readPayload(payload);
  if (recipient?.contents.length !== 20 || nonce.length !== 32) throw invalidPayload();
  if (leaderPublicKey !== undefined) {
    const isOurs = leaderPublicKey.keyType === PublicKeyType.SECP256K1 &&
      hexOf(leaderPublicKey.contents) === hexOf(leader.id);
    if (!isOurs) throw refusal(Code.InvalidArgument, "invalid leader public key");
  }
  return hexOf(recipient.contents);
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
