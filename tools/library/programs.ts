/** Every function of the library that costs something, in programs of several sizes. */
import type { Costed } from "./costed.ts";
import { deciding } from "./deciding.ts";
import { dividing } from "./dividing.ts";
import { extremes } from "./extremes.ts";
import { fixed } from "./fixed.ts";
import { matrices } from "./matrices.ts";
import { selecting } from "./selecting.ts";
import { sorting } from "./sorting.ts";
import { statistics } from "./statistics.ts";
import { wide } from "./wide.ts";

export const costed: readonly Costed[] = [
  ...wide,
  ...dividing,
  ...extremes,
  ...sorting,
  ...selecting,
  ...matrices,
  ...fixed,
  ...statistics,
  ...deciding,
];
