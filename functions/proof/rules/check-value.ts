import { isArray, isDictionary, PdfName, PdfString, type PdfItem } from "../reader/pdf-syntax.ts";
import type { Findings } from "./findings.ts";

/** ISO 19005-3, 6.1.13: sizes in bytes, and numbers. */
const limits = {
  string: 32_767,
  name: 127,
  least: -2_147_483_648,
  largest: 2_147_483_647,
  real: 3.403e38,
  smallest: 1.175e-38,
} as const;

/**
 * The rules for every value, in objects and as operand of content streams: digits of hexadecimal strings (ISO 19005-3,
 * 6.1.6) and sizes (6.1.13).
 *
 * @param enter called for each array and dictionary on the way
 */
export function checkValue(
  item: PdfItem | undefined,
  place: string,
  findings: Findings,
  enter: (item: PdfItem) => void = () => {},
): void {
  if (item instanceof PdfString) {
    if (item.hexDigits !== undefined && item.hexDigits % 2 === 1) findings.add("odd-hexadecimal", place);
    if (item.strayDigits) findings.add("stray-hexadecimal", place);
    if (item.bytes.length > limits.string) findings.add("too-large-value", place);
  } else if (item instanceof PdfName) {
    if (item.name.length > limits.name) findings.add("too-large-value", place);
  } else if (typeof item === "number") {
    if (isTooLarge(item) || (item !== 0 && Math.abs(item) < limits.smallest)) findings.add("too-large-value", place);
  } else if (isArray(item)) {
    enter(item);
    for (const member of item) checkValue(member, place, findings, enter);
  } else if (isDictionary(item)) {
    enter(item);
    for (const [key, member] of item) {
      if (key.length > limits.name) findings.add("too-large-value", place);
      checkValue(member, place, findings, enter);
    }
  }
}

/** The reader does not tell `3000000000.0` from an integer, so a whole number beyond the integers counts as one. */
function isTooLarge(value: number): boolean {
  return Number.isInteger(value) ? value > limits.largest || value < limits.least : Math.abs(value) > limits.real;
}
