import { driveChromium } from "../../../tools/drive_chromium.ts";
import { launchFirefox } from "../../../tools/launch_firefox.ts";
import { launchWebkit } from "../../../tools/launch_webkit.ts";
import { trustFlag } from "../../support/tls_fixture.ts";
import { browser } from "./browser.ts";
import { tryBrowserExample } from "./browser_example.ts";
import type { Place } from "./browser_server.ts";
import { deno } from "./deno.ts";
import { edge } from "./edge.ts";
import type { Kit } from "./kit.ts";
import { bun, node } from "./node.ts";
import type { Runtime } from "./runtime.ts";
import { newestDate, workerd } from "./workerd.ts";

/** A runtime that the package supports. */
export interface Entry {
  /** Its name, by which arguments select it and `known_failures.json` knows it. */
  readonly name: string;
  /** Whether it is among those that every landing is tested in: one of each engine. */
  readonly isOfEachEngine: boolean;
  /** Where it comes from, for people. */
  readonly from: string;
  /** Gets it. */
  get(kit: Kit): Runtime | Promise<Runtime>;
}

type Get = Entry["get"];

function always(name: string, from: string, get: Get): Entry {
  return { name, from, get, isOfEachEngine: true };
}

function inMatrix(name: string, from: string, get: Get): Entry {
  return { name, from, get, isOfEachEngine: false };
}

const fromNpm = (kind: typeof always, title: string, name: string, version: string, get: Get) =>
  kind(title, `npm's ${name}@${version}`, get);

const denoOf = (kind: typeof always, title: string, version: string) =>
  fromNpm(kind, title, "deno", version, () => deno(version));

const nodeOf = (kind: typeof always, title: string, version: string) =>
  fromNpm(kind, title, "node", version, (kit) => node(version, kit));

const workerdOf = (kind: typeof always, date: string, hasNode: boolean) => {
  const [words, isNewest] = [date === newestDate ? "newest" : date, date === newestDate];
  const name = `workerd ${words}${hasNode ? " nodejs_compat" : ""}`;
  return kind(name, "npm's workerd", (kit) => workerd(date, hasNode, kit, isNewest));
};

const chromium = () => driveChromium([trustFlag]);
const bunVersion = "1.4.5";
const edgeVersion = "5.0.0";

/** All runtimes that the package supports, in the order of the table. */
export const runtimes: readonly Entry[] = [
  denoOf(inMatrix, "Deno 2.1", "2.1.4"),
  denoOf(inMatrix, "Deno 2.3", "2.3.7"),
  denoOf(inMatrix, "Deno 2.5", "2.5.0"),
  denoOf(always, "Deno", "2.9.6"),
  nodeOf(always, "Node 20", "20.19.6"),
  nodeOf(inMatrix, "Node 22", "22.23.5"),
  nodeOf(inMatrix, "Node 24", "24.22.3"),
  nodeOf(inMatrix, "Node 26", "26.12.1"),
  fromNpm(always, "Bun", "bun", bunVersion, (kit) => bun(bunVersion, kit)),
  workerdOf(inMatrix, "2024-09-02", false),
  workerdOf(inMatrix, "2024-09-02", true),
  workerdOf(always, newestDate, false),
  workerdOf(inMatrix, newestDate, true),
  fromNpm(
    always,
    "edge-runtime",
    "@edge-runtime/vm",
    edgeVersion,
    (kit) => edge(edgeVersion, kit),
  ),
  ...(["page", "worker", "service worker"] satisfies Place[]).flatMap((place) => {
    const kind = place === "page" ? always : inMatrix;
    const example = place === "page" ? tryBrowserExample : undefined;
    return [
      kind(
        `Chromium ${place}`,
        "Debian's chromium",
        () => browser("Chromium", chromium, place, example),
      ),
      kind(
        `Firefox ${place}`,
        "Debian's firefox-esr",
        () => browser("Firefox", launchFirefox, place),
      ),
      kind(
        `WebKit ${place}`,
        "Debian's webkit2gtk-driver",
        () => browser("WebKitGTK", launchWebkit, place),
      ),
    ];
  }),
];
