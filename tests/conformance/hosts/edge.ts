/** The suite in an edge runtime: takes its job as a request and answers with the results. */
import * as client from "@nilvm/client";
import * as journal from "@nilvm/client/journal";
import { SecretMasker } from "@nilvm/client/masking";
import { NilChainPayer } from "@nilvm/client/nilchain";
import { noFileJournals } from "../journals.ts";
import { runSuite } from "../suite.ts";

interface FetchEvent extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

addEventListener("fetch", (event) => {
  const { request } = event as FetchEvent;
  const answer = async () => {
    const api = { ...client, ...journal, SecretMasker, NilChainPayer };
    return Response.json(await runSuite(api, await request.json(), { journal: noFileJournals }));
  };
  (event as FetchEvent).respondWith(answer());
});
