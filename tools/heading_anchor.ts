/** Makes the anchors of a page's headings, in order, as GitHub, JSR and npm make them. */
export function headingAnchors(): (heading: string) => string {
  const given = new Set<string>();
  return (heading) => {
    const text = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    const slug = text.replace(/[^\p{L}\p{N}\s_-]/gu, "").replaceAll(" ", "-");
    let anchor = slug;
    for (let count = 1; given.has(anchor); count++) anchor = `${slug}-${count}`;
    given.add(anchor);
    return anchor;
  };
}
