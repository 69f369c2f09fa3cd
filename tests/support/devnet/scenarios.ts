import { create, type MessageInitShape } from "@bufbuild/protobuf";
import type { Devnet } from "@nilvm/client/devnet";
import { PublicKeyType } from "../../../src/gen/nillion/auth/v1/public_key_pb.ts";
import {
  type Permissions,
  PermissionsSchema,
} from "../../../src/gen/nillion/permissions/v1/permissions_pb.ts";
import { PreprocessingElement } from "../../../src/gen/nillion/preprocessing/v1/element_pb.ts";
import { Payments } from "../../../src/gen/nillion/payments/v1/service_pb.ts";
import { LeaderQueries } from "../../../src/gen/nillion/leader_queries/v1/service_pb.ts";
import type { StoreValuesRequestSchema } from "../../../src/gen/nillion/values/v1/store_pb.ts";
import type { NamedValueSchema } from "../../../src/gen/nillion/values/v1/value_pb.ts";
import { createComputeScenarios } from "./compute_scenarios.ts";
import {
  binaryTokenHeader,
  openQuote,
  type Operation,
  RawUser,
  sha256,
  tokenHeader,
} from "./raw_user.ts";

/** A recorded request, sent again. Resolves to the recording's message for an answer that is not a refusal. */
export type Scenario = () => Promise<string>;

const empty: Record<string, string> = {};
const unknownId = crypto.getRandomValues(new Uint8Array(16));
const shortId = new Uint8Array(5);
const mebibyte = 1024n * 1024n;

const poolStatus: Operation = { case: "poolStatus", value: {} };
const storeOne: Operation = {
  case: "storeValues",
  value: { secretSharedCount: 1n, payloadSize: 64n },
};
const retrieve = (valuesId: Uint8Array): Operation => ({
  case: "retrieveValues",
  value: { valuesId },
});
const compute = (programId: string): Operation => ({ case: "invokeCompute", value: { programId } });

type NamedValueInit = MessageInitShape<typeof NamedValueSchema>;

function secretInteger(
  name: string,
  share: Uint8Array = new Uint8Array(32).fill(7),
): NamedValueInit {
  return { name, value: { value: { case: "shamirShareInteger", value: { value: share } } } };
}

function publicInteger(name: string): NamedValueInit {
  const value = new Uint8Array(32);
  return { name, value: { value: { case: "publicInteger", value: { value } } } };
}

/** Sets up what the scenarios need and returns them by `area: scenario`. */
export async function createScenarios(devnet: Devnet): Promise<Map<string, Scenario>> {
  const owner = new RawUser(devnet);
  const stranger = new RawUser(devnet);
  const pauper = new RawUser(devnet);
  await owner.deposit(400_000_000n);
  const ownerId = await owner.userId();
  const strangerId = await stranger.userId();
  const ownPermissions = create(PermissionsSchema, {
    owner: ownerId,
    retrieve: [ownerId],
    update: [ownerId],
    delete: [ownerId],
  });

  const quoted = async (operation: Operation) => {
    const { fees } = openQuote(await owner.quote(operation));
    return `tokens ${fees!.tokens} credits ${fees!.credits}`;
  };

  /** Stores values, by default with a receipt for one secret value. */
  const store = async (
    request: MessageInitShape<typeof StoreValuesRequestSchema> = {},
    operation: Operation = storeOne,
    user: RawUser = owner,
  ) => {
    const { valuesId } = await user.values().storeValues({
      signedReceipt: await owner.receipt(operation),
      values: [secretInteger("a")],
      permissions: ownPermissions,
      ...request,
    });
    return valuesId;
  };
  const ok = async (request: Promise<unknown>) => {
    await request;
    return "ok";
  };
  const stored = await store();

  const deleteUnknown = (headers: Record<string, string>) =>
    ok(owner.values(headers).deleteValues({ valuesId: unknownId }));
  const sharedToken = tokenHeader(owner.token(owner.leader));

  const spentQuote = await owner.quote(poolStatus);
  await owner.payments().paymentReceipt({ signedQuote: spentQuote });
  const paidQuote = await owner.quote(poolStatus);
  const paidTx = await owner.pay(1_000_000n, openQuote(paidQuote).nonce);
  const payForQuote = async (amountUnil: bigint) => {
    const signedQuote = await owner.quote(poolStatus);
    const txHash = await owner.pay(amountUnil, openQuote(signedQuote).nonce);
    await owner.payments().paymentReceipt({ signedQuote, txHash });
    return "ok";
  };
  const addFunds = async (amountUnil: bigint) => {
    const payload = await owner.addFundsPayload();
    return { payload, txHash: await owner.pay(amountUnil, await sha256(payload)) };
  };
  const funds = await addFunds(1_000_000n);

  const spentStoreReceipt = await owner.receipt(storeOne);
  const spentRetrieveReceipt = await owner.receipt(retrieve(stored));
  const spentPoolReceipt = await owner.receipt(poolStatus);
  const retrieveWith = async (user: RawUser, valuesId: Uint8Array) =>
    await ok(
      user.values().retrieveValues({ signedReceipt: await owner.receipt(retrieve(valuesId)) }),
    );

  const readPermissions = async (user: RawUser, valuesId: Uint8Array) => {
    const operation: Operation = { case: "retrievePermissions", value: { valuesId } };
    return await ok(
      user.permissions().retrievePermissions({ signedReceipt: await owner.receipt(operation) }),
    );
  };
  const overwrite = async (
    user: RawUser,
    valuesId: Uint8Array,
    permissions: { permissions?: Permissions },
  ) => {
    const operation: Operation = { case: "overwritePermissions", value: { valuesId } };
    return await ok(
      user.permissions().overwritePermissions({
        signedReceipt: await owner.receipt(operation),
        ...permissions,
      }),
    );
  };
  const update = async (
    user: RawUser,
    changes: Omit<
      Parameters<ReturnType<RawUser["permissions"]>["updatePermissions"]>[0],
      "$typeName"
    >,
    operation: Operation = { case: "updatePermissions", value: { valuesId: stored } },
  ) =>
    await ok(
      user.permissions().updatePermissions({
        signedReceipt: await owner.receipt(operation),
        ...changes,
      }),
    );
  const givenAway = await store();

  return new Map<string, Scenario>(Object.entries({
    "auth: membership without a token": () => ok(owner.membership(empty).cluster({})),
    "auth: delete without a token": () => deleteUnknown(empty),
    "auth: garbage token bytes": () =>
      deleteUnknown(binaryTokenHeader(new Uint8Array(40).fill(0xff))),
    "auth: base64 header that is not base64": () =>
      deleteUnknown({ "x-nillion-token": "this is not base64!" }),
    "auth: corrupt signature": () =>
      deleteUnknown(tokenHeader(owner.token(owner.leader, { corruptSignature: true }))),
    "auth: expired a second ago": () =>
      deleteUnknown(tokenHeader(owner.token(owner.leader, { expiresAtMs: Date.now() - 1000 }))),
    "auth: token for another node": () =>
      deleteUnknown(tokenHeader(owner.token(owner.leader, { nodeId: owner.follower.id }))),
    "auth: nonce of 31 bytes": () =>
      deleteUnknown(tokenHeader(owner.token(owner.leader, { nonceLength: 31 }))),
    "auth: nonce of 33 bytes": () =>
      deleteUnknown(tokenHeader(owner.token(owner.leader, { nonceLength: 33 }))),
    "auth: token valid for a day": () =>
      deleteUnknown(
        tokenHeader(owner.token(owner.leader, { expiresAtMs: Date.now() + 86_400_000 })),
      ),
    "auth: secp256k1 key labelled ed25519": () =>
      deleteUnknown(tokenHeader(owner.token(owner.leader, { keyType: PublicKeyType.ED25519 }))),
    "auth: valid token, id unknown": () => deleteUnknown(tokenHeader(owner.token(owner.leader))),
    "auth: same token twice": () => deleteUnknown(sharedToken),
    "auth: same token twice, second use": () => deleteUnknown(sharedToken),

    "payments: quote with no operation": () => ok(owner.payments().priceQuote({})),
    "payments: quote pool status": () => quoted(poolStatus),
    "payments: quote store of 5 MiB": () =>
      quoted({ case: "storeValues", value: { payloadSize: 5n * mebibyte } }),
    "payments: quote store of 7 MiB": () =>
      quoted({ case: "storeValues", value: { payloadSize: 7n * mebibyte } }),
    "payments: quote store ttl 0": () => quoted({ case: "storeValues", value: { ttlDays: 0 } }),
    "payments: quote store ttl 4 billion": () =>
      quoted({ case: "storeValues", value: { ttlDays: 4_000_000_000 } }),
    "payments: quote compute, malformed program id": () => quoted(compute("nothing")),
    "payments: quote compute, unknown program": () =>
      quoted(compute(`${"12".repeat(20)}/name/sha256/${"34".repeat(32)}`)),
    "payments: quote compute, unknown builtin": () => quoted(compute("builtin/nothing")),
    "payments: quote compute tecdsa_sign": () => quoted(compute("builtin/tecdsa_sign")),
    "payments: quote retrieve of an unknown id": () => quoted(retrieve(unknownId)),
    "payments: quote retrieve with a 5-byte id": () => ok(owner.quote(retrieve(shortId))),
    "payments: quote from a node that is not the leader": () =>
      ok(owner.at(Payments, owner.follower).priceQuote({ operation: poolStatus })),
    "payments: quote without a token": () =>
      ok(owner.payments(empty).priceQuote({ operation: poolStatus })),
    "payments: receipt for a tampered quote": async () => {
      const { quote, signature } = await owner.quote(poolStatus);
      quote[5]! ^= 1;
      return await ok(owner.payments().paymentReceipt({ signedQuote: { quote, signature } }));
    },
    "payments: receipt with a tampered signature": async () => {
      const { quote, signature } = await owner.quote(poolStatus);
      signature[5]! ^= 1;
      return await ok(owner.payments().paymentReceipt({ signedQuote: { quote, signature } }));
    },
    "payments: receipt from an empty balance": () => ok(pauper.receipt(poolStatus)),
    "payments: receipt without a token": async () =>
      await ok(
        owner.payments(empty).paymentReceipt({ signedQuote: await owner.quote(poolStatus) }),
      ),
    "payments: receipt from balance": () => ok(owner.receipt(poolStatus)),
    "payments: receipt for a quote already spent": () =>
      ok(owner.payments().paymentReceipt({ signedQuote: spentQuote })),
    "payments: receipt with an unknown transaction": async () =>
      await ok(
        owner.payments().paymentReceipt({
          signedQuote: await owner.quote(poolStatus),
          txHash: "AB".repeat(32),
        }),
      ),
    "payments: receipt with a malformed hash": async () =>
      await ok(
        owner.payments().paymentReceipt({
          signedQuote: await owner.quote(poolStatus),
          txHash: "no hash",
        }),
      ),
    "payments: receipt paid on chain": () =>
      ok(owner.payments().paymentReceipt({ signedQuote: paidQuote, txHash: paidTx })),
    "payments: the same transaction and quote again": () =>
      ok(owner.payments().paymentReceipt({ signedQuote: paidQuote, txHash: paidTx })),
    "payments: a transaction that paid another quote": async () =>
      await ok(
        owner.payments().paymentReceipt({
          signedQuote: await owner.quote(poolStatus),
          txHash: paidTx,
        }),
      ),
    "payments: half of the price": () => payForQuote(500_000n),
    "payments: twice the price": () => payForQuote(2_000_000n),
    "payments: payments config": async () =>
      `minimum ${(await owner.payments().paymentsConfig({})).minimumAddFundsPayment}`,
    "payments: balance without a token": () => ok(owner.payments(empty).accountBalance({})),
    "payments: add funds, unknown transaction": async () =>
      await ok(
        owner.payments().addFunds({
          payload: await owner.addFundsPayload(),
          txHash: "CD".repeat(32),
        }),
      ),
    "payments: add funds, transaction for something else": async () =>
      await ok(
        owner.payments().addFunds({ payload: await owner.addFundsPayload(), txHash: paidTx }),
      ),
    "payments: add funds, garbage payload": () =>
      ok(owner.payments().addFunds({ payload: new Uint8Array(9).fill(0xff), txHash: paidTx })),
    "payments: add funds, one unil": async () =>
      await ok(owner.payments().addFunds(await addFunds(1n))),
    "payments: add funds": () => ok(owner.payments().addFunds(funds)),
    "payments: add funds, same transaction again": () => ok(owner.payments().addFunds(funds)),
    "payments: add funds, 3-byte recipient": async () => {
      const payload = Uint8Array.of(
        ...[0x0a, 5, 0x0a, 3, 1, 2, 3],
        ...[0x12, 32, ...new Uint8Array(32)],
      );
      const txHash = await owner.pay(1_000_000n, await sha256(payload));
      return await ok(owner.payments().addFunds({ payload, txHash }));
    },

    "values: store without a receipt": () =>
      ok(owner.values().storeValues({ values: [secretInteger("a")], permissions: ownPermissions })),
    "values: store with a receipt for pool status": () => ok(store({}, poolStatus)),
    "values: store with a tampered receipt": async () => {
      const { receipt, signature } = await owner.receipt(storeOne);
      receipt[5]! ^= 1;
      return await ok(store({ signedReceipt: { receipt, signature } }));
    },
    "values: store": () => ok(store({ signedReceipt: spentStoreReceipt })),
    "values: store with the same receipt again": () =>
      ok(store({ signedReceipt: spentStoreReceipt })),
    "values: store no values": () => ok(store({ values: [] })),
    "values: store two values, one quoted": () =>
      ok(store({ values: [secretInteger("a"), secretInteger("b")] })),
    "values: store one value, two quoted": () =>
      ok(store({}, { case: "storeValues", value: { secretSharedCount: 2n, payloadSize: 64n } })),
    "values: store a public value quoted as secret": () =>
      ok(store({ values: [publicInteger("a")] })),
    "values: store more bytes than quoted": () =>
      ok(store({}, { case: "storeValues", value: { secretSharedCount: 1n, payloadSize: 1n } })),
    "values: store without permissions": async () =>
      await ok(
        owner.values().storeValues({
          signedReceipt: await owner.receipt(storeOne),
          values: [secretInteger("a")],
        }),
      ),
    "values: store with permissions owned by another": () =>
      ok(
        store({ permissions: create(PermissionsSchema, { ...ownPermissions, owner: strangerId }) }),
      ),
    "values: store the same name twice": () =>
      ok(store({ values: [secretInteger("a"), secretInteger("a")] })),
    "values: store with an empty name": () => ok(store({ values: [secretInteger("")] })),
    "values: store a value with nothing in it": () =>
      ok(store({ values: [{ name: "a", value: {} }] })),
    "values: store a share of 5 bytes": () =>
      ok(store({ values: [secretInteger("a", new Uint8Array(5).fill(1))] })),
    "values: store a share above the prime": () =>
      ok(store({ values: [secretInteger("a", new Uint8Array(32).fill(0xff))] })),
    "values: store with ttl 0": () =>
      ok(store({}, { case: "storeValues", value: { secretSharedCount: 1n, ttlDays: 0 } })),
    "values: store with ttl 4 billion": () =>
      ok(
        store({}, {
          case: "storeValues",
          value: { secretSharedCount: 1n, ttlDays: 4_000_000_000 },
        }),
      ),
    "values: update an unknown id": () => ok(store({ updateIdentifier: unknownId })),
    "values: update with a 5-byte id": () => ok(store({ updateIdentifier: shortId })),
    "values: update by a stranger": () =>
      ok(store({ updateIdentifier: stored }, storeOne, stranger)),
    "values: update without permissions in the request": async () =>
      await ok(
        owner.values().storeValues({
          signedReceipt: await owner.receipt(storeOne),
          values: [secretInteger("a")],
          updateIdentifier: stored,
        }),
      ),
    "values: retrieve by a stranger": () => retrieveWith(stranger, stored),
    "values: retrieve an unknown id": () => retrieveWith(owner, unknownId),
    "values: retrieve": () =>
      ok(owner.values().retrieveValues({ signedReceipt: spentRetrieveReceipt })),
    "values: retrieve with the same receipt again": () =>
      ok(owner.values().retrieveValues({ signedReceipt: spentRetrieveReceipt })),
    "values: another user uses my retrieve receipt": () => retrieveWith(stranger, stored),
    "values: delete by a stranger": () => ok(stranger.values().deleteValues({ valuesId: stored })),
    "values: delete with a 5-byte id": () => ok(owner.values().deleteValues({ valuesId: shortId })),
    "values: delete an unknown id": () => ok(owner.values().deleteValues({ valuesId: unknownId })),

    "permissions: read by a stranger": () => readPermissions(stranger, stored),
    "permissions: read for an unknown id": () => readPermissions(owner, unknownId),
    "permissions: overwrite by a stranger": () =>
      overwrite(stranger, stored, { permissions: ownPermissions }),
    "permissions: overwrite without permissions": () => overwrite(owner, stored, {}),
    "permissions: update by a stranger": () =>
      update(stranger, { retrieve: { grant: [strangerId] } }),
    "permissions: update, grant and revoke the same user": () =>
      update(owner, { retrieve: { grant: [strangerId], revoke: [strangerId] } }),
    "permissions: update, revoke someone who has none": () =>
      update(owner, { update: { revoke: [strangerId] } }),
    "permissions: update with a retrieve-permissions receipt": () =>
      update(owner, {}, { case: "retrievePermissions", value: { valuesId: stored } }),
    "permissions: update with nothing to do": () => update(owner, {}),
    "permissions: overwrite giving the ownership away": () =>
      overwrite(owner, givenAway, {
        permissions: create(PermissionsSchema, { owner: strangerId }),
      }),
    "permissions: read by the former owner": () => readPermissions(owner, givenAway),

    ...await createComputeScenarios(owner, stranger),
    "programs: quote above the memory limit": () =>
      quoted({ case: "storeProgram", value: { metadata: { memorySize: 50_001n } } }),
    "programs: quote above the instruction limit": () =>
      quoted({ case: "storeProgram", value: { metadata: { instructionCount: 50_001n } } }),

    "leader: pool status from a node that is not the leader": () =>
      ok(owner.at(LeaderQueries, owner.follower).poolStatus({})),
    "leader: pool status": async () => {
      const { offsets } = await owner.leaderQueries().poolStatus({
        signedReceipt: spentPoolReceipt,
      });
      const names = offsets.map(({ element }) => `'${PreprocessingElement[element]}'`);
      return `[${names.sort().join(", ")}]`;
    },
    "leader: pool status with the same receipt again": () =>
      ok(owner.leaderQueries().poolStatus({ signedReceipt: spentPoolReceipt })),
  }));
}
