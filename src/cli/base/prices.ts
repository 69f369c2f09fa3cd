import type { PriceQuote } from "../../payments/quote.ts";

/** A price for programs. */
export function priceOf(quote: PriceQuote) {
  const { feesUnil, feesCredits, expiresAt, preprocessingRequirements } = quote;
  return { feesUnil, feesCredits, expiresAt, preprocessing: preprocessingRequirements };
}

/** A price for people. */
export function priceText({ feesUnil, feesCredits }: PriceQuote): string {
  return `${feesUnil} unil, or ${feesCredits} credits of the balance`;
}
