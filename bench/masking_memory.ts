/**
 * Measures the peak memory of masking and unmasking a blob, without the result: `deno run -A
 * bench/masking_memory.ts [--mebibytes N] [--parties N] [--degree N] [--bits N]`, on Linux.
 *
 * Fails when masking takes more than three times the size of its result. The peak of the process is the kernel's count
 * of the memory in use, less the memory in use before.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { SecretBlob } from "@nilvm/client";
import { SecretMasker } from "@nilvm/client/masking";

const { values: args } = parseArgs({
  options: {
    mebibytes: { type: "string", default: "5" },
    parties: { type: "string", default: "5" },
    degree: { type: "string", default: "2" },
    bits: { type: "string", default: "256" },
  },
});

function status(field: "VmHWM" | "VmRSS"): number {
  const text = Deno.readTextFileSync("/proc/self/status");
  return Number(text.match(new RegExp(`^${field}:\\s+(\\d+)`, "m"))![1]) * 1024;
}

const masker = SecretMasker.create({
  primeBits: Number(args.bits) as 64 | 128 | 256,
  polynomialDegree: Number(args.degree),
  parties: Array.from(
    { length: Number(args.parties) },
    () => crypto.getRandomValues(new Uint8Array(32)),
  ),
});
masker.unmask(masker.mask({ warm: new SecretBlob(new Uint8Array(1000)) }));

const values = { blob: new SecretBlob(new Uint8Array(Number(args.mebibytes) << 20).fill(7)) };
const before = status("VmRSS");
const shares = masker.mask(values);
const given = shares.reduce((sum, { values }) => sum + values[0]!.length, 0);
const afterMask = status("VmHWM") - before;
masker.unmask(shares);
const afterBoth = status("VmHWM") - before;

const show = (bytes: number) =>
  `${(bytes / 2 ** 20).toFixed(1)} MiB, ${(bytes / given).toFixed(2)} times what is given`;
const timesMax = 3;
console.log(`given to all parties: ${(given / 2 ** 20).toFixed(1)} MiB`);
console.log(`peak of masking: ${show(afterMask)}`);
console.log(`peak of unmasking it after that, with the shares: ${show(afterBoth)}`);
if (afterMask > timesMax * given) {
  console.log(`masking may take ${timesMax} times what it gives`);
  Deno.exit(1);
}
