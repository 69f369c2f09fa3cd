/** Nodes that lie, and agree on their lies. */
import {
  create,
  type DescMessage,
  fromBinary,
  type MessageShape,
  toBinary,
} from "@bufbuild/protobuf";
import type { Devnet } from "@nilvm/client/devnet";
import { PrivateKey } from "@nilvm/client/keys";
import type { Environment } from "@nilvm/client";
import { encodeHex } from "../../src/base/hex.ts";
import { ClusterSchema } from "../../src/gen/nillion/membership/v1/cluster_pb.ts";
import { PermissionsSchema } from "../../src/gen/nillion/permissions/v1/permissions_pb.ts";
import {
  ReceiptSchema,
  type SignedReceipt,
  SignedReceiptSchema,
} from "../../src/gen/nillion/payments/v1/receipt_pb.ts";
import { StoreValuesResponseSchema } from "../../src/gen/nillion/values/v1/store_pb.ts";
import {
  RetrieveValuesResponseSchema,
  StoreValuesRequestSchema,
} from "../../src/gen/nilvm/opaque/v1/values_pb.ts";
import { tokenHeader, Tokens } from "../../src/network/auth_token.ts";
import { colludingShares } from "../../tools/collude.ts";
import { frame, unframe } from "../../tools/grpc_web.ts";
import { relayAll } from "../support/relays.ts";
import { here, within } from "./here.ts";
import { type Answer, nameOf, type Passing } from "./passing.ts";
import { liarsOf, type NodeLie, type Plan } from "./plan.ts";
import type { Serve } from "./links.ts";
import type { Story } from "./story.ts";

/** What liars need. */
export interface LiarOptions {
  readonly plan: Plan;
  readonly devnet: Devnet;
  readonly environment: Environment;
  readonly story: Story;
  readonly serve: Serve;
}

const webHeaders = { "content-type": "application/grpc-web+proto" };

/** The nodes that lie. */
export class NodeLiars {
  readonly #options: LiarOptions;
  readonly #key = PrivateKey.fromSeed("a liar");
  /** The place of each node among the sorted ids, from 1 on. */
  readonly #positions: readonly number[];
  /** The places of the honest nodes that shall agree with the liars. */
  readonly #allies: readonly number[];
  #isHonest = false;

  constructor(options: LiarOptions) {
    this.#options = options;
    const { devnet, plan } = options;
    const ids = devnet.nodes.map(({ id }) => id).sort();
    this.#positions = devnet.nodes.map(({ id }) => ids.indexOf(id) + 1);
    const liars = liarsOf(plan);
    this.#allies = devnet.nodes.filter(({ index }) => !liars.includes(index))
      .slice(0, plan.shape.degree).map(({ index }) => this.#positions[index]!);
  }

  /** From now on nobody lies. */
  repent(): void {
    this.#isHonest = true;
  }

  /** Whether a node lies in this way. */
  #lies(node: number, kind: NodeLie["kind"]): boolean {
    return !this.#isHonest &&
      this.#options.plan.nodeLies.some((lie) => lie.node === node && lie.kind === kind);
  }

  /** Serves a request as the node that it is for wants. */
  async serve(passing: Passing): Promise<Answer> {
    const { serve } = this.#options;
    const { to, method } = passing;
    if (typeof to !== "number" || !liarsOf(this.#options.plan).includes(to)) {
      return await serve(passing);
    }
    if (method === "Cluster" && this.#lies(to, "relays")) {
      return await this.#changed(passing, ClusterSchema, relayAll);
    }
    if (method === "StoreValues") {
      if (this.#lies(to, "burns")) {
        await this.#burn(to, readRequest(passing, StoreValuesRequestSchema).signedReceipt);
      }
      if (this.#lies(to, "forgets")) return this.#acknowledge(passing);
      if (this.#lies(to, "ids")) {
        return await this.#changed(passing, StoreValuesResponseSchema, (answer) => {
          answer.valuesId = otherId(answer.valuesId);
        });
      }
    }
    if (method === "DeleteValues" && this.#lies(to, "forgets")) return this.#empty(passing);
    if (method === "PaymentReceipt" && this.#lies(to, "burns")) {
      return await this.#changed(
        passing,
        SignedReceiptSchema,
        (receipt) => this.#burn(to, receipt),
      );
    }
    if (method === "RetrieveValues" && this.#lies(to, "shares")) {
      return await this.#changed(passing, RetrieveValuesResponseSchema, (answer) => {
        const { primeBits } = this.#options.plan.shape;
        const position = this.#positions[to]!;
        answer.values = colludingShares(answer.values, primeBits, position, this.#allies);
      });
    }
    if (method === "RetrievePermissions" && this.#lies(to, "permissions")) {
      return await this.#changed(passing, PermissionsSchema, (answer) => {
        if (answer.owner) answer.owner.contents = new Uint8Array(20).fill(0xee);
      });
    }
    return await serve(passing);
  }

  /** Has the request served, and changes the answer. */
  async #changed<Desc extends DescMessage>(
    passing: Passing,
    schema: Desc,
    change: (message: MessageShape<Desc>) => unknown,
  ): Promise<Answer> {
    const answer = await this.#options.serve(passing);
    if (answer.headers.has("grpc-status")) return answer; // A refusal has no message.
    const { message: bytes, rest } = unframe(answer.body);
    const message = fromBinary(schema, bytes.slice());
    await change(message);
    this.#options.story.tell(`node ${passing.to}`, `lies about ${nameOf(passing)}`);
    return { ...answer, body: frame(toBinary(schema, message), rest) };
  }

  #acknowledge(passing: Passing): Answer {
    const { updateIdentifier, signedReceipt } = readRequest(passing, StoreValuesRequestSchema);
    const valuesId = updateIdentifier.length > 0
      ? updateIdentifier
      : fromBinary(ReceiptSchema, signedReceipt!.receipt).identifier;
    this.#options.story.tell(`node ${passing.to}`, `forgets ${nameOf(passing)}`);
    return answerOf(toBinary(
      StoreValuesResponseSchema,
      create(StoreValuesResponseSchema, { valuesId }),
    ));
  }

  #empty(passing: Passing): Answer {
    this.#options.story.tell(`node ${passing.to}`, `forgets ${nameOf(passing)}`);
    return answerOf(new Uint8Array());
  }

  /** Uses the receipt of a write at all other nodes, with shares of its own. */
  async #burn(liar: number, receipt: SignedReceipt | undefined): Promise<void> {
    if (receipt === undefined) return;
    const { metadata } = fromBinary(ReceiptSchema, receipt.receipt);
    if (metadata?.operation.case !== "storeValues") return;
    const { devnet, plan, story } = this.#options;
    const liars = liarsOf(plan);
    const step = here();
    if (step === undefined) throw new Error("A receipt was given to nobody");
    await within({ ...step, by: "liar" }, async () => {
      const user = { contents: this.#key.publicKey.toBytes().slice(0, 20) };
      const request = create(StoreValuesRequestSchema, {
        signedReceipt: receipt,
        values: [Uint8Array.of(0x0a, 1, 0x78, 0x12, 4, 0x0a, 2, 0x0a, 0)],
        permissions: { owner: user, retrieve: [user], update: [user], delete: [user] },
      });
      const body = frame(toBinary(StoreValuesRequestSchema, request));
      for (const { index, id, endpoint } of devnet.nodes) {
        if (liars.includes(index)) continue;
        const { environment } = this.#options;
        const tokens = new Tokens(this.#key, environment).for(Uint8Array.fromHex(id));
        // A key at hand signs at once, and waiting would change the order of the run.
        const token = tokens.current() as string;
        const headers = { ...webHeaders, [tokenHeader]: token };
        const url = `${endpoint}/nillion.values.v1.Values/StoreValues`;
        const response = await devnet.fetch(url, { method: "POST", headers, body });
        await response.arrayBuffer();
        const status = response.headers.get("grpc-status") ?? "0";
        story.tell(
          `node ${liar}`,
          `burns the receipt ${
            encodeHex(receipt.receipt).slice(4, 12)
          } at node ${index}: ${status}`,
        );
      }
    });
  }
}

/** A request's message. */
function readRequest<Desc extends DescMessage>(
  { body }: Passing,
  schema: Desc,
): MessageShape<Desc> {
  return fromBinary(schema, unframe(body).message.slice());
}

/** The answer of this message. */
function answerOf(message: Uint8Array<ArrayBuffer>): Answer {
  const trailer = frame(new TextEncoder().encode("grpc-status: 0\r\n"));
  trailer[0] = 0x80;
  return { status: 200, headers: new Headers(webHeaders), body: frame(message, trailer) };
}

/** The id that liars agree on. */
function otherId(id: Uint8Array): Uint8Array<ArrayBuffer> {
  const other = id.slice() as Uint8Array<ArrayBuffer>;
  other[0]! ^= 0xff;
  return other;
}
