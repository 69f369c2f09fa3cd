/** The suite in Deno: reads its job from standard input and prints the results in one line of JSON at the end. */
import * as client from "@nilvm/client";
import * as journal from "@nilvm/client/journal";
import { SecretMasker } from "@nilvm/client/masking";
import { startDevnet } from "@nilvm/client/devnet";
import { NilChainPayer } from "@nilvm/client/nilchain";
import { rejectionCases, watchRejections } from "../rejections.ts";
import { runSuite } from "../suite.ts";

const rejections = rejectionCases(watchRejections());
const job = await new Response(Deno.stdin.readable).json();
console.log(
  JSON.stringify(
    await runSuite({ ...client, ...journal, SecretMasker, NilChainPayer, startDevnet }, job, {
      rejections,
    }),
  ),
);
