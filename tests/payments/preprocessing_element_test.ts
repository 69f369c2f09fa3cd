import { InvalidArgumentError, PreprocessingElement } from "@nilvm/client";
import { assertEquals, assertThrows } from "@std/assert";

Deno.test("PreprocessingElement has the network's names and numbers", () => {
  const numbers = PreprocessingElement.all.map((name) =>
    Array.from({ length: 12 }, (_, number) => number).find((number) =>
      PreprocessingElement.tryValue(number) === name
    )
  );
  assertEquals(PreprocessingElement.all, [
    "RANDOM_BOOLEAN",
    "COMPARE",
    "DIVISION_SECRET_DIVISOR",
    "EQUALITY_SECRET_OUTPUT",
    "EQUALITY_PUBLIC_OUTPUT",
    "MODULO",
    "TRUNC",
    "TRUNC_PR",
    "RANDOM_INTEGER",
  ]);
  assertEquals(numbers, [0, 2, 3, 4, 5, 7, 8, 9, 10]);
  assertEquals(PreprocessingElement.tryValue(1), undefined);
  assertEquals(PreprocessingElement.fromString("TRUNC"), "TRUNC");
  for (const name of ["", "trunc", "0", "toString"]) {
    assertThrows(
      () => PreprocessingElement.fromString(name),
      InvalidArgumentError,
      `got "${name}"`,
    );
  }
});
