/** The most that an amount can be, in unil: what a `uint64` holds. */
export const unilMax: bigint = 2n ** 64n - 1n;
