import { InvalidArgumentError, Permissions, UserId } from "@nilvm/client";
import { assert, assertEquals, assertThrows } from "@std/assert";

const ann = UserId.parse("0a".repeat(20));
const bob = UserId.parse("0b".repeat(20));

Deno.test("Permissions are shown as JSON with the ids of users", () => {
  const permissions = new Permissions({ owner: ann, update: [bob] }).allowCompute(bob, "p/1");
  const json = {
    owner: `${ann}`,
    retrieve: [],
    update: [`${bob}`],
    delete: [],
    compute: [{ user: `${bob}`, programIds: ["p/1"] }],
  };
  assertEquals(JSON.parse(JSON.stringify(permissions)), json);
  assertEquals(`${permissions}`, `Permissions ${JSON.stringify(json)}`);
  assertEquals(Deno.inspect(permissions), `${permissions}`);
});

Deno.test("Permissions.allowCompute() adds to the programs that a user may run", () => {
  const permissions = new Permissions({ owner: ann })
    .allowCompute(bob, "p/1").allowCompute(ann, "p/1").allowCompute(bob, "p/2")
    .allowCompute(bob, "p/1");
  const granted = permissions.compute.map(({ user, programIds }) => [`${user}`, programIds]);
  assertEquals(granted, [[`${bob}`, ["p/1", "p/2"]], [`${ann}`, ["p/1"]]]);
});

Deno.test("Permissions.equals() ignores the order", () => {
  const one = new Permissions({
    owner: ann,
    retrieve: [ann, bob],
    update: [ann, bob],
    delete: [ann, bob],
  })
    .allowCompute(ann, "p/1").allowCompute(bob, "p/1").allowCompute(bob, "p/2");
  const other = new Permissions({
    owner: ann,
    retrieve: [bob, ann],
    update: [bob, ann],
    delete: [bob, ann],
  })
    .allowCompute(bob, "p/2").allowCompute(bob, "p/1").allowCompute(ann, "p/1");
  assert(one.equals(other) && other.equals(one));
  const users = [ann];
  const base = new Permissions({ owner: ann });
  const different = [
    new Permissions({ owner: bob }),
    new Permissions({ owner: ann, retrieve: users }),
    new Permissions({ owner: ann, update: users }),
    new Permissions({ owner: ann, delete: users }),
    new Permissions({ owner: ann }).allowCompute(ann, "p/1"),
    new Permissions({ owner: ann }).allowCompute(ann, "p/2"),
    new Permissions({ owner: ann }).allowCompute(bob, "p/1"),
  ];
  for (const [index, permissions] of different.entries()) {
    assert(!base.equals(permissions));
    assertEquals(different.findIndex((same) => same.equals(permissions)), index);
  }
});

Deno.test("Permissions say what to give instead of a text, a single user and a name", () => {
  const permissions = Permissions.defaultsForUser(ann);
  const cases: [call: () => unknown, message: string][] = [
    [() => permissions.allowRetrieve(`${bob}` as never), "UserId.parse reads one from text"],
    [() => new Permissions({ owner: ann, retrieve: bob as never }), "as lists: [user], not user"],
    [() => permissions.allowCompute(bob, "survey"), "such as <user>/<name>/sha256/<hex>"],
  ];
  for (const [call, message] of cases) assertThrows(call, InvalidArgumentError, message);
});
