/**
 * Scripts whose letters change with their neighbours or run right to left, and combining marks:
 * text in them is shaped as a whole. Ranges are Unicode blocks, Hebrew to Myanmar and so on.
 */
const complexScript = /[\p{M}\u0590-\u08ff\u0900-\u109f\u1780-\u18af\ufb1d-\ufdff\ufe70-\ufefc\u{1f1e6}-\u{1f1ff}]/u;
const joiner = /\u200c|\u200d/u;
const emojiModifier = /\p{Emoji_Modifier}/u;

/** Code units of which no text is complex: Latin, general punctuation but joiners and direction marks, symbols, CJK punctuation and Han. Half the time of the others. */
const simple = /^[\0-\u02ff\u2010-\u2027\u202f-\u205f\u2100-\u22ff\u3000-\u3029\u3400-\u9fff\uff01-\uff60]*$/;

/** Whether a text must be shaped as a whole. */
export function isComplex(text: string): boolean {
  return !simple.test(text) && (complexScript.test(text) || joiner.test(text) || emojiModifier.test(text));
}

/** Whether a character belongs to the one before it: marks, joiners, variation selectors, skin tones, tags. */
export function joinsPrevious(character: string): boolean {
  const codePoint = character.codePointAt(0)!;
  return codePoint === 0x200d || (codePoint >= 0xe0020 && codePoint <= 0xe007f) || /\p{M}/u.test(character) || emojiModifier.test(character);
}

/** Han characters, kana, CJK punctuation and full-width forms: one cell each, no kerning. */
export function isIdeographic(codePoint: number): boolean {
  return (
    (codePoint >= 0x2e80 && codePoint <= 0x9fff) ||
    (codePoint >= 0xf900 && codePoint <= 0xfaff) ||
    (codePoint >= 0xfe30 && codePoint <= 0xfe4f) ||
    (codePoint >= 0xff00 && codePoint <= 0xffef) ||
    (codePoint >= 0x20000 && codePoint <= 0x3ffff)
  );
}

/** Characters that are never seen: joiners, variation selectors, direction marks, soft hyphens. */
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

/** Characters whose meaning only their font knows: nothing that is read aloud or copied could say what they are. */
export function isPrivateUse(codePoint: number): boolean {
  return (codePoint >= 0xe000 && codePoint <= 0xf8ff) || codePoint >= 0xf0000;
}

/** C0 and C1 controls. */
export function isControl(codePoint: number): boolean {
  return codePoint < 0x20 || (codePoint >= 0x7f && codePoint <= 0x9f);
}
