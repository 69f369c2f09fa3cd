/** A disk, with one folder. It keeps what was synced. Of the rest, it may lose anything when the power is cut. */
import type { Random } from "../../tools/random.ts";

/** A file, under any name. */
export interface Inode {
  text: string;
  /** What the disk has for certain; nothing yet if absent. */
  synced?: string | undefined;
  mtimeMs: number;
}

/** A change of the folder: a name is set, or taken away, or both at once. */
interface NameChange {
  readonly set?: readonly [name: string, inode: Inode];
  readonly unset?: string;
}

/** A disk that the processes of one machine use, one after the other. */
export class SimDisk {
  /** What processes see. */
  #names = new Map<string, Inode>();
  /** The folder as the disk has it for certain. */
  #synced = new Map<string, Inode>();
  #unsynced: NameChange[] = [];

  /** The names in the folder. */
  get names(): string[] {
    return [...this.#names.keys()];
  }

  /** The file of a name. */
  inode(name: string): Inode | undefined {
    return this.#names.get(name);
  }

  /** Changes what a name stands for. */
  change(change: NameChange): void {
    this.#unsynced.push(change);
    apply(change, this.#names);
  }

  /** Makes sure of the names in the folder. */
  syncFolder(): void {
    this.#synced = new Map(this.#names);
    this.#unsynced = [];
  }

  /** Cuts the power: of what was not synced, each change is kept or lost, and a write may be torn. */
  cutPower(random: Random): void {
    const names = new Map(this.#synced);
    for (const change of this.#unsynced) if (random.below(2) === 0) apply(change, names);
    this.#names = names;
    for (const inode of new Set(names.values())) {
      const { text, synced = "" } = inode;
      if (text !== synced) {
        const torn = text.slice(0, random.below(text.length + 1));
        inode.text = random.pick([text, synced, torn]);
      }
      inode.synced = inode.text;
    }
    this.syncFolder();
  }
}

function apply({ set, unset }: NameChange, names: Map<string, Inode>): void {
  if (unset !== undefined) names.delete(unset);
  if (set !== undefined) names.set(...set);
}
