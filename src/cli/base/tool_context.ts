import { dump, load } from "js-yaml";
import { readText, toolsFolder, writePrivate } from "./folder.ts";

/** The identity and the network that commands use when they name none. */
export interface ToolContext {
  readonly identity?: string | undefined;
  readonly network?: string | undefined;
}

function contextPath(): string {
  return `${toolsFolder()}/cli.yaml`;
}

/** Reads the context, which nilVM's tools share. A file that is none counts as missing. */
export async function readToolContext(): Promise<ToolContext> {
  const text = await readText(contextPath());
  if (text === undefined) return {};
  try {
    const { identity, network } = load(text) as Record<string, unknown>;
    return {
      identity: typeof identity === "string" ? identity : undefined,
      network: typeof network === "string" ? network : undefined,
    };
  } catch {
    return {};
  }
}

/** Keeps the context. */
export async function writeToolContext(identity: string, network: string): Promise<void> {
  await writePrivate(contextPath(), dump({ identity, network }));
}
