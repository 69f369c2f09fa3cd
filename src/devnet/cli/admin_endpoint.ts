import type {
  UniversalHandlerFn,
  UniversalServerRequest,
  UniversalServerResponse,
} from "@connectrpc/connect/protocol";
import { InvalidArgumentError, NotFoundError, VmError } from "../../errors/mod.ts";
import type { Devnet } from "../devnet.ts";
import type { ChainAccount } from "../devnet_chain.ts";
import type { ChainFault, InjectedFault, NodeFault } from "../faults/fault.ts";

const BODY_BYTES_MAX = 65_536;

type Body = Record<string, unknown>;

/** What a route answers. */
type Answer = (devnet: Devnet, name: string, body: Body) => unknown;

const routes: readonly (readonly [method: string, path: RegExp, answer: Answer])[] = [
  ["GET", /^\/status$/, status],
  ["POST", /^\/clock\/advance$/, advance],
  ["POST", /^\/nodes\/(\d+)\/faults$/, injectIntoNode],
  ["POST", /^\/chain\/faults$/, injectIntoChain],
  ["DELETE", /^\/faults\/(\d+)$/, clearFault],
  ["DELETE", /^\/faults$/, clearFaults],
  ["GET", /^\/chain\/accounts\/(\w+)$/, account],
  ["PATCH", /^\/chain\/accounts\/(\w+)$/, setAccount],
];

/**
 * Lets other processes on this machine control a devnet, in JSON over HTTP. What a web page sends is refused: it would be
 * somebody else's page, in the browser of whoever runs the devnet.
 */
export function adminEndpoint(devnet: Devnet): UniversalHandlerFn {
  return async (request) => {
    const { host, pathname } = new URL(request.url);
    if (isFromWebPage(request.header, request.header.get("host") ?? host)) {
      return respond(403, { error: "Web pages do not control a devnet" });
    }
    for (const [method, path, answer] of routes) {
      const match = method === request.method ? path.exec(pathname) : null;
      if (match === null) continue;
      try {
        return respond(200, answer(devnet, match[1] ?? "", await readJson(request)));
      } catch (error) {
        if (!(error instanceof VmError || error instanceof SyntaxError)) throw error;
        const option = error instanceof InvalidArgumentError ? error.option : undefined;
        return respond(error instanceof NotFoundError ? 404 : 400, {
          error: error.message,
          option,
        });
      }
    }
    return respond(404, { error: `There is nothing here for ${request.method} ${pathname}` });
  };
}

/** By the header that browsers add to what pages send; a page that has its own name lead here has that name as host. */
function isFromWebPage(header: Headers, host: string): boolean {
  const site = header.get("sec-fetch-site") ?? "none";
  return header.has("origin") || site !== "none" || !/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host);
}

function status({ clock, nodes, chain, network, faults }: Devnet) {
  return {
    now: new Date(clock.now()).toISOString(),
    nodes: nodes.map(({ index, id, endpoint, isLeader }) => ({ index, id, endpoint, isLeader })),
    chain: { height: chain.height, chainId: network.chainId },
    faults: faults.map(describe),
  };
}

function advance({ clock }: Devnet, _: string, { ms }: Body) {
  clock.advance(ms as number);
  return { now: new Date(clock.now()).toISOString() };
}

function injectIntoNode({ nodes }: Devnet, index: string, fault: Body) {
  const node = nodes[Number(index)];
  if (node === undefined) {
    throw new NotFoundError(
      `The devnet has nodes 0 to ${nodes.length - 1}, but none of number ${index}`,
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
    const others = ids === "" ? "and no other is" : `but these are: ${ids}`;
    throw new NotFoundError(`No fault ${id} is at work, ${others}`);
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
      `The devnet has wallets 0 to ${wallets.length - 1}, but none of number ${name}`,
    );
  }
  const { balanceUnil, sequence } = chain.account(address);
  return { address, balanceUnil: `${balanceUnil}`, sequence };
}

function setAccount(devnet: Devnet, name: string, { balanceUnil, sequence, ...unknown }: Body) {
  const [field] = Object.keys(unknown);
  if (field !== undefined) {
    throw new InvalidArgumentError(
      `An account has no ${JSON.stringify(field)}, but balanceUnil and sequence`,
      { option: field },
    );
  }
  const { address } = account(devnet, name);
  const changes: { -readonly [Field in keyof ChainAccount]?: ChainAccount[Field] } = {};
  // Numbers of JSON are not exact enough for amounts.
  if (balanceUnil !== undefined) {
    if (typeof balanceUnil !== "string" || !/^\d+$/.test(balanceUnil)) {
      throw new InvalidArgumentError(
        `balanceUnil has to be the digits of a whole number, such as "1000"`,
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
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > BODY_BYTES_MAX) throw new SyntaxError("The body is too long");
  }
  if (text === "") return {};
  const json = JSON.parse(text);
  if (typeof json === "object" && json !== null) return json;
  throw new SyntaxError("The body has to be an object");
}

function respond(status: number, answer: unknown): UniversalServerResponse {
  const bytes = new TextEncoder().encode(`${JSON.stringify(answer)}\n`);
  return {
    status,
    header: new Headers({ "content-type": "application/json" }),
    body: (async function* () {
      yield bytes;
    })(),
  };
}
