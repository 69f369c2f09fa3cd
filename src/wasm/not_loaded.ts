import { FailedPreconditionError } from "../errors.ts";

/** The error of whoever uses a subpath alone, which loads nothing. */
export function notLoaded(what: string): FailedPreconditionError {
  return new FailedPreconditionError(
    `${what} is not loaded: add the line \`import "@nilvm/client";\` in Deno, elsewhere that of ` +
      `"@nilvm/client/workers", "@nilvm/client/browser" or "@nilvm/client/node", ` +
      `or call useModules() of "@nilvm/client/module" with a module of your own. ` +
      "TypeScript drops an import that only types use, so names from it do not suffice then",
  );
}
