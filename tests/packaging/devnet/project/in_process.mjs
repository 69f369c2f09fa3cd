import { SecretInteger } from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";

/** A network and its client in one process. Prints the answer, or the code of the error. */
async function run(options) {
  const devnet = await startDevnet(options);
  const client = await devnet.client();
  try {
    const values = { answer: new SecretInteger(42) };
    const id = await client.storeValues(values, { ttlDays: 1 }).invoke();
    const { answer } = await client.retrieveValues(id).invoke();
    const shares = devnet.nodes.map((node) => node.heldShares().length);
    return `${answer.value} in ${shares}`;
  } finally {
    await client[Symbol.asyncDispose]();
    await devnet[Symbol.asyncDispose]();
  }
}

for (const options of JSON.parse(process.argv[2])) {
  console.log(await run(options).catch((error) => `${error.code}: ${error.message}`));
}
