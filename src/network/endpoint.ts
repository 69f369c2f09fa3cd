import { InvalidArgumentError } from "../errors/mod.ts";

/**
 * The checked form of an endpoint: an HTTP URL without credentials, query, fragment or trailing
 * slash.
 *
 * @param option The option that it comes from, if it comes from one.
 */
export function checkEndpoint(endpoint: string, what: string, option?: string): string {
  const url = typeof endpoint === "string" && URL.canParse(endpoint)
    ? new URL(endpoint)
    : undefined;
  const isPlain = url !== undefined && /^https?:$/.test(url.protocol) && url.hostname !== "" &&
    url.username === "" && url.password === "" && url.search === "" && url.hash === "";
  if (!isPlain) {
    // What stands beside the host may be a password or a token, which no error repeats.
    const text = String(endpoint);
    const shown = /[@?#]/.test(text) ? "" : `, not ${JSON.stringify(text)}`;
    throw new InvalidArgumentError(
      `${what} has to be an http or https URL without credentials, query or fragment${shown}`,
      { option },
    );
  }
  return url.href.replace(/\/+$/, "");
}
