import type { Promised } from "../mutant.ts";

const own = "src/devnet/dashboard/own_requests.ts";
const answers = "src/devnet/dashboard/respond.ts";
const inspection = "src/devnet/inspection.ts";
const adminTest = "tests/devnet/admin_test.ts";
const testFile = "tests/devnet/dashboard/dashboard_test.ts";
const otherPages = "the admin API does nothing for other web pages";
const ownTest = "the dashboard's own requests are answered, and those of other pages are not";
const servedTest =
  "the admin port serves the dashboard, which no other page can frame, load or add scripts to";
const tracedTest =
  "the log says which requests belong to one operation, and the chain says what paid for it";

/** What the dashboard lets nobody do. */
export const dashboard: readonly Promised[] = [
  {
    promise: "Other web pages can neither read nor control a devnet",
    mutants: [
      {
        name: "a page of another origin is answered",
        file: own,
        from: "(origin === null || origin === `http://${host}`)",
        to: "(origin === null || origin !== `http://${host}x`)",
        testFile,
        test: ownTest,
      },
      {
        name: "a page of another site is answered",
        file: own,
        from: '(site === "none" || site === "same-origin")',
        to: 'site !== ""',
        testFile,
        test: ownTest,
      },
      {
        name: "a page whose name is made to lead to the devnet is answered",
        file: own,
        from: "if (!isAddress(name) && !names.includes(name)) {",
        to: "if (!isAddress(name) && !names.includes(name) && host === origin) {",
        testFile: adminTest,
        test: otherPages,
      },
      {
        name: "what a form can send is carried out",
        file: own,
        from: "if (origin !== null && !/^application",
        to: 'if (origin === "" && !/^application',
        testFile,
        test: ownTest,
      },
      {
        name: "a link of another page leads to more than the page",
        file: own,
        from: 'const isLink = isPage && header.get("sec-fetch-dest") === "document";',
        to: 'const isLink = header.get("sec-fetch-dest") === "document" || isPage && false;',
        testFile,
        test: ownTest,
      },
      {
        name: "the dashboard can be framed",
        file: answers,
        from: "frame-ancestors 'none'; ",
        to: "",
        testFile,
        test: servedTest,
      },
    ],
  },
  {
    promise: "The dashboard shows which requests belong together, and what paid for them",
    mutants: [
      {
        name: "requests with a receipt belong to no operation",
        file: "src/devnet/node/receipts.ts",
        from: "      trace.redeem(values.get(headersKey), identifier);\n",
        to: "",
        testFile,
        test: tracedTest,
      },
      {
        name: "values are listed from the oldest on",
        file: inspection,
        from: "ids.slice(Math.max(0, end - listedMax), end).reverse()",
        to: "ids.slice(Math.max(0, end - listedMax), end)",
        testFile,
        test: "values are told by pages and by id, with each node's share",
      },
    ],
  },
];
