import { shown } from "../base/text.ts";
import { InvalidArgumentError } from "../errors/mod.ts";

/**
 * Checks a URL, and removes its trailing slashes.
 *
 * @param name The name of the endpoint, for the error.
 * @param option The option that holds the endpoint, if an option does.
 * @throws {InvalidArgumentError} When it is not an http or https URL, or has credentials, a query or
 * a fragment.
 */
export function checkEndpoint(endpoint: string, name: string, option?: string): string {
  const url = typeof endpoint === "string" && URL.canParse(endpoint)
    ? new URL(endpoint)
    : undefined;
  const isPlain = url !== undefined && /^https?:$/.test(url.protocol) && url.hostname !== "" &&
    url.username === "" && url.password === "" && url.search === "" && url.hash === "";
  if (!isPlain) {
    // The other parts of a URL may hold a password or a token, which no error may repeat.
    const mayBeSecret = typeof endpoint === "string" && /[@?#]/.test(endpoint);
    const got = mayBeSecret ? "" : `, got ${shown(endpoint)}`;
    throw new InvalidArgumentError(
      `${name} must be an http or https URL without credentials, query or fragment${got}`,
      { option },
    );
  }
  return url.href.replace(/\/+$/, "");
}
