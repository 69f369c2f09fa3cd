import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { platformEnvironment, seededEnvironment } from "@nilvm/client/devnet";

Deno.test("seededEnvironment() draws bytes that follow from the seed", () => {
  const draw = (seed: string) => {
    const environment = seededEnvironment(seed);
    return [1, 4, 7, 64].map((count) => environment.randomBytes(count));
  };
  assertEquals(draw("apple"), draw("apple"));
  assertNotEquals(draw("apple"), draw("pear"));
  assertNotEquals(draw(""), draw("a"));
});

Deno.test("seededEnvironment() draws all byte values about equally often", () => {
  const counts = new Array<number>(256).fill(0);
  for (const byte of seededEnvironment("many").randomBytes(256 * 1000)) counts[byte]!++;
  // The mean is 1000 and the standard deviation 32; a difference of six deviations is practically impossible.
  for (const count of counts) assert(count > 800 && count < 1200, `${count}`);
});

Deno.test("seededEnvironment() uses the given clock", () => {
  assertEquals(seededEnvironment("x", () => 42).now(), 42);
});

Deno.test("platformEnvironment() draws different bytes each time", () => {
  const environment = platformEnvironment();
  assertNotEquals(environment.randomBytes(32), environment.randomBytes(32));
  assertEquals(environment.randomBytes(5).length, 5);
});
