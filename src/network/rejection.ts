/**
 * Whether the words of a signer's error say that the person, or the service, said no. There is no common code. The words
 * are those of Keplr and Leap ("Request rejected"), WalletConnect ("User disapproved"), Ledgers ("denied by the user")
 * and key services ("AccessDenied").
 */
export function isRejection(words: string): boolean {
  return /reject|disapprov|declin|den[yi]|cancel/i.test(words);
}
