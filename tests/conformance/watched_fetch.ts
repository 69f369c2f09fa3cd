import type { Fetch } from "@nilvm/client";

/** The runtime's `fetch`, and how many of its connections are taken at the moment. */
export interface WatchedFetch {
  readonly fetch: Fetch;
  /** Requests that have neither failed nor had their answer read to the end or cancelled. */
  readonly open: number;
  /** The most there were at once, without those that were told to end. */
  readonly openMax: number;
  /** Waits a moment for those that are about to end. */
  settled(): Promise<void>;
}

/** Workers allow six connections, and one whose answer is not read stays taken: this counts them. */
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
      await reader.cancel(reason);
      end();
    },
  }, { highWaterMark: 0 });
}
