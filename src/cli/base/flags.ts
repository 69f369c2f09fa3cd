/** Reads the words of options and arguments. A word that cannot be right is an error of the command line. */
import { InvalidArgumentError } from "commander";

const unitsMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** Reads a time such as `30s` or `7d`, in milliseconds. */
export function duration(text: string): number {
  const [, number, unit] = /^(\d{1,9}(?:\.\d{1,9})?)(ms|s|m|h|d)$/.exec(text) ?? [];
  if (number !== undefined) return Number(number) * unitsMs[unit!]!;
  throw new InvalidArgumentError("It must be a time such as 30s, 15m, 12h or 7d.");
}

/** Reads a number of days such as `30d` or `30`. */
export function days(text: string): number {
  if (/^\d{1,6}d?$/.test(text)) return Number.parseInt(text, 10);
  throw new InvalidArgumentError("It must be a number of days such as 30d.");
}

/** Reads an amount such as `5nil`, `0.5nil` or `1000000unil`; without a unit it is in unil. */
export function amount(text: string): bigint {
  const [, whole, fraction = "", unit = "unil"] =
    /^(\d{1,19})(?:\.(\d{1,6}))?(nil|unil)?$/.exec(text) ?? [];
  if (whole !== undefined && (unit === "nil" || fraction === "")) {
    return unit === "nil" ? BigInt(whole + fraction.padEnd(6, "0")) : BigInt(whole);
  }
  throw new InvalidArgumentError("It must be an amount such as 1000000unil, 5nil or 0.5nil.");
}

/** Reads a whole number. */
export function whole(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a whole number.");
}

/** Reads an option that can be given several times. */
export function several(text: string, before: readonly string[] | undefined): readonly string[] {
  return [...before ?? [], text];
}

/** Reads one of a few words. */
export function oneOf<const Word extends string>(words: readonly Word[]): (text: string) => Word {
  return (text) => {
    if ((words as readonly string[]).includes(text)) return text as Word;
    throw new InvalidArgumentError(`It must be ${words.join(" or ")}.`);
  };
}
