import { Network, VmClient } from "@nilvm/client";
import { indexedDbJournal } from "@nilvm/client/journal";
import { keplrChainInfo, NilChainPayer } from "@nilvm/client/nilchain";
import { NotFoundError, WebCryptoSigner } from "@nilvm/client/signers";

/**
 * Connects the wallet that pays. With `?bootnode=...&chainId=...&chainRpc=...` in the address that is Keplr, on the network
 * there. Without them it is a wallet of a devnet inside the page.
 */
export async function connectWallet() {
  const given = new URLSearchParams(location.search);
  if (!given.has("bootnode")) {
    const { startDevnet } = await import("@nilvm/client/devnet");
    const devnet = await startDevnet({ listen: false });
    const { network, wallets: [{ address }] } = devnet;
    // A devnet inside the page ends with it, and so do its payments.
    return { network, payer: devnet.payer(0), address, isInPage: true };
  }
  const network = new Network({
    bootnode: given.get("bootnode"),
    chainId: given.get("chainId"),
    chainRpcEndpoint: given.get("chainRpc"),
  });
  const { keplr } = globalThis;
  if (keplr === undefined) throw new Error("There is no Keplr in this browser");
  const restEndpoint = given.get("chainRest") ?? network.chainRpcEndpoint;
  await keplr.experimentalSuggestChain(
    keplrChainInfo(network, { restEndpoint }),
  );
  await keplr.enable(network.chainId);
  const payer = new NilChainPayer({
    network,
    signer: keplr.getOfflineSigner(network.chainId),
  });
  return {
    network,
    payer,
    address: await payer.walletAddress(),
    isInPage: false,
  };
}

/** A client of the user with this name, whose key is in WebCrypto and made at the first visit. */
export async function connectUser(name, { network, payer, isInPage }, onEvent) {
  const key = await WebCryptoSigner.open(name).catch((error) => {
    if (!(error instanceof NotFoundError)) throw error;
    return WebCryptoSigner.create(name);
  });
  const journal = isInPage ? {} : { journal: indexedDbJournal(`journal of ${name}`) };
  const client = await VmClient.create({
    key,
    network,
    payer,
    paymentMode: "perOperation",
    onEvent,
    ...journal,
  });
  await client.resumePayments();
  return client;
}
