/** Both numbers of a signature in DER: a sequence of two integers, each as short as can be. */
export function encodeDer(r: Uint8Array, s: Uint8Array): Uint8Array<ArrayBuffer> {
  const numbers = [r, s].flatMap((number) => {
    const start = number.findIndex((byte) => byte !== 0);
    const digits = [...number.subarray(start)];
    // The highest bit is a sign.
    if (digits[0]! >= 0x80) digits.unshift(0);
    return [0x02, digits.length, ...digits];
  });
  return Uint8Array.from([0x30, numbers.length, ...numbers]);
}

/** The numbers of a signature in DER, 32 bytes each, or `undefined` when it is not just that or one is too long. */
export function decodeDer(der: Uint8Array): [r: Uint8Array, s: Uint8Array] | undefined {
  if (der[0] !== 0x30 || der[1] !== der.length - 2) return undefined;
  let offset = 2;
  const integer = () => {
    const [tag, length = 0, ...rest] = der.subarray(offset);
    const digits = rest.slice(0, length);
    offset += 2 + length;
    const isShortest = digits[0] !== 0 || length === 1 || digits[1]! >= 0x80;
    if (tag !== 0x02 || length === 0 || digits.length < length) return undefined;
    if (digits[0]! >= 0x80 || !isShortest) return undefined;
    if (digits[0] === 0) digits.shift();
    if (digits.length > 32) return undefined;
    const number = new Uint8Array(32);
    number.set(digits, 32 - digits.length);
    return number;
  };
  const r = integer();
  const s = integer();
  return r && s && offset === der.length ? [r, s] : undefined;
}
