import {
  create,
  type DescMessage,
  type DescMethodUnary,
  fromBinary,
  type MessageInitShape,
  type MessageShape,
  toBinary,
} from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { type Client, createClient, type Interceptor } from "@connectrpc/connect";
import type { GenService, GenServiceMethods } from "@bufbuild/protobuf/codegenv2";
import { createGrpcWebTransport } from "@connectrpc/connect-web";
import type { Devnet, DevnetNode } from "@nilvm/client/devnet";
import { PrivateKey } from "@nilvm/client/keys";
import { PublicKeySchema, PublicKeyType } from "../../../src/gen/nillion/auth/v1/public_key_pb.ts";
import {
  type SignedToken,
  SignedTokenSchema,
  TokenSchema,
} from "../../../src/gen/nillion/auth/v1/token_pb.ts";
import { type UserId, UserIdSchema } from "../../../src/gen/nillion/auth/v1/user_pb.ts";
import { LeaderQueries } from "../../../src/gen/nillion/leader_queries/v1/service_pb.ts";
import { Membership } from "../../../src/gen/nillion/membership/v1/service_pb.ts";
import { AddFundsPayloadSchema } from "../../../src/gen/nillion/payments/v1/balance_pb.ts";
import {
  type PriceQuote,
  type PriceQuoteRequestSchema,
  PriceQuoteSchema,
  type SignedQuote,
} from "../../../src/gen/nillion/payments/v1/quote_pb.ts";
import type { SignedReceipt } from "../../../src/gen/nillion/payments/v1/receipt_pb.ts";
import { Payments } from "../../../src/gen/nillion/payments/v1/service_pb.ts";
import { Permissions } from "../../../src/gen/nillion/permissions/v1/service_pb.ts";
import { Values } from "../../../src/gen/nillion/values/v1/service_pb.ts";

/** The operations that can be quoted. */
export type Operation = NonNullable<
  MessageInitShape<typeof PriceQuoteRequestSchema>["operation"]
>;

/** How a token differs from a valid one. */
export interface TokenFlaws {
  nodeId?: string;
  nonceLength?: number;
  expiresAtMs?: number;
  keyType?: PublicKeyType;
  corruptSignature?: boolean;
}

/** The nodes' services without a client. The test chooses what is sent. */
export class RawUser {
  readonly key: PrivateKey = PrivateKey.random();
  readonly devnet: Devnet;
  readonly now: () => number;

  constructor(devnet: Devnet, now: () => number = Date.now) {
    this.devnet = devnet;
    this.now = now;
  }

  get leader(): DevnetNode {
    return this.devnet.nodes.find((node) => node.isLeader)!;
  }

  get follower(): DevnetNode {
    return this.devnet.nodes.find((node) => !node.isLeader)!;
  }

  async userId(): Promise<UserId> {
    const contents = (await sha256(this.key.publicKey.toBytes())).subarray(12);
    return create(UserIdSchema, { contents });
  }

  token(node: DevnetNode, flaws: TokenFlaws = {}): SignedToken {
    const serializedToken = toBinary(
      TokenSchema,
      create(TokenSchema, {
        nonce: crypto.getRandomValues(new Uint8Array(flaws.nonceLength ?? 32)),
        targetIdentity: { contents: fromHex(flaws.nodeId ?? node.id) },
        expiresAt: timestampFromMs(flaws.expiresAtMs ?? this.now() + 60_000),
      }),
    );
    const signature = this.key.sign(serializedToken);
    if (flaws.corruptSignature) signature[20]! ^= 1;
    return create(SignedTokenSchema, {
      serializedToken,
      publicKey: {
        keyType: flaws.keyType ?? PublicKeyType.SECP256K1,
        contents: this.key.publicKey.toBytes(),
      },
      signature,
    });
  }

  /** A client of one service at a node, by default with a valid token. */
  at<S extends GenService<GenServiceMethods>>(
    service: S,
    node: DevnetNode,
    headers?: Record<string, string>,
  ): Client<S> {
    const send = headers ?? tokenHeader(this.token(node));
    const addHeaders: Interceptor = (next) => (request) => {
      for (const [name, value] of Object.entries(send)) request.header.set(name, value);
      return next(request);
    };
    return createClient(
      service,
      createGrpcWebTransport({
        baseUrl: node.endpoint,
        fetch: this.devnet.fetch,
        interceptors: [addHeaders],
      }),
    );
  }

  /** Sends a request to a node by a method that may differ from its service's own. */
  async unary<In extends DescMessage, Out extends DescMessage>(
    node: DevnetNode,
    method: DescMethodUnary<In, Out>,
    request: MessageInitShape<In>,
  ): Promise<MessageShape<Out>> {
    const transport = createGrpcWebTransport({ baseUrl: node.endpoint, fetch: this.devnet.fetch });
    const headers = tokenHeader(this.token(node));
    return (await transport.unary(method, undefined, undefined, headers, request)).message;
  }

  membership(headers?: Record<string, string>) {
    return this.at(Membership, this.leader, headers);
  }

  values(headers?: Record<string, string>) {
    return this.at(Values, this.leader, headers);
  }

  permissions() {
    return this.at(Permissions, this.leader);
  }

  payments(headers?: Record<string, string>) {
    return this.at(Payments, this.leader, headers);
  }

  leaderQueries() {
    return this.at(LeaderQueries, this.leader);
  }

  quote(operation: Operation): Promise<SignedQuote> {
    return this.payments().priceQuote({ operation });
  }

  /** A receipt paid from the balance. */
  async receipt(operation: Operation): Promise<SignedReceipt> {
    return await this.payments().paymentReceipt({ signedQuote: await this.quote(operation) });
  }

  /** Sends money on the chain; resolves to the transaction's hash. */
  pay(amountUnil: bigint, resource: Uint8Array): Promise<string> {
    return this.devnet.payer(0).submitPayment(amountUnil, resource);
  }

  /** The payload of a deposit; names the leader if one is given. */
  async addFundsPayload(leader?: DevnetNode): Promise<Uint8Array> {
    const payload = create(AddFundsPayloadSchema, {
      recipient: await this.userId(),
      nonce: crypto.getRandomValues(new Uint8Array(32)),
    });
    if (leader !== undefined) {
      payload.leaderPublicKey = create(PublicKeySchema, {
        keyType: PublicKeyType.SECP256K1,
        contents: fromHex(leader.publicKey),
      });
    }
    return toBinary(AddFundsPayloadSchema, payload);
  }

  /** Adds credits to the balance. */
  async deposit(amountUnil: bigint): Promise<void> {
    const payload = await this.addFundsPayload();
    const txHash = await this.pay(amountUnil, await sha256(payload));
    await this.payments().addFunds({ payload, txHash });
  }
}

export function tokenHeader(token: SignedToken): Record<string, string> {
  return binaryTokenHeader(toBinary(SignedTokenSchema, token));
}

export function binaryTokenHeader(bytes: Uint8Array): Record<string, string> {
  return { "x-nillion-token-bin": btoa(String.fromCharCode(...bytes)).replace(/=+$/, "") };
}

export function openQuote(signed: SignedQuote): PriceQuote {
  return fromBinary(PriceQuoteSchema, signed.quote);
}

export async function sha256(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes.slice()));
}

export function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16));
}

/** The frame of a message in gRPC: a flag, the length, the message. */
export function framed(message: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(5 + message.length);
  new DataView(frame.buffer).setUint32(1, message.length);
  frame.set(message, 5);
  return frame;
}
