/** A page whose user is a key in WebCrypto, and whose payments a wallet signs outside of it. */
import { startDevnet } from "@nilvm/client/devnet";
import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import type { Page } from "playwright-core";
import { formsOf, heapOf, isInBrowser } from "../heap.ts";
import { type OpenedPage, openPage } from "./opened_page.ts";

const priceUnil = 1_000_000n;
const minuteMs = 60_000;

/** Runs a case with the page, whose wallet knows the devnet's chain and is connected. */
async function withPage(
  test: (opened: OpenedPage) => Promise<void>,
  prepare: (page: Page) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await using devnet = await startDevnet();
  await using opened = await openPage(devnet);
  await prepare(opened.page);
  assertEquals(await opened.click("suggest"), "suggested");
  assertEquals(await opened.click("connect"), "connected 0 0 0");
  await test(opened);
}

/** The entries of the page's journal. */
async function journalOf(page: Page): Promise<{ operation: string; pending?: unknown }[]> {
  const texts: string[] = await page.evaluate(`new Promise((resolve, reject) => {
    const opening = indexedDB.open("nilvm-journal");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const all = opening.result.transaction("entries").objectStore("entries").getAll();
      all.onsuccess = () => {
        opening.result.close();
        resolve(all.result);
      };
    };
  })`);
  return texts.map((text) => JSON.parse(text));
}

/** Makes the key of the user one that the test can read at the end. The page never learns of it. */
const makeKeysReadable = `{
  const { generateKey } = SubtleCrypto.prototype;
  SubtleCrypto.prototype.generateKey = async function (algorithm, isExtractable, usages) {
    const pair = await generateKey.call(this, algorithm, true, usages);
    globalThis.made = { pair, isExtractable };
    return pair;
  };
}`;

export const walletCases: Record<string, () => Promise<void>> = {
  "wallet: a double click pays once, and the wallet may take a minute": () =>
    withPage(async ({ page, extension, click, spent }) => {
      const atAsking: { operation: string; pending?: unknown }[] = [];
      extension.onSign = async () => {
        atAsking.push(...await journalOf(page));
        await page.clock.fastForward(minuteMs);
      };
      assertMatch(await click("store", { isDouble: true }), /^stored [0-9a-f-]{36}$/);
      assertEquals([extension.asked, await spent()], [1, priceUnil]);
      const [entry] = atAsking;
      assertEquals(
        [atAsking.length, entry?.operation, entry?.pending],
        [1, "storeValues", undefined],
        "the journal names the operation before the wallet is asked",
      );
      assertEquals(await click("read"), "read 7");
      assertEquals(await journalOf(page), [], "what is used up leaves the journal");
    }),

  "wallet: what the person rejects is not paid, and the next click pays": () =>
    withPage(async ({ extension, click, state, spent }) => {
      extension.onSign = () => Promise.reject(new Error("Request rejected"));
      assertStringIncludes(await click("store"), "Request rejected");
      assertEquals([await state(), await spent()], ["SIGNING_FAILED requestRejected", 0n]);
      extension.onSign = () => Promise.resolve();
      assertMatch(await click("store"), /^stored/);
      assertEquals([extension.asked, await spent()], [2, priceUnil]);
    }),

  "wallet: another account does not pay, until the person selects the first one again": () =>
    withPage(async ({ extension, click, state, spent }) => {
      assertMatch(await click("store"), /^stored/);
      extension.selected = 1;
      await click("store");
      assertEquals(await state(), "SIGNING_FAILED accountChanged");
      assertEquals([await spent(0), await spent(1)], [priceUnil, 0n]);
      extension.selected = 0;
      assertMatch(await click("store"), /^stored/);
      assertEquals([await spent(0), await spent(1)], [2n * priceUnil, 0n]);
    }),

  "wallet: one that changes its account while it asks is found out": () =>
    withPage(async ({ extension, click, state, spent }) => {
      extension.onSign = () => {
        extension.selected = 1;
        return Promise.resolve();
      };
      await click("store");
      assertEquals(await state(), "SIGNING_FAILED accountChanged");
      assertEquals([await spent(0), await spent(1)], [0n, 0n]);
    }),

  "wallet: one that does not know the chain says so, and pays once it does": () =>
    withPage(async ({ extension, click, state, spent }) => {
      extension.chains.clear();
      await click("store");
      assertEquals([await state(), await spent()], ["SIGNING_FAILED wrongChain", 0n]);
      assertEquals(await click("suggest"), "suggested");
      assertMatch(await click("store"), /^stored/);
      extension.chains.clear();
      await click("read");
      assertEquals([await state(), await spent()], ["SIGNING_FAILED wrongChain", priceUnil]);
    }),

  "wallet: a page that is loaded again while the wallet asks pays nothing, then once": () =>
    withPage(async ({ page, extension, click, spent }) => {
      const asked = Promise.withResolvers<void>();
      const confirmed = Promise.withResolvers<void>();
      extension.onSign = () => {
        asked.resolve();
        return confirmed.promise;
      };
      await page.locator("#store").click();
      await asked.promise;
      await page.reload();
      confirmed.resolve();
      assertEquals(await click("connect"), "connected 0 0 0");
      assertEquals([await journalOf(page), await spent()], [[], 0n]);
      assertMatch(await click("store"), /^stored/);
      assertEquals(await spent(), priceUnil);
    }),

  "wallet: the heap of the page has no private key, and a planted one is found": () =>
    withPage(async ({ page, extension, click }) => {
      assertMatch(await click("store"), /^stored/);
      assertEquals(await click("read"), "read 7");
      const heap = await heapOf(page);
      const address = await extension.address();
      assert(heap.strings.some((text) => text.includes(address)), "it has what the page uses");

      const { words, keys } = await extension.secrets();
      const jwk: { d: string; isExtractable: boolean } = await page.evaluate(`(async () => {
        const { pair, isExtractable } = globalThis.made;
        globalThis.exported = await crypto.subtle.exportKey("jwk", pair.privateKey);
        return { ...globalThis.exported, isExtractable };
      })()`);
      assertEquals(jwk.isExtractable, false, "the page asks for a key that nobody can read");
      const userKey = Uint8Array.fromBase64(jwk.d, { alphabet: "base64url" });
      for (const key of [userKey, ...keys]) {
        assertEquals([key.length, formsOf(key, heap)], [32, []]);
      }
      for (const mnemonic of words) {
        assertEquals(heap.strings.filter((text) => text.includes(mnemonic)), []);
      }
      assert(await isInBrowser(page, userKey), "the browser has the key of the user");
      await expectPlantedFound(page, userKey);
    }, async (page) => {
      await page.addInitScript(makeKeysReadable);
      await page.reload();
    }),
};

/** Puts keys into the page in each form, and expects the search to find them. */
async function expectPlantedFound(page: Page, userKey: Uint8Array): Promise<void> {
  const forms: Record<string, { code: string; found: string }> = {
    "hex": { code: "key.toHex()", found: "a string in hex" },
    "upper-case hex in a long text": {
      code: `"x".repeat(5000) + key.toHex().toUpperCase() + "y"`,
      found: "a string in hex",
    },
    "base64": { code: "key.toBase64()", found: "a string in base64" },
    "base64url after a byte": {
      code: `new Uint8Array([9, ...key]).toBase64({ alphabet: "base64url" })`,
      found: "a string in base64",
    },
    "base64 after two bytes": {
      code: "new Uint8Array([9, 8, ...key]).toBase64()",
      found: "a string in base64",
    },
    "hex in UTF-8": { code: "new TextEncoder().encode(key.toHex())", found: "text" },
    "one character for each byte": { code: "String.fromCharCode(...key)", found: "bytes" },
    "a small array": { code: "key.slice()", found: "bytes" },
    "part of a large buffer": {
      code: "(() => { const all = new Uint8Array(100_000); all.set(key, 54_321); return all; })()",
      found: "bytes",
    },
    "the memory of a module": {
      code: `(() => {
        const memory = new WebAssembly.Memory({ initial: 1 });
        new Uint8Array(memory.buffer).set(key, 1_000);
        return memory;
      })()`,
      found: "bytes",
    },
    "a list of numbers": { code: "[...key]", found: "numbers" },
    "a list of numbers and fractions": { code: "[0.5, ...key]", found: "numbers" },
  };
  // The bytes are never in the page in another form than the planted one: it is made of them by addition.
  const planted = Object.entries(forms).map(([form, { code, found }]) => {
    const key = crypto.getRandomValues(new Uint8Array(32));
    return { form, code, found, key, parts: Array.from(key, (byte) => byte + 1_000) };
  });
  for (const { code, parts } of planted) {
    await page.evaluate(`{
      const key = Uint8Array.from(${JSON.stringify(parts)}, (part) => part - 1000);
      (globalThis.planted ??= []).push(${code});
      key.fill(0);
    }`);
  }
  const heap = await heapOf(page);
  for (const { form, found, key } of planted) {
    assert(formsOf(key, heap).includes(found), `a key as ${form} is found`);
  }
  assertEquals(formsOf(crypto.getRandomValues(new Uint8Array(32)), heap), []);
  assert(
    formsOf(userKey, heap).includes("a string in base64"),
    "the exported key of the user is found",
  );
}
