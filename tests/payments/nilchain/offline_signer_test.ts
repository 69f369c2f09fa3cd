/** Payments by a wallet that signs elsewhere, and asks a person. */
import { DirectSecp256k1HdWallet, makeAuthInfoBytes } from "@cosmjs/proto-signing";
import {
  AbortedError,
  FailedPreconditionError,
  InvalidArgumentError,
  Network,
  QuoteExpiredError,
  SecretInteger,
  SigningFailedError,
  type SigningFailureReason,
  VmClient,
} from "@nilvm/client";
import { type Devnet, startDevnet } from "@nilvm/client/devnet";
import { type Journal, memoryJournal } from "@nilvm/client/journal";
import { PrivateKey } from "@nilvm/client/keys";
import {
  type DirectSignature,
  type DirectSignDoc,
  keplrChainInfo,
  type KeplrChainOptions,
  NilChainPayer,
  type NilChainPayerOptions,
  type OfflineSigner,
} from "@nilvm/client/nilchain";
import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { AuthInfo, PubKey, TxBody } from "../../../src/payments/nilchain/cosmjs.js";

const startUnil = 1_000_000_000n;

/** A wallet whose owner answers as a test says. */
class TestWallet implements OfflineSigner {
  readonly #inner: DirectSecp256k1HdWallet;
  asked = 0;
  /** What the owner does before the wallet signs. */
  onAsk: () => Promise<void> = () => Promise.resolve();
  /** What the wallet changes before it signs. */
  change: (signDoc: DirectSignDoc) => DirectSignDoc = (signDoc) => signDoc;
  accounts: () => ReturnType<OfflineSigner["getAccounts"]>;

  private constructor(inner: DirectSecp256k1HdWallet) {
    this.#inner = inner;
    this.accounts = () => inner.getAccounts();
  }

  static async create(prefix = "nillion"): Promise<TestWallet> {
    return new TestWallet(await DirectSecp256k1HdWallet.generate(12, { prefix }));
  }

  async address(): Promise<string> {
    return (await this.#inner.getAccounts())[0]!.address;
  }

  getAccounts() {
    return this.accounts();
  }

  async signDirect(address: string, signDoc: DirectSignDoc): Promise<DirectSignature> {
    this.asked++;
    await this.onAsk();
    return await this.#inner.signDirect(address, this.change(signDoc));
  }
}

interface Paid {
  readonly devnet: Devnet;
  readonly wallet: TestWallet;
  readonly client: VmClient;
  /** What the wallet has paid. */
  spent(): bigint;
}

/** Runs a test with a client whose payments such a wallet signs. */
async function withWallet(
  options: Partial<NilChainPayerOptions>,
  test: (paid: Paid) => Promise<void>,
): Promise<void> {
  await using devnet = await startDevnet({ listen: false });
  const wallet = await TestWallet.create();
  const address = await wallet.address();
  devnet.chain.setAccount(address, { balanceUnil: startUnil });
  const payer = new NilChainPayer({
    network: devnet.network,
    signer: wallet,
    pollMs: 25,
    ...options,
  });
  assertEquals(await payer.walletAddress(), address);
  await using client = await VmClient.create({
    key: PrivateKey.random(),
    network: devnet.network,
    payer,
    paymentMode: "perOperation",
  });
  const spent = () => startUnil - devnet.chain.account(address).balanceUnil;
  await test({ devnet, wallet, client, spent });
}

function storing(client: VmClient) {
  return client.storeValues({ a: new SecretInteger(1) }, { ttlDays: 1 });
}

Deno.test("a wallet of cosmjs pays, and a double click asks it once", async () => {
  await withWallet({}, async ({ client, wallet, spent }) => {
    wallet.onAsk = () => new Promise((resolve) => setTimeout(resolve, 100));
    const operation = storing(client);
    const { feesUnil } = await operation.quote();
    const [one, two] = await Promise.all([operation.invoke(), operation.invoke()]);
    assertEquals([one, wallet.asked, spent()], [two, 1, feesUnil]);
  });
});

Deno.test("a payment that the wallet refuses is not made, and the operation resumes", async () => {
  await withWallet({}, async ({ client, wallet, spent }) => {
    const operation = storing(client);
    wallet.onAsk = () => Promise.reject(new Error("Request rejected"));
    const error = await assertRejects(() => operation.invoke(), SigningFailedError, "rejected");
    assertEquals([error.phase, error.reason, spent()], ["payment", "requestRejected", 0n]);
    wallet.onAsk = () => Promise.resolve();
    const { feesUnil } = await operation.quote();
    await operation.invoke();
    assertEquals(spent(), feesUnil);
  });
});

Deno.test("why a wallet did not sign is read from its words", async () => {
  await using devnet = await startDevnet({ listen: false });
  const thrown: [unknown, SigningFailureReason][] = [
    [new Error("Request rejected"), "requestRejected"],
    [{ code: 4001, message: "The user has closed the window" }, "requestRejected"],
    [{ code: 5000, message: "User disapproved requested methods" }, "requestRejected"],
    ["User declined", "requestRejected"],
    [new Error("Ledger: condition of use not satisfied (denied by the user?)"), "requestRejected"],
    [new Error("Signature cancelled"), "requestRejected"],
    [{ name: "AccessDeniedException", message: "AccessDenied" }, "requestRejected"],
    [new Error("Signer mismatched"), "accountChanged"],
    [new Error("Unknown signer address"), "accountChanged"],
    [new Error("Address nillion1abc not found in wallet"), "accountChanged"],
    [new Error("There is no chain info for nillion-1"), "wrongChain"],
    [new Error("There is no modular chain info for nillion-1"), "wrongChain"],
    [new Error("Unmatched chain id with the offline signer"), "wrongChain"],
    [new Error("The device is busy"), "failed"],
    [{ code: 5, message: "ThrottlingException" }, "failed"],
    [undefined, "failed"],
    [null, "failed"],
  ];
  for (const [error, reason] of thrown) {
    const signer = await TestWallet.create();
    signer.accounts = () => Promise.reject(error);
    const payer = new NilChainPayer({ network: devnet.network, signer });
    const failed = await assertRejects(() => payer.walletAddress(), SigningFailedError);
    assertEquals(failed.reason, reason, failed.message);
  }
});

Deno.test("the journal names the operation before the wallet is asked", async () => {
  await using devnet = await startDevnet({ listen: false });
  const wallet = await TestWallet.create();
  const address = await wallet.address();
  devnet.chain.setAccount(address, { balanceUnil: startUnil });
  const kept = memoryJournal();
  let isBroken = false;
  const journal: Journal = {
    ...kept,
    write: (id, entry) =>
      isBroken ? Promise.reject(new Error("the disk is full")) : kept.write(id, entry),
  };
  await using client = await VmClient.create({
    key: PrivateKey.random(),
    network: devnet.network,
    payer: new NilChainPayer({ network: devnet.network, signer: wallet, pollMs: 25 }),
    paymentMode: "perOperation",
    journal,
  });
  const atAsking: Record<string, unknown>[] = [];
  wallet.onAsk = async () => {
    const [entry] = await kept.entries();
    atAsking.push(JSON.parse(entry![1]));
  };
  await storing(client).invoke();
  assertEquals(
    atAsking.map(({ operation, pending }) => [operation, pending]),
    [["storeValues", undefined]],
  );

  wallet.onAsk = () => Promise.reject(new Error("Request rejected"));
  await assertRejects(() => storing(client).invoke(), SigningFailedError);
  assertEquals([...await kept.entries()], [], "what was not paid leaves the journal");

  isBroken = true;
  await assertRejects(() => storing(client).invoke(), FailedPreconditionError, "the disk is full");
  assertEquals(wallet.asked, 2, "nobody is asked for what the journal does not take");
});

Deno.test("the fee that a person has raised is paid", async () => {
  await withWallet({}, async ({ client, wallet, spent }) => {
    wallet.change = (signDoc) => {
      const { signerInfos } = AuthInfo.decode(signDoc.authInfoBytes);
      const [{ publicKey, sequence }] = signerInfos as [typeof signerInfos[0]];
      const fee = [{ denom: "unil", amount: "5000" }];
      const signers = [{ pubkey: publicKey!, sequence }];
      assertEquals(publicKey!.typeUrl, PubKey.typeUrl);
      const authInfoBytes = makeAuthInfoBytes(signers, fee, 250_000, undefined, undefined);
      return { ...signDoc, authInfoBytes };
    };
    const operation = storing(client);
    const { feesUnil } = await operation.quote();
    await operation.invoke();
    assertEquals(spent(), feesUnil + 5_000n);
  });
});

Deno.test("a wallet that signs something else is found out, and nothing is paid", async () => {
  await withWallet({}, async ({ client, wallet, spent }) => {
    const changed = (change: (body: TxBody) => TxBody) => (signDoc: DirectSignDoc) => ({
      ...signDoc,
      bodyBytes: TxBody.encode(TxBody.fromPartial(change(TxBody.decode(signDoc.bodyBytes))))
        .finish(),
    });
    const changes: [(signDoc: DirectSignDoc) => DirectSignDoc, SigningFailureReason][] = [
      [changed((body) => ({ ...body, timeoutHeight: 0n })), "somethingElse"],
      [
        changed(({ messages: [message], timeoutHeight }) => ({
          messages: [{ typeUrl: message!.typeUrl, value: message!.value.toReversed() }],
          timeoutHeight,
        })),
        "somethingElse",
      ],
      [
        changed(({ messages, timeoutHeight }) => ({
          messages: [...messages, ...messages],
          timeoutHeight,
        })),
        "somethingElse",
      ],
      [(signDoc) => ({ ...signDoc, chainId: "cosmoshub-4" }), "wrongChain"],
    ];
    for (const [change, reason] of changes) {
      wallet.change = change;
      const error = await assertRejects(() => storing(client).invoke(), SigningFailedError);
      assertEquals(error.reason, reason, error.message);
    }
    assertEquals(spent(), 0n);
  });
});

/** What a wallet signs with this fee. */
function withFee(amount: { denom: string; amount: string }[], granter?: string, payer?: string) {
  return (signDoc: DirectSignDoc): DirectSignDoc => {
    const [info] = AuthInfo.decode(signDoc.authInfoBytes).signerInfos;
    const signers = [{ pubkey: info!.publicKey!, sequence: info!.sequence }];
    const authInfoBytes = makeAuthInfoBytes(signers, amount, 250_000, granter, payer);
    return { ...signDoc, authInfoBytes };
  };
}

Deno.test("a wallet cannot raise the fee above maxTransactionFeeUnil, or have others pay it", async () => {
  const unil = (amount: string) => [{ denom: "unil", amount }];
  await withWallet({}, async ({ client, wallet, spent }) => {
    const other = await (await TestWallet.create()).address();
    const changes: [ReturnType<typeof withFee>, string][] = [
      [withFee(unil("1000001")), "maxTransactionFeeUnil is 1000000"],
      [withFee([{ denom: "uatom", amount: "1" }]), "another coin"],
      [withFee(unil("5"), other), "another transaction"],
      [withFee(unil("5"), undefined, other), "another transaction"],
    ];
    for (const [change, words] of changes) {
      wallet.change = change;
      const error = await assertRejects(() => storing(client).invoke(), SigningFailedError, words);
      assertEquals(error.reason, "somethingElse", error.message);
    }
    assertEquals(spent(), 0n);
    wallet.change = withFee(unil("1000000"));
    await storing(client).invoke();
    assert(spent() > 1_000_000n);
  });
  await withWallet({ maxTransactionFeeUnil: 10 }, async ({ client, wallet }) => {
    wallet.change = withFee(unil("11"));
    await assertRejects(() => storing(client).invoke(), SigningFailedError, "is 10");
  });
});

Deno.test("a malformed answer of a wallet is told as that, and nothing is paid", async () => {
  await withWallet({}, async ({ client, wallet, spent }) => {
    const signature = { signature: "AA==" };
    const answers: [(signDoc: DirectSignDoc) => unknown, SigningFailureReason][] = [
      [() => undefined, "malformed"],
      [() => ({ signature }), "malformed"],
      [(signed) => ({ signed }), "malformed"],
      [(signed) => ({ signed, signature: { signature: "%" } }), "malformed"],
      [
        (signed) => ({ signed: { ...signed, bodyBytes: Uint8Array.of(255, 255) }, signature }),
        "malformed",
      ],
      // A text reads as an AuthInfo without anything.
      [(signed) => ({ signed: { ...signed, authInfoBytes: "no" }, signature }), "somethingElse"],
      [
        (signed) => ({ signed: withFee([{ denom: "unil", amount: "abc" }])(signed), signature }),
        "somethingElse",
      ],
    ];
    for (const [answer, reason] of answers) {
      wallet.signDirect = (_, signDoc) => Promise.resolve(answer(signDoc) as DirectSignature);
      const error = await assertRejects(() => storing(client).invoke(), SigningFailedError);
      assertEquals(error.reason, reason, error.message);
    }
    assertEquals(spent(), 0n);
  });
});

Deno.test("a wallet whose account has changed is told so", async () => {
  await withWallet({}, async ({ client, wallet, spent }) => {
    const other = await TestWallet.create();
    const address = await other.address();
    wallet.signDirect = (_, signDoc) => other.signDirect(address, signDoc);
    const operation = storing(client);
    const error = await assertRejects(() => operation.invoke(), SigningFailedError);
    assertEquals([error.reason, spent()], ["accountChanged", 0n]);
    assertStringIncludes(error.message, await wallet.address());
    wallet.signDirect = TestWallet.prototype.signDirect;
    const { feesUnil } = await operation.quote();
    await operation.invoke();
    assertEquals(spent(), feesUnil, "the person has selected the account again");
  });
});

Deno.test("a wallet without an account of this chain is told so", async () => {
  await using devnet = await startDevnet({ listen: false });
  const { network } = devnet;
  const cases: [OfflineSigner, string | undefined, SigningFailureReason][] = [
    [await TestWallet.create("cosmos"), undefined, "wrongChain"],
    [await TestWallet.create(), "nillion1nobody", "accountChanged"],
  ];
  const empty = await TestWallet.create();
  empty.accounts = () => Promise.resolve([]);
  cases.push([empty, undefined, "noAccount"]);
  const edwards = await TestWallet.create();
  const address = await edwards.address();
  edwards.accounts = () => Promise.resolve([{ address, pubkey: new Uint8Array(32) }]);
  cases.push([edwards, undefined, "noAccount"]);
  const locked = await TestWallet.create();
  locked.accounts = () => Promise.reject(new Error("the wallet is locked"));
  cases.push([locked, undefined, "failed"]);
  for (const [signer, address, reason] of cases) {
    const payer = new NilChainPayer({ network, signer, address });
    const error = await assertRejects(() => payer.walletAddress(), SigningFailedError);
    assertEquals(error.reason, reason, error.message);
  }
  const payer = new NilChainPayer({ network, signer: locked });
  await assertRejects(() => payer.walletAddress(), SigningFailedError, "locked");
  locked.accounts = () => Promise.resolve([{ address, pubkey: new Uint8Array(33).fill(2) }]);
  assertEquals(await payer.walletAddress(), address, "a wallet that was unlocked is asked again");
});

Deno.test("a call that ends while the person thinks pays nothing, whatever the person does later", async () => {
  await withWallet({}, async ({ client, wallet, spent }) => {
    const asked = Promise.withResolvers<void>();
    const confirmed = Promise.withResolvers<void>();
    wallet.onAsk = () => {
      asked.resolve();
      return confirmed.promise;
    };
    const leaving = new AbortController();
    const operation = storing(client);
    const { feesUnil } = await operation.quote();
    const invoking = operation.invoke({ signal: leaving.signal });
    await asked.promise;
    leaving.abort();
    await assertRejects(() => invoking, AbortedError);
    confirmed.resolve();
    await new Promise((resolve) => setTimeout(resolve, 100));
    assertEquals(spent(), 0n);
    await operation.invoke();
    assertEquals(spent(), feesUnil);
  });
});

Deno.test("a quote that expires while the person thinks is not paid", async () => {
  await using devnet = await startDevnet({ listen: false });
  const wallet = await TestWallet.create();
  const address = await wallet.address();
  devnet.chain.setAccount(address, { balanceUnil: startUnil });
  let aheadMs = 0;
  await using client = await VmClient.create({
    key: PrivateKey.random(),
    network: devnet.network,
    payer: new NilChainPayer({ network: devnet.network, signer: wallet, pollMs: 25 }),
    paymentMode: "perOperation",
    environment: { now: () => Date.now() + aheadMs },
  });
  const operation = storing(client);
  const { expiresAt } = await operation.quote();
  wallet.onAsk = () => {
    aheadMs = expiresAt.getTime() - Date.now() - 10_000;
    return Promise.resolve();
  };
  await assertRejects(() => operation.invoke(), QuoteExpiredError);
  assertEquals(wallet.asked, 1);
  assertEquals(devnet.chain.account(address).balanceUnil, startUnil);
});

Deno.test("a payer takes a key or a wallet that signs", async () => {
  await using devnet = await startDevnet({ listen: false });
  const { network, wallets } = devnet;
  const signer = await TestWallet.create();
  const { privateKey } = wallets[0]!;
  const wrong: [Partial<NilChainPayerOptions>, string][] = [
    [{}, "privateKey"],
    [{ signer, privateKey }, "not both"],
    [{ signer: {} as OfflineSigner }, "signDirect()"],
    [{ signer: { getAccounts() {}, signAmino() {} } as never }, "Amino"],
    [{ signer, address: 5 as never }, "address"],
    [{ signer, maxTransactionFeeUnil: 0 }, "maxTransactionFeeUnil"],
  ];
  for (const [options, words] of wrong) {
    assertThrows(() => new NilChainPayer({ network, ...options }), InvalidArgumentError, words);
  }
});

Deno.test("keplrChainInfo() refuses what it cannot describe", () => {
  const bootnode = "http://127.0.0.1:1";
  const chain = { chainId: "c", chainRpcEndpoint: "http://127.0.0.1:2" };
  const restEndpoint = "http://127.0.0.1:3";
  for (
    const [network, options] of [
      [new Network({ bootnode }), { restEndpoint }],
      [new Network({ bootnode, ...chain }), { restEndpoint: "" }],
      [new Network({ bootnode, ...chain, gasPrice: "0,025" }), { restEndpoint }],
      [new Network({ bootnode, ...chain }), { restEndpoint, chainname: "c" } as KeplrChainOptions],
    ] as const
  ) assertThrows(() => keplrChainInfo(network, options), InvalidArgumentError);
  const info = keplrChainInfo(new Network({ bootnode, ...chain }), {
    restEndpoint,
    chainName: "Mine",
    walletPrefix: "x",
    gasPriceStep: { low: 1, average: 2, high: 3 },
  });
  assertEquals([info.rpc, info.rest, info.chainName], [
    chain.chainRpcEndpoint,
    restEndpoint,
    "Mine",
  ]);
  assertEquals(info.feeCurrencies[0]!.gasPriceStep.high, 3);
  assert(Object.values(info.bech32Config).every((each) => each.startsWith("x")));
});
