import { FailedPreconditionError } from "../errors/mod.ts";

/** The error for callers that use a subpath alone, which loads nothing: it names the entry point that does. */
export function notLoaded(what: string, entry: string): FailedPreconditionError {
  return new FailedPreconditionError(
    `${what} is not loaded: add the line \`import "${entry}";\` (on Cloudflare Workers ` +
      `"${entry}/workers", on Vercel's edge runtime "${entry}/edge"), or call useModules() of "${entry}/module". ` +
      "TypeScript drops an import that only types use",
  );
}
