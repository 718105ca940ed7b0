import { BroadsheetError, type ErrorKind, type Problem } from "../core/errors.ts";

/** The exit codes of the process. */
export const exitCodes = {
  done: 0,
  /** Bad input, or something that is not there. */
  badInput: 1,
  /** The server, the network, the machine or Broadsheet failed: the same command may succeed later. */
  failure: 2,
  /** What was waited for has failed. */
  failed: 3,
  /** It had not ended when the time for waiting was over. It goes on. */
  stillRunning: 4,
  /** The server takes no such caller, or this caller may not do that. */
  notAllowed: 5,
  /** Ctrl-C, as shells have it: 128 and the number of the signal. */
  interrupted: 130,
} as const;

/** An error with an exit code of its own, and a heading that the core has no kind for. */
export class ExitError extends BroadsheetError {
  readonly exitCode: number;
  readonly heading: string;

  constructor(
    { exitCode, heading, kind = "invalid-request" }: { exitCode: number; heading: string; kind?: ErrorKind },
    problems: Problem | readonly Problem[],
    options?: { cause?: unknown },
  ) {
    super(kind, problems, options);
    this.exitCode = exitCode;
    this.heading = heading;
  }
}
