import { Marked, type Token } from "marked";

/** The sentences of a page, without headings, tables, code and links. Each paragraph and item ends with a full stop. */
export function proseOf(markdown: string): string {
  const texts: string[] = [];
  const add = (token: Token): void => {
    if (token.type === "paragraph" || token.type === "text") texts.push(token.raw);
    if (token.type === "blockquote") token.tokens?.forEach(add);
    if (token.type === "list") {
      for (const item of token.items as { tokens: Token[] }[]) item.tokens.forEach(add);
    }
  };
  new Marked().lexer(markdown).forEach(add);
  return texts.map((text) =>
    text.replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/`[^`]*`/g, "code").replace(
      /[*_]|<!--[^]*?-->/g,
      "",
    )
      .trim().replace(/:?$/, ".")
  ).join("\n");
}
