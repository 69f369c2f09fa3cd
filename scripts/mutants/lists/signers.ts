import type { Promised } from "../mutant.ts";

const file = "src/network/auth_token.ts";
const walletSigner = "src/payments/nilchain/wallet_signer.ts";
const walletTest = "tests/payments/nilchain/offline_signer_test.ts";
const keyFile = "src/signers/web_crypto_signer.ts";
const testFile = "tests/client/signer_test.ts";

/** What signers are asked, and what becomes of their answers. */
export const signers: readonly Promised[] = [
  {
    promise: "A signer is asked once for each node and minute, and a person once for all nodes",
    mutants: [
      {
        name: "each node's token is signed when it is needed",
        file,
        from: "this.#nodes.filter((each) => this.#isDue(each));",
        to: "[node];",
        testFile,
        test: "a signer with signAll() is asked once for all nodes, as long as tokenLifeMs says",
      },
      {
        name: "a signer that never answers is waited for without end",
        file,
        from: "return current === undefined || leftMs",
        to: "return current === undefined || !(current instanceof Promise) && leftMs",
        testFile,
        test: "a signer that never answered is asked again",
      },
      {
        name: "a token lives for a minute, whatever the signer says",
        file,
        from: "this.#lifeMs = signer.tokenLifeMs ?? tokenLifeMsDefault;",
        to: "this.#lifeMs = tokenLifeMsDefault;",
        testFile,
        test: "a signer with signAll() is asked once for all nodes, as long as tokenLifeMs says",
      },
    ],
  },
  {
    promise: "What a signer gives is checked before it is sent",
    mutants: [
      {
        name: "a wrong signature is sent",
        file,
        from: "if (isRight) return",
        to: "if (isRight || signature) return",
        testFile,
        test: "a signature that is not of the signer's key is told before it is sent",
      },
      {
        name: "a token that has nearly expired is sent",
        file,
        from: "if (this.#environment.now() > expiresAtMs - renewalMs) {",
        to: "if (this.#environment.now() < 0) {",
        testFile,
        test: "a signer that takes as long as a token lives is told to live longer",
      },
      {
        name: "an operation whose signer refuses is over",
        file: "src/network/consequences.ts",
        from: 'notSigned: always("resume"),',
        to: 'notSigned: always("giveUp"),',
        testFile: "tests/network/failure_test.ts",
        test: "every reason has a row, and every row is tested",
      },
    ],
  },
  {
    promise: "An error says why a wallet did not sign",
    mutants: [
      {
        name: "a person who says no in code is not understood",
        file: walletSigner,
        from: "code === rejectedCode || ",
        to: "",
        testFile: walletTest,
        test: "why a wallet did not sign is read from its words",
      },
      {
        name: "a wallet whose account has changed is not understood",
        file: walletSigner,
        from: "signer mismatch|",
        to: "",
        testFile: walletTest,
        test: "why a wallet did not sign is read from its words",
      },
      {
        name: "why a wallet did not sign is not read",
        file: walletSigner,
        from: "failureOf(error), error",
        to: '"failed", error',
        testFile: walletTest,
        test: "a payment that the wallet refuses is not made, and the operation resumes",
      },
      {
        name: "why a signer did not sign is not read",
        file,
        from: 'isRejection(messageOf(cause)) ? "requestRejected" : undefined',
        to: "undefined",
        testFile,
        test: "nothing is sent or paid when the signer refuses, and the operation resumes",
      },
      {
        name: "an account that the wallet no longer shows is told as none",
        file: walletSigner,
        from: "if (address === undefined) throw notSigned(",
        to: "throw notSigned(",
        testFile: walletTest,
        test: "a wallet without an account of this chain is told so",
      },
    ],
  },
  {
    promise: "A key that IndexedDB does not give or remove is an error with a code",
    mutants: [
      {
        name: "a key that cannot be read is a bare error of the browser",
        file: keyFile,
        from: "await done(reading, `The key ${name} cannot be read`);",
        to: "await reading;",
        testFile,
        test: "WebCryptoSigner says what is not done when IndexedDB fails",
      },
      {
        name: "a key that is not removed is a bare error of the browser",
        file: keyFile,
        from: "await done(removing, `The key ${name} was not removed`);",
        to: "await removing;",
        testFile,
        test: "WebCryptoSigner says what is not done when IndexedDB fails",
      },
    ],
  },
  {
    promise: "A wallet pays what it was asked for, or nothing",
    mutants: [
      {
        name: "a wallet may leave out the last block of a payment",
        file: walletSigner,
        from: "const isSame = timeoutHeight === wanted!.timeoutHeight &&",
        to: "const isSame =",
        testFile: walletTest,
        test: "a wallet that signs something else is found out, and nothing is paid",
      },
      {
        name: "a wallet may pay for something else",
        file: walletSigner,
        from: "equalBytes(messages[0]!.value, wanted!.messages[0]!.value) &&",
        to: "",
        testFile: walletTest,
        test: "a wallet that signs something else is found out, and nothing is paid",
      },
      {
        name: "a wallet may pay twice in one transaction",
        file: walletSigner,
        from: "messages.length === 1 &&",
        to: "",
        testFile: walletTest,
        test: "a wallet that signs something else is found out, and nothing is paid",
      },
      {
        name: "a wallet may sign for another chain",
        file: walletSigner,
        from: "if (signed.chainId !== asked.chainId) {",
        to: "if (signed.chainId === undefined) {",
        testFile: walletTest,
        test: "a wallet that signs something else is found out, and nothing is paid",
      },
      {
        name: "a wallet may raise the fee without a limit",
        file: walletSigner,
        from: "if (fee.feeUnil > maxUnil) {",
        to: "if (fee.feeUnil < 0n) {",
        testFile: walletTest,
        test: "a wallet cannot raise the fee above maxTransactionFeeUnil, or have others pay it",
      },
      {
        name: "a wallet may name another payer of the fee",
        file: walletSigner,
        from: "!fee?.payer && !fee?.granter;",
        to: "true;",
        testFile: walletTest,
        test: "a wallet cannot raise the fee above maxTransactionFeeUnil, or have others pay it",
      },
      {
        name: "the signature of another account is sent",
        file: "src/payments/nilchain/signed_tx.ts",
        from: "if (this.#maxFeeUnil !== undefined && !this.isSigned(bytes, terms.accountNumber)) {",
        to: "if (bytes.length === 0) {",
        testFile: walletTest,
        test: "a wallet whose account has changed is told so",
      },
      {
        name: "a call waits for the person after it has ended",
        file: walletSigner,
        from: "return await untilAborted(question(), signal);",
        to: "return await question();",
        testFile: walletTest,
        test:
          "a call that ends while the person thinks pays nothing, whatever the person does later",
      },
      {
        name: "a person is asked before the journal has the operation",
        file: "src/payments/payment.ts",
        from: "await entry.write(begun, call);",
        to: "if (!payer.callsBeforeBroadcast) await entry.write(begun, call);",
        testFile: walletTest,
        test: "the journal names the operation before the wallet is asked",
      },
      {
        name: "a quote that expires while the person thinks is paid",
        file: "src/payments/payment.ts",
        from: "beforeBroadcast: async ({ txHash, details }) => {\n        this.#checkTime();",
        to: "beforeBroadcast: async ({ txHash, details }) => {",
        testFile: walletTest,
        test: "a quote that expires while the person thinks is not paid",
      },
    ],
  },
];
