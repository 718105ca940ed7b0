/** Something that whoever deploys has to mend: a setting, a file that is missing. */
export class SetupFault extends Error {
  override readonly name = "SetupFault";
}

/**
 * Ends the program with what is to be mended, without the stack trace that would hide it.
 *
 * @throws any other error
 */
export function tellFault(error: unknown): never {
  // What breaks bundling comes within the text of an error of the CDK's own.
  const message = error instanceof SetupFault ? error.message : / SetupFault: (.+)/s.exec((error as Error).message)?.[1];
  if (message === undefined) throw error;
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
