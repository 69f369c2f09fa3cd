import { type Command, InvalidArgumentError, Option } from "commander";

/** Reads the text of a flag that can be given once. */
export const text = once((text) => text);

/** Reads the number of a flag that can be given once. */
export const number = once((text) => {
  if (/^\d{1,15}(\.\d{1,15})?$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a number");
});

/** Reads the names of a flag that can be given once. */
export const names = once((text) => text.split(","));

function once<T>(read: (text: string) => T): (text: string, before: unknown) => T {
  return (text, before) => {
    if (before === undefined) return read(text);
    throw new InvalidArgumentError("The option is given twice");
  };
}

/** Reads a word that must have a form. */
export function formed(form: RegExp, what: string): (text: string) => string {
  return (text) => {
    if (form.test(text)) return text;
    throw new InvalidArgumentError(`It must be ${what}`);
  };
}

/** A flag with a number, for an option that has another name than the flag. */
export function numberFor(option: string, flags: string, help: string): Option {
  const flag = new Option(flags, help).argParser(number);
  flag.attributeName = () => option;
  return flag;
}

/** A message about an option, which begins with the flag of that option if the command has one. */
export function withFlag(command: Command, message: string, option: string | undefined): string {
  const flag = command.options.find((known) => known.attributeName() === option);
  return flag === undefined ? message : `${flag.long}: ${message}`;
}
