import { DirectSecp256k1Wallet } from "@cosmjs/proto-signing";
import { assertEquals } from "@std/assert";
import "../../src/entry/deno.ts";
import { devnetWallets } from "../../src/devnet/wallets.ts";
import { deriveWallets } from "../support/chain/wallets.ts";

Deno.test("deriveWallets() derives the keys of the wallets that nillion-devnet funds", () => {
  // The keys in the environment file that nillion-devnet writes.
  const published = [
    "9a975f567428d054f2bf3092812e6c42f901ce07d9711bc77ee2cd81101f42c5",
    "1e491133b9408b39572a29f91644873decea554224b20e2b0b923aeb860a1c18",
    "980488572f235316cdb330191f8bafe4e635efbe88b3a40f5bee9bd21047c059",
    "612bb5173dc60d9e91404fcc0d1f1847fb4459a7d5160d63d84e91aacbf2ab2f",
    "04f5a984eeea9dce4e5e907da69c01a61568e3071b1a91cbed89225f9fd913b5",
    "5f992c58921f4af83b4c6b650c4914626664cd02020577b0ada49cfa00d2c8a4",
    "8f0297d3bb647eb59b95b29550b2aebbedd9be2c954b000e772efe8c9318a42d",
    "c395243df9bb68dc809668efe4125f0eb017771ed8e3747b8d6860551913fecb",
    "4bb5eaa799e24ae2b48545c41331921afe7e6a8dd7a850f5fbeb20a8226664ec",
    "ef4b944d4fdb0077057925fe2dde365dfa2c83cf320463b14589feccd1b2b938",
  ];
  assertEquals(deriveWallets().map(({ privateKey }) => privateKey.toHex()), published);
});

Deno.test("deriveWallets() derives the same addresses as cosmjs", async () => {
  for (const { privateKey, address, publicKey } of deriveWallets(3)) {
    const [account] = await (await DirectSecp256k1Wallet.fromKey(privateKey, "nillion"))
      .getAccounts();
    assertEquals(account?.address, address);
    assertEquals(account?.pubkey, publicKey);
  }
});

Deno.test("every devnet funds the wallets that nillion-devnet derives", () => {
  assertEquals(
    deriveWallets().map(({ index, address, privateKey }) => ({
      index,
      address,
      privateKey: privateKey.toHex(),
    })),
    devnetWallets,
  );
});
