/** The suite in a page or a dedicated worker: runs when it is loaded. */
import { runInBrowser } from "./in_browser.ts";

await runInBrowser();
