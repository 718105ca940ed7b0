/** A fault that the person who deploys must fix: a setting, a missing file. */
export class SetupFault extends Error {
  override readonly name = "SetupFault";
}

/**
 * Ends the program with a message about what to fix, without the stack trace that would hide it.
 *
 * @throws any other error
 */
export function tellFault(error: unknown): never {
  // The CDK wraps errors of bundling in the text of its own.
  const message =
    error instanceof SetupFault ? error.message : / SetupFault: (.+)/s.exec((error as Error).message)?.[1];
  if (message === undefined) throw error;
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
