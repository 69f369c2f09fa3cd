import { expectSameValues } from "./clear_values.ts";
import { expectSame, fromHex } from "./expect.ts";
import type { Cases } from "./context.ts";

/** Cases of programs: compiling, storing and running them, and reading their results. */
export const compute: Cases = {
  "a program of two parties runs, and each reads its own result": (t) =>
    t.withFunded((alice) =>
      t.withFunded(async (bob) => {
        const { InputPartyBinding, OutputPartyBinding, SecretInteger } = t.api;
        const program = await t.api.compileProgram(fromHex(t.job.program));
        const programId = await alice.storeProgram("two_parties", program).invoke();
        const valueId = await bob.storeValues({ b: new SecretInteger(2) }, {
          ttlDays: 1,
          permissions: t.api.Permissions.defaultsForUser(bob.userId)
            .allowCompute(alice.userId, programId),
        }).invoke();
        const id = await alice.compute({
          programId,
          program,
          inputBindings: [
            new InputPartyBinding("p", alice.userId),
            new InputPartyBinding("q", bob.userId),
          ],
          outputBindings: [
            new OutputPartyBinding("p", [alice.userId]),
            new OutputPartyBinding("q", [bob.userId]),
          ],
          values: { a: new SecretInteger(40) },
          valueIds: [valueId],
        }).invoke();
        const [sum, difference] = await Promise.all(
          [alice, bob].map((user) => user.retrieveComputeResults(id).invoke()),
        );
        expectSameValues(sum!, { sum: new SecretInteger(42) });
        expectSameValues(difference!, { difference: new SecretInteger(38) });
      })
    ),
  "the nodes make a key that no one has, and sign with it": (t) =>
    t.withFunded(async (user) => {
      const { EcdsaSignature, InputPartyBinding, OutputPartyBinding, StoreId } = t.api;
      const keyId = await user.compute({
        programId: "builtin/tecdsa_dkg",
        inputBindings: [],
        outputBindings: ["tecdsa_private_key_store_id_party", "tecdsa_public_key_party"]
          .map((party) => new OutputPartyBinding(party, [user.userId])),
      }).invoke();
      const made = Object.values(await user.retrieveComputeResults(keyId).invoke());
      const storeId = made.find((value) => value instanceof StoreId)!;
      const publicKey = made.find((value) => value instanceof t.api.EcdsaPublicKey)!;
      const digest = new Uint8Array(32).fill(7);
      const signatureId = await user.compute({
        programId: "builtin/tecdsa_sign",
        inputBindings: ["tecdsa_key_party", "tecdsa_digest_message_party"]
          .map((party) => new InputPartyBinding(party, user.userId)),
        outputBindings: [new OutputPartyBinding("tecdsa_output_party", [user.userId])],
        values: { tecdsa_digest_message: new t.api.EcdsaDigestMessage(digest) },
        valueIds: [storeId.valuesId],
      }).invoke();
      const [signature] = Object.values(await user.retrieveComputeResults(signatureId).invoke());
      if (!(signature instanceof EcdsaSignature)) throw new Error(`No signature: ${signature}`);
      const { r, s } = signature.value;
      const key = t.api.PublicKey.fromBytes(publicKey.value);
      const holds = key.verify(digest, new Uint8Array([...r, ...s]), { digest: "none" });
      expectSame(holds, true, "the signature holds");
    }),
};
