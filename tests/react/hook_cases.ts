import { operations } from "./operations.ts";
import { provider } from "./provider.ts";
import { reads } from "./reads.ts";
import { resumedPayments } from "./resumed_payments.ts";
import { server } from "./server.ts";

/** All that holds for the hooks, by sentences. Each runs in a page, and in Deno with as much of a page as it needs. */
export const hookCases: Record<string, () => Promise<void>> = {
  ...provider,
  ...reads,
  ...operations,
  ...resumedPayments,
  ...server,
};
