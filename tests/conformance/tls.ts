import { expect, expectError, expectSame } from "./expect.ts";
import type { Cases } from "./context.ts";

/** Cases on a network whose nodes have TLS, and speak HTTP/2 alone over it. */
export const tls: Cases = {
  "values are stored and read over TLS": async ({ api, job }) => {
    const { bootnode, chainId, chainRpcEndpoint, walletKey } = job.overTls;
    expect(bootnode.startsWith("https:"), "the bootnode has TLS");
    const network = new api.Network({ bootnode, chainId, chainRpcEndpoint });
    const payer = new api.NilChainPayer({ network, privateKey: walletKey });
    const user = await api.VmClient.create({ key: api.PrivateKey.random(), network, payer });
    try {
      await user.addFunds(100_000_000n);
      const blob = new Uint8Array(500_000).fill(7);
      const values = { number: new api.SecretInteger(-42), blob: new api.SecretBlob(blob) };
      const ids = await Promise.all(
        Array.from({ length: 8 }, () => user.storeValues(values, { ttlDays: 1 }).invoke()),
      );
      for (const id of ids) {
        const { number, blob: read } = await user.retrieveValues(id).invoke();
        expect(number instanceof api.SecretInteger, "a number");
        expectSame(number.value, -42n, "the number");
        expect(read instanceof api.SecretBlob, "a blob");
        expectSame(read.value, blob, "the blob");
      }
    } finally {
      await user[Symbol.asyncDispose]();
    }
  },
};

/** Cases for runtimes whose `fetch` speaks HTTP/1.1 alone over TLS, and offers it. */
export const withoutHttp2: Cases = {
  "the runtime's own fetch fails over TLS, and the error says what to import": async (t) => {
    const { bootnode } = t.job.overTls;
    const network = new t.api.Network({ bootnode, fetch: (input, init) => fetch(input, init) });
    const key = t.api.PrivateKey.random();
    const error = await expectError(
      t.api.UnavailableError,
      t.api.VmClient.create({ key, network }),
    );
    expect(error.message.includes('in Node, import "@nilvm/client/node"'), error.message);
  },
};
