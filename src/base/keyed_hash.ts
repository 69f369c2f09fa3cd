/**
 * A keyed hash of a few bytes: who does not have the key cannot tell what was hashed. It is the CBC-MAC of XTEA by Needham
 * and Wheeler, in the platform's order of bytes, and runs where the WASM core is not loaded.
 *
 * @param key Four random numbers of 32 bits.
 * @param message No message may be the beginning of another one, as when its length stands in front.
 */
export function keyedHash(key: Uint32Array, message: Uint8Array): Uint8Array<ArrayBuffer> {
  const blocks = new Uint8Array(message.length + 7 & ~7);
  blocks.set(message);
  const words = new Uint32Array(blocks.buffer);
  const state = new Uint32Array(2);
  for (let index = 0; index < words.length; index += 2) {
    let [a, b] = [state[0]! ^ words[index]!, state[1]! ^ words[index + 1]!];
    for (let round = 0, sum = 0; round < 32; round++) {
      a = a + ((b << 4 ^ b >>> 5) + b ^ sum + key[sum & 3]!) | 0;
      sum = sum + 0x9e3779b9 | 0;
      b = b + ((a << 4 ^ a >>> 5) + a ^ sum + key[sum >>> 11 & 3]!) | 0;
    }
    state.set([a, b]);
  }
  return new Uint8Array(state.buffer);
}
