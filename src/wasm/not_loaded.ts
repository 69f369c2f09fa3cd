import { FailedPreconditionError } from "../errors.ts";

/** The error of whoever uses a subpath alone, which loads nothing. */
export function notLoaded(what: string): FailedPreconditionError {
  return new FailedPreconditionError(
    `${what} is not loaded: import "@nilvm/client" in Deno, "@nilvm/client/workers", ` +
      `"@nilvm/client/browser" or "@nilvm/client/node" elsewhere, ` +
      `or call useModules() of "@nilvm/client/module" with a module of your own`,
  );
}
