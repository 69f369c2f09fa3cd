/**
 * A page that stores a secret in a devnet and reads it back. Start it with
 * `deno run -A examples/browser/serve.ts`, and open the address that it prints.
 *
 * The page only needs a server for its files. This server also starts the devnet and gives the page the shares of each
 * node. On a real network, only the operator of a node can see its shares.
 *
 * @module
 */
import { type Devnet, startDevnet } from "@nilvm/client/devnet";

const page = new URL("./", import.meta.url);
const root = new URL("../../", import.meta.url);

const types: Record<string, string> = {
  css: "text/css",
  html: "text/html",
  js: "text/javascript",
};

/** Serves the page for a devnet. Port 0 means any free port. */
export async function servePage(devnet: Devnet, port = 0): Promise<Deno.HttpServer<Deno.NetAddr>> {
  const client = await buildClient();
  return Deno.serve({ hostname: "127.0.0.1", port, onListen() {} }, async (request) => {
    const [, first, ...rest] = new URL(request.url).pathname.split("/");
    if (first === "network.json") return Response.json(describe(devnet));
    if (first === "shares") return Response.json(sharesOf(devnet, rest.join()));
    if (first === "nilvm") return await serveFile(client, rest.join("/"));
    return await serveFile(page, first || "index.html");
  });
}

async function serveFile(folder: URL, path: string): Promise<Response> {
  const file = new URL(`./${path}`, folder);
  const type = types[path.split(".").pop()!];
  const isInside = file.href.startsWith(folder.href);
  const bytes = type !== undefined && isInside
    ? await Deno.readFile(file).catch(() => undefined)
    : undefined;
  if (type === undefined || bytes === undefined) return new Response(null, { status: 404 });
  return new Response(bytes, { headers: { "content-type": type } });
}

/** Bundles the client and `NilChainPayer` for browsers. */
async function buildClient(): Promise<URL> {
  const folder = new URL(`file://${await Deno.makeTempDir()}/`);
  const entries = ["mod.ts", "src/payments/nilchain/mod.ts"];
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "bundle",
      "--quiet",
      "--platform=browser",
      "--code-splitting",
      `--outdir=${folder.pathname}`,
      ...entries,
    ],
    cwd: root,
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return folder;
}

function describe({ network, nodes, wallets }: Devnet): unknown {
  const { bootnode, chainId, chainRpcEndpoint } = network;
  return {
    bootnode,
    chainId,
    chainRpcEndpoint,
    nodes: nodes.map(({ index, id, endpoint, isLeader }) => ({ index, id, endpoint, isLeader })),
    // The same on every devnet, so not a secret. Your page would ask the visitor's own wallet.
    wallet: wallets[7],
  };
}

function sharesOf({ nodes }: Devnet, id: string): unknown {
  return nodes.map((node) => {
    const share = node.heldShares().find(({ valuesId }) => valuesId === id);
    return share && { bytes: share.bytes.length, hex: share.bytes.subarray(0, 96).toHex() };
  });
}

if (import.meta.main) {
  const devnet = await startDevnet({ nodes: 5, polynomialDegree: 2 });
  const { addr } = await servePage(devnet, 8080);
  console.log(`Open http://127.0.0.1:${addr.port}`);
}
