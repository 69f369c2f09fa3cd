import { NilvmProvider, type NilvmProviderProps } from "@nilvm/client/react";
// @ts-types="@types/react"
import { Component, createElement, type ReactNode, StrictMode, Suspense, useEffect } from "react";
// @ts-types="@types/react-dom/client"
import { createRoot } from "react-dom/client";

// Deno has no page, and so no types of one.
declare const document: {
  readonly body: { appendChild(child: Element): Element };
  createElement(name: string): Element;
};

/** How long something may take to be shown. */
const limitMs = 20_000;

/** Waits until something is so. */
export async function until(what: string, isSo: () => unknown): Promise<void> {
  const startedAt = performance.now();
  while (!isSo()) {
    if (performance.now() - startedAt > limitMs) throw new Error(`It never is so: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Lets timers and effects run that are due. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** A hook that is shown in a component of its own. */
export interface Shown<Result> {
  /** What the hook has returned last; it throws while nothing is shown. */
  readonly now: Result;
  /** All that it has returned. */
  readonly all: readonly Result[];
  /** How often the fallback of the `Suspense` was shown. */
  readonly suspended: number;
  /** What was thrown while it was drawn. */
  readonly error: Error | undefined;
  /** Draws it with other settings. */
  update(provider: NilvmProviderProps): void;
  /** Takes it from the page. */
  unmount(): void;
}

/** How a hook is shown. */
export interface ShowOptions<Result> extends Omit<NilvmProviderProps, "children"> {
  /** Whether strict mode mounts it twice. */
  readonly isStrict?: boolean;
  /** Runs as an effect when it is mounted. */
  readonly effect?: (result: Result) => void;
}

class Boundary extends Component<{ children: ReactNode; caught: (error: Error) => void }> {
  override readonly state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override componentDidCatch(error: Error) {
    this.props.caught(error);
  }

  override render() {
    return this.state.isBroken ? null : this.props.children;
  }
}

/** Shows a hook in the page, below a provider unless it is to have none. */
export function show<Result>(
  use: () => Result,
  { isStrict = false, effect, ...provider }: ShowOptions<Result>,
  hasProvider = true,
): Shown<Result> {
  const all: Result[] = [];
  let suspended = 0;
  let error: Error | undefined;
  const Probe = () => {
    const result = use();
    useEffect(() => effect?.(result), []);
    useEffect(() => void all.push(result));
    return null;
  };
  const Fallback = () => {
    useEffect(() => void suspended++, []);
    return null;
  };
  const root = createRoot(document.body.appendChild(document.createElement("div")));
  const draw = (props: NilvmProviderProps) => {
    const inside = createElement(
      Boundary,
      { caught: (thrown) => error = thrown, children: undefined },
      createElement(Suspense, { fallback: createElement(Fallback) }, createElement(Probe)),
    );
    const tree = hasProvider ? createElement(NilvmProvider, props, inside) : inside;
    root.render(isStrict ? createElement(StrictMode, null, tree) : tree);
  };
  draw(provider);
  return {
    get now() {
      if (all.length === 0) throw new Error("Nothing is shown");
      return all.at(-1)!;
    },
    all,
    get suspended() {
      return suspended;
    },
    get error() {
      return error;
    },
    update: draw,
    unmount: () => root.unmount(),
  };
}
