// @ts-types="@types/react"
import { type Context, createContext, useContext } from "react";
import type { VmClient } from "../client.ts";
import { FailedPreconditionError } from "../errors/mod.ts";

/** What a page knows of its client. */
export type ClientState =
  /** The page has given neither a client nor a way to make one. */
  | { readonly status: "none"; readonly client?: undefined; readonly error?: undefined }
  /** It is being made, or will be in the page that a server draws. */
  | { readonly status: "connecting"; readonly client?: undefined; readonly error?: undefined }
  /** It is there. */
  | { readonly status: "ready"; readonly client: VmClient; readonly error?: undefined }
  /** It could not be made. */
  | { readonly status: "failed"; readonly client?: undefined; readonly error: Error };

/** The client of a page, and how to make it again. */
export type Nilvm = ClientState & {
  /** Makes the client with `connect` again, after a failure. Otherwise it does nothing. */
  readonly reconnect: () => void;
};

/** What the provider hands to the hooks. */
export interface Provided {
  readonly nilvm: Nilvm;
  /** Settles when the client is there, or could not be made. */
  readonly whenSettled: Promise<void>;
}

/** How the provider reaches the hooks. */
export const NilvmContext: Context<Provided | undefined> = createContext<Provided | undefined>(
  undefined,
);

/** What the provider above has. */
export function useProvided(): Provided {
  const provided = useContext(NilvmContext);
  if (provided !== undefined) return provided;
  throw new FailedPreconditionError("Hooks of nilVM need a NilvmProvider above their component");
}

/**
 * The client of the page, or why there is none.
 *
 * @throws {FailedPreconditionError} When there is no `NilvmProvider` above the component.
 */
export function useNilvm(): Nilvm {
  return useProvided().nilvm;
}
