/** The simulated disk: it keeps what was synced, and of the rest anything. */
import { assert, assertEquals } from "@std/assert";
import { Random } from "../../tools/random.ts";
import { SimDisk } from "./disk.ts";

/** Disks that have lost their power, one for each of many seeds. */
function afterPowerCuts(prepare: (disk: SimDisk) => void): SimDisk[] {
  return Array.from({ length: 100 }, (_, seed) => {
    const disk = new SimDisk();
    prepare(disk);
    disk.cutPower(new Random(seed));
    return disk;
  });
}

Deno.test("a disk that loses its power keeps what was synced", () => {
  const disks = afterPowerCuts((disk) => {
    disk.change({ set: ["a", { text: "kept", synced: "kept", mtimeMs: 7 }] });
    disk.syncFolder();
  });
  for (const disk of disks) {
    assertEquals(disk.names, ["a"]);
    assertEquals(disk.inode("a"), { text: "kept", synced: "kept", mtimeMs: 7 });
  }
});

Deno.test("a disk that loses its power keeps, loses or tears what was not synced", () => {
  const disks = afterPowerCuts((disk) => {
    disk.change({ set: ["a", { text: "abcdef", synced: "123", mtimeMs: 0 }] });
    disk.syncFolder();
  });
  const texts = new Set(disks.map((disk) => disk.inode("a")!.text));
  assert(texts.has("abcdef") && texts.has("123") && texts.has("abc"));
  for (const text of texts) assert(text === "123" || "abcdef".startsWith(text));
});

Deno.test("a disk that loses its power has the old or the new file under a name that was not synced", () => {
  const disks = afterPowerCuts((disk) => {
    disk.change({ set: ["file", { text: "old", synced: "old", mtimeMs: 0 }] });
    disk.syncFolder();
    const inode = { text: "new", synced: "new", mtimeMs: 0 };
    disk.change({ set: ["temp", inode] });
    disk.change({ set: ["file", inode], unset: "temp" });
  });
  const found = disks.map((disk) => disk.names.map((name) => `${name}: ${disk.inode(name)!.text}`));
  assertEquals(
    [...new Set(found.map(String))].sort(),
    ["file: new", "file: old", "file: old,temp: new"],
  );
});
