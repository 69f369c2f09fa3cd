/** Thrown for a command line that makes no sense. */
export class UsageError extends Error {
  /** What was called, such as `deno task devnet advance`, whose `--help` says more. */
  readonly command: string;

  /** Says what is wrong with a call of a command. */
  constructor(command: string, message: string) {
    super(message);
    this.command = command;
  }
}
