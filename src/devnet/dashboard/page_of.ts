/** A file of the page. */
export interface PageFile {
  readonly type: string;
  readonly text: string;
}

const types: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
};

/** Whether a path may be one of the page. */
export function isPagePath(pathname: string): boolean {
  return pathname === "/" || pathname.startsWith("/page/");
}

/**
 * The file of the page at a path, if there is one. It is loaded when somebody looks.
 *
 * @param first the file at `/`
 */
export async function pageFileAt(
  pathname: string,
  first: "index.html" | "network.html" = "index.html",
): Promise<PageFile | undefined> {
  const { pageFiles } = await import("./page_files.ts");
  const name = pathname === "/" ? first : pathname.slice("/page/".length);
  const text = Object.hasOwn(pageFiles, name) ? pageFiles[name] : undefined;
  if (text === undefined) return undefined;
  return { type: types[name.replace(/^.*\./, "")]!, text };
}
