/** The suite in an edge runtime: takes its job as a request and answers with the results. */
import * as client from "@nilvm/client";
import * as journal from "@nilvm/client/journal";
import { SecretMasker } from "@nilvm/client/masking";
import { startDevnet } from "@nilvm/client/devnet";
import { nada } from "@nilvm/client/nada";
import { NilChainPayer } from "@nilvm/client/nilchain";
import { WebCryptoSigner } from "@nilvm/client/signers";
import { noFileJournals } from "../journals.ts";
import { rejectionCases, Rejections } from "../rejections.ts";
import { noKeptKeys } from "../signers.ts";
import { runSuite } from "../suite.ts";

const rejections = new Rejections();
// Its events have no methods.
addEventListener("unhandledrejection", ({ promise, reason }) => rejections.add(promise, reason));
addEventListener("rejectionhandled", ({ promise }) => rejections.handle(promise));

interface FetchEvent extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

addEventListener("fetch", (event) => {
  const { request } = event as FetchEvent;
  const answer = async () => {
    const api = {
      ...client,
      ...journal,
      SecretMasker,
      NilChainPayer,
      nada,
      startDevnet,
      WebCryptoSigner,
    };
    const own = {
      signer: noKeptKeys,
      journal: noFileJournals,
      rejections: rejectionCases(rejections),
    };
    return Response.json(await runSuite(api, await request.json(), own));
  };
  (event as FetchEvent).respondWith(answer());
});
