/**
 * Puts Debian's nginx before every node of a devnet, with the configuration of `docs/deploy/proxies.md`, and uses the
 * network through it over HTTP/1.1. `deno task test:proxies [WORD ...]` runs only the cases with one of the words in their
 * names.
 *
 * @module
 */
import {
  InputPartyBinding,
  Network,
  OutputPartyBinding,
  SecretBlob,
  SecretInteger,
  VmClient,
  VmError,
} from "@nilvm/client";
import { type Devnet, startDevnet } from "@nilvm/client/devnet";
import { PrivateKey } from "@nilvm/client/keys";
import { assert, assertEquals, assertInstanceOf, assertMatch, assertRejects } from "@std/assert";
import { runCases } from "../run_cases.ts";
import { startNginx } from "./nginx.ts";

const program = new URL("../../fixtures/nada/two_parties.mir.bin", import.meta.url);

/** A devnet with a proxy before every node, and what has passed through the proxies. */
interface ProxiedDevnet extends AsyncDisposable {
  devnet: Devnet;
  client: VmClient;
  /** The bytes of the largest request. */
  largestRequest(): number;
}

/**
 * Starts a devnet behind proxies. Its nodes announce their own addresses, and the client's requests go to the proxies
 * instead.
 *
 * @param change Changes the configuration of nginx.
 */
async function behindNginx(change?: (config: string) => string): Promise<ProxiedDevnet> {
  await using started = new AsyncDisposableStack();
  const devnet = started.use(await startDevnet());
  const proxies = new Map<string, string>();
  for (const { endpoint } of devnet.nodes) {
    const { url } = started.use(await startNginx(endpoint, change));
    proxies.set(new URL(endpoint).origin, url);
  }
  let largest = 0;
  const network = new Network({
    ...devnet.network,
    fetch(input, init) {
      const { origin, href } = new URL(input);
      const proxy = proxies.get(origin);
      if (proxy === undefined) return fetch(input, init);
      if (init?.body instanceof Uint8Array) largest = Math.max(largest, init.body.length);
      return fetch(href.replace(origin, proxy), init);
    },
  });
  const payer = devnet.payer(0);
  const key = PrivateKey.random();
  const client = started.use(await VmClient.create({ key, network, payer }));
  const resources = started.move();
  return {
    devnet,
    client,
    largestRequest: () => largest,
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

function blob(bytes: number): SecretBlob {
  return new SecretBlob(new Uint8Array(bytes).fill(7));
}

const cases: Record<string, () => Promise<void>> = {
  async "nginx: store, read, compute"() {
    await using proxied = await behindNginx();
    const { client } = proxied;
    const answer = new SecretInteger(42);
    const id = await client.storeValues({ answer }, { ttlDays: 1 }).invoke();
    assert(answer.equals((await client.retrieveValues(id).invoke())["answer"]));
    const programId = await client.storeProgram("two_parties", await Deno.readFile(program))
      .invoke();
    const computeId = await client.compute({
      programId,
      inputBindings: ["p", "q"].map((party) => new InputPartyBinding(party, client.userId)),
      outputBindings: ["p", "q"].map((party) => new OutputPartyBinding(party, [client.userId])),
      values: { a: new SecretInteger(40), b: new SecretInteger(2) },
    }).invoke();
    const { sum } = await client.retrieveComputeResults(computeId).invoke();
    assertEquals(sum?.value, 42n);
  },
  async "nginx: a value of 1 MiB passes"() {
    await using proxied = await behindNginx();
    const { client, largestRequest } = proxied;
    const text = blob(1 << 20);
    const id = await client.storeValues({ text }, { ttlDays: 1 }).invoke();
    assert(text.equals((await client.retrieveValues(id).invoke())["text"]));
    const megabytes = largestRequest() / 1e6;
    assert(megabytes > 1.1 && megabytes < 1.3, `A request has ${megabytes} MB`);
  },
  async "nginx: without client_max_body_size, a value of 1 MiB is refused with status 413"() {
    await using proxied = await behindNginx((config) =>
      config.replace("client_max_body_size 64m;", "")
    );
    const storing = proxied.client.storeValues({ text: blob(1 << 20) }, { ttlDays: 1 });
    const error = await assertRejects(() => storing.invoke());
    assertInstanceOf(error, VmError);
    assertMatch(error.message, /413/);
  },
  async "nginx: proxy_read_timeout ends a silent answer with status 504"() {
    await using proxied = await behindNginx((config) =>
      config.replace("proxy_read_timeout 600s;", "proxy_read_timeout 1s;")
    );
    const { devnet, client } = proxied;
    const id = await client.storeValues({ text: blob(8) }, { ttlDays: 1 }).invoke();
    for (const node of devnet.nodes) {
      node.inject({ kind: "slow", delayMs: 2500, methods: ["RetrieveValues"] });
    }
    const error = await assertRejects(() => client.retrieveValues(id).invoke());
    assertInstanceOf(error, VmError);
    assertMatch(error.message, /504/);
  },
  async "nginx: with ten minutes, the same answer arrives"() {
    await using proxied = await behindNginx();
    const { devnet, client } = proxied;
    const id = await client.storeValues({ text: blob(8) }, { ttlDays: 1 }).invoke();
    for (const node of devnet.nodes) {
      node.inject({ kind: "slow", delayMs: 2500, methods: ["RetrieveValues"] });
    }
    assertEquals(Object.keys(await client.retrieveValues(id).invoke()), ["text"]);
  },
};

Deno.exitCode = await runCases(cases, Deno.args) ? 0 : 1;
