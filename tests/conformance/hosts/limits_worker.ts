/** A Worker that stores and reads with clients of a request, of the isolate and of a Durable Object. */
import {
  compileProgram,
  type Fetch,
  Network,
  PrivateKey,
  SecretInteger,
  VmClient,
} from "@nilvm/client/workers";
import { fromHex } from "../expect.ts";
import { watchedFetch } from "../watched_fetch.ts";

/** What the Worker is told; all of it is text. */
export interface Settings {
  readonly bootnode: string;
  /** The key of a user who has a balance, in hex. */
  readonly key: string;
  /** An address that never answers. */
  readonly hanging: string;
  /** A program in hex. */
  readonly program: string;
}

interface Environment {
  readonly SETTINGS: string;
  readonly KEEPER: {
    idFromName(name: string): unknown;
    get(id: unknown): { fetch(request: Request): Promise<Response> };
  };
}

/** The requests that are held, until the caller goes. */
let held = 0;

function clientOf({ bootnode, key }: Settings, fetch?: Fetch): Promise<VmClient> {
  return VmClient.create({
    key: PrivateKey.fromHex(key),
    network: new Network({ bootnode, fetch }),
    paymentMode: "balance",
  });
}

async function storeAndRead(client: VmClient): Promise<string> {
  const id = await client.storeValues({ a: new SecretInteger(42) }, { ttlDays: 1 }).invoke();
  const { a } = await client.retrieveValues(id).invoke();
  return String(a?.value);
}

/** Stores, and holds every request for shares after that. */
async function hold(settings: Settings, client?: VmClient): Promise<string> {
  let isHeld = false;
  const holding: Fetch = (input, init) => {
    if (!isHeld || !input.endsWith("/RetrieveValues")) return fetch(input, init);
    held++;
    return fetch(settings.hanging, init);
  };
  const own = await clientOf(settings, holding);
  const id = await own.storeValues({ a: new SecretInteger(42) }, { ttlDays: 1 }).invoke();
  isHeld = true;
  const reads = Array.from({ length: 3 }, () => own.retrieveValues(id).invoke());
  if (client !== undefined) reads.push(client.retrieveValues(id).invoke());
  return (await Promise.allSettled(reads)).map(({ status }) => status).join();
}

async function count(settings: Settings): Promise<unknown> {
  const watched = watchedFetch();
  let requests = 0;
  const client = await clientOf(settings, (input, init) => {
    requests++;
    return watched.fetch(input, init);
  });
  const nodes = client.cluster.members.length;
  const read = await storeAndRead(client);
  await watched.settled();
  return { nodes, read, requests, openMax: watched.openMax, open: watched.open };
}

let shared: Promise<VmClient> | undefined;

async function answer(path: string, settings: Settings): Promise<unknown> {
  switch (path) {
    case "/count":
      return await count(settings);
    case "/own":
      return await storeAndRead(await clientOf(settings));
    case "/shared":
      return await storeAndRead(await (shared ??= clientOf(settings)));
    case "/compile":
      return (await compileProgram(fromHex(settings.program))).inputParties.length;
    case "/hold":
      return await hold(settings);
    case "/held":
      return held;
  }
}

/** Keeps a client for all requests. */
export class Keeper {
  readonly #settings: Settings;
  #client: Promise<VmClient> | undefined;

  constructor(_state: unknown, { SETTINGS }: Environment) {
    this.#settings = JSON.parse(SETTINGS);
  }

  async fetch(request: Request): Promise<Response> {
    const client = await (this.#client ??= clientOf(this.#settings));
    if (new URL(request.url).pathname === "/object/hold") {
      return Response.json(await hold(this.#settings, client));
    }
    return Response.json(await storeAndRead(client));
  }
}

export default {
  async fetch(request: Request, { SETTINGS, KEEPER }: Environment): Promise<Response> {
    const path = new URL(request.url).pathname;
    if (path.startsWith("/object")) {
      return await KEEPER.get(KEEPER.idFromName("one")).fetch(request);
    }
    return Response.json(await answer(path, JSON.parse(SETTINGS)));
  },
};
