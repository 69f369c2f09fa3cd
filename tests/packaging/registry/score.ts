import type { PublishedPackage } from "./registry.ts";

/** A part of what `deno doc --json` prints. */
export interface Documentation {
  nodes: Record<string, {
    module_doc?: { doc?: string };
    symbols: { name: string; declarations: Declaration[] }[];
  }>;
}

interface Declaration {
  kind: string;
  declarationKind: string;
  location: { filename: string; line: number };
  jsDoc?: unknown;
}

/**
 * What costs a package points of JSR's score, one sentence each: the conditions that its files decide. JSR counts all
 * points for four fifths of the symbols; here every symbol has to be documented.
 *
 * @param documentation What `deno doc --json` prints for every entry point.
 */
export function lostPoints({ files }: PublishedPackage, documentation: Documentation[]): string[] {
  const lost: string[] = [];
  const readme = new TextDecoder().decode(files.get("/README.md"));
  if (readme === "") lost.push("There is no README");
  if (!readme.includes("```")) lost.push("The README has no example");
  for (const { nodes } of documentation) {
    for (const [url, { module_doc, symbols }] of Object.entries(nodes)) {
      if ((module_doc?.doc ?? "") === "") lost.push(`${url} has no documentation of its own`);
      for (const { name, declarations } of symbols) {
        const isDocumented = declarations.every((declaration) =>
          declaration.declarationKind === "private" || declaration.jsDoc !== undefined
        );
        if (!isDocumented) lost.push(`${name} of ${url} is not documented`);
      }
    }
  }
  return [...new Set(lost)];
}
