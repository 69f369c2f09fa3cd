/** As much of a page as React needs for components that show nothing. It is set when this file is imported. */
const listening = { addEventListener() {}, removeEventListener() {} };

const document = {
  ...listening,
  nodeType: 9,
  activeElement: null,
  createElement: (name: string) => ({
    ...listening,
    nodeType: 1,
    nodeName: name.toUpperCase(),
    tagName: name.toUpperCase(),
    namespaceURI: "http://www.w3.org/1999/xhtml",
    ownerDocument: document,
    textContent: "",
    style: {},
    setAttribute() {},
    appendChild() {},
    removeChild() {},
  }),
  body: { appendChild: <Child>(child: Child): Child => child },
};

Object.assign(globalThis, {
  document,
  window: { ...listening, document, event: undefined, HTMLIFrameElement: class {} },
});
