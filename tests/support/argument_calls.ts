/** Calls of the whole package with one argument of any kind. */
import * as api from "@nilvm/client";
import { parseNetworkConfig, readNetworkConfig } from "@nilvm/client/config";
import { startDevnet } from "@nilvm/client/devnet";
import { SecretMasker } from "@nilvm/client/masking";
import { NilChainPayer } from "@nilvm/client/nilchain";
import * as protobuf from "@nilvm/client/protobuf";
import type { TestNet } from "./net_fixture.ts";

/**
 * Calls by the name of what takes the argument. A call with a wrong argument throws or rejects. They send nothing, if the
 * argument is wrong.
 */
export async function argumentCalls(
  net: TestNet,
  typed: api.VmClient,
): Promise<Record<string, (it: unknown) => unknown>> {
  const quote = await typed.poolStatus().quote();
  const whole = { ...api, NilChainPayer };
  // deno-lint-ignore no-explicit-any -- the test is about callers without types
  const { client, Api, codecs } = { client: typed, Api: whole, codecs: protobuf } as any;
  const payer = new Api.NilChainPayer({
    network: net.network,
    privateKey: net.devnet.wallets[0]!.privateKey,
  });
  const wallet = { network: net.network, privateKey: net.devnet.wallets[0]!.privateKey };
  const parties = [1, 2, 3].map((number) => new Uint8Array(32).fill(number));
  const bytes = new Uint8Array(32);
  const id = crypto.randomUUID();
  const a = new api.SecretInteger(1);
  const owner = typed.userId;
  const { bootnode } = net.network;
  const account = { key: api.PrivateKey.random(), network: net.network };
  const run = { programId: "builtin/x", inputBindings: [], outputBindings: [] };
  const me = () =>
    api.Permissions.defaultsForUser(typed.userId) as unknown as Record<
      string,
      (...args: unknown[]) => unknown
    >;
  const calls: Record<string, (it: unknown) => unknown> = {
    "storeValues()": (it) => client.storeValues(it, { ttlDays: 1 }),
    "storeValues() options": (it) => client.storeValues({ a }, it),
    "storeValues() ttlDays": (ttlDays) => client.storeValues({ a }, { ttlDays }),
    "storeValues() permissions": (permissions) =>
      client.storeValues({ a }, { ttlDays: 1, permissions }),
    "storeValues() updateIdentifier": (updateIdentifier) =>
      client.storeValues({ a }, { ttlDays: 1, updateIdentifier }),
    "retrieveValues()": (it) => client.retrieveValues(it),
    "deleteValues()": (it) => client.deleteValues(it),
    "retrievePermissions()": (it) => client.retrievePermissions(it),
    "overwritePermissions()": (it) => client.overwritePermissions(id, it),
    "updatePermissions()": (it) => client.updatePermissions(id, it),
    "updatePermissions() retrieve": (retrieve) => client.updatePermissions(id, { retrieve }),
    "updatePermissions() grant": (grant) => client.updatePermissions(id, { retrieve: { grant } }),
    "updatePermissions() compute": (it) =>
      client.updatePermissions(id, { compute: { revoke: [it] } }),
    "updatePermissions() programIds": (programIds) =>
      client.updatePermissions(id, { compute: { grant: [{ user: typed.userId, programIds }] } }),
    "storeProgram() name": (it) => client.storeProgram(it, new Uint8Array(3)),
    "compileProgram()": (it) => Api.compileProgram(it),
    "compute()": (it) => client.compute(it),
    "compute() programId": (programId) => client.compute({ ...run, programId }),
    "compute() program": (program) => client.compute({ ...run, program }),
    "compute() inputBindings": (inputBindings) => client.compute({ ...run, inputBindings }),
    "compute() outputBindings": (outputBindings) => client.compute({ ...run, outputBindings }),
    "compute() a binding": (it) => client.compute({ ...run, outputBindings: [it] }),
    "compute() values": (values) => client.compute({ ...run, values }),
    "compute() valueIds": (valueIds) => client.compute({ ...run, valueIds }),
    "retrieveComputeResults()": (it) => client.retrieveComputeResults(it),
    "addFunds() targetUser": (it) => client.addFunds(10_000n, it ?? 0),
    "requestQuote()": (it) => client.requestQuote(it),
    "getPaymentReceipt()": (it) => client.getPaymentReceipt(it),
    "getPaymentReceipt() txHash": (it) => client.getPaymentReceipt(quote, it ?? ""),
    "invokeWithReceipt()": (it) => client.poolStatus().invokeWithReceipt(it),
    "invoke() signal": (it) => client.poolStatus().invoke({ signal: it ?? 0 }),
    "VmClient.create() key": (key) => Api.VmClient.create({ key, network: net.network }),
    "VmClient.create()": (it) => Api.VmClient.create(it),
    "VmClient.create() network": (network) => Api.VmClient.create({ ...account, network }),
    "VmClient.create() payer": (payer) => Api.VmClient.create({ ...account, payer }),
    "Network": (it) => new Api.Network(it),
    "Network bootnode": (bootnode) => new Api.Network({ bootnode }),
    "Network chainId": (it) => new Api.Network({ bootnode, chainId: it === "x" ? "" : it }),
    "Network chainRpcEndpoint": (it) => new Api.Network({ bootnode, chainRpcEndpoint: it }),
    "Network chainGrpcEndpoint": (it) =>
      new Api.Network({ bootnode, chainGrpcEndpoint: it === "x" ? "" : it }),
    "Network fetch": (it) =>
      new Api.Network({ bootnode, fetch: typeof it === "function" ? 3 : it }),
    "Network.devnet()": (it) => Api.Network.devnet(it),
    "NadaArray": (it) => new Api.NadaArray(it),
    "NadaTuple": (it) => new Api.NadaTuple(a, it),
    "UserId.parse()": (it) => Api.UserId.parse(it),
    "UserId.fromBytes()": (it) => Api.UserId.fromBytes(it),
    "UserId.fromPublicKey()": (it) => Api.UserId.fromPublicKey(it),
    "PrivateKey.fromBytes()": (it) => Api.PrivateKey.fromBytes(it),
    "PrivateKey.fromHex()": (it) => Api.PrivateKey.fromHex(it),
    "PublicKey.fromHex()": (it) => Api.PublicKey.fromHex(it),
    "PublicKey.combine()": (it) => Api.PublicKey.combine(it),
    "Permissions": (it) => new Api.Permissions(it),
    "Permissions retrieve": (retrieve) =>
      new Api.Permissions({ owner, retrieve: retrieve ?? owner }),
    "Permissions compute": (compute) => new Api.Permissions({ owner, compute }),
    "Permissions compute entry": (it) => new Api.Permissions({ owner, compute: [it] }),
    "Permissions programIds": (programIds) =>
      new Api.Permissions({ owner, compute: [{ user: owner, programIds }] }),
    "Permissions.defaultsForUser()": (it) => Api.Permissions.defaultsForUser(it),
    "Permissions.allowRetrieve()": (it) => me()["allowRetrieve"]!(it),
    "Permissions.allowCompute()": (it) => me()["allowCompute"]!(typed.userId, it),
    "PreprocessingElement.fromString()": (it) => Api.PreprocessingElement.fromString(it),
    "NilChainPayer": (it) => new Api.NilChainPayer(it),
    "NilChainPayer privateKey": (privateKey) =>
      new Api.NilChainPayer({ network: net.network, privateKey }),
    "NilChainPayer.prepareMsg() amountUnil": (it) =>
      Api.NilChainPayer.prepareMsg(it === 10n ? -5n : it, bytes, "nillion1abc"),
    "NilChainPayer.prepareMsg() resource": (it) =>
      Api.NilChainPayer.prepareMsg(10n, it, "nillion1abc"),
    "NilChainPayer.prepareMsg() fromAddress": (it) => Api.NilChainPayer.prepareMsg(10n, bytes, it),
    "submitPayment() amountUnil": (it) => payer.submitPayment(it === 10n ? -5n : it, bytes),
    "submitPayment() resource": (it) => payer.submitPayment(10n, it),
    "submitPayment() signal": (it) => payer.submitPayment(10n, bytes, { signal: it ?? 0 }),
    "resume()": (it) => payer.resume(it),
    "parseNetworkConfig()": (it) => parseNetworkConfig(it as string),
    "readNetworkConfig()": (it) => readNetworkConfig(it as string),
    "readNetworkConfig() options": (it) => readNetworkConfig("no-such-network", it as never),
  };
  const masker = () => SecretMasker.create({ primeBits: 256, polynomialDegree: 1, parties });
  const more: typeof calls = {
    "storeValues() confirm": (it) => client.storeValues({ a }, { ttlDays: 1, confirm: it ?? 0 }),
    "retrieveValues() faultTolerance": (it) => client.retrieveValues(id, { faultTolerance: it }),
    "retrievePermissions() faultTolerance": (it) =>
      client.retrievePermissions(id, { faultTolerance: it }),
    "retrieveComputeResults() faultTolerance": (it) =>
      client.retrieveComputeResults(id, { faultTolerance: it }),
    "storeProgram()": (it) => client.storeProgram("x", it).quote(),
    "addFunds()": (it) => client.addFunds(it === 10n ? -5n : it),
    "invoke() timeoutMs": (it) => client.poolStatus().invoke({ timeoutMs: it ?? 0 }),
    "VmClient.create() paymentMode": (it) =>
      Api.VmClient.create({ ...account, paymentMode: it ?? 0 }),
    "VmClient.create() timeoutMs": (it) => Api.VmClient.create({ ...account, timeoutMs: it ?? 0 }),
    "VmClient.create() maxFeesUnil": (it) =>
      Api.VmClient.create({ ...account, maxFeesUnil: it === 10n ? -5n : it ?? 0 }),
    "Network clusterDigest": (it) => new Api.Network({ bootnode, clusterDigest: it ?? 0 }),
    "Network endpoints": (it) => new Api.Network({ bootnode, endpoints: it ?? 0 }),
    "Network gasPrice": (it) => new Api.Network({ bootnode, gasPrice: it ?? -1 }),
    "NilChainPayer gasLimit": (it) => new Api.NilChainPayer({ ...wallet, gasLimit: it ?? 0 }),
    "NilChainPayer gasPrice": (it) => new Api.NilChainPayer({ ...wallet, gasPrice: it ?? -1 }),
    "NilChainPayer timeoutBlocks": (it) =>
      new Api.NilChainPayer({ ...wallet, timeoutBlocks: it ?? 0 }),
    "NilChainPayer walletPrefix": (it) =>
      new Api.NilChainPayer({ ...wallet, walletPrefix: it === "x" ? "" : it ?? 0 }),
    "NilChainPayer rpcEndpoint": (it) => new Api.NilChainPayer({ ...wallet, rpcEndpoint: it || 0 }),
    "NilChainPayer rpcEndpoints": (it) =>
      new Api.NilChainPayer({ ...wallet, rpcEndpoints: it ?? 0 }),
    "NilChainPayer queryTimeoutMs": (it) =>
      new Api.NilChainPayer({ ...wallet, queryTimeoutMs: it ?? 0 }),
    "NilChainPayer pollMs": (it) => new Api.NilChainPayer({ ...wallet, pollMs: it ?? 0 }),
    "submitPayment() gasLimit": (it) => payer.submitPayment(10n, bytes, { gasLimit: it ?? 0 }),
    "SecretMasker.create()": (it) => SecretMasker.create(it as never),
    "SecretMasker.create() primeBits": (it) =>
      SecretMasker.create({ primeBits: it as never, polynomialDegree: 1, parties }),
    "SecretMasker.create() polynomialDegree": (it) =>
      SecretMasker.create({ primeBits: 256, polynomialDegree: it as never, parties }),
    "SecretMasker.create() parties": (it) =>
      SecretMasker.create({ primeBits: 256, polynomialDegree: 1, parties: it as never }),
    "SecretMasker.mask()": (it) => masker().mask(it as never),
    "SecretMasker.classify()": (it) => masker().classify(it as never),
    "SecretMasker.unmask()": (it) => masker().unmask(it as never),
    "SecretMasker.unmask() share": (it) => masker().unmask([it as never]),
    "SecretMasker.unmask() party": (it) => masker().unmask([{ party: it as never, values: [] }]),
    "SecretMasker.unmask() values": (it) =>
      masker().unmask(parties.map((party) => ({ party, values: it as never }))),
    "SecretMasker.unmask() faultTolerance": (it) =>
      masker().unmask(masker().mask({ a }), { faultTolerance: it as never }),
    "PrivateKey.sign()": (it) => account.key.sign(it as never),
    "PrivateKey.sign() digest": (it) => account.key.sign(bytes, { digest: it as never }),
    "PrivateKey.sign() nonceData": (it) => account.key.sign(bytes, { nonceData: it ?? 0 } as never),
    "PrivateKey.signSchnorr()": (it) => account.key.signSchnorr(it as never),
    "PrivateKey.signSchnorr() auxRand": (it) =>
      account.key.signSchnorr(bytes, { auxRand: it ?? 0 } as never),
    "PrivateKey.tweakAdd()": (it) => account.key.tweakAdd(it as never),
    "PrivateKey.tweakMultiply()": (it) => account.key.tweakMultiply(it as never),
    "EddsaKey.fromBytes()": (it) => api.EddsaKey.fromBytes(it as never),
    "EddsaKey.fromSeed()": (it) => api.EddsaKey.fromSeed(it as never),
    "Signature.fromBytes()": (it) => api.Signature.fromBytes(it as never),
    "Signature.fromDer()": (it) => api.Signature.fromDer(it as never),
    "PublicKey.fromBytes()": (it) => api.PublicKey.fromBytes(it as never),
    "SecretInteger": (it) => new api.SecretInteger((it === 10n ? 2n ** 300n : it || NaN) as never),
    "SecretUnsignedInteger": (it) =>
      new api.SecretUnsignedInteger((it === 10n ? -1n : it || NaN) as never),
    "EcdsaPrivateKey": (it) => new api.EcdsaPrivateKey(it as never),
    "EddsaPrivateKey": (it) => new api.EddsaPrivateKey(it as never),
    "EcdsaSignature": (it) => new api.EcdsaSignature(it as never),
    "EcdsaSignature r": (it) => new api.EcdsaSignature({ r: it as never, s: bytes }),
    "EcdsaDigestMessage": (it) => new api.EcdsaDigestMessage(it as never),
    "StoreId": (it) => new api.StoreId(it as never),
    "PublicArray": (it) => new api.PublicArray(it as never),
    "startDevnet()": (it) => startDevnet(it as never),
    "startDevnet() nodes": (it) => startDevnet({ nodes: (it === 10n ? 1 : it ?? 0) as never }),
    "startDevnet() polynomialDegree": (it) => startDevnet({ polynomialDegree: (it ?? 0) as never }),
    "startDevnet() primeBits": (it) => startDevnet({ primeBits: (it ?? 0) as never }),
    "startDevnet() numbers": (it) => startDevnet({ numbers: (it ?? 0) as never }),
    "startDevnet() listen": (it) => startDevnet({ listen: (it === true ? 1 : it ?? 0) as never }),
    "startDevnet() ports": (it) => startDevnet({ ports: (it ?? 0) as never }),
    "startDevnet() snapshot": (it) => startDevnet({ listen: false, snapshot: (it ?? 0) as never }),
    "devnet.client()": (it) => net.devnet.client(it as never),
    "devnet.client() key": (it) => net.devnet.client({ key: (it ?? 0) as never }),
    "devnet.payer()": (it) => net.devnet.payer((it === 0 ? -1 : it) as never),
    "devnet.restore()": (it) => net.devnet.restore(it as never),
    "devnet.clock.advance()": (it) => net.devnet.clock.advance(it as never),
    "devnet.chain.account()": (it) => net.devnet.chain.account(it as never),
    "devnet.nodes[0].inject()": (it) => net.devnet.nodes[0]!.inject(it as never),
    "devnet.nodes[0].inject() kind": (it) => net.devnet.nodes[0]!.inject({ kind: it as never }),
    "devnet.nodes[0].inject() methods": (it) =>
      net.devnet.nodes[0]!.inject({ kind: "down", methods: (it ?? 0) as never }),
    "devnet.nodes[0].inject() times": (it) =>
      net.devnet.nodes[0]!.inject({ kind: "down", times: (it ?? 0) as never }),
  };
  for (const name of Object.keys(protobuf)) {
    calls[`${name}.encode()`] = (it) => codecs[name].encode(it);
    calls[`${name}.decode()`] = (it) => codecs[name].decode(it);
  }
  return { ...calls, ...more };
}
