/** A condition or comparison that is neither true nor false. The message is written for a template's author. */
export class ConditionError extends Error {
  override readonly name = "ConditionError";
  readonly seen: unknown;
  readonly hint: string | undefined;

  constructor(message: string, { seen, hint }: { readonly seen?: unknown; readonly hint?: string } = {}) {
    super(message);
    this.seen = seen;
    this.hint = hint;
  }

  /** The same error, about a condition as written. */
  in(condition: string): ConditionError {
    return new ConditionError(`${condition.trim()}: ${this.message}`, {
      seen: this.seen,
      ...(this.hint !== undefined && { hint: this.hint }),
    });
  }
}
