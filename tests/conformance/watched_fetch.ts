import type { Fetch } from "@nilvm/client";

/** The runtime's `fetch` with a count of its open connections. */
export interface WatchedFetch {
  readonly fetch: Fetch;
  /** The number of requests that did not fail and whose answer was neither read to the end nor cancelled. */
  readonly open: number;
  /** The most open connections at once, without the aborted ones. */
  readonly openMax: number;
  /** Waits a moment for connections that are about to end. */
  settled(): Promise<void>;
}

/** Counts connections. Workers allow six, and one stays open until its answer is read. */
export function watchedFetch(): WatchedFetch {
  let open = 0;
  let openMax = 0;
  let ending = 0;
  const begin = (signal: AbortSignal | null | undefined) => {
    openMax = Math.max(openMax, ++open - ending);
    let isEnding = false;
    let isOver = false;
    const stop = () => {
      if (!isEnding && !isOver) ending++;
      isEnding = true;
    };
    signal?.addEventListener("abort", stop, { once: true });
    const end = () => {
      if (isOver) return;
      signal?.removeEventListener("abort", stop);
      open--;
      if (isEnding) ending--;
      isOver = true;
    };
    return { stop, end };
  };
  return {
    get open() {
      return open;
    },
    get openMax() {
      return openMax;
    },
    async fetch(input, init) {
      const taken = begin(init?.signal);
      try {
        const response = await fetch(input, init);
        const { status, headers, body } = response;
        if (body === null) taken.end();
        return new Response(body && watchedBody(body, taken), { status, headers });
      } catch (error) {
        taken.end();
        throw error;
      }
    },
    async settled() {
      for (let waits = 0; open > 0 && waits < 100; waits++) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}

function watchedBody(
  body: ReadableStream<Uint8Array>,
  { stop, end }: { stop: () => void; end: () => void },
) {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { value } = await reader.read();
        if (value !== undefined) return controller.enqueue(value);
        end();
        controller.close();
      } catch (error) {
        end();
        controller.error(error);
      }
    },
    async cancel(reason) {
      stop();
      try {
        await reader.cancel(reason);
      } finally {
        // A body whose request was aborted cannot be cancelled, and is over all the same.
        end();
      }
    },
  }, { highWaterMark: 0 });
}
