/** No answer came: the server cannot be reached. */
export class UnreachableError extends Error {
  override readonly name = "UnreachableError";
}
