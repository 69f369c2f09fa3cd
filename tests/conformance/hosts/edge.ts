/** The suite in an edge runtime: takes its job as a request and answers with the results. */
import * as client from "@nilvm/client";
import * as journal from "@nilvm/client/journal";
import { SecretMasker } from "@nilvm/client/masking";
import { startDevnet } from "@nilvm/client/devnet";
import { NilChainPayer } from "@nilvm/client/nilchain";
import { noFileJournals } from "../journals.ts";
import { rejectionCases, watchRejections } from "../rejections.ts";
import { runSuite } from "../suite.ts";

const rejections = rejectionCases(watchRejections());

interface FetchEvent extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

addEventListener("fetch", (event) => {
  const { request } = event as FetchEvent;
  const answer = async () => {
    const api = { ...client, ...journal, SecretMasker, NilChainPayer, startDevnet };
    const own = { journal: noFileJournals, rejections };
    return Response.json(await runSuite(api, await request.json(), own));
  };
  (event as FetchEvent).respondWith(answer());
});
