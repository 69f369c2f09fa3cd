import { compute } from "./compute.ts";
import { type Cases, Context } from "./context.ts";
import { payFromBalance, payOnChain } from "./payments.ts";
import { permissions } from "./permissions.ts";
import { remove, retrieve, store, update } from "./values.ts";

/** What a client does on a network. */
const areas: Record<string, Cases> = {
  store,
  retrieve,
  update,
  delete: remove,
  permissions,
  compute,
  "pay from balance": payFromBalance,
  "pay on chain": payOnChain,
};

/** The same cases, on a network in the process, the page or the Worker of the client. */
export const devnet: Cases = Object.fromEntries(
  Object.entries(areas).map(([area, cases]) => [
    `a devnet beside the client serves: ${area}`,
    async (t) => {
      const own = await t.api.startDevnet({ nodes: 5, polynomialDegree: 2, listen: false });
      try {
        const { bootnode, chainId, chainRpcEndpoint } = own.network;
        const walletKey = own.wallets[0]!.privateKey;
        const place = { bootnode, chainId: chainId!, chainRpcEndpoint: chainRpcEndpoint! };
        const context = new Context(t.api, { ...t.job, ...place, walletKey }, own.fetch);
        for (const run of Object.values(cases)) await run(context);
      } finally {
        await own[Symbol.asyncDispose]();
      }
    },
  ]),
);
