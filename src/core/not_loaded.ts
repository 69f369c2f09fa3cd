import { FailedPreconditionError } from "../errors/mod.ts";

/** The error of whoever uses a subpath alone, which loads nothing, with the entry point that loads it, in Deno and from npm everywhere. */
export function notLoaded(what: string, entry: string): FailedPreconditionError {
  return new FailedPreconditionError(
    `${what} is not loaded: add the line \`import "${entry}";\`, ` +
      `from JSR outside Deno that of "${entry}/workers", "${entry}/browser" or "${entry}/node", ` +
      `or call useModules() of "${entry}/module" with a module of your own. ` +
      "TypeScript drops an import that only types use, so names from it do not suffice then",
  );
}
