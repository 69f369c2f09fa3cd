import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { platformEnvironment, seededEnvironment } from "@nilvm/client/devnet";

Deno.test("seededEnvironment() repeats itself for a seed, and differs for another", () => {
  const draw = (seed: string) => {
    const environment = seededEnvironment(seed);
    return [1, 4, 7, 64].map((count) => environment.randomBytes(count));
  };
  assertEquals(draw("apple"), draw("apple"));
  assertNotEquals(draw("apple"), draw("pear"));
  assertNotEquals(draw(""), draw("a"));
});

Deno.test("seededEnvironment() draws each byte value about as often as any other", () => {
  const counts = new Array<number>(256).fill(0);
  for (const byte of seededEnvironment("many").randomBytes(256 * 1000)) counts[byte]!++;
  // With a mean of 1000 and a deviation of 32, six deviations are out of reach.
  for (const count of counts) assert(count > 800 && count < 1200, `${count}`);
});

Deno.test("seededEnvironment() takes its time from the clock it is given", () => {
  assertEquals(seededEnvironment("x", () => 42).now(), 42);
});

Deno.test("platformEnvironment() never repeats itself", () => {
  const environment = platformEnvironment();
  assertNotEquals(environment.randomBytes(32), environment.randomBytes(32));
  assertEquals(environment.randomBytes(5).length, 5);
});
