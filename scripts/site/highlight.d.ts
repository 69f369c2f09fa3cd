/** What the site uses of highlight.js, whose own types bring those of the DOM into every file. */
declare const highlighter: {
  getLanguage(name: string): unknown;
  highlight(code: string, options: { language: string }): { value: string };
};
export default highlighter;
