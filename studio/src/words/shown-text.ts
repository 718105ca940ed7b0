/** Signs that are not seen, and turn or hide what stands around them: controls, and those of the direction of text. */
// eslint-disable-next-line no-control-regex -- control characters are the target
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

/**
 * A text that people have written, with its unseen signs made visible: `\u202Egpj.exe`, which would show as `exe.jpg`,
 * becomes `[U+202E]gpj.exe`.
 */
export function shownText(text: string): string {
  return text.replaceAll(unseen, (sign) => `[U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}]`);
}

/** Letters that run from right to left. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * A text of people where `<bdi>` is not allowed: one that runs from right to left is isolated (U+2068, U+2069), so that
 * it keeps its own direction and gives it to nothing beside it. Any other is the same without.
 */
export function apart(text: string): string {
  const shown = shownText(text);
  return rightToLeft.test(shown) ? `\u2068${shown}\u2069` : shown;
}
