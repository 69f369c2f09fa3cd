/**
 * Tests of the threat model in `docs/security.md`: attacks that no other test makes, and that each claim names its test.
 *
 * @module
 */
import { createClient } from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-web";
import {
  FailedPreconditionError,
  InsufficientFundsError,
  Network,
  SecretInteger,
  VmClient,
} from "@nilvm/client";
import { PrivateKey } from "@nilvm/client/keys";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { AccountBalanceResponseSchema } from "../src/gen/nillion/payments/v1/balance_pb.ts";
import { Values } from "../src/gen/nillion/values/v1/service_pb.ts";
import { changeAnswer } from "./support/grpc_web.ts";
import { fundedClient, startNet, statuses } from "./support/net_fixture.ts";

const root = new URL("../", import.meta.url);

Deno.test("a node that says it stored its share, and did not, is named at the read", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const honest = Promise.withResolvers<Response>();
  net.intercept = async ({ to, method, passOn }) => {
    if (method !== "StoreValues") return await passOn();
    if (to === 2) return await honest.promise;
    const answer = await passOn();
    honest.resolve(answer.clone());
    return answer;
  };
  const id = await client.storeValues({ a: new SecretInteger(42) }, { ttlDays: 1 }).invoke();
  assertEquals(net.devnet.nodes.map((node) => node.heldShares().length), [1, 1, 0]);
  const read = client.retrieveValues(id);
  assertEquals((await read.invoke())["a"]?.value, 42n);
  assertEquals(statuses(read.outcomes), ["done", "done", "failed NOT_FOUND"]);
});

Deno.test("a leader can show any balance", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  net.intercept = (passing) =>
    passing.method === "AccountBalance"
      ? changeAnswer(passing, AccountBalanceResponseSchema, (answer) => {
        answer.balance = 1n;
      })
      : passing.passOn();
  assertEquals((await client.balance()).balance, 1n);
});

Deno.test("a proxy before one node can act as the user there, and nowhere else", async () => {
  await using net = await startNet();
  const key = PrivateKey.random();
  const clusterDigest = (await net.client()).cluster.digest;
  const network = new Network({ ...net.network, clusterDigest });
  await using client = await VmClient.create({ key, network, payer: net.payer() });
  const node = net.devnet.nodes.findLast(({ isLeader }) => !isLeader)!;
  let token = "";
  net.intercept = ({ to, request, passOn }) => {
    if (to === node.index) token = request.headers.get("x-nillion-token")!;
    return passOn();
  };
  const id = await client.storeValues({ a: new SecretInteger(42) }, { ttlDays: 1 }).invoke();

  const deleteAt = (baseUrl: string) => {
    const transport = createGrpcWebTransport({ baseUrl, fetch: net.devnet.fetch });
    const headers = { "x-nillion-token": token };
    const valuesId = Uint8Array.fromHex(id.replaceAll("-", ""));
    return createClient(Values, transport).deleteValues({ valuesId }, { headers });
  };
  await deleteAt(node.endpoint);
  for (const { endpoint } of net.devnet.nodes.filter((other) => other !== node)) {
    await assertRejects(() => deleteAt(endpoint), Error, "unauthenticated");
  }
  const read = client.retrieveValues(id);
  assertEquals((await read.invoke())["a"]?.value, 42n);
  assertEquals(read.outcomes.filter(({ status }) => status !== "done").map(({ node }) => node), [
    node.id,
  ]);
});

Deno.test("a proxy can have a price taken that was refused before, after a deposit", async () => {
  await using net = await startNet();
  await using client = await net.client({ payer: undefined });
  let refused: Request | undefined;
  net.intercept = async ({ method, request, passOn }) => {
    if (method === "PaymentReceipt") refused ??= request.clone();
    return await passOn();
  };
  await assertRejects(() => client.poolStatus().invoke(), InsufficientFundsError);
  await using friend = await net.client();
  await friend.addFunds(20_000_000n, client.userId);
  const { balance } = await client.balance();
  await (await net.devnet.fetch(refused!)).body?.cancel();
  assert((await client.balance()).balance < balance);
});

Deno.test("a proxy that repeats a request can have the last of a balance taken, and the chain paid too", async () => {
  await using net = await startNet();
  await using client = await net.client();
  await client.addFunds(1_000_000n);
  const wallet = await net.walletUnil();
  let isRepeated = false;
  net.intercept = async ({ method, request, passOn }) => {
    if (method !== "PaymentReceipt" || isRepeated) return await passOn();
    isRepeated = true;
    const again = request.clone();
    await (await passOn()).body?.cancel();
    return await net.devnet.fetch(again);
  };
  await assertRejects(() => client.poolStatus().invoke(), FailedPreconditionError);
  assertEquals((await client.balance()).balance, 0n);
  assert(await net.walletUnil() < wallet);
});

Deno.test("docs/security.md names a test for each claim, and those tests exist", async () => {
  const page = await Deno.readTextFile(new URL("docs/security.md", root));
  const sections = new Map(
    page.split("\n## ").map((section) => {
      const [title, ...lines] = section.split("\n");
      return [title!, lines.join("\n")];
    }),
  );
  const promises = sections.get("What is promised")!.split("\n- ").slice(1);
  const rows = sections.get("Who can do what")!.split("\n").filter((line) => /^\| /.test(line))
    .slice(2);
  assert(promises.length >= 7 && rows.length >= 30, `${promises.length}, ${rows.length}`);
  for (const claim of [...promises, ...rows]) {
    const text = claim.replaceAll(/\s+/g, " ").trim();
    const named = [...text.matchAll(/`([\w/]+_test\.ts)`: ([^;|]+?)(?= *(?:;|\||\.?$))/g)];
    assert(named.length > 0, text);
    for (const [, file, name] of named) {
      const source = await Deno.readTextFile(new URL(`tests/${file}`, root));
      assert(source.includes(`"${name}"`), `${file} has no test ${name}`);
    }
  }
});
