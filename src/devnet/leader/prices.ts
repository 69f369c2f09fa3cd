/** The price of every operation, in credits. */
export const OPERATION_CREDITS = 100n;

/** How many credits one nil buys. */
export const CREDITS_PER_NIL = 100n;

const UNIL_PER_NIL = 1_000_000n;

/** The price of every operation when it is paid on the chain, in unil. */
export const OPERATION_UNIL: bigint = OPERATION_CREDITS * UNIL_PER_NIL / CREDITS_PER_NIL;

/** The least that a deposit should hold, in unil: one credit. */
export const DEPOSIT_UNIL_MIN: bigint = UNIL_PER_NIL / CREDITS_PER_NIL;

/** A price may move between look-up and payment, so a tenth less than the least is still taken. */
export const DEPOSIT_UNIL_ACCEPTED: bigint = DEPOSIT_UNIL_MIN * 9n / 10n;

/** The credits that a deposit buys; a part of one counts as a whole one. */
export function creditsFor(amountUnil: bigint): bigint {
  return (amountUnil * CREDITS_PER_NIL + UNIL_PER_NIL - 1n) / UNIL_PER_NIL;
}
