import type { UniversalHandlerFn } from "@connectrpc/connect/protocol";

/**
 * Lets pages of public sites reach a devnet on this machine. Before such a request, browsers ask whether a server of a
 * private network allows it (https://wicg.github.io/private-network-access).
 */
export function withPrivateNetwork(handler: UniversalHandlerFn): UniversalHandlerFn {
  return async (request) => {
    const response = await handler(request);
    const isAsked = request.method === "OPTIONS" &&
      request.header.get("access-control-request-private-network") === "true";
    if (!isAsked) return response;
    const header = new Headers(response.header);
    header.set("access-control-allow-private-network", "true");
    return { ...response, header };
  };
}
