import { useQueryClient } from "@tanstack/react-query";
// @ts-types="@types/react"
import { useState } from "react";
import type { VmClient } from "../client.ts";
import type { EventListener } from "../events/vm_event.ts";
import { nextProgress, type Progress } from "../query/progress.ts";
import { queryKeyOf } from "../query/queries.ts";

/** Of what calls a component shows the progress. */
export interface Calls {
  /** Who makes them. */
  readonly client: VmClient | undefined;
  /** Tells them from calls with other arguments. */
  readonly name?: string;
  /** Whether the balance that a page shows is asked for again after each call. */
  readonly isPaid: boolean;
  /** Who else is told of events. */
  readonly onEvent: EventListener | undefined;
}

/** How far the last call is that the component has made, and who is to be told of its events. */
export function useProgress(
  { client, name, isPaid, onEvent }: Calls,
): [progress: Progress | undefined, listen: EventListener] {
  const queries = useQueryClient();
  const [last, setLast] = useState<{ name: string | undefined; progress: Progress }>();
  const listen: EventListener = (event) => {
    setLast((before) => {
      const progress = nextProgress(before?.progress, event);
      return before?.name === name && progress === before?.progress ? before : { name, progress };
    });
    if (isPaid && client !== undefined && event.type === "operationEnd") {
      void queries.invalidateQueries({ queryKey: queryKeyOf(client, "balance") });
    }
    return onEvent?.(event);
  };
  return [last?.name === name ? last?.progress : undefined, listen];
}
