/** The part of the platform's `fetch` that the client uses. */
export type Fetch = (input: string, init?: RequestInit) => Promise<Response>;

/** How many requests a client has under way at once. */
export interface RequestLimits {
  /** To all nodes together. */
  readonly atOnce: number;
  /** To one node. */
  readonly toOneNode: number;
}

/** Workers allow six connections at once, and any `fetch` may run there. */
const anywhere: RequestLimits = { atOnce: 6, toOneNode: 3 };

let replacement: { readonly fetch: Fetch; readonly limits: RequestLimits } | undefined;

/**
 * Sets the `fetch` of networks that have none of their own, and how many requests it carries at once.
 * Entry points call it where the platform's is not enough.
 */
export function useFetch(fetch: Fetch, limits: RequestLimits = anywhere): void {
  replacement = { fetch, limits };
}

/** The `fetch` of networks that have none of their own: what the entry point has set, or else the platform's. */
export function defaultFetch(): Fetch {
  return replacement?.fetch ?? globalThis.fetch;
}

/** How many requests a client may have under way, with a `fetch` of its network or without one. */
export function requestLimits(fetch: Fetch | undefined): RequestLimits {
  return fetch === undefined && replacement !== undefined ? replacement.limits : anywhere;
}
