/**
 * Keplr's own types take what the package gives, and the other way round. Its newer types need those of Starknet's library,
 * and say the same of what is used here.
 */
import type { Keplr, Window as KeplrWindow } from "@keplr-wallet/types";
import { DirectSecp256k1HdWallet } from "@cosmjs/proto-signing";
import { Network } from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { keplrChainInfo, NilChainPayer } from "@nilvm/client/nilchain";
import { assertEquals } from "@std/assert";

type Suggested = Parameters<Keplr["experimentalSuggestChain"]>[0];

Deno.test("Keplr's experimentalSuggestChain() takes what keplrChainInfo() gives", () => {
  const network = new Network({
    bootnode: "http://127.0.0.1:1",
    chainId: "nillion-chain-devnet",
    chainRpcEndpoint: "http://127.0.0.1:2",
    gasPrice: 0.025,
  });
  // The type is what is tested: each field has the name and the type that Keplr has.
  const info: Suggested = keplrChainInfo(network, { restEndpoint: "http://127.0.0.1:3" });
  const coin = { coinDenom: "NIL", coinMinimalDenom: "unil", coinDecimals: 6 };
  assertEquals(info, {
    chainId: "nillion-chain-devnet",
    chainName: "nillion-chain-devnet",
    rpc: "http://127.0.0.1:2",
    rest: "http://127.0.0.1:3",
    bip44: { coinType: 118 },
    bech32Config: {
      bech32PrefixAccAddr: "nillion",
      bech32PrefixAccPub: "nillionpub",
      bech32PrefixValAddr: "nillionvaloper",
      bech32PrefixValPub: "nillionvaloperpub",
      bech32PrefixConsAddr: "nillionvalcons",
      bech32PrefixConsPub: "nillionvalconspub",
    },
    currencies: [coin],
    feeCurrencies: [{ ...coin, gasPriceStep: { low: 0.025, average: 0.05, high: 0.075 } }],
    stakeCurrency: coin,
  });
});

Deno.test("NilChainPayer takes the signer that Keplr gives, by its own type", async () => {
  await using devnet = await startDevnet({ listen: false });
  const { network, chain } = devnet;
  const inner = await DirectSecp256k1HdWallet.generate(12, { prefix: "nillion" });
  const [account] = await inner.getAccounts();
  chain.setAccount(account!.address, { balanceUnil: 1_000_000n });
  // What Keplr puts into a page, as far as it is used.
  const window = {
    keplr: { getOfflineSigner: () => inner },
  } as unknown as Required<KeplrWindow>;

  const signer = window.keplr.getOfflineSigner(network.chainId!);
  const payer = new NilChainPayer({ network, signer, pollMs: 25 });

  await payer.submitPayment(1_000n, new Uint8Array(32));
  assertEquals(chain.account(account!.address).balanceUnil, 999_000n);
});
