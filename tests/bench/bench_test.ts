/** Tests of what benchmarks calculate and print. No test here depends on the clock. */
import { SecretBlob } from "@nilvm/client";
import { SecretMasker } from "@nilvm/client/masking";
import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { checkLimits } from "../../bench/limits.ts";
import { chart } from "../../bench/chart.ts";
import { compareRatios, markedText } from "../../bench/compare.ts";
import type { Contender } from "../../bench/contender.ts";
import { captureRequest, repeatRequest } from "../../bench/core_request.ts";
import { keysRaces } from "../../bench/keys_races.ts";
import { maskingEntries } from "../../bench/masking_races.ts";
import { spread } from "../../bench/line_chart.ts";
import * as names from "../../bench/names.ts";
import {
  duration,
  megabytesPerSecond,
  replaceMarked,
  table,
  threeDigits,
} from "../../bench/text.ts";
import { quantile, type Result, runRace } from "../../bench/timings.ts";
import { compareTimes, tMax } from "../../bench/welch.ts";
import { Random } from "../../tools/random.ts";

/** A contender that reports the given times one after the other, and then the last one again and again. */
function paced(name: string, log: string[], ...paces: number[]): Contender {
  return {
    name,
    time(times) {
      log.push(name);
      const pace = paces.length > 1 ? paces.shift()! : paces[0]!;
      return Promise.resolve(pace * times);
    },
  };
}

/** A result with the given time for each contender. */
function resultOf(title: string, p50Ms: Record<string, number>, sizeBytes = 1 << 20): Result {
  const timings = Object.entries(p50Ms).map(([name, p50Ms]) => ({
    name,
    p50Ms,
    p75Ms: p50Ms,
    samples: 1,
    ratio: 1,
  }));
  return { title, sizeBytes, timings };
}

Deno.test("quantile() gives the smallest sample that enough samples do not exceed", () => {
  assertEquals(quantile([30, 10, 20, 40], 0.5), 20);
  assertEquals(quantile([30, 10, 20, 40], 0.75), 30);
  assertEquals(quantile([3, 100, 1], 0.5), 3);
  assertEquals(quantile([7], 0.75), 7);
  assertThrows(() => quantile([], 0.5), RangeError);
});

Deno.test("runRace() compares medians of single runs with the first contender's", async () => {
  const contenders = [paced("ours", [], 2), paced("theirs", [], 0.5)];
  const { timings, ...race } = await runRace({ title: "a task", sizeBytes: 5, contenders });
  assertEquals(race, { title: "a task", sizeBytes: 5 });
  assertEquals(timings.map(({ name, p50Ms, ratio }) => [name, p50Ms, ratio]), [
    ["ours", 2, 1],
    ["theirs", 0.5, 0.25],
  ]);
  assert(timings.every(({ samples }) => samples >= 50));
});

Deno.test("runRace() does not count the first run, which is the slowest", async () => {
  const { timings } = await runRace({ title: "", contenders: [paced("ours", [], 900, 200)] });
  assertEquals([timings[0]!.p50Ms, timings[0]!.p75Ms], [200, 200]);
});

Deno.test("runRace() lets contenders take turns, and gives slow ones fewer turns", async () => {
  const log: string[] = [];
  const contenders = [paced("ours", log, 400), paced("theirs", log, 3000)];
  const { timings } = await runRace({ title: "", contenders });
  const turns = ["ours", "theirs"];
  assertEquals(log, [...turns, ...turns, ...turns, ...turns, "ours", "ours"]);
  assertEquals(timings.map(({ samples }) => samples), [5, 3]);
});

Deno.test("runRace() fails when a contender fails", async () => {
  const broken = { name: "broken", time: () => Promise.reject(new Error("cannot")) };
  await assertRejects(() => runRace({ title: "", contenders: [broken] }), Error, "cannot");
});

/** Times around 1000 ns, most of them within 40, that follow from a seed. */
function times(seed: number, count: number): Float64Array {
  const random = new Random(seed);
  const one = () => Array.from({ length: 12 }, () => random.below(41)).reduce((a, b) => a + b, 760);
  return Float64Array.from({ length: count }, one);
}

/** The standard error of the difference between two means of such times. */
const standardError = (count: number) => Math.sqrt(2 * 12 * (41 ** 2 - 1) / 12 / count);

Deno.test("compareTimes() finds no difference between classes that take the same time", () => {
  for (let seed = 1; seed < 20; seed += 2) {
    const { t, visibleNs } = compareTimes(times(seed, 5_000), times(1_000 + seed, 5_000));
    assert(Math.abs(t) < tMax, `${t}`);
    const smallest = tMax * standardError(5_000);
    assert(0.8 * smallest < visibleNs && visibleNs < 1.2 * smallest, `${visibleNs}`);
  }
  const same = new Float64Array(1_000).fill(7);
  assertEquals(compareTimes(same, same), { t: 0, differenceNs: 0, visibleNs: 0 });
});

Deno.test("compareTimes() finds a difference of five standard errors, and says which class takes longer", () => {
  const shiftNs = 5 * standardError(5_000);
  for (let seed = 1; seed < 20; seed += 2) {
    const first = times(seed, 5_000);
    const second = first.map((time) => time - shiftNs).reverse();
    for (const [a, b, sign] of [[first, second, 1], [second, first, -1]] as const) {
      const { t, differenceNs } = compareTimes(a, b);
      assert(sign * t > tMax, `${t}`);
      assert(sign * differenceNs > 0.5 * shiftNs, `${differenceNs}`);
    }
  }
});

Deno.test("compareTimes() finds a difference that a few very long times hide", () => {
  const disturbed = (times: Float64Array) =>
    times.map((time, index) => index % 50 === 0 ? 1e6 * (1 + index % 7) : time);
  const first = times(1, 5_000);
  const second = first.map((time) => time - 10 * standardError(5_000)).reverse();
  const { t, differenceNs } = compareTimes(disturbed(first), disturbed(second));
  assert(t > tMax && differenceNs < 20, `${t}, ${differenceNs}`);
});

Deno.test("compareTimes() gives a visible difference that most of the times could show", () => {
  // Two fifths of the times are equal, so they would show any difference.
  const stepped = (seed: number) => times(seed, 5_000).map((time, i) => i % 5 < 2 ? 100 : time);
  assert(compareTimes(stepped(1), stepped(3)).visibleNs > tMax * standardError(5_000));
});

Deno.test("compareTimes() gives no result for too few times", () => {
  const nothing = { t: 0, differenceNs: 0, visibleNs: Infinity };
  const twice = (times: Float64Array) => times.map((time) => 2 * time);
  for (const [a, b] of [[0, 0], [499, 5_000], [5_000, 499]] as const) {
    assertEquals(compareTimes(times(1, a), twice(times(3, b))), nothing);
  }
  assert(compareTimes(times(1, 500), twice(times(3, 500))).t < -tMax);
});

Deno.test("captureRequest() gives the request that the core got, and the core takes it again", () => {
  const parties = [1, 2, 3].map((id) => new Uint8Array(32).fill(id));
  const masker = SecretMasker.create({ primeBits: 256, polynomialDegree: 1, parties });
  const content = new TextEncoder().encode("somewhere in the request");
  const values = { note: new SecretBlob(content) };
  const hex = (bytes: Uint8Array) => bytes.toHex();

  const masking = captureRequest("mask", () => masker.mask(values));
  assert(hex(masking.bytes).includes(hex(content)));
  repeatRequest(masking);

  const shares = masker.mask(values);
  const unmasking = captureRequest("unmask", () => masker.unmask(shares));
  for (const { values: [message] } of shares) assert(hex(unmasking.bytes).includes(hex(message!)));
  repeatRequest(unmasking);
  assertThrows(() => repeatRequest({ operation: "unmask", bytes: unmasking.bytes.slice(0, -1) }));

  assertThrows(() => captureRequest("mask", () => {}), Error, "not asked");
  assertEquals(masker.unmask(masker.mask(values)).values["note"]?.value, content);
});

Deno.test("checkLimits() compares each ratio with its limit", () => {
  const title = "mask a blob of 1 MiB, (5, 2), 256 bits";
  const limits = (floorMs: number, theirsMs: number) =>
    checkLimits([
      resultOf(title, { [names.ours]: 10, [names.floor]: floorMs, [names.nillionWasm]: theirsMs }),
    ]).map(({ measured, isMet }) => [measured, isMet]);
  assertEquals(limits(2, 400), [[40, true], [5, true]]);
  assertEquals(limits(1.9, 399), [[39.9, false], [10 / 1.9, false]]);
});

Deno.test("every limit is about races that are run", () => {
  const everybody = Object.fromEntries(Object.values(names).map((name) => [name, 1]));
  const limits = checkLimits(maskingEntries.map(({ title }) => resultOf(title, everybody)));
  assertEquals(limits.length, 7);
  assertEquals(checkLimits([]), []);
});

Deno.test("no two races have the same title", () => {
  const titles = [...maskingEntries, ...keysRaces].map(({ title }) => title);
  assertEquals(new Set(titles).size, titles.length);
});

Deno.test("every contender in this process can do its task", async () => {
  const quick = maskingEntries.filter(({ title }) => /a blob of 1 KiB| 1 integer| 1 E/.test(title));
  assertEquals(quick.length, 8);
  const races = await Promise.all(quick.map(({ prepare }) => prepare()));
  for (const { contenders } of [...races, ...keysRaces]) {
    assertEquals(contenders[0]?.name, names.ours);
    for (const { time } of contenders) assert(await time(1) > 0);
  }
});

Deno.test("numbers are written with three digits and a fitting unit", () => {
  assertEquals([0.0014, 1334.6, 39.96, 12].map(threeDigits), ["0.0014", "1,330", "40", "12"]);
  assertEquals([0.0123, 0.9994, 7.316, 1046].map(duration), [
    "12.3 µs",
    "999 µs",
    "7.32 ms",
    "1.05 s",
  ]);
  assertEquals(megabytesPerSecond(5_000_000, 1000), 5);
});

Deno.test("table() aligns numbers to the right", () => {
  assertEquals(
    table(["", "ours"], [["mask", "1 ms"]]),
    "|  | ours |\n| --- | --: |\n| mask | 1 ms |",
  );
});

Deno.test("replaceMarked() replaces the text between its markers, and no other", () => {
  const page = "# A\n\n<!-- a -->\n\nold\n\n<!-- /a -->\n\n<!-- b -->\n\nkept\n\n<!-- /b -->\n";
  assertEquals(replaceMarked(page, "a", "new"), page.replace("old", "new"));
  assertEquals(replaceMarked(page, "a", "$& $1"), page.replace("old", () => "$& $1"));
  assertThrows(() => replaceMarked(page, "c", "new"), Error, "<!-- c -->");
  assertThrows(() => replaceMarked("<!-- a -->", "a", "new"), Error, "<!-- /a -->");
});

/** A table of ratios, as a run writes it. */
function ratios(rows: Record<string, string[]>, columns = ["ours", "theirs", names.coreInWasm]) {
  return table(["", ...columns], Object.entries(rows).map(([row, cells]) => [row, ...cells]));
}

Deno.test("compareRatios() names what got worse by more than 15 %, and nothing else", () => {
  const written = ratios({
    mask: ["1 ms", "1,000 ×", "0.5 ×"],
    unmask: ["1 ms", "50 ×", "0.5 ×"],
    sign: ["1 ms", "0.9 ×", ""],
  });
  const measured = (mask: string, unmask: string, sign: string) =>
    compareRatios([written], [ratios({
      // Times are of another machine, and a faster part of our own work is no loss.
      mask: ["9 ms", mask, "0.1 ×"],
      unmask: ["9 ms", unmask, "0.1 ×"],
      sign: ["9 ms", sign, ""],
      added: ["1 ms", "0.01 ×", ""],
    })]);
  assertEquals(measured("851 ×", "2,000 ×", "0.766 ×"), { compared: 3, losses: [], missing: [] });
  assertEquals(measured("849 ×", "42.4 ×", "0.764 ×").losses, [
    { what: "mask / theirs", before: 1000, now: 849 },
    { what: "unmask / theirs", before: 50, now: 42.4 },
    { what: "sign / theirs", before: 0.9, now: 0.764 },
  ]);
});

Deno.test("compareRatios() names what a run no longer has, and refuses to compare nothing", () => {
  const written = ratios({ mask: ["1 ms", "2 ×"], sign: ["1 ms", "3 ×"] }, ["ours", "theirs"]);
  const { compared, missing } = compareRatios(
    [written],
    [ratios({ mask: ["", "2 ×"] }, ["ours", "theirs"])],
  );
  assertEquals([compared, missing], [1, ["sign / theirs"]]);
  assertThrows(() => compareRatios([written], ["Not measured yet."]), Error, "no ratio in common");
  assertThrows(() => compareRatios(["Not measured yet."], [written]), Error, "no ratio in common");
});

Deno.test("compareRatios() tells tables apart by the words before them", () => {
  const page = (first: string, second: string) =>
    `One at a time.\n\n${ratios({ store: ["", first, ""] })}\n\nMany at once.\n\n${
      ratios({ store: ["", second, ""] })
    }`;
  assertEquals(compareRatios([page("5 ×", "2 ×")], [page("4.9 ×", "1 ×")]).losses, [
    { what: "Many at once. / store / theirs", before: 2, now: 1 },
  ]);
});

Deno.test("compareRatios() tells the tables of several texts apart, also where one has no rows", () => {
  const keys = ratios({ sign: ["", "3 ×"] }, ["ours", "others"]);
  const masking = ratios({ mask: ["", "2 ×"] }, ["ours", "theirs"]);
  const { compared, losses, missing } = compareRatios(
    [masking, keys],
    [ratios({}, ["ours"]), keys],
  );
  assertEquals([compared, losses, missing], [1, [], ["mask / theirs"]]);
});

Deno.test("compareRatios() reads the ratios of the written page", async () => {
  const page = await Deno.readTextFile(new URL("../../docs/bench/README.md", import.meta.url));
  for (const name of ["bench:masking", "bench:keys"]) {
    const written = markedText(page, name);
    const { compared, losses, missing } = compareRatios([written], [written]);
    assert(compared > 10, name);
    assertEquals([losses, missing], [[], []]);
  }
  assertThrows(() => markedText(page, "bench:none"), Error, "<!-- bench:none -->");
});

Deno.test("the documents have the markers that the benchmarks write between", async () => {
  const root = new URL("../../", import.meta.url);
  const report = await Deno.readTextFile(new URL("bench/report.ts", root));
  const places = [...new Set([...report.matchAll(/"(bench:\w+)"/g)].map(([, name]) => name!))];
  assertEquals(places.length, 5);
  const files = ["README.md", "docs/bench/README.md"];
  const texts = await Promise.all(files.map((file) => Deno.readTextFile(new URL(file, root))));
  for (const place of places) {
    const found = texts.filter((text) => text.includes(`<!-- ${place} -->`));
    assertEquals(found.length, 1, place);
    replaceMarked(found[0]!, place, "");
  }
});

Deno.test("spread() moves labels apart, keeps their order and leaves others where they are", () => {
  assertEquals(spread([10, 100, 50], 16), [10, 100, 50]);
  assertEquals(spread([100, 100], 16), [92, 108]);
  assertEquals(spread([104, 100, 10], 16), [110, 94, 10]);
  // A label that is pushed onto a third one moves that too.
  assertEquals(spread([100, 101, 114], 16), [89, 105, 121]);
  assertEquals(spread([], 16), []);
});

Deno.test("chart() draws a line for each contender, and draws faster ones higher", () => {
  const [fast, slow] = [{ [names.ours]: 1, [names.nillionWasm]: 50 }, { [names.ours]: 2 }];
  const svg = chart([
    resultOf("mask a blob of 1 KiB, (5, 2), 256 bits", fast, 1 << 10),
    resultOf("mask a blob of 1 MiB, (5, 2), 256 bits", fast),
    resultOf("unmask a blob of 1 MiB, (5, 2), 256 bits", slow),
    resultOf("mask a blob of 1 MiB, (3, 1), 256 bits", { [names.ours]: 1e-9 }),
  ]);
  const lines = [...svg.matchAll(/<polyline points="([^"]*)"/g)].map(([, points]) =>
    points!.split(" ").map((point) => Number(point.split(",")[1]))
  );
  assertEquals(lines.map((points) => points.length), [2, 2, 1]);
  const [ours, theirs, oursUnmasking] = lines as [number[], number[], number[]];
  assert(ours[1]! < ours[0]! && ours[1]! < theirs[1]! && ours[1]! < oursUnmasking[0]!);
  assert(!svg.includes("NaN") && !svg.includes("Infinity") && !svg.includes("undefined"));
});
