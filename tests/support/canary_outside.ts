/** What is done with a canary outside a client: with keys and masks, files of networks, wallets, and as a wrong argument. */
import { EddsaKey, PrivateKey, SecretInteger, SecretUnsignedInteger } from "@nilvm/client";
import { parseNetworkConfig, readNetworkConfig } from "@nilvm/client/config";
import { type PartyShares, SecretMasker } from "@nilvm/client/masking";
import { NilChainPayer, type NilChainPayerOptions } from "@nilvm/client/nilchain";
import { assert, assertEquals } from "@std/assert";
import { argumentCalls } from "./argument_calls.ts";
import type { CanaryStage } from "./canary_stage.ts";
import { deriveWallets } from "./chain/wallets.ts";
import { send, signTx } from "./chain/wallet.ts";
import { hang } from "./hang.ts";
import { copyOf } from "./masking_fixture.ts";
import { refuse, type TestNet } from "./net_fixture.ts";

const message = new TextEncoder().encode("gm, builder");

/** Signs, tweaks and agrees on secrets with keys that are canaries, and with wrong ones. */
export async function useKeys(stage: CanaryStage): Promise<void> {
  const { bytes, text, userKey, walletKey, eddsaKey, search } = stage.secrets;
  const key = PrivateKey.fromBytes(userKey);
  const other = PrivateKey.fromHex(walletKey.toHex());
  const eddsa = EddsaKey.fromBytes(eddsaKey);
  assert(search.in(key.toHex()).length > 0 && search.in(eddsa.toBytes()).length > 0);
  const seeded = [PrivateKey.fromSeed(text), EddsaKey.fromSeed(userKey), EddsaKey.random()];
  for (const it of [key, other, eddsa, ...seeded]) stage.read(it, "a key", true);
  const signature = key.sign(message);
  const made: Record<string, unknown> = {
    sign: signature,
    "sign with nonce data": key.sign(message, { nonceData: userKey }),
    signRecoverable: key.signRecoverable(message),
    signSchnorr: key.signSchnorr(message, { auxRand: walletKey }),
    "a tweak of the public key": key.publicKey.tweakAdd(walletKey),
    "another tweak of the public key": key.publicKey.tweakMultiply(walletKey),
    sharedSecret: key.sharedSecret(other.publicKey),
    "EddsaKey.sign": eddsa.sign(message, { entropy: userKey }),
    "EddsaKey.publicKey": eddsa.publicKey,
    "EddsaKey.verify": EddsaKey.verify(eddsa.publicKey, message, eddsa.sign(message)),
    verify: key.publicKey.verify(message, signature),
    equals: [key.equals(other), eddsa.equals(eddsa)],
  };
  for (const [name, it] of Object.entries(made)) stage.read(it, name);
  stage.read([key.tweakAdd(walletKey), key.tweakMultiply(walletKey)], "tweaked keys", true);
  stage.memory("operations on keys");
  const refused: Record<string, () => unknown> = {
    "PrivateKey.fromHex() of too much": () => PrivateKey.fromHex(`${userKey.toHex()}00`),
    "PrivateKey.fromHex() with 0x": () => PrivateKey.fromHex(`0x${userKey.toHex()}`),
    "PrivateKey.fromBytes() of too few": () => PrivateKey.fromBytes(bytes),
    "PrivateKey.fromBytes() above the order": () =>
      PrivateKey.fromBytes(Uint8Array.of(255, 255, 255, 255, ...bytes).fill(255, 0, 16)),
    "EddsaKey.fromBytes() above the order": () =>
      EddsaKey.fromBytes(Uint8Array.of(...bytes, 255, 255, 255, 255)),
    "EddsaKey.fromSeed() of too few": () => EddsaKey.fromSeed(bytes),
    "a tweak that is too short": () => key.tweakAdd(bytes),
    "nonce data that is too short": () => key.sign(message, { nonceData: bytes }),
    "a digest that is none": () => key.sign(bytes, { digest: "none" }),
    "structuredClone() of a key": () => structuredClone(key),
    "BigInt() of a key": () => BigInt(key as never),
  };
  for (const [name, act] of Object.entries(refused)) await stage.fails(name, act);
}

/** Masks and unmasks, also with wrong shares. */
export async function maskAndUnmask(stage: CanaryStage): Promise<void> {
  const parties = [1, 2, 3, 4, 5].map((number) => new Uint8Array(32).fill(number));
  const masker = SecretMasker.create({ primeBits: 256, polynomialDegree: 1, parties });
  const values = stage.secrets.values();
  const shares = masker.mask(values);
  stage.read([masker, masker.classify(values), masker.payloadSize(shares)], "a masker");
  for (const [index, share] of shares.entries()) stage.read(share, `the shares of party ${index}`);
  const read = masker.unmask(shares);
  assert(Object.entries(values).every(([name, value]) => value.equals(read.values[name])));
  stage.read(read, "unmasked values", true);
  stage.memory("masking and unmasking");
  const spoilt = (parties: number, spoil: (values: Uint8Array[]) => void): PartyShares[] => {
    const copy = copyOf(shares);
    copy.slice(0, parties).forEach(({ values }) => spoil(values));
    return copy;
  };
  const flip = (value: number) => (values: Uint8Array[]) => values[value]![40]! ^= 1;
  const { large } = stage.secrets;
  const fails: Record<string, () => unknown> = {
    "unmask() with wrong shares": () => masker.unmask(spoilt(4, flip(2))),
    "unmask() with a wrong share of a key": () => masker.unmask(spoilt(1, flip(8))),
    "unmask() of shares that are no shares": () =>
      masker.unmask(spoilt(5, (values) => values[0] = values[0]!.slice(3))),
    "unmask() with too few shares": () => masker.unmask(shares.slice(0, 1)),
    "unmask() with a party missing": () => masker.unmask(shares.slice(0, 4)),
    "mask() of a number that does not fit": () =>
      masker.mask({ ...values, large: new SecretInteger(large) }),
    "mask() of an unsigned number that does not fit": () =>
      masker.mask({ ...values, large: new SecretUnsignedInteger(2n ** 256n - 1n) }),
    "mask() of no value": () => masker.mask({ a: stage.secrets.bytes as never }),
    "an unsigned number below zero": () => new SecretUnsignedInteger(-large),
    "a number that is no number": () => new SecretInteger(stage.secrets.text as never),
  };
  for (const [name, act] of Object.entries(fails)) await stage.fails(name, act);
}

/** Reads files of networks with a canary as the wallet's key: right ones, and wrong ones. */
export async function readFiles(stage: CanaryStage): Promise<void> {
  const hex = stage.secrets.walletKey.toHex();
  const fileOf = (key: string, more = "") =>
    `bootnode: http://127.0.0.1:1\npayments:\n  nilchain_private_key: ${key}\n${more}`;
  const config = parseNetworkConfig(fileOf(`"${hex}"`));
  assertEquals(config.walletKey?.toHex(), hex);
  stage.read(config, "the contents of a network's file", true);
  stage.read(config.network, "a network");
  const wrong: Record<string, string> = {
    "a key that is too long": fileOf(`"${hex}0"`),
    "a key with 0x": fileOf(`"0x${hex}"`),
    "a key as a list": fileOf(`["${hex}"]`),
    "a key as a number": fileOf(`${stage.secrets.number}`),
    "a key with a quote too much": fileOf(`"${hex}""`),
    "a key as a mapping": fileOf(`\n    secret: "${hex}"`),
    "a key that is a file": hex,
    "a key as the bootnode": `bootnode: ${hex}`,
    "a key in the bootnode": `bootnode: http://u:${hex}@127.0.0.1`,
    "a key as the digest": `bootnode: http://127.0.0.1:1\ncluster_digest: "${hex}0"`,
    "a key as the price": fileOf(`"${hex}"`, `  gas_price: "${hex}"`),
    "a key as the endpoint": fileOf(`"${hex}"`, `  nilchain_rpc_endpoint: "${hex}"`),
    "a key with a tab": fileOf(`"${hex}"`, `\t- ${hex}`),
    "a key in a broken tag": fileOf(`!!binary "${hex}`),
  };
  const configHome = await Deno.makeTempDir();
  try {
    const folder = `${configHome}/nillion/networks`;
    await Deno.mkdir(folder, { recursive: true });
    await Deno.writeTextFile(`${folder}/right.yaml`, fileOf(`"${hex}"`));
    const read = await readNetworkConfig("right", { configHome });
    stage.read(read, "a network's file", true);
    for (const [name, yaml] of Object.entries(wrong)) {
      await stage.fails(name, () => parseNetworkConfig(yaml));
      await Deno.writeTextFile(`${folder}/wrong.yaml`, yaml);
      await stage.fails(`a file with ${name}`, () => readNetworkConfig("wrong", { configHome }));
    }
    await stage.fails("a file as a name", () => readNetworkConfig(fileOf(hex), { configHome }));
  } finally {
    await Deno.remove(configHome, { recursive: true });
  }
}

/** Pays from a wallet whose key is a canary, with and without coins, and with an endpoint that fails. */
export async function pay(stage: CanaryStage, net: TestNet): Promise<void> {
  const { network, devnet } = net;
  const { walletKey, text } = stage.secrets;
  const resource = () => crypto.getRandomValues(new Uint8Array(32));
  const keys: NilChainPayerOptions["privateKey"][] = [
    PrivateKey.fromBytes(walletKey),
    walletKey,
    walletKey.toHex(),
  ];
  const payers = keys.map((privateKey) =>
    new NilChainPayer({ network, privateKey, pollMs: 20, queryTimeoutMs: 2_000 })
  );
  for (const payer of payers) stage.read(payer, "a payer");
  const [payer] = payers;
  const address = await payer!.walletAddress();
  await stage.fails(
    "a payment of a wallet that does not exist",
    () => payer!.submitPayment(1_000n, resource()),
  );

  await sendCoins(net, address, 5_000_000n);
  const txHash = await payer!.submitPayment(1_000n, resource());
  stage.read([txHash, payer, NilChainPayer.prepareMsg(1n, resource(), address)], "a payment");
  assertEquals(await payer!.resume(txHash), txHash);
  assertEquals(devnet.chain.account(address).balanceUnil, 4_999_000n);
  stage.memory("a payment");
  await stage.fails(
    "a payment beyond the wallet's coins",
    () => payer!.submitPayment(10n ** 12n, resource()),
  );
  net.intercept = () => refuse();
  await stage.fails("a payment without the chain", () => payer!.submitPayment(1n, resource()));
  net.intercept = ({ method, signal, passOn }) =>
    /^tx|^block/.test(method) ? hang(signal) : passOn();
  await stage.fails(
    "a payment without a block",
    () => payer!.submitPayment(1n, resource(), { signal: AbortSignal.timeout(200) }),
  );
  await stage.fails(
    "a payment that is looked for without a block",
    () => payer!.resume(txHash, { signal: AbortSignal.timeout(100) }),
  );
  net.intercept = ({ passOn }) => passOn();
  stage.read(payer, "a payer that has paid");

  // The user and the wallet that pay have keys that are canaries.
  const key = PrivateKey.fromBytes(stage.secrets.userKey);
  await using client = await net.client({ key, payer, paymentMode: "perOperation" });
  const storing = client.storeValues(stage.secrets.values(), { ttlDays: 1 });
  const id = await storing.invoke();
  stage.read([client, storing, id], "an operation that is paid on the chain");
  const wrong: Partial<Record<keyof NilChainPayerOptions, unknown>> = {
    chainId: "",
    rpcEndpoint: text,
    gasPrice: text,
    gasLimit: text,
    walletPrefix: text,
    timeoutBlocks: stage.secrets.number,
  };
  for (const [option, value] of Object.entries(wrong)) {
    await stage.fails(
      `a payer with a wrong ${option}`,
      () => new NilChainPayer({ network, privateKey: walletKey, [option]: value }),
    );
  }
  await stage.state(net, "after payments");
}

/** Sends coins from one of the devnet's wallets. */
async function sendCoins({ devnet }: TestNet, to: string, amountUnil: bigint): Promise<void> {
  const from = deriveWallets()[8]!;
  const { chainId, chainRpcEndpoint } = devnet.network;
  const tx = signTx(from, {
    messages: [send(from, to, amountUnil)],
    chainId: chainId!,
    accountNumber: from.index,
    sequence: 0,
  });
  const body = JSON.stringify({
    jsonrpc: "2.0",
    id: 1,
    method: "broadcast_tx_commit",
    params: { tx: tx.toBase64() },
  });
  const response = await devnet.fetch(chainRpcEndpoint!, { method: "POST", body });
  const answer = await response.text();
  assert(/"code":0/.test(answer), answer);
}

/** What is taken for what it should be. Nobody can tell a key from a hash, or from the name of a file. */
const wellFormed: Readonly<Record<string, RegExp>> = {
  "getPaymentReceipt() txHash": /^[0-9a-f]{64}$/,
  "resume()": /^[0-9a-f]{64}$/,
  "readNetworkConfig()": /^[0-9a-fx]+$/,
  "SecretMasker.unmask() party": /^\d+(,\d+)*$/,
  // 32 bytes.
  "submitPayment() resource": /^\d+(,\d+){31}$/,
};

/** Gives the canary to everything that takes something else. */
export async function misuse(stage: CanaryStage, net: TestNet): Promise<void> {
  const client = await net.client();
  const calls = await argumentCalls(net, client);
  // Errors that say the same are read once.
  const read = new Set<string>();
  const isNew = ({ message, cause }: Error) => {
    const text = `${message}, ${cause instanceof Error ? cause.message : cause}`;
    return read.size < read.add(text).size;
  };
  let [called, refused] = [0, 0];
  for (const [name, call] of Object.entries(calls)) {
    for (const [index, it] of stage.secrets.arguments().entries()) {
      if (wellFormed[name]?.test(String(it))) continue;
      called++;
      const isRefused = await stage.tries(`${name} of argument ${index}`, async () => {
        const made = await call(it);
        // A devnet or a fault that takes it must end.
        const { [Symbol.asyncDispose]: end, [Symbol.dispose]: drop } = Object(made);
        await end?.call(made);
        drop?.call(made);
      }, isNew);
      if (isRefused) refused++;
    }
  }
  assert(refused > 0.8 * called, `${refused} of ${called} are refused`);
  const operation = client.storeValues(stage.secrets.values(), { ttlDays: 1 });
  for (const limit of ["signal", "timeoutMs", "maxFeesUnil"]) {
    for (const it of stage.secrets.arguments()) {
      await stage.tries(
        `invoke() with a wrong ${limit}`,
        () => operation.invoke({ [limit]: it as never }),
      );
    }
  }
  await client[Symbol.asyncDispose]();
  await stage.fails("a client that was closed", () => operation.invoke());
  stage.read([client, operation], "a client that was closed");
}
