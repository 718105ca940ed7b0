import { sha256 } from "../../../json/canonical-json.ts";

/** Namespaces of slides (ECMA-376-1, transitional). */
export const slideNames = {
  "xmlns:a": "http://schemas.openxmlformats.org/drawingml/2006/main",
  "xmlns:r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
  "xmlns:p": "http://schemas.openxmlformats.org/presentationml/2006/main",
} as const;

/** What media types of slides begin with. */
export const slideTypes = "application/vnd.openxmlformats-officedocument.presentationml.";

/** English Metric Units of a length in points. */
export function emus(points: number): number {
  return Math.round(points * 12_700);
}

/** A GUID by content: the same content gives the same one. */
export function guidOf(content: string): string {
  const digits = sha256(content).toUpperCase();
  const [a, b, c, d, e] = [
    [0, 8],
    [8, 12],
    [13, 16],
    [17, 20],
    [20, 32],
  ].map(([from, to]) => digits.slice(from, to));
  return `{${a}-${b}-5${c}-A${d}-${e}}`;
}
