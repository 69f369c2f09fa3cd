/** The suite in a Worker: takes its job as a request and answers with the results. */
import * as client from "@nilvm/client/workers";
import * as journal from "@nilvm/client/journal";
import { SecretMasker } from "@nilvm/client/masking";
import { NilChainPayer } from "@nilvm/client/nilchain";
import { noFileJournals } from "../journals.ts";
import { runSuite } from "../suite.ts";

export default {
  async fetch(request: Request): Promise<Response> {
    const job = await request.json();
    return Response.json(
      await runSuite({ ...client, ...journal, SecretMasker, NilChainPayer }, job, {
        journal: noFileJournals,
      }),
    );
  },
};
