/** The price of every operation, in credits. */
export const operationCredits = 100n;

/** How many credits one nil buys. */
export const creditsPerNil = 100n;

const unilPerNil = 1_000_000n;

/** The price of every operation that is paid on the chain, in unil. */
export const operationUnil: bigint = operationCredits * unilPerNil / creditsPerNil;

/** The smallest deposit that the leader announces, in unil: one credit. */
export const depositUnilMin: bigint = unilPerNil / creditsPerNil;

/** The smallest deposit that the leader accepts, in unil. It is a tenth lower, since prices may change before a payment arrives. */
export const depositUnilAccepted: bigint = depositUnilMin * 9n / 10n;

/** The credits that a deposit buys, rounded up. */
export function creditsFor(amountUnil: bigint): bigint {
  return (amountUnil * creditsPerNil + unilPerNil - 1n) / unilPerNil;
}
