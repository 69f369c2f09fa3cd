/** The dashboard of a devnet, in browsers. */
import axe from "axe-core";
import { assert, assertEquals, assertMatch } from "@std/assert";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { DrivenBrowser } from "../../../tools/driven_browser.ts";
import { launchChromium } from "../../../tools/launch_chromium.ts";
import { launchFirefox } from "../../../tools/launch_firefox.ts";
import { launchWebkit } from "../../../tools/launch_webkit.ts";
import { serveFolder } from "../../packaging/projects/serve_folder.ts";
import { startCli } from "../../support/cli_process.ts";
import { type BusyDevnet, startBusyDevnet } from "./busy_devnet.ts";
import { logOperations, longestTaskMs, storeCopies } from "./load.ts";

const docs = new URL("../../../docs/", import.meta.url).pathname;
const views = ["network", "operations", "values", "programs", "chain", "requests"];
const stepLimitMs = 30_000;

/** Opens the dashboard of a devnet in Chromium. Whatever the page throws or prints fails the test. */
async function onDashboard(
  test: (page: Page, busy: BusyDevnet) => Promise<void>,
): Promise<void> {
  await using busy = await startBusyDevnet();
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
    page.setDefaultTimeout(stepLimitMs);
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => errors.push(message.text()));
    await page.goto(busy.url);
    await page.locator("body.is-live").waitFor();
    await test(page, busy);
    assertEquals(errors, []);
  } finally {
    await browser.close();
  }
}

/** Opens a view, and waits until it shows what it has. */
async function openView(page: Page, view: string): Promise<void> {
  await page.evaluate(`location.hash = "#${view}"`);
  const name = view.split("/")[0]!;
  await page.locator(`nav a[href="#${name}"][aria-current=page]`).waitFor();
  await page.locator("main :is(tbody tr, .card):visible").first().waitFor();
}

/** Presses Tab until what has the focus has this text. */
async function tabTo(page: Page, text: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(
      "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent",
    ) as string;
    if (typeof text === "string" ? focused === text : text.test(focused)) return;
  }
  throw new Error(`The keyboard does not lead to ${text}`);
}

/** What axe finds in the page as it is. */
async function violations(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate("axe.run(document)") as axe.AxeResults;
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

/** Uses the dashboard in a browser that only evaluates expressions. */
async function useIn(launch: () => Promise<DrivenBrowser>): Promise<void> {
  await using busy = await startBusyDevnet();
  await using browser = await launch();
  await browser.open(busy.url);
  const until = async (expression: string) => {
    for (let waits = 0; waits < 100; waits++) {
      if (await browser.evaluate(`Boolean(${expression})`)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`It never became true: ${expression}\n${browser.printed.join("\n")}`);
  };
  const click = (text: string) =>
    browser.evaluate(
      `[...document.querySelectorAll("button")].find((b) => b.textContent === "${text}").click()`,
    );
  await until(`document.querySelectorAll(".card").length === 4`);
  await click("Give a fault…");
  await until(`document.querySelector("dialog[open]")`);
  await browser.evaluate(`document.querySelector("dialog button[type=submit]").click()`);
  await until(`document.querySelector(".faults li")`);
  assertEquals(busy.devnet.faults.map(({ at, fault }) => [at, fault.kind]), [[0, "down"]]);
  await click("Clear all faults");
  await until(`!document.querySelector(".faults li")`);
  assertEquals(busy.devnet.faults, []);
  const before = busy.devnet.clock.now();
  await click("+ 1 hour");
  await until(`document.querySelector("#said").textContent.includes("1 hour")`);
  assert(busy.devnet.clock.now() - before >= 3_600_000);
  await browser.evaluate(`location.hash = "#operations"`);
  await until(`document.querySelectorAll(".steps .step.nodes").length > 3`);
  await browser.evaluate(`location.hash = "#values/${busy.id}"`);
  await until(`document.querySelectorAll(".detail tbody tr").length >= 9`);
  for (const view of ["programs", "chain", "requests"]) {
    await browser.evaluate(`location.hash = "#${view}"`);
    await until(
      `document.querySelector("h1").textContent.toLowerCase() === "${view}" && document.querySelector("main tbody tr")`,
    );
  }
  assertEquals(browser.printed.filter((text) => /error|refused/i.test(text)), []);
}

/** The cases; pictures are written into `docs` if the flag is given. */
export const dashboardCases = (writes: boolean): Record<string, () => Promise<void>> => ({
  "dashboard: shows operations, shares, programs, money and requests of a devnet": () =>
    onDashboard(async (page, { devnet, id }) => {
      const picture = async (name: string) => {
        if (writes) await page.screenshot({ path: join(docs, `dashboard_${name}.png`) });
      };
      devnet.nodes[2]!.inject({ kind: "lie", methods: ["RetrieveValues"] });
      await page.locator(".faults li").waitFor();
      assertMatch(
        await page.locator(".card").nth(2).textContent() ?? "",
        /lie, only RetrieveValues/,
      );
      await picture("network");

      await openView(page, "operations");
      const rows = page.locator("tbody tr");
      const texts = await rows.allTextContents();
      assert(
        texts.some((text) => /StoreProgram.*quote.*payment.*receipt.*nodes.*3 of 3/.test(text)),
      );
      assert(texts.some((text) => /RetrieveValues.*PERMISSION_DENIED|NOT_FOUND/.test(text)));
      await picture("operations");

      await openView(page, `values/${id}`);
      await page.locator(".detail tbody tr").nth(8).waitFor();
      const shares = await page.locator(".detail tr:has-text('salary') td.code").allTextContents();
      const held = devnet.nodes.map((node) =>
        node.heldShares().find(({ valuesId, name }) => valuesId === id && name === "salary")!.bytes
      );
      assertEquals(shares, held.map((bytes) => bytes.toHex()));
      await picture("values");

      await openView(page, "programs");
      assertMatch(
        await page.locator("main").textContent() ?? "",
        /sum_and_difference.*SecretInteger/,
      );
      await page.locator("tbody .badge.good").waitFor();
      await openView(page, "chain");
      assertEquals(await page.locator("section").first().locator("tbody tr").count(), 10);
      await openView(page, "requests");
      await page.getByRole("searchbox").fill("node 1 invokecompute");
      await page.locator("tbody tr").nth(1).waitFor({ state: "detached" });
      assertMatch(await page.locator("tbody tr").textContent() ?? "", /node 1InvokeCompute/);
    }),

  "dashboard: the keyboard alone suffices, also for faults, time and snapshots": () =>
    onDashboard(async (page, { devnet, id }) => {
      await tabTo(page, "Values");
      await page.keyboard.press("Enter");
      await page.locator("tbody tr").first().waitFor();
      await tabTo(page, id);
      await page.keyboard.press("Enter");
      await page.locator(".detail tbody tr").first().waitFor();
      await page.evaluate("scrollTo(0, 0); document.activeElement.blur()");
      await tabTo(page, "Network");
      await page.keyboard.press("Enter");
      await page.locator(".card").first().waitFor();
      await tabTo(page, "Give a fault…");
      await page.keyboard.press("Enter");
      await page.locator("dialog[open]").waitFor();
      await page.locator("dialog select[name=kind]").focus();
      await page.keyboard.press("ArrowDown");
      await tabTo(page, "Give the fault");
      await page.keyboard.press("Enter");
      await page.locator(".faults li").waitFor();
      assertEquals(devnet.faults.map(({ fault }) => fault), [{ kind: "slow", delayMs: 2000 }]);
      await tabTo(page, "Clear fault 1");
      await page.keyboard.press("Enter");
      await page.locator(".faults li").waitFor({ state: "detached" });
      assertEquals(devnet.faults, []);

      await tabTo(page, "Take a snapshot");
      await page.keyboard.press("Enter");
      await page.locator(".plain li").waitFor();
      const before = devnet.clock.now();
      await page.keyboard.press("Shift+Tab");
      await tabTo(page, "+ 1 day");
      await page.keyboard.press("Enter");
      await page.locator("#said:has-text('1 day')").waitFor();
      assert(devnet.clock.now() - before >= 86_400_000);
      await tabTo(page, "Go back to snapshot 1");
      await page.keyboard.press("Enter");
      await page.locator("#said:has-text('in the state')").waitFor();
      assert(devnet.clock.now() - before < 86_400_000);
      await tabTo(page, "End the devnet…");
      await page.keyboard.press("Enter");
      await page.locator("dialog[open]").waitFor();
      await page.keyboard.press("Escape");
      await page.locator("dialog").waitFor({ state: "detached" });
    }),

  "dashboard: axe finds nothing, light on a screen and dark on a telephone": () =>
    onDashboard(async (page, { devnet, id }) => {
      devnet.nodes[0]!.inject({ kind: "refuse", code: "UNAVAILABLE", times: 3 });
      await page.evaluate(axe.source);
      for (const [colorScheme, width] of [["light", 1280], ["dark", 360]] as const) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        for (const view of [...views, `values/${id}`]) {
          await openView(page, view);
          const where = `${view}, ${colorScheme}, ${width}`;
          assertEquals(await violations(page), [], where);
          const wide = await page.evaluate("document.documentElement.scrollWidth");
          assertEquals(wide, width, where);
        }
      }
      await openView(page, "network");
      await page.getByRole("button", { name: "Give a fault…" }).first().click();
      assertEquals(await violations(page), [], "the dialog");
      await page.keyboard.press("Escape");
    }),

  "dashboard: other pages can neither read nor steer it, frame it or use its scripts": async () => {
    await using busy = await startBusyDevnet();
    const { url, devnet } = busy;
    const { port } = new URL(url);
    const attack = `
      const results = {};
      const tried = async (name, act) => {
        results[name] = await act().then((value) => value ?? "done", () => "refused");
      };
      const element = (name, properties) => new Promise((resolve, reject) => {
        const made = Object.assign(document.createElement(name), properties);
        made.onload = () => resolve("loaded");
        made.onerror = reject;
        document.body.append(made);
      });
      window.attack = async () => {
        await tried("read", async () => (await fetch("${url}status")).text());
        await tried("read the state", async () => (await fetch("${url}snapshot")).text());
        const fault = JSON.stringify({ kind: "down" });
        for (const type of ["text/plain", "application/json"]) {
          const headers = { "content-type": type };
          for (const mode of ["no-cors", "cors"]) {
            const init = { method: "POST", mode, headers, body: fault };
            await fetch("${url}nodes/0/faults", init).catch(() => {});
          }
        }
        await fetch("${url}clock/advance", { method: "POST", mode: "no-cors", body: '{"ms":1000000}' })
          .catch(() => {});
        await tried("script", () => element("script", { src: "${url}page/main.js" }));
        await tried("image", () => element("img", { src: "${url}page/icon.svg" }));
        const form = Object.assign(document.createElement("form"), {
          action: "${url}stop", method: "post", enctype: "text/plain", target: "frame",
        });
        await element("iframe", { name: "frame", src: "${url}" });
        document.body.append(form);
        form.submit();
        await new Promise((resolve) => setTimeout(resolve, 500));
        return results;
      };`;
    const html = `<!doctype html><meta charset=utf-8><body><script>${attack}</script>`;
    const folder = await Deno.makeTempDir();
    await Deno.writeTextFile(join(folder, "index.html"), html);
    await using server = serveFolder(folder, {});
    const browser = await launchChromium([
      "--host-resolver-rules=MAP rebound.example 127.0.0.1, MAP evil.example 127.0.0.1",
      "--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests",
    ]);
    const startMs = Date.now();
    try {
      const evil = server.url.replace("127.0.0.1", "evil.example");
      for (const place of [server.url, evil]) {
        const page = await browser.newPage();
        await page.goto(place);
        assertEquals(await page.evaluate("attack()"), {
          read: "refused",
          "read the state": "refused",
          script: "refused",
          image: "refused",
        }, place);
        const framed = page.frames().filter((frame) => frame !== page.mainFrame());
        for (const frame of framed) {
          assertEquals(await frame.locator(".brand").count(), 0, "the frame shows nothing");
        }
        await page.close();
      }
      // The address of the page stays, and its name leads to the devnet then.
      const page = await browser.newPage();
      const rebound = await page.goto(`http://rebound.example:${port}/`);
      assertEquals(rebound?.status(), 403);
      const read = await page.evaluate("fetch('/status').then(({ status }) => status)");
      assertEquals(read, 403);
      await page.close();
    } finally {
      await browser.close();
      await Deno.remove(folder, { recursive: true });
    }
    assertEquals(devnet.faults, []);
    assert(devnet.clock.now() - startMs < 1_000_000);
    assertEquals((await fetch(`${url}status`)).status, 200, "it has not ended");
  },

  "dashboard: 10,000 values and 200 operations a second leave no frame above 100 ms": () =>
    onDashboard(async (page, busy) => {
      storeCopies(busy, 10_000);
      await logOperations(page, busy, 200);
      for (const view of views) {
        await openView(page, view);
        const longest = await longestTaskMs(page, () => page.waitForTimeout(1_500));
        console.log(`     ${view}: the longest task takes ${longest.toFixed(1)} ms`);
        assert(longest < 100, `${view}: ${longest} ms`);
      }
      await openView(page, "operations");
      const shown = Number(await page.locator(".tiles dd").first().textContent());
      assert(shown > 150 && shown < 250, `${shown} operations a second`);
      await openView(page, "values");
      await page.locator(".where:has-text('of 10,0')").waitFor();
      await page.getByRole("button", { name: "Older" }).click();
      await page.locator(".where:has-text('101 to 200')").waitFor();
    }),

  "dashboard: nilvm dashboard shows a network as a client sees it": async () => {
    await using on = await startCli();
    await on.home.run(["store", "public-integer:year=2026", "--ttl", "3d"]);
    const child = on.home.spawn(["--json", "dashboard", "--port", "0", "--for", "1m"]);
    const reader = child.stdout.getReader();
    const { url } = JSON.parse(new TextDecoder().decode((await reader.read()).value));
    const browser = await launchChromium();
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(String(error)));
      page.on("console", (message) => errors.push(message.text()));
      await page.goto(url);
      await page.locator("body.is-live").waitFor();
      assertEquals(await page.locator(".card .badge.good").count(), 3);
      assertMatch(await page.locator("main").textContent() ?? "", /year: Public integer/i);
      if (writes) await page.screenshot({ path: join(docs, "dashboard_client.png") });
      await page.evaluate(axe.source);
      assertEquals(await violations(page), []);
      await page.setViewportSize({ width: 360, height: 740 });
      assertEquals(await page.evaluate("document.documentElement.scrollWidth"), 360);
      child.kill("SIGINT");
      await page.locator("#trouble:visible").waitFor();
      assertEquals(errors.filter((text) => !/ERR_CONNECTION_REFUSED/.test(text)), []);
    } finally {
      await browser.close();
      try {
        child.kill("SIGINT");
      } catch {
        // It has ended.
      }
      await child.status;
      await reader.cancel();
      await child.stderr.cancel();
    }
  },

  "dashboard: works in Firefox": () => useIn(launchFirefox),

  "dashboard: works in WebKit": () => useIn(launchWebkit),
});
