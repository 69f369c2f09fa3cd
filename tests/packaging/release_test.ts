import { assertEquals, assertThrows } from "@std/assert";
import { load } from "js-yaml";
import { checksums, publishedFiles } from "../../scripts/release/published_files.ts";
import { refusals, type ReleaseState } from "../../scripts/release/refusals.ts";

/** A release that nothing stands against, in the workflow. */
const ready: ReleaseState = {
  version: "1.2.0",
  changelog: "# Changelog\n\n## 1.2.0 - 2026-12-01\n\n- New.\n\n## 1.1.0 - 2026-11-01\n",
  changes: "",
  isPublish: true,
  environment: {
    GITHUB_ACTIONS: "true",
    ACTIONS_ID_TOKEN_REQUEST_URL: "https://token.example",
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: "secret-of-the-job",
    GITHUB_SERVER_URL: "https://git.example",
    GITHUB_REPOSITORY: "nilvm/client",
    GITHUB_REF_TYPE: "tag",
    GITHUB_REF_NAME: "v1.2.0",
  },
};
const onDesk: ReleaseState = { ...ready, isPublish: false, environment: {} };

Deno.test("refusals() lets a clean tree with a dated heading go on", () => {
  assertEquals(refusals(ready), []);
  assertEquals(refusals(onDesk), []);
});

Deno.test("refusals() refuses a tree with changes, and names them", () => {
  for (const state of [ready, onDesk]) {
    assertEquals(refusals({ ...state, changes: " M mod.ts\n?? new.ts\n" }), [
      "The tree has changes that are not committed:\n M mod.ts\n?? new.ts",
    ]);
  }
});

Deno.test("refusals() refuses a version that the changelog does not have", () => {
  const expected = [
    'CHANGELOG.md has no heading for 1.2.0. Write "## 1.2.0 - YYYY-MM-DD".',
  ];
  const others = [
    "",
    "## 1.2.0-rc.1 - 2026-12-01\n",
    "## 1.2.01 - 2026-12-01\n",
    "### 1.2.0 - 2026-12-01\n",
    "Since 1.2.0\n## 1.1.0 - 2026-11-01\n",
  ];
  for (const changelog of others) {
    for (const state of [ready, onDesk]) {
      assertEquals(refusals({ ...state, changelog }), expected, changelog);
    }
  }
});

Deno.test("refusals() lets only a dry run go on without a date in the changelog", () => {
  for (const heading of ["## 1.2.0 (unreleased)", "## 1.2.0", "## 1.2.0 - soon"]) {
    assertEquals(refusals({ ...onDesk, changelog: heading }), []);
    assertEquals(refusals({ ...ready, changelog: heading }), [
      `The heading "${heading}" in CHANGELOG.md has no date. Write "## 1.2.0 - YYYY-MM-DD".`,
    ]);
  }
});

Deno.test("refusals() names the variables without which no provenance can be made", () => {
  assertEquals(refusals({ ...ready, environment: {} }), [
    "No provenance can be made here. These environment variables are missing: GITHUB_ACTIONS, " +
    "ACTIONS_ID_TOKEN_REQUEST_URL, ACTIONS_ID_TOKEN_REQUEST_TOKEN, GITHUB_SERVER_URL, " +
    'GITHUB_REPOSITORY. Publish from GitHub Actions, with "permissions: id-token: write".',
  ]);
  const environment = { ...ready.environment, ACTIONS_ID_TOKEN_REQUEST_URL: "" };
  assertEquals(refusals({ ...ready, environment }), [
    "No provenance can be made here. These environment variables are missing: " +
    "ACTIONS_ID_TOKEN_REQUEST_URL. Publish from GitHub Actions, with " +
    '"permissions: id-token: write".',
  ]);
});

Deno.test("refusals() refuses an environment that switches provenance off", () => {
  const refused = (environment: Record<string, string>) =>
    refusals({ ...ready, environment: { ...ready.environment, ...environment } });
  assertEquals(refused({ GITHUB_ACTIONS: "false" }), [
    'No provenance can be made here: GITHUB_ACTIONS is not "true".',
  ]);
  assertEquals(refused({ DISABLE_JSR_PROVENANCE: "" }), [
    "DISABLE_JSR_PROVENANCE is set, so JSR would get no provenance. Unset it.",
  ]);
});

Deno.test("refusals() refuses the tag of another version", () => {
  const environment = { ...ready.environment, GITHUB_REF_NAME: "v1.3.0" };
  assertEquals(refusals({ ...ready, environment }), [
    "The tag is v1.3.0, and the version in deno.json is 1.2.0.",
  ]);
});

Deno.test("refusals() never repeats the token of the job", () => {
  const all = refusals({
    ...ready,
    changes: " M mod.ts",
    changelog: "",
    environment: { ...ready.environment, GITHUB_REPOSITORY: "", GITHUB_REF_NAME: "v9.9.9" },
  });
  assertEquals(all.length, 4);
  assertEquals(all.filter((reason) => reason.includes("secret-of-the-job")), []);
});

Deno.test("publishedFiles() reads the files of a rehearsed publish, and refuses an output without any", () => {
  const output = `Check mod.ts
Simulating publish of @nilvm/client@1.2.0 with files:
   file:///home/me/a%20client/src/b.ts (1.37KB)
   file:///home/me/a%20client/mod.ts (782B)
   file:///home/me/a%20client/src/core/masking_bg.wasm (283.67KB)
Success Dry run complete
`;
  assertEquals(publishedFiles(output, "/home/me/a client/"), [
    "mod.ts",
    "src/b.ts",
    "src/core/masking_bg.wasm",
  ]);
  assertThrows(() => publishedFiles("Check mod.ts\n", "/home/me"), Error, "names no files");
});

Deno.test("checksums() writes the lines of sha256sum", () => {
  const files = new Map([["mod.ts", new TextEncoder().encode("abc")]]);
  assertEquals(
    checksums(files),
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  mod.ts\n",
  );
});

Deno.test("the workflow publishes tags, and may do no more than read and sign", async () => {
  const file = new URL("../../.github/workflows/release.yml", import.meta.url);
  const { on, permissions, jobs } = load(await Deno.readTextFile(file)) as {
    on: unknown;
    permissions: unknown;
    jobs: Record<string, { permissions?: unknown; steps: { run?: string }[] }>;
  };
  assertEquals(on, { push: { tags: ["v*"] } });
  assertEquals(permissions, { contents: "read", "id-token": "write" });
  assertEquals(Object.values(jobs).filter((job) => "permissions" in job), []);
  const commands = Object.values(jobs).flatMap(({ steps }) => steps).flatMap(({ run }) =>
    run ?? []
  );
  assertEquals(commands, ["deno task release --publish"]);
});
