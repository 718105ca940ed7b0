/** A value that a format cannot print. The message is written for a template's author. */
export class FormatError extends Error {
  override readonly name = "FormatError";
}
