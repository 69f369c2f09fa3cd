/** The suite in a service worker: runs when its page says so. */
import { runInBrowser } from "./in_browser.ts";

addEventListener("message", (event) => {
  // Browsers stop a service worker that is not in an event.
  (event as unknown as { waitUntil(work: Promise<void>): void }).waitUntil(runInBrowser());
});
