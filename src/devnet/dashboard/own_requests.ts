import type { UniversalServerRequest } from "@connectrpc/connect/protocol";

/** Why a request is not answered, with the status that says so. */
export interface Objection {
  readonly status: 403 | 415;
  readonly error: string;
}

/**
 * Says why a server on this machine does not answer a request. It answers programs and its own page, at its own name
 * only: any other page in a browser on this machine could send requests, too.
 *
 * @param what what the server controls or shows, with its article
 * @param names its names besides addresses
 * @param isPage whether the request is for the page itself, to which other pages may link
 */
export function objectionTo(
  { method, header, url }: UniversalServerRequest,
  what: string,
  names: readonly string[],
  isPage: boolean,
): Objection | undefined {
  const host = header.get("host") ?? new URL(url).host;
  const name = hostnameOf(`http://${host}`);
  if (!isAddress(name) && !names.includes(name)) {
    const known = names.join(" or ");
    return {
      status: 403,
      error: `${what} is reached by an address or as ${known}, not as ${name}`,
    };
  }
  const origin = header.get("origin");
  // Browsers add these headers to the requests of pages. To the plain address of another machine they add them only where
  // a request can change something, so no GET may change anything.
  const site = header.get("sec-fetch-site") ?? "none";
  const isLink = isPage && header.get("sec-fetch-dest") === "document";
  const isOwn = (origin === null || origin === `http://${host}`) &&
    (site === "none" || site === "same-origin");
  if (!isOwn && !(isLink && origin === null)) {
    return { status: 403, error: `Other web pages can neither read nor control ${what}` };
  }
  // A form of a page can send neither type, nor can a script without asking first, which gets no.
  const type = header.get("content-type") ?? "";
  if (origin !== null && !/^application\/(json|octet-stream)$/.test(type) && method !== "GET") {
    return {
      status: 415,
      error: "The content type of a page's request must be application/json",
    };
  }
  return undefined;
}

/** The name of a host as URLs write it. */
export function hostnameOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : "";
}

/** A page whose name is made to lead here sends that name as host. It cannot do so with an address. */
function isAddress(name: string): boolean {
  return name.startsWith("[") || /^\d+\.\d+\.\d+\.\d+$/.test(name);
}
