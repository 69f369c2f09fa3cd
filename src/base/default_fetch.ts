/** The part of the platform's `fetch` that the client uses. */
export type Fetch = (input: string, init?: RequestInit) => Promise<Response>;

let replacement: Fetch | undefined;

/** Sets the `fetch` of networks that have none of their own. Entry points call it where the platform's is not enough. */
export function useFetch(fetch: Fetch): void {
  replacement = fetch;
}

/** The `fetch` of networks that have none of their own: what the entry point has set, or else the platform's. */
export function defaultFetch(): Fetch {
  return replacement ?? globalThis.fetch;
}
