/**
 * Whether a UTF-16 code unit is of an East Asian character as wide as its height: radicals to Han, compatibility and
 * full-width forms, Han beyond the first plane.
 */
export function isEastAsian(unit: number): boolean {
  return (
    unit >= 0x2e80 &&
    (unit <= 0x9fff ||
      (unit >= 0xd840 && unit <= 0xdbff) ||
      (unit >= 0xf900 && unit <= 0xfaff) ||
      (unit >= 0xff00 && unit <= 0xff60))
  );
}

/** The same at an offset of a text: the second unit of a pair is what the first one is. */
export function isEastAsianAt(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return isEastAsian(unit >= 0xdc00 && unit <= 0xdfff ? text.charCodeAt(at - 1) : unit);
}

/** Whether a text has one of them. */
export function hasEastAsian(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (isEastAsian(text.charCodeAt(at))) return true;
  return false;
}
