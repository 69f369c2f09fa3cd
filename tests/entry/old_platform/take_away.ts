/**
 * Takes away what some platform lacks that the client runs on: Node 20, edge-runtime 4, Workers of 2024-09-02, browsers of
 * 2024. `Symbol.dispose` and `Symbol.asyncDispose` cannot be taken away.
 */

/** Who has the feature, and its name. */
const lacking: readonly (readonly [holder: object, ...names: PropertyKey[]])[] = [
  [AbortSignal, "any"],
  [Promise, "withResolvers", "try"],
  [Array, "fromAsync"],
  [Object, "groupBy"],
  [Map, "groupBy"],
  [Error, "isError"],
  [URL, "parse"],
  [ReadableStream, "from"],
  [ReadableStream.prototype, Symbol.asyncIterator, "values"],
  [Response.prototype, "bytes"],
  [Request.prototype, "bytes"],
  [Blob.prototype, "bytes"],
  [Uint8Array, "fromHex", "fromBase64"],
  [Uint8Array.prototype, "toHex", "toBase64", "setFromHex", "setFromBase64"],
  [
    Set.prototype,
    ...["union", "intersection", "difference", "symmetricDifference"],
    ...["isSubsetOf", "isSupersetOf", "isDisjointFrom"],
  ],
  [
    Object.getPrototypeOf(Object.getPrototypeOf([].values())),
    ...["map", "filter", "take", "drop", "flatMap", "reduce", "toArray", "forEach", "some"],
    ...["every", "find"],
  ],
  [globalThis, "Iterator", "WeakRef", "FinalizationRegistry", "DisposableStack"],
  [globalThis, "AsyncDisposableStack", "SuppressedError", "Float16Array", "CompressionStream"],
];

for (const [holder, ...names] of lacking) {
  for (const name of names) Reflect.deleteProperty(holder, name);
}

/** What could not be taken away. */
export const left: PropertyKey[] = lacking.flatMap(([holder, ...names]) =>
  names.filter((name) => name in holder)
);
