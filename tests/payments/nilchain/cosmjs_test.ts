/** The bundle of cosmjs: it does what the packages do, and needs no more than every runtime has. */
import { assertEquals } from "@std/assert";
import { stop, transform } from "esbuild";
import { createContext, runInContext } from "node:vm";
import * as packages from "../../../scripts/chain/cosmjs.ts";
import * as bundle from "../../../src/payments/nilchain/cosmjs.js";
import { SimulateRequest, SimulateResponse } from "cosmjs-types/cosmos/tx/v1beta1/service";
import { gasUsedIn, simulateRequest } from "../../../src/payments/nilchain/simulation.ts";
import { readText } from "../../support/import_graph.ts";

type Bundle = typeof bundle;
// The types of the packages fit the declarations of the bundle.
const declared: Bundle = packages;

/** Signs a transaction, and reads it. */
async function signed(cosmjs: Bundle) {
  const key = Uint8Array.from({ length: 32 }, (_, index) => index + 1);
  const wallet = await cosmjs.DirectSecp256k1Wallet.fromKey(key, "nillion");
  const [account] = await wallet.getAccounts();
  const { address, pubkey } = account!;
  const body = cosmjs.TxBody.fromPartial({
    messages: [{ typeUrl: "/nillion.meta.v1.MsgPayFor", value: Uint8Array.of(1, 2, 3) }],
    timeoutHeight: 77n,
  });
  const bodyBytes = cosmjs.TxBody.encode(body).finish();
  const value = cosmjs.PubKey.encode({ key: pubkey }).finish();
  const signer = { pubkey: { typeUrl: cosmjs.PubKey.typeUrl, value }, sequence: 5n };
  const fee = [{ denom: "unil", amount: "12" }];
  const authInfoBytes = cosmjs.makeAuthInfoBytes([signer], fee, 200_000, undefined, undefined);
  const signDoc = cosmjs.makeSignDoc(bodyBytes, authInfoBytes, "nillion-1", 9n);
  const { signature } = await wallet.signDirect(address, signDoc);
  const signatures = [Uint8Array.from(atob(signature.signature), (char) => char.charCodeAt(0))];
  const bytes = cosmjs.TxRaw.encode({ bodyBytes, authInfoBytes, signatures }).finish();
  const { signerInfos } = cosmjs.AuthInfo.decode(cosmjs.TxRaw.decode(bytes).authInfoBytes);
  return {
    address,
    // As text, since the bytes of another realm have another class.
    bytes: Array.from(bytes).join(),
    signed: Array.from(cosmjs.makeSignBytes(signDoc)).join(),
    query: Array.from(cosmjs.QueryAccountRequest.encode({ address }).finish()).join(),
    sequence: signerInfos[0]!.sequence,
  };
}

Deno.test("the bundle of cosmjs signs what its packages sign", async () => {
  const expected = await signed(declared);
  assertEquals(await signed(bundle), expected);
  assertEquals(expected.sequence, 5n);
});

Deno.test("the bundle of cosmjs runs where there is nothing but the language and a few Web APIs", async () => {
  const options = { format: "iife", globalName: "cosmjs" } as const;
  const { code } = await transform(readText("src/payments/nilchain/cosmjs.js"), options);
  await stop();
  const needed = { crypto, TextEncoder, TextDecoder, atob, btoa };
  const context = createContext({ ...needed });
  runInContext(code, context);
  const globals = "['global', 'process', 'Buffer', 'require', 'self', 'window']";
  assertEquals(runInContext(`${globals}.filter((name) => name in globalThis).join()`, context), "");
  assertEquals(await signed(runInContext("cosmjs", context)), await signed(declared));
});

Deno.test("the bundle of cosmjs imports nothing", () => {
  const code = readText("src/payments/nilchain/cosmjs.js");
  const found = code.match(
    /^import .*|\bimport\(.*|\brequire\(.*|\btypeof (global|process|self|window)\b/gm,
  );
  assertEquals(found, null);
});

Deno.test("a simulation is asked for and read as cosmjs does", () => {
  const txBytes = Uint8Array.of(1, 2, 3);
  const request = SimulateRequest.encode(SimulateRequest.fromPartial({ txBytes })).finish();
  assertEquals(simulateRequest(txBytes), request);
  const gasInfo = { gasWanted: 7n, gasUsed: 80_000n };
  const result = { log: "fine", data: Uint8Array.of(4) };
  const answer = SimulateResponse.encode(SimulateResponse.fromPartial({ result, gasInfo }))
    .finish();
  assertEquals(gasUsedIn(answer), 80_000);
  assertEquals(gasUsedIn(SimulateResponse.encode(SimulateResponse.fromPartial({})).finish()), 0);
});
