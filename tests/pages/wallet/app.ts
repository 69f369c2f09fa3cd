/** A page that stores a number: the user is a key in WebCrypto, and a wallet pays. */
import type { Window as KeplrWindow } from "@keplr-wallet/types";
import { Network, type PaidOperation, SecretInteger, VmClient, VmError } from "@nilvm/client";
import { indexedDbJournal } from "@nilvm/client/journal";
import { keplrChainInfo, NilChainPayer } from "@nilvm/client/nilchain";
import { NotFoundError, WebCryptoSigner } from "@nilvm/client/signers";

/** The parts of a page that are used. */
interface Button {
  onclick: () => void;
}
interface Output {
  textContent: string;
  dataset: Record<string, string>;
}
declare const document: { getElementById(id: string): Button & Output };
const { keplr } = globalThis as unknown as Required<KeplrWindow>;

const network = new Network(await (await fetch("network.json")).json());
const journal = indexedDbJournal();
let client: VmClient;
let storing: PaidOperation<string> | undefined;
let id: string;

/** Runs a step at each click, and shows its outcome. */
function onClick(name: string, run: () => Promise<string>): void {
  document.getElementById(name).onclick = async () => {
    const status = document.getElementById("status");
    status.dataset.state = "busy";
    try {
      status.textContent = await run();
      status.dataset.state = "done";
    } catch (error) {
      const { code, message, reason } = error as VmError & { reason?: string };
      status.textContent = `${code} ${reason}: ${message}`;
      status.dataset.state = error instanceof VmError ? `${code} ${reason}` : "bug";
    }
  };
}

onClick("suggest", async () => {
  await keplr.experimentalSuggestChain(
    keplrChainInfo(network, { restEndpoint: network.chainRpcEndpoint! }),
  );
  await keplr.enable(network.chainId!);
  return "suggested";
});

onClick("connect", async () => {
  const key = await WebCryptoSigner.open("me").catch((error) => {
    if (error instanceof NotFoundError) return WebCryptoSigner.create("me");
    throw error;
  });
  const signer = keplr.getOfflineSigner(network.chainId!);
  const payer = new NilChainPayer({ network, signer, pollMs: 100 });
  client = await VmClient.create({ key, network, payer, journal, paymentMode: "perOperation" });
  const { open, unsettled, lost } = await client.resumePayments();
  return `connected ${open.length} ${unsettled.length} ${lost.length}`;
});

onClick("store", async () => {
  // One operation is one payment, however often it is invoked.
  storing ??= client.storeValues({ number: new SecretInteger(7) }, { ttlDays: 1 });
  id = await storing.invoke();
  storing = undefined;
  return `stored ${id}`;
});

onClick("read", async () => {
  const { number } = await client.retrieveValues(id).invoke();
  return `read ${number?.value}`;
});

document.getElementById("status").dataset.state = "ready";
