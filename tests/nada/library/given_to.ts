import type { Program } from "@nilvm/client/nada";

/** Numbers for all inputs of a program, which take integers. They are multiples of 256, so that they divide without rest. */
export async function givenTo(program: Program): Promise<Record<string, number | number[]>> {
  let last = 7;
  const next = () => (last = last * 5 % 23) * 256;
  const { inputs } = await program.compile();
  return Object.fromEntries(inputs.map(({ name, type }) => {
    const size = /^NadaArray<SecretInteger, (\d+)>$/.exec(type)?.[1];
    return [name, size === undefined ? next() : Array.from({ length: Number(size) }, next)];
  }));
}
