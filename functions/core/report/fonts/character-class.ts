/**
 * Combining marks, and scripts whose letters depend on their neighbours or run right to left: such text is shaped as a
 * whole. Ranges are Unicode blocks, Hebrew to Myanmar and so on.
 */
const complexScript = /[\p{M}\u0590-\u08ff\u0900-\u109f\u1780-\u18af\ufb1d-\ufdff\ufe70-\ufefc\u{1f1e6}-\u{1f1ff}]/u;
const joiner = /\u200c|\u200d/u;
const emojiModifier = /\p{Emoji_Modifier}/u;

/**
 * Code units that never make text complex: Latin, general punctuation except joiners and direction marks, symbols, CJK
 * punctuation and Han. This test takes half the time of the other.
 */
const simple = /^[\0-\u02ff\u2010-\u2027\u202f-\u205f\u2100-\u22ff\u3000-\u3029\u3400-\u9fff\uff01-\uff60]*$/;

/** Whether a text must be shaped as a whole. */
export function isComplex(text: string): boolean {
  return !simple.test(text) && (complexScript.test(text) || joiner.test(text) || emojiModifier.test(text));
}

/** Letters and marks of Hebrew, Arabic and their kin; not their digits, which run from left to right. */
const fromRight = /(?![\u0660-\u0669\u06f0-\u06f9])[\p{scx=Hebr}\p{scx=Arab}\p{scx=Syrc}\p{scx=Thaa}]/u;

/** Whether a text has letters that are written from right to left. */
export function isFromRight(text: string): boolean {
  return fromRight.test(text);
}

/** Whether a character is the zero-width joiner, or the non-joiner that keeps letters apart. */
export function isJoiner(codePoint: number): boolean {
  return codePoint === 0x200c || codePoint === 0x200d;
}

/** Whether a character belongs to the previous one: marks, joiners, variation selectors, skin tones, tags. */
export function joinsPrevious(character: string): boolean {
  const codePoint = character.codePointAt(0)!;
  return (
    isJoiner(codePoint) ||
    (codePoint >= 0xe0020 && codePoint <= 0xe007f) ||
    /\p{M}/u.test(character) ||
    emojiModifier.test(character)
  );
}

/** Whether a character is Han, kana, CJK punctuation or full-width: one cell each, no kerning. */
export function isIdeographic(codePoint: number): boolean {
  return (
    (codePoint >= 0x2e80 && codePoint <= 0x9fff) ||
    (codePoint >= 0xf900 && codePoint <= 0xfaff) ||
    (codePoint >= 0xfe30 && codePoint <= 0xfe4f) ||
    (codePoint >= 0xff00 && codePoint <= 0xffef) ||
    (codePoint >= 0x20000 && codePoint <= 0x3ffff)
  );
}

/** Whether a character is invisible: joiners, variation selectors, direction marks, soft hyphens. */
export function isIgnorable(codePoint: number): boolean {
  return (
    codePoint === 0xad ||
    codePoint === 0x34f ||
    codePoint === 0x61c ||
    (codePoint >= 0x180b && codePoint <= 0x180f) ||
    (codePoint >= 0x200b && codePoint <= 0x200f) ||
    (codePoint >= 0x202a && codePoint <= 0x202e) ||
    (codePoint >= 0x2060 && codePoint <= 0x206f) ||
    (codePoint >= 0xfe00 && codePoint <= 0xfe0f) ||
    codePoint === 0xfeff ||
    (codePoint >= 0xe0000 && codePoint <= 0xe0fff)
  );
}

/** Whether a character is for private use: only its font defines it, so it cannot be read aloud or copied. */
export function isPrivateUse(codePoint: number): boolean {
  return (codePoint >= 0xe000 && codePoint <= 0xf8ff) || codePoint >= 0xf0000;
}

/** Whether a character is a C0 or C1 control. */
export function isControl(codePoint: number): boolean {
  return codePoint < 0x20 || (codePoint >= 0x7f && codePoint <= 0x9f);
}
