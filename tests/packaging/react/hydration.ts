import { QueryClient } from "@tanstack/react-query";
// @ts-types="@types/react-dom/client"
import { hydrateRoot } from "react-dom/client";
import { assertEquals } from "../../react/assertions.ts";
import { onDevnet, secret } from "../../react/fixture.ts";
import { drawn, Note, pageOf, SuspendedNote } from "../../react/server.ts";
import { settled, until } from "../../react/show.ts";
// @ts-types="@types/react-dom/server"
import { renderToString } from "react-dom/server";

// Deno has no page, and so no types of one.
declare const document: {
  readonly body: { appendChild(child: Element): Element };
  createElement(name: string): Element & { innerHTML: string; readonly textContent: string };
};

/** The cases of pages that a server has drawn. */
export const hydration: Record<string, () => Promise<void>> = {};

for (const note of [Note, SuspendedNote]) {
  hydration[`a page that a server has drawn goes on where it is shown: ${note.name}`] = () =>
    onDevnet(async ({ client, store, spent }) => {
      const id = await store();
      const before = spent();
      const queryClient = new QueryClient();
      const connect = () => Promise.resolve(client);
      const element = document.createElement("div");
      document.body.appendChild(element);
      element.innerHTML = renderToString(pageOf(note, id, { connect, queryClient }));
      assertEquals(drawn(pageOf(note, id, { connect })).includes(`${secret}`), false);
      const problems: string[] = [];
      const page = pageOf(note, id, { connect, queryClient });
      const root = hydrateRoot(element, page, {
        onRecoverableError: (error) => problems.push(String(error)),
      });
      await until("the secret is shown", () => element.textContent.includes(`${secret}`));
      // What suspends cannot be drawn on a server, and React says so. Nothing else differs.
      assertEquals(problems.length, note === SuspendedNote ? 1 : 0, problems.join());
      const price = spent() - before;
      await client.retrieveValues(id).invoke();
      assertEquals(spent() - before, 2n * price, "it is paid once");
      root.unmount();
      await settled();
      assertEquals(queryClient.getQueryCache().getAll(), []);
    });
}
