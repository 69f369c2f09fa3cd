/**
 * The words in which CycloneDX 1.6 describes what a package is made of; only those that are used here.
 *
 * @module
 */

/** A part of the package. */
export interface Component {
  /** A library is compiled in or installed with the package; a file is in it. */
  type: "library" | "file";
  /** What others name it by: its purl, or the path of a file. */
  "bom-ref": string;
  /** The scope of an npm package. */
  group?: string;
  name: string;
  version?: string;
  description?: string;
  /** Of what was downloaded: the tarball of an npm package, the archive of a crate. Of a file, its own. */
  hashes?: { alg: "SHA-256" | "SHA-512"; content: string }[];
  licenses?: License[];
  cpe?: string;
  purl?: string;
  properties?: { name: string; value: string }[];
}

/** One licence by its SPDX id, or an expression of several. */
export type License = { license: { id: string } } | { expression: string };

/** Parts, and which of them need which. */
export interface Parts {
  components: Component[];
  /** The parts that a part needs directly, by the refs of both. */
  needs: Map<string, Set<string>>;
  /** The parts that the package needs directly. */
  direct: string[];
}

/**
 * A licence as SPDX writes it.
 *
 * @param owner What has the licence, for the error.
 * @throws {Error} When the text is no expression of ids, so that a person has to look.
 */
export function licenses(text: unknown, owner: string): License[] {
  // Old crates separate alternatives by a slash.
  const expression = typeof text === "string" ? text.replaceAll("/", " OR ") : "";
  const words = expression.replace(/[()]/g, " ").trim().split(/ +/);
  const isExpression = words.length % 2 === 1 &&
    words.every((word, index) =>
      index % 2 === 1 ? /^(AND|OR|WITH)$/.test(word) : /^[A-Za-z0-9][\w.+-]*$/.test(word)
    );
  if (!isExpression) throw new Error(`The licence of ${owner} is not one of SPDX: ${text}`);
  return words.length === 1 ? [{ license: { id: words[0]! } }] : [{ expression }];
}

/** Describes a file of the package by its path from the root of the checkout. */
export async function fileOf(path: string): Promise<Component> {
  const bytes = await Deno.readFile(new URL(`../../${path}`, import.meta.url));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return {
    type: "file",
    "bom-ref": path,
    name: path,
    hashes: [{ alg: "SHA-256", content: digest.toHex() }],
  };
}

/** Puts parts into one order on every machine, which does not depend on its language. */
export function byRef(a: Component, b: Component): number {
  return a["bom-ref"] < b["bom-ref"] ? -1 : 1;
}
