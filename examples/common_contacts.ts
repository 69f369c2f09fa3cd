/**
 * Ann and Bob find out which of Ann's contacts Bob knows, too: private set intersection.
 *
 * Contacts are addresses of 20 bytes, which are too far apart for `eq` on nodes; `intersection` of the
 * library is right about them. Ann learns which of her own contacts both have. Nobody learns anything
 * else, neither of the other list nor of the result.
 *
 * `deno run examples/common_contacts.ts`
 *
 * @module
 */
import { Permissions } from "@nilvm/client";
import { type Devnet, startDevnet } from "@nilvm/client/devnet";
import { nada } from "@nilvm/client/nada";
import { elements, intersection } from "@nilvm/client/nada/library";

const contacts = nada.program({
  name: "common_contacts",
  parties: ["ann", "bob"],
  inputs: {
    anns: nada.secretInteger("ann", { doc: "addresses" }).array(4),
    bobs: nada.secretInteger("bob", { doc: "addresses" }).array(6),
  },
  outputs: { isCommon: "ann" },
}, ({ anns, bobs }) => ({
  isCommon: nada.array(intersection(elements(anns), elements(bobs))),
}));

const anns = [
  0xde0b295669a9fd93d5f28d9ec85e40f4cb697baen,
  0x00000000219ab540356cbb839cbe05303d7705fan,
  0xbe0eb53f46cd790cd13851d5eff43d12404d33e8n,
  0x0000000000000000000000000000000000000001n,
];
const bobs = [
  0xbe0eb53f46cd790cd13851d5eff43d12404d33e9n,
  0x00000000219ab540356cbb839cbe05303d7705fan,
  0xde0b295669a9fd93d5f28d9ec85e40f4cb697baen,
  0xf977814e90da44bfa03b6295a0616a897441acecn,
  0x0000000000000000000000000000000000000002n,
  0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2n,
];

/** Runs it on a network, and says what Ann reads. */
export async function findContacts(devnet: Devnet): Promise<string[]> {
  await using ann = await devnet.client();
  await using bob = await devnet.client({ wallet: 1 });
  const programId = await ann.storeProgram(contacts).invoke();
  const permissions = Permissions.defaultsForUser(bob.userId).allowCompute(ann.userId, programId);
  const list = await bob.storeValues(contacts.values("bob", { bobs }), { ttlDays: 1, permissions })
    .invoke();
  const computeId = await ann.compute(contacts, {
    programId,
    parties: { ann: ann.userId, bob: bob.userId },
    values: { anns },
    stored: { bobs: list },
  }).invoke();
  const { isCommon } = await ann.retrieveComputeResults(contacts, computeId).invoke();
  return anns.map((address, at) => {
    const text = `0x${address.toString(16).padStart(40, "0")}`;
    return `${text}: ${isCommon[at] ? "known to both" : "known to Ann"}`;
  });
}

if (import.meta.main) {
  await using devnet = await startDevnet({ listen: false });
  for (const line of await findContacts(devnet)) console.log(line);
}
