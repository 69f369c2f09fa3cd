/**
 * Random bytes that follow from a seed, so that a run can be repeated: sfc32, a generator that passes statistical tests.
 * It is not for secrets.
 */
export function seededBytes(seed: number): (count: number) => Uint8Array {
  let [a, b, c, counter] = [seed | 0, seed / 2 ** 32 | 0, 0, 1];
  const next = () => {
    const word = a + b + counter++ | 0;
    a = b ^ b >>> 9;
    b = c + (c << 3) | 0;
    c = (c << 21 | c >>> 11) + word | 0;
    return word;
  };
  // The first words of similar seeds are similar.
  for (let left = 12; left > 0; left--) next();
  return (count) => Uint8Array.from({ length: count }, () => next() >>> 24);
}

/** Random bytes of the platform. */
export function platformBytes(count: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(count));
}
