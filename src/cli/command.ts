/** A command of the command line. */
export interface Command {
  readonly name: string;
  /** As typed after `npm run -s cli --`. */
  readonly usage: string;
  readonly summary: string;
  /** @returns the exit code. @throws StartError for what a person can mend */
  run(args: readonly string[]): Promise<number>;
}
