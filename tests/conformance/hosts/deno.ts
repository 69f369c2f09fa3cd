/** The suite in Deno: reads its job from standard input and prints the results in one line of JSON at the end. */
import * as client from "@nilvm/client";
import * as journal from "@nilvm/client/journal";
import { SecretMasker } from "@nilvm/client/masking";
import { startDevnet } from "@nilvm/client/devnet";
import { nada } from "@nilvm/client/nada";
import { NilChainPayer } from "@nilvm/client/nilchain";
import { WebCryptoSigner } from "@nilvm/client/signers";
import { rejectionCases, watchRejections } from "../rejections.ts";
import { noKeptKeys } from "../signers.ts";
import { runSuite } from "../suite.ts";

const rejections = rejectionCases(watchRejections());
const job = await new Response(Deno.stdin.readable).json();
console.log(
  JSON.stringify(
    await runSuite(
      { ...client, ...journal, SecretMasker, NilChainPayer, nada, startDevnet, WebCryptoSigner },
      job,
      {
        signer: noKeptKeys,
        rejections,
      },
    ),
  ),
);
