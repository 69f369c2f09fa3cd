import { create, toBinary } from "@bufbuild/protobuf";
import { type Delivery, InvalidArgumentError } from "../errors/mod.ts";
import { PublicKeyType } from "../gen/nillion/auth/v1/public_key_pb.ts";
import { AddFundsPayloadSchema } from "../gen/nillion/payments/v1/balance_pb.ts";
import { Payments } from "../gen/nillion/payments/v1/service_pb.ts";
import type { UserId } from "../keys/user_id.ts";
import { askLeader } from "../network/ask_leader.ts";
import type { Connection } from "../network/connect.ts";
import type { Call } from "../async/deadline.ts";
import { inPhase } from "../events/observe.ts";
import { consequenceOf, deliveryAfter, endsPayment } from "../network/failure.ts";
import { limitsOf, retry } from "../network/retry.ts";
import { sha256 } from "../core/core.ts";
import type { Payer } from "./payer.ts";
import { Payment } from "./payment.ts";
import type { PaymentEntry, PaymentLog } from "./payment_log.ts";

const nonceBytes = 32;
const keyTypes = { secp256k1: PublicKeyType.SECP256K1, ed25519: PublicKeyType.ED25519 };

/** The payload of a new deposit, which the leader credits once. */
function newPayload({ cluster, environment }: Connection, recipient: UserId): Uint8Array {
  const { keyType, contents } = cluster.leader.publicKey;
  return toBinary(
    AddFundsPayloadSchema,
    create(AddFundsPayloadSchema, {
      recipient: { contents: recipient.toBytes() },
      nonce: environment.randomBytes(nonceBytes),
      leaderPublicKey: { keyType: keyTypes[keyType], contents },
    }),
  );
}

/** A payment into a user's balance. It is paid once and credited once, in any number of attempts. */
export class Deposit {
  readonly #connection: Connection;
  readonly #entry: PaymentEntry;
  readonly #payload: Uint8Array;
  readonly #payment: Payment;
  #delivery: Delivery = "notSent";
  #isRefused = false;

  /** Prepares a deposit, or goes on with the one of an earlier process. It sends nothing. */
  constructor(
    connection: Connection,
    payer: Payer | undefined,
    payload: Uint8Array,
    entry: PaymentEntry,
  ) {
    const { amountUnil } = entry.record;
    this.#connection = connection;
    this.#entry = entry;
    this.#payload = payload;
    this.#payment = new Payment(payer, amountUnil, sha256(payload), connection.environment, entry);
  }

  /** Whether it may be paid and must still be credited. */
  get isBegun(): boolean {
    return this.#payment.isBegun && !this.#isRefused;
  }

  /** Pays, and asks the leader to credit the payment. It skips the steps that are done. */
  async complete(call: Call): Promise<void> {
    try {
      if (!this.isBegun) await this.#checkMinimum(call);
      await this.#creditOnce(await this.#payment.settle(call), call);
    } catch (error) {
      if (!this.isBegun) await this.#entry.end(call);
      throw error;
    }
  }

  /**
   * Has the deposit of an earlier process credited, and pays nothing.
   *
   * @returns The hash of the transaction, or `undefined` if the deposit was not paid.
   * @throws {PaymentUnknownError} When it may be paid.
   */
  async resume(call: Call): Promise<string | undefined> {
    const txHash = await this.#payment.lookUp(call);
    if (txHash === undefined) await this.#entry.end(call);
    else await this.#creditOnce(txHash, call);
    return txHash;
  }

  /** Has the leader credit the payment, and ends the deposit. */
  async #creditOnce(txHash: string, call: Call): Promise<void> {
    const { environment, leader } = this.#connection;
    const credit = (call: Call) => this.#credit(txHash, call);
    call.txHash = txHash;
    await inPhase(call, "receipt", (facts) => {
      facts.txHash = txHash;
      return retry(credit, environment, call, limitsOf(leader));
    });
    await this.#entry.end(call);
  }

  async #checkMinimum(call: Call): Promise<void> {
    const { paymentsConfig } = Payments.method;
    const ask = () => askLeader(this.#connection, paymentsConfig, {}, call);
    const config = await inPhase(call, "payment", ask);
    const minimumUnil = config.minimumAddFundsPayment;
    const { amountUnil } = this.#entry.record;
    if (amountUnil < minimumUnil) {
      throw new InvalidArgumentError(
        `A deposit of ${amountUnil} unil is too small: the network takes at least ${minimumUnil} unil`,
        { phase: "payment" },
      );
    }
  }

  async #credit(txHash: string, call: Call): Promise<void> {
    const request = { payload: this.#payload, txHash };
    try {
      await this.#connection.leader.send(Payments.method.addFunds, request, call);
    } catch (error) {
      const consequence = consequenceOf(error, this.#delivery);
      if (consequence === "believe") return;
      this.#delivery = deliveryAfter(this.#delivery, error);
      this.#isRefused = endsPayment(error);
      throw error;
    }
  }
}

/** The deposits of one client. It keeps those that are paid and not credited. */
export class Deposits {
  readonly #connection: Connection;
  readonly #log: PaymentLog;
  /** By amount and recipient. */
  readonly #unsettled = new Map<string, Deposit[]>();

  /** Makes deposits at the leader of a cluster. */
  constructor(connection: Connection, log: PaymentLog) {
    this.#connection = connection;
    this.#log = log;
  }

  /** Makes a deposit, or completes an earlier one of the same amount and recipient that failed. */
  async add(
    payer: Payer | undefined,
    amountUnil: bigint,
    recipient: UserId,
    call: Call,
  ): Promise<void> {
    if (payer === undefined) {
      throw new InvalidArgumentError(
        "This client has no payer, so it cannot add funds: pass `payer` to VmClient.create",
      );
    }
    const kind = `${amountUnil} unil for ${recipient}`;
    const unsettled = this.#unsettled.get(kind) ?? [];
    this.#unsettled.set(kind, unsettled);
    const deposit = unsettled.pop() ?? this.#begin(payer, amountUnil, recipient);
    try {
      await deposit.complete(call);
    } catch (error) {
      if (deposit.isBegun) unsettled.push(deposit);
      throw error;
    }
  }

  #begin(payer: Payer, amountUnil: bigint, recipient: UserId): Deposit {
    const payload = newPayload(this.#connection, recipient);
    const action = `Adding funds for user ${recipient}`;
    return new Deposit(
      this.#connection,
      payer,
      payload,
      this.#log.begin({ action, amountUnil, payload }),
    );
  }
}
