import { assertEquals, assertStringIncludes } from "@std/assert";

/** What each example needs, and what it prints at its end; a number that changes is left out. */
const examples: Record<string, { permissions: string[]; prints: string[] }> = {
  auction: {
    permissions: ["--allow-read=examples"],
    prints: ["Bidder 1 wins and pays 365", "The auctioneer may not read a bid"],
  },
  average_salary: {
    permissions: ["--allow-read=examples"],
    prints: [0, 1, 2].map((i) => `Employee ${i} reads the average: 53000`),
  },
  own_payer: {
    permissions: ["--allow-net=127.0.0.1"],
    prints: ["Stored within the budget: ", "Not paid: 1000000 unil exceed the budget"],
  },
  pay_per_operation: {
    permissions: [],
    prints: ["Storing costs 1000000 unil, until ", "Stored as ", "Read 42, paid by transaction "],
  },
  share_values: {
    permissions: [],
    prints: [
      "The doctor reads: blood group A, allergic to penicillin",
      "The doctor may no longer read it",
      "Users who may read it: 1",
    ],
  },
  sign_ethereum: {
    permissions: [],
    prints: ["The account is 0x", "The key cannot be retrieved", "The account signed: 0x"],
  },
  sign_with_stored_key: {
    permissions: [],
    prints: ["The signature is the key's: true", "The service may not read the key"],
  },
  update_in_place: {
    permissions: [],
    prints: ["The owner reads 23 degrees", "The owner is still the owner: true"],
  },
};

for (const [name, { permissions, prints }] of Object.entries(examples)) {
  Deno.test(`examples/${name}.ts runs with the permissions it names`, async () => {
    const path = `examples/${name}.ts`;
    const root = new URL("..", import.meta.url);
    const command = ["deno", "run", ...permissions, path].join(" ");
    assertStringIncludes(await Deno.readTextFile(new URL(path, root)), `\`${command}\``);
    const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-prompt", "--no-check", ...permissions, path],
      cwd: root,
    }).output();
    const text = new TextDecoder();
    assertEquals(success, true, text.decode(stderr));
    const lines = text.decode(stdout).trimEnd().split("\n");
    assertEquals(lines.map((line, index) => line.slice(0, prints[index]?.length)), prints);
  });
}

Deno.test("every example is among those that are run", async () => {
  const names = [];
  for await (const { name } of Deno.readDir(new URL("../examples", import.meta.url))) {
    if (name.endsWith(".ts")) names.push(name.replace(".ts", ""));
  }
  assertEquals(names.sort(), [...Object.keys(examples), "quickstart"].sort());
});
