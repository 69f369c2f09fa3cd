/**
 * Three people rate a talk over HTTP. The server that collects the ratings never has one.
 *
 * The server has the program stored, and counts who took part. Each listener gives a rating from 1 to
 * 5 to the nodes, permits the server to compute with it in this program, and sends the server only
 * the id of what is stored. When all three ids are there, the server has the nodes compute.
 * Everyone may ask the server for the result: the average, in hundredths, and whether any rating was
 * below 3.
 *
 * `deno run --allow-net=127.0.0.1 examples/sealed_feedback.ts`
 *
 * @module
 */
import { Permissions, UserId, type VmClient } from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { nada } from "@nilvm/client/nada";

const rating = <P extends string>(party: P) => nada.secretInteger(party, { doc: "from 1 to 5" });

const feedback = nada.program({
  name: "feedback",
  parties: ["server", "first", "second", "third"],
  inputs: { first: rating("first"), second: rating("second"), third: rating("third") },
  outputs: { hundredths: "server", isAnyLow: "server" },
}, (ratings) => {
  // Who gives 100 instead of 5 would change the average: what is out of range counts as the nearest rating.
  const counted = Object.values(ratings).map((given) => {
    const atLeast1 = given.lt(1).ifElse(1, given);
    return atLeast1.gt(5).ifElse(5, atLeast1);
  });
  const sum = counted.reduce((sum, each) => sum.add(each));
  const isAnyLow = counted.map((each) => each.lt(3)).reduce((any, isLow) => any.or(isLow));
  return { hundredths: sum.mul(100).div(counted.length), isAnyLow };
});
type Listener = "first" | "second" | "third";

// In the clear, on this machine.
const tried = await feedback.run({ first: 5, second: 4, third: 100 });
const points = Number(tried.hundredths) / 100;
console.log(`Of 5, 4 and 100 the average is ${points}, and any is low: ${tried.isAnyLow}`);

/** The server: it knows ids of users and of stored values. */
async function startServer(client: VmClient) {
  const programId = await client.storeProgram(feedback).invoke();
  const given = new Map<Listener, { user: string; valuesId: string }>();
  const compute = async () => {
    const [first, second, third] = [given.get("first")!, given.get("second")!, given.get("third")!];
    const computeId = await client.compute(feedback, {
      programId,
      parties: {
        server: client.userId,
        first: UserId.parse(first.user),
        second: UserId.parse(second.user),
        third: UserId.parse(third.user),
      },
      stored: { first: first.valuesId, second: second.valuesId, third: third.valuesId },
    }).invoke();
    const { hundredths, isAnyLow } = await client.retrieveComputeResults(feedback, computeId)
      .invoke();
    return { average: Number(hundredths) / 100, isAnyLow };
  };
  let result: ReturnType<typeof compute> | undefined;
  return Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    if (request.method === "GET") {
      if (new URL(request.url).pathname === "/program") {
        return Response.json({ programId, server: String(client.userId) });
      }
      return result === undefined
        ? new Response("Some ratings are missing", { status: 409 })
        : Response.json(await result);
    }
    const { seat, user, valuesId } = await request.json();
    if (!["first", "second", "third"].includes(seat) || given.has(seat)) {
      return new Response("This seat is taken, or there is none", { status: 400 });
    }
    given.set(seat, { user, valuesId });
    if (given.size === 3) result = compute();
    return new Response(null, { status: 204 });
  });
}

/** A listener: gives the rating to the nodes, and tells the server where it is. */
async function rate(client: VmClient, url: string, seat: Listener, rating: number) {
  const { programId, server } = await (await fetch(`${url}/program`)).json();
  const permissions = Permissions.defaultsForUser(client.userId)
    .allowCompute(UserId.parse(server), programId);
  const values = feedback.values(seat, { [seat]: rating });
  const valuesId = await client.storeValues(values, { ttlDays: 1, permissions }).invoke();
  const body = JSON.stringify({ seat, user: String(client.userId), valuesId });
  const answer = await fetch(`${url}/ratings`, { method: "POST", body });
  console.log(`The server took the ${seat} rating: ${answer.ok}`);
}

await using devnet = await startDevnet({ listen: false });
await using owner = await devnet.client();
await using server = await startServer(owner);
const url = `http://127.0.0.1:${server.addr.port}`;
for (
  const [i, [seat, rating]] of ([["first", 5], ["second", 2], ["third", 4]] as const).entries()
) {
  await using listener = await devnet.client({ wallet: i + 1 });
  await rate(listener, url, seat, rating);
}
const { average, isAnyLow } = await (await fetch(`${url}/result`)).json();
console.log(`The average is ${average}, and any is low: ${isAnyLow}`);
