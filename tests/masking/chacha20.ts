/** The first bytes that a generator makes of a seed of 32 bytes: ChaCha with 20 rounds, from the first block on. */
export function chacha20(seed: Uint8Array, length: number): Uint8Array {
  const output = new Uint8Array(Math.ceil(length / 64) * 64);
  const words = new DataView(output.buffer);
  const key = new DataView(seed.buffer, seed.byteOffset, seed.length);
  const input = new Uint32Array(16);
  input.set([0x61707865, 0x3320646e, 0x79622d32, 0x6b206574]);
  for (let index = 0; index < 8; index++) input[4 + index] = key.getUint32(4 * index, true);
  for (let block = 0; block < output.length / 64; block++) {
    input[12] = block;
    const state = input.slice();
    for (let round = 0; round < 10; round++) {
      for (let column = 0; column < 4; column++) {
        quarterRound(state, column, column + 4, column + 8, column + 12);
      }
      for (let at = 0; at < 4; at++) {
        quarterRound(state, at, (at + 1) % 4 + 4, (at + 2) % 4 + 8, (at + 3) % 4 + 12);
      }
    }
    state.forEach((word, index) =>
      words.setUint32(64 * block + 4 * index, word + input[index]!, true)
    );
  }
  return output.subarray(0, length);
}

function quarterRound(state: Uint32Array, a: number, b: number, c: number, d: number): void {
  const step = (sum: number, addend: number, turned: number, bits: number) => {
    state[sum]! += state[addend]!;
    const word = state[turned]! ^ state[sum]!;
    state[turned] = word << bits | word >>> (32 - bits);
  };
  step(a, b, d, 16);
  step(c, d, b, 12);
  step(a, b, d, 8);
  step(c, d, b, 7);
}
