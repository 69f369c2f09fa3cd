/**
 * Serves a module as Vercel's launcher does: it calls the export that has the name of the request's method.
 * `node node_host.mjs MODULE`, with the port in `PORT`.
 */
import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import process from "node:process";

const handlers = await import(pathToFileURL(process.argv[2]).href);

createServer(async (incoming, outgoing) => {
  const { method, url, headers } = incoming;
  const handler = handlers[method];
  if (handler === undefined) return outgoing.writeHead(405).end();
  const body = method === "POST" ? await buffer(incoming) : undefined;
  const request = new Request(new URL(url, `http://${headers.host}`), { method, body });
  try {
    const response = await handler(request);
    outgoing.writeHead(response.status).end(await response.bytes());
  } catch (error) {
    outgoing.writeHead(500).end(String(error));
  }
}).listen(process.env.PORT, "127.0.0.1");
