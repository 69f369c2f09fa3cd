import { expect, expectSame, fromHex, toHex, utf8 } from "./expect.ts";
import type { Api, Cases } from "./context.ts";
import bip340 from "../fixtures/keys/bip340.json" with { type: "json" };
import ecdh from "../fixtures/keys/wycheproof_ecdh.json" with { type: "json" };
import ed25519 from "../fixtures/keys/wycheproof_ed25519.json" with { type: "json" };
import p1363 from "../fixtures/keys/wycheproof_p1363.json" with { type: "json" };

/** The result of a function, or `undefined` when it throws. */
function attempt<T>(api: Api, act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof api.InvalidArgumentError)) throw error;
  }
}

/** Each vector under its key: `result signature message`. */
function* vectorsOf(vectors: Record<string, string[]>) {
  for (const [publicKey, lines] of Object.entries(vectors)) {
    for (const line of lines) {
      const [result, signature, message] = line.split(" ");
      const isValid = result === "v";
      yield {
        publicKey,
        signature: fromHex(signature!),
        message: fromHex(message!),
        isValid,
        line,
      };
    }
  }
}

/** Cases of keys and signatures. `tests/keys/vectors_test.ts` names the sources of the vectors. */
export const keys: Cases = {
  "a key signs, and its public key verifies": ({ api }) => {
    const key = api.PrivateKey.random();
    const message = utf8("gm, builder");
    const signature = key.sign(message);
    expect(key.publicKey.verify(message, signature), "the signature holds");
    expect(!key.publicKey.verify(utf8("gn"), signature), "it is for that message only");
    const again = api.PublicKey.fromBytes(key.publicKey.toBytes());
    expect(again.equals(key.publicKey), "the public key survives being written");
  },
  "a user has the id that nodes give": ({ api }) => {
    const one = api.PrivateKey.fromHex("00".repeat(31) + "01").publicKey;
    expectSame(
      one.toHex(),
      "0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798",
      "the generator",
    );
    expectSame(
      api.UserId.fromPublicKey(one).toString(),
      "29e562f73488c8a2bb9dbc5700b361d54b9b0554",
      "its user",
    );
  },
  "ECDSA verifies as Wycheproof does, and recovers the signer": ({ api }) => {
    let count = 0;
    for (const { publicKey, signature, message, isValid, line } of vectorsOf(p1363.vectors)) {
      const key = api.PublicKey.fromHex(publicKey);
      const low = attempt(api, () => api.Signature.fromBytes(signature).normalize().toBytes());
      expectSame(low !== undefined && key.verify(message, low), isValid, line);
      if (isValid) {
        const signers = [0, 1, 2, 3].map((recoveryId) =>
          attempt(api, () => api.PublicKey.recover(message, { signature, recoveryId }))
        );
        expect(signers.some((signer) => signer?.equals(key)), `the signer of ${line}`);
      }
      count++;
    }
    expectSame(count, 252, "vectors");
  },
  "ECDH agrees with Wycheproof": ({ api }) => {
    for (const line of ecdh.vectors) {
      const [result, point, privateKey, abscissa] = line.split(" ");
      const publicKey = attempt(api, () => api.PublicKey.fromHex(point!));
      expectSame(publicKey !== undefined, result === "v", line);
      if (publicKey === undefined) continue;
      expectSame(toHex(publicKey.tweakMultiply(fromHex(privateKey!)).toXOnly()), abscissa!, line);
    }
    const [alice, bob] = [api.PrivateKey.random(), api.PrivateKey.random()];
    expectSame(
      alice.sharedSecret(bob.publicKey),
      bob.sharedSecret(alice.publicKey),
      "the secret that two share",
    );
  },
  "EdDSA verifies as Wycheproof does, and signs": ({ api }) => {
    let count = 0;
    for (const { publicKey, signature, message, isValid, line } of vectorsOf(ed25519.vectors)) {
      expectSame(api.EddsaKey.verify(fromHex(publicKey), message, signature), isValid, line);
      count++;
    }
    expectSame(count, 148, "vectors");
    const key = api.EddsaKey.random();
    const signature = key.sign(utf8("gm"));
    expect(api.EddsaKey.verify(key.publicKey, utf8("gm"), signature), "its own signature holds");
  },
  "Schnorr signs and verifies as BIP 340 says": ({ api }) => {
    for (const { secretKey, publicKey, auxRand, message, signature, ...vector } of bip340.vectors) {
      const what = `vector ${vector.index}`;
      if (secretKey !== "") {
        const key = api.PrivateKey.fromHex(secretKey);
        const signed = key.signSchnorr(fromHex(message), { auxRand: fromHex(auxRand) });
        expectSame(signed, fromHex(signature), what);
      }
      const key = attempt(api, () => api.PublicKey.fromXOnly(fromHex(publicKey)));
      const holds = key?.verifySchnorr(fromHex(message), fromHex(signature)) ?? false;
      expectSame(holds, vector.isValid, what);
    }
  },
};
