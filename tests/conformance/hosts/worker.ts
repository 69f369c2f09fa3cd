/** The suite in a Worker: takes its job as a request and answers with the results. */
import * as client from "@nilvm/client/workers";
import * as journal from "@nilvm/client/journal";
import { SecretMasker } from "@nilvm/client/masking";
import { startDevnet } from "@nilvm/client/devnet";
import { nada } from "@nilvm/client/nada";
import { NilChainPayer } from "@nilvm/client/nilchain";
import { WebCryptoSigner } from "@nilvm/client/signers";
import { noFileJournals } from "../journals.ts";
import { rejectionCases, watchRejections } from "../rejections.ts";
import { noKeptKeys } from "../signers.ts";
import { runSuite } from "../suite.ts";

const rejections = rejectionCases(watchRejections());

export default {
  async fetch(request: Request): Promise<Response> {
    const job = await request.json();
    return Response.json(
      await runSuite(
        { ...client, ...journal, SecretMasker, NilChainPayer, nada, startDevnet, WebCryptoSigner },
        job,
        {
          signer: noKeptKeys,
          journal: noFileJournals,
          rejections,
        },
      ),
    );
  },
};
