import { BroadsheetError } from "../../core/errors.ts";

/** Decimal marks as options name them. */
export const decimalWords = { ".": "point", ",": "comma" } as const;

interface Question<Choice> {
  readonly message: string;
  readonly choices: readonly Choice[];
}

/** @throws BroadsheetError `invalid-request`, `invalid-option` for a word that names no decimal mark */
export function checkDecimal(given: string): void {
  const allowed = Object.values(decimalWords);
  if (allowed.some((word) => word === given)) return;
  const message = `--decimal ${given} is not allowed`;
  throw new BroadsheetError("invalid-request", { code: "invalid-option", message, seen: given, allowed });
}

/**
 * The answer to what a file does not say.
 *
 * @param given value of `--decimal`
 * @throws BroadsheetError `invalid-request`: `unclear-numbers` without an answer, `invalid-option` for none of them
 */
export function answerTo<Choice extends { readonly decimal: "." | ","; readonly says: string }>(
  { message, choices }: Question<Choice>,
  given: string | undefined,
): Choice {
  if (given !== undefined) checkDecimal(given);
  const answer = choices.find(({ decimal }) => decimalWords[decimal] === given);
  if (answer !== undefined) return answer;
  throw new BroadsheetError("invalid-request", {
    code: "unclear-numbers",
    message,
    allowed: choices.map(({ decimal, says }) => `--decimal ${decimalWords[decimal]}: ${says}`),
    hint: "say which with --decimal",
  });
}
