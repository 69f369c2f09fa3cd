import { expectSame } from "./expect.ts";
import type { Cases } from "./context.ts";

/** Cases of what is there as soon as the package is imported. */
export const imports: Cases = {
  "the entry point exports all names of the client": ({ api, job }) => {
    expectSame(job.exports.filter((name) => !(name in api)).join(), "", "names that it lacks");
    expectSame(job.exports.length > 50, true, "whether there are names");
  },
  "the core works without waiting for anything": ({ api }) => {
    expectSame(api.PrivateKey.random().publicKey.toBytes().length, 33, "bytes of a public key");
  },
};
