/** A page of the site: what is read from a page of the project. */
// @ts-types="./highlight.d.ts"
import hljs from "highlight.js";
import { Marked, type Tokens } from "marked";
import { headingAnchors } from "../../tools/heading_anchor.ts";

/** A part of a page, from one heading to the next. */
export interface Section {
  readonly level: number;
  readonly heading: string;
  readonly anchor: string;
  /** What stands there, without markup. */
  text: string;
}

/** A page that is read. */
export interface Page {
  /** Its path in the project. */
  readonly path: string;
  readonly title: string;
  /** Its first paragraph, without markup. */
  readonly summary: string;
  readonly sections: readonly Section[];
  readonly html: string;
}

/** Text as it stands in HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Code with its words marked, as HTML. */
export function highlight(code: string, language: string | undefined): string {
  const known = language !== undefined && hljs.getLanguage(language) !== undefined;
  return known ? hljs.highlight(code, { language }).value : escapeHtml(code);
}

const plain = (text: string) =>
  text.replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[`*]|<!--[^]*?-->/g, "").replace(
    /\s+/g,
    " ",
  ).trim();

/**
 * Reads a page.
 *
 * @param path Its path in the project.
 * @param text Its Markdown.
 * @param hrefOf The link on the site for a link on the page.
 */
export function readPage(path: string, text: string, hrefOf: (href: string) => string): Page {
  const anchorOf = headingAnchors();
  const sections: Section[] = [];
  const marked = new Marked({
    gfm: true,
    walkTokens(token) {
      if (token.type === "link" || token.type === "image") token.href = hrefOf(token.href);
    },
    renderer: {
      heading({ tokens, depth, text }: Tokens.Heading) {
        const anchor = anchorOf(text);
        sections.push({ level: depth, heading: plain(text), anchor, text: "" });
        const inner = this.parser.parseInline(tokens);
        return `<h${depth} id="${anchor}"><a href="#${anchor}">${inner}</a></h${depth}>\n`;
      },
      code({ text, lang }: Tokens.Code) {
        const html = highlight(text, lang?.split(/\s/)[0]);
        return `<pre tabindex="0"><code>${html}</code></pre>\n`;
      },
      table(token: Tokens.Table) {
        const row = (cells: Tokens.TableCell[], tag: string) =>
          `<tr>${
            cells.map(({ tokens, align }) =>
              `<${tag}${align ? ` class="${align}"` : ""}>${
                this.parser.parseInline(tokens)
              }</${tag}>`
            ).join("")
          }</tr>`;
        const head = token.header.some(({ text }) => text !== "")
          ? `<thead>${row(token.header, "th").replace(/<th([^>]*)><\/th>/g, "<td$1></td>")}</thead>`
          : "";
        const body = token.rows.map((cells) => row(cells, "td")).join("\n");
        return `<div class="table" tabindex="0"><table>${head}<tbody>${body}</tbody></table></div>\n`;
      },
    },
  });
  const tokens = marked.lexer(text);
  const html = marked.parser((marked.walkTokens(tokens, marked.defaults.walkTokens!), tokens));
  let section: Section | undefined;
  let seen = 0;
  let summary = "";
  for (const token of tokens) {
    if (token.type === "heading") section = sections[seen++];
    else if (section !== undefined) section.text += `${plain(token.raw)} `;
    if (token.type === "paragraph" && summary === "" && !token.raw.startsWith("!")) {
      summary = plain(token.raw);
    }
  }
  const title = sections.find(({ level }) => level === 1)?.heading;
  if (title === undefined) throw new Error(`${path} has no heading`);
  return { path, title, summary, sections, html };
}
