import { QueryClient, QueryClientContext, QueryClientProvider } from "@tanstack/react-query";
// @ts-types="@types/react"
import {
  createElement,
  type ReactElement,
  type ReactNode,
  startTransition,
  useContext,
  useEffect,
  useMemo,
  useState,
} from "react";
import type { VmClient } from "../client.ts";
import { Connection } from "./connection.ts";
import { type ClientState, NilvmContext } from "./context.ts";

/** What a {@linkcode NilvmProvider} takes. */
export interface NilvmProviderProps {
  /** A client that you have made, and close yourself. Until there is one, hooks wait. */
  readonly client?: VmClient | undefined;
  /**
   * Makes the client when the provider is shown, and never on a server. The provider closes this client when it goes. It
   * calls the function once: to connect as another user, give the provider another `key`.
   */
  readonly connect?: (() => Promise<VmClient>) | undefined;
  /** Where TanStack Query caches: the one of the `QueryClientProvider` above unless given, or one of its own. */
  readonly queryClient?: QueryClient | undefined;
  /** What is shown. */
  readonly children?: ReactNode;
}

const none: ClientState = { status: "none" };

/**
 * Gives a client to the hooks in the components below. It asks nothing of any network on a server, nor before it is shown.
 */
export function NilvmProvider(
  { client, connect, queryClient, children }: NilvmProviderProps,
): ReactElement {
  const above = useContext(QueryClientContext);
  const [own] = useState(() => new QueryClient());
  const [connection] = useState(() => new Connection());
  const [made, setMade] = useState(connection.state);
  useEffect(() => {
    // A transition: an update at once would break off where React takes over what a server has drawn.
    const show = () => startTransition(() => setMade(connection.state));
    show();
    return connection.subscribe(show);
  }, [connection]);
  const canConnect = connect !== undefined;
  // A function that is written in the component is another one each time, and is called once all the same.
  useEffect(() => {
    if (client !== undefined) return connection.given();
    return connect && connection.hold(connect);
  }, [connection, client, canConnect]);
  const value = useMemo(() => {
    const state: ClientState = client === undefined
      ? canConnect ? made : none
      : { status: "ready", client };
    const { reconnect, whenSettled } = connection;
    return { nilvm: { ...state, reconnect }, whenSettled };
  }, [connection, client, canConnect, made]);
  return createElement(
    QueryClientProvider,
    { client: queryClient ?? above ?? own },
    createElement(NilvmContext.Provider, { value }, children),
  );
}
