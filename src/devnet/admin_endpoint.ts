import type {
  UniversalHandlerFn,
  UniversalServerRequest,
  UniversalServerResponse,
} from "@connectrpc/connect/protocol";
import { InvalidArgumentError, NotFoundError, VmError } from "../errors/mod.ts";
import { readBody } from "./base/bodies.ts";
import { hostnameOf, objectionTo } from "./dashboard/own_requests.ts";
import { isPagePath, pageFileAt } from "./dashboard/page_of.ts";
import { respond } from "./dashboard/respond.ts";
import type { Devnet } from "./devnet.ts";
import type { ChainAccount } from "./devnet_chain.ts";
import type { ChainFault, InjectedFault, NodeFault } from "./faults/fault.ts";
import type { Inspection } from "./inspection.ts";
import type { RequestLog } from "./request_log.ts";

const bodyBytesMax = 65_536;
const snapshotBytesMax = 1024 * 1024 * 1024;

/** The time in which the answer to a request to stop reaches whoever asked. */
const stopDelayMs = 20;

type Body = Record<string, unknown>;

/** Answers a request: with bytes, or with what is written as JSON. `name` is the variable part of its path. */
type Answer = (devnet: Devnet, name: string, body: Body, inside: Inside) => unknown;

/** What a devnet does not show its user. */
interface Inside {
  readonly inspection: Inspection;
  readonly log: RequestLog | undefined;
}

const routes: readonly (readonly [method: string, path: RegExp, answer: Answer])[] = [
  ["GET", /^\/status$/, status],
  ["GET", /^\/devnet$/, describeDevnet],
  ["GET", /^\/log(?:\/after\/(\d+))?$/, requests],
  [
    "GET",
    /^\/values\/from\/(\d+)$/,
    (_, index, __, { inspection }) => inspection.valuesFrom(Number(index)),
  ],
  ["GET", /^\/values\/([0-9a-f-]{36})$/, (_, id, __, { inspection }) => inspection.valuesOf(id)],
  ["GET", /^\/programs$/, (_, __, ___, { inspection }) => ({ programs: inspection.programs() })],
  ["GET", /^\/pools$/, (_, __, ___, { inspection }) => ({ pools: inspection.pools() })],
  ["GET", /^\/snapshot$/, (devnet) => devnet.snapshot()],
  ["POST", /^\/stop$/, stop],
  ["POST", /^\/clock\/advance$/, advance],
  ["POST", /^\/nodes\/(\d+)\/faults$/, injectIntoNode],
  ["POST", /^\/chain\/faults$/, injectIntoChain],
  ["DELETE", /^\/faults\/(\d+)$/, clearFault],
  ["DELETE", /^\/faults$/, clearFaults],
  ["GET", /^\/chain\/blocks$/, (_, __, ___, { inspection }) => ({ blocks: inspection.blocks() })],
  [
    "GET",
    /^\/chain\/accounts$/,
    (_, __, ___, { inspection }) => ({ accounts: inspection.accounts() }),
  ],
  ["GET", /^\/chain\/accounts\/(\w+)$/, account],
  ["PATCH", /^\/chain\/accounts\/(\w+)$/, setAccount],
];

/**
 * Lets other processes on this machine control a devnet with JSON over HTTP, and serves the dashboard. Refuses requests of
 * other web pages, since any page in a browser on this machine could send them.
 */
export function adminEndpoint(
  devnet: Devnet,
  inspection: Inspection,
  log?: RequestLog,
  advertise = "127.0.0.1",
): UniversalHandlerFn {
  const names = [
    "localhost",
    hostnameOf(`http://${advertise.includes(":") ? `[${advertise}]` : advertise}`),
  ];
  return async (request) => {
    const { pathname } = new URL(request.url);
    const isPage = request.method === "GET" && isPagePath(pathname);
    const objection = objectionTo(request, "A devnet", names, isPage);
    if (objection !== undefined) return respond(objection.status, { error: objection.error });
    const file = isPage ? await pageFileAt(pathname) : undefined;
    if (file !== undefined) return respond(200, file.text, file.type);
    if (request.method === "PUT" && pathname === "/snapshot") return await restore(devnet, request);
    for (const [method, path, answer] of routes) {
      const match = method === request.method ? path.exec(pathname) : null;
      if (match === null) continue;
      try {
        return respond(
          200,
          await answer(devnet, match[1] ?? "", await readJson(request), { inspection, log }),
        );
      } catch (error) {
        return refuse(error);
      }
    }
    return respond(404, { error: `The devnet has no ${request.method} ${pathname}` });
  };
}

function refuse(error: unknown): UniversalServerResponse {
  if (!(error instanceof VmError || error instanceof SyntaxError)) throw error;
  const option = error instanceof InvalidArgumentError ? error.option : undefined;
  return respond(error instanceof NotFoundError ? 404 : 400, { error: error.message, option });
}

async function restore(
  devnet: Devnet,
  { body }: UniversalServerRequest,
): Promise<UniversalServerResponse> {
  const bytes = await readBody(body as AsyncIterable<Uint8Array>, snapshotBytesMax);
  if (bytes === undefined) return respond(413, { error: "The snapshot is too large" });
  try {
    await devnet.restore(bytes);
    return respond(200, { restored: true });
  } catch (error) {
    return refuse(error);
  }
}

function stop(devnet: Devnet) {
  setTimeout(() => {
    devnet[Symbol.asyncDispose]().catch((error) =>
      console.error(`The devnet did not end well: ${error}`)
    );
  }, stopDelayMs);
  return { stopping: true };
}

/** What another process needs to control the devnet. */
function describeDevnet({ clusterId, network, nodes, wallets }: Devnet) {
  const { bootnode, chainId, chainRpcEndpoint, chainGrpcEndpoint } = network;
  return {
    clusterId,
    network: { bootnode, chainId, chainRpcEndpoint, chainGrpcEndpoint },
    nodes: nodes.map(({ index, id, publicKey, endpoint, isLeader }) => ({
      index,
      id,
      publicKey,
      endpoint,
      isLeader,
    })),
    wallets,
  };
}

function status(devnet: Devnet) {
  const { clock, nodes, chain, network, faults } = devnet;
  return {
    now: new Date(clock.now()).toISOString(),
    nodes: nodes.map(({ index, id, endpoint, isLeader }) => ({ index, id, endpoint, isLeader })),
    chain: { height: chain.height, chainId: network.chainId },
    faults: faults.map(describe),
    ...devnet.contents(),
  };
}

/** The latest requests after the one with this number. */
function requests(_: Devnet, after: string, __: Body, { log }: Inside) {
  return { requests: log?.after(Number(after)) ?? [] };
}

function advance({ clock }: Devnet, _: string, { ms }: Body) {
  clock.advance(ms as number);
  return { now: new Date(clock.now()).toISOString() };
}

function injectIntoNode({ nodes }: Devnet, index: string, fault: Body) {
  const node = nodes[Number(index)];
  if (node === undefined) {
    throw new NotFoundError(
      `The devnet has no node ${index}: its nodes are 0 to ${nodes.length - 1}`,
    );
  }
  return describe(node.inject(fault as unknown as NodeFault));
}

function injectIntoChain({ chain }: Devnet, _: string, fault: Body) {
  return describe(chain.inject(fault as unknown as ChainFault));
}

function clearFault({ faults }: Devnet, id: string) {
  const found = faults.find((fault) => fault.id === Number(id));
  if (found === undefined) {
    const ids = faults.map(({ id }) => id).join(", ");
    const others = ids === "" ? "no fault is active" : `the active faults are ${ids}`;
    throw new NotFoundError(`The devnet has no fault ${id}: ${others}`);
  }
  return clear([found]);
}

function clearFaults({ faults }: Devnet) {
  return clear(faults);
}

function clear(faults: readonly InjectedFault[]) {
  for (const fault of faults) fault[Symbol.dispose]();
  return { cleared: faults.map(describe) };
}

function account({ chain, wallets }: Devnet, name: string) {
  const isNumber = /^\d+$/.test(name);
  const address = isNumber ? wallets[Number(name)]?.address : name;
  if (address === undefined) {
    throw new NotFoundError(
      `The devnet has no wallet ${name}: its wallets are 0 to ${wallets.length - 1}`,
    );
  }
  const { balanceUnil, sequence } = chain.account(address);
  return { address, balanceUnil: `${balanceUnil}`, sequence };
}

function setAccount(devnet: Devnet, name: string, { balanceUnil, sequence, ...unknown }: Body) {
  const [field] = Object.keys(unknown);
  if (field !== undefined) {
    throw new InvalidArgumentError(
      `An account has balanceUnil and sequence, but no ${JSON.stringify(field)}`,
      { option: field },
    );
  }
  const { address } = account(devnet, name);
  const changes: { -readonly [Field in keyof ChainAccount]?: ChainAccount[Field] } = {};
  // Numbers in JSON are not exact enough for amounts.
  if (balanceUnil !== undefined) {
    if (typeof balanceUnil !== "string" || !/^\d+$/.test(balanceUnil)) {
      throw new InvalidArgumentError(
        `balanceUnil must be the digits of a whole number, such as "1000"`,
        { option: "balanceUnil" },
      );
    }
    changes.balanceUnil = BigInt(balanceUnil);
  }
  if (sequence !== undefined) changes.sequence = sequence as number;
  devnet.chain.setAccount(address, changes);
  return account(devnet, name);
}

function describe({ id, at, fault, hits }: InjectedFault) {
  return { id, at, hits, ...fault };
}

async function readJson({ body }: UniversalServerRequest): Promise<Body> {
  const bytes = await readBody(body as AsyncIterable<Uint8Array>, bodyBytesMax);
  if (bytes === undefined) throw new SyntaxError(`The body has more than ${bodyBytesMax} bytes`);
  if (bytes.length === 0) return {};
  const json = JSON.parse(new TextDecoder().decode(bytes));
  if (typeof json === "object" && json !== null) return json;
  throw new SyntaxError("The body must be a JSON object");
}
