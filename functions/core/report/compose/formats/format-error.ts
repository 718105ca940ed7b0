/** A value that a format cannot print. The message is written for a template's author. */
export class FormatError extends Error {
  override readonly name = "FormatError";
  /** The part of a longer text that is at fault. */
  readonly seen: string | undefined;

  constructor(message: string, seen?: string) {
    super(message);
    this.seen = seen;
  }
}
