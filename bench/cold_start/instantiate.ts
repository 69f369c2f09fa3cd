/** Compiles and instantiates the module that it is given, and prints how many milliseconds that took. */
const bytes = await Deno.readFile(Deno.args[0]!);

const start = performance.now();
const module = new WebAssembly.Module(bytes);
const imports: Record<string, Record<string, () => void>> = {};
for (const { module: from, name } of WebAssembly.Module.imports(module)) {
  (imports[from] ??= {})[name] = () => {};
}
new WebAssembly.Instance(module, imports);
console.log(performance.now() - start);
