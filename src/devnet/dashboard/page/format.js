/** Numbers, times and ids as people read them. */

const whole = new Intl.NumberFormat("en");

export const count = (number) => whole.format(number);

/** Milliseconds, with a unit that fits. */
export function duration(ms) {
  if (ms === undefined || Number.isNaN(ms)) return "–";
  if (ms < 1000) return `${Math.round(ms)} ms`;
  return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
}

/** A number of bytes. */
export function bytes(number) {
  if (number < 1024) return `${number} B`;
  const units = ["KiB", "MiB", "GiB"];
  let value = number;
  let unit = -1;
  do {
    value /= 1024;
    unit++;
  } while (value >= 1024 && unit < units.length - 1);
  return `${value.toFixed(1)} ${units[unit]}`;
}

/** An amount in nil, of which one has 1,000,000 unil. */
export function nil(unil) {
  const amount = BigInt(unil);
  const rest = `${amount % 1_000_000n}`.padStart(6, "0");
  return `${whole.format(amount / 1_000_000n)}.${rest}`;
}

/** The time of the day, in UTC. */
export const clock = (ms) => new Date(ms).toISOString().slice(11, 23);

/** A point in time, in UTC. */
export const moment = (time) => new Date(time).toISOString().replace("T", " ").slice(0, 19);

/** How long until a time. */
export function until(time, now) {
  const minutes = Math.max(0, Math.round((Date.parse(time) - Date.parse(now)) / 60_000));
  if (minutes < 120) return `${minutes} min`;
  if (minutes < 48 * 60) return `${Math.round(minutes / 60)} h`;
  return `${count(Math.round(minutes / 1440))} days`;
}

/** The start of a long id. */
export const short = (id, length = 10) => id.length <= length ? id : `${id.slice(0, length)}…`;

/** The last part of a method's name. */
export const methodName = (method) => method.replace(/^.*\//, "");

/** `shamirShareInteger` as `Shamir share integer`. */
export function kindName(kind) {
  const words = kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The value below which this part of all numbers is. */
export function quantile(numbers, part) {
  if (numbers.length === 0) return undefined;
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}
