/** What decides whether a release may go on. */
export interface ReleaseState {
  /** The version in `deno.json`. */
  version: string;
  /** The text of `CHANGELOG.md`. */
  changelog: string;
  /** What `git status --porcelain` prints. */
  changes: string;
  /** Whether the packages are to be published, or only built. */
  isPublish: boolean;
  /** The variables of the environment. */
  environment: Record<string, string | undefined>;
}

/** Without these, one of the two registries gets no provenance, or npm's refuses it. */
const neededVariables = [
  "GITHUB_ACTIONS",
  "ACTIONS_ID_TOKEN_REQUEST_URL",
  "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
  "GITHUB_SERVER_URL",
  "GITHUB_REPOSITORY",
];

/** Why a release must not go on, one sentence or two for each reason; nothing when it may. */
export function refusals(state: ReleaseState): string[] {
  const found = [...treeRefusals(state), ...changelogRefusals(state)];
  return state.isPublish ? [...found, ...provenanceRefusals(state), ...tagRefusals(state)] : found;
}

function treeRefusals({ changes }: ReleaseState): string[] {
  if (changes.trim() === "") return [];
  return [`The tree has changes that are not committed:\n${changes.trimEnd()}`];
}

function changelogRefusals({ version, changelog, isPublish }: ReleaseState): string[] {
  const wanted = `## ${version} - YYYY-MM-DD`;
  const heading = changelog.split("\n").find((line) =>
    line === `## ${version}` || line.startsWith(`## ${version} `)
  );
  if (heading === undefined) {
    return [`CHANGELOG.md has no heading for ${version}. Write "${wanted}".`];
  }
  const isDated = /^ - \d{4}-\d{2}-\d{2}$/.test(heading.slice(`## ${version}`.length));
  if (!isPublish || isDated) return [];
  return [`The heading "${heading}" in CHANGELOG.md has no date. Write "${wanted}".`];
}

function provenanceRefusals({ environment }: ReleaseState): string[] {
  const missing = neededVariables.filter((name) => (environment[name] ?? "") === "");
  const found: string[] = [];
  if (missing.length > 0) {
    found.push(
      `No provenance can be made here. These environment variables are missing: ${
        missing.join(", ")
      }. Publish from GitHub Actions, with "permissions: id-token: write".`,
    );
  } else if (environment["GITHUB_ACTIONS"] !== "true") {
    found.push('No provenance can be made here: GITHUB_ACTIONS is not "true".');
  }
  if (environment["DISABLE_JSR_PROVENANCE"] !== undefined) {
    found.push("DISABLE_JSR_PROVENANCE is set, so JSR would get no provenance. Unset it.");
  }
  return found;
}

/** A provenance names the tag, so the tag must be that of the version. */
function tagRefusals({ version, environment }: ReleaseState): string[] {
  const { GITHUB_REF_TYPE: type, GITHUB_REF_NAME: name } = environment;
  if (type !== "tag" || name === `v${version}`) return [];
  return [`The tag is ${name}, and the version in deno.json is ${version}.`];
}
