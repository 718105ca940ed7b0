/** No answer came: the server cannot be reached. */
export class UnreachableError extends Error {
  override readonly name = "UnreachableError";
}

/** Whether no answer came: `fetch` says so by a TypeError, and a signal that limits its time by a TimeoutError. */
export function isUnreachable(error: unknown): boolean {
  return (
    error instanceof UnreachableError ||
    error instanceof TypeError ||
    (error instanceof DOMException && error.name === "TimeoutError")
  );
}
