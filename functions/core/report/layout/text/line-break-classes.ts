import { lineBreakTable } from "./line-break-table.ts";

/**
 * The line breaking classes of UAX #14 (revision 55, Unicode 17.0) as LB1 resolves them. Where a rule asks for more
 * than the class, there are more of them: initial and final quotes (`PI`, `PF`), the dotted circle (`DC`), unassigned
 * pictographs that count as ideographs (`EP`) and as letters (`XP`), and the letters of Thai and its like (`SA`), which
 * LB1 makes alphabetic. The table counts in this order.
 */
export const lineBreakClasses = [
  "AL",
  "AK",
  "AP",
  "AS",
  "B2",
  "BA",
  "BB",
  "BK",
  "CB",
  "CL",
  "CM",
  "CP",
  "CR",
  "DC",
  "EB",
  "EM",
  "EP",
  "EX",
  "GL",
  "H2",
  "H3",
  "HH",
  "HL",
  "HY",
  "ID",
  "IN",
  "IS",
  "JL",
  "JT",
  "JV",
  "LF",
  "NL",
  "NS",
  "NU",
  "OP",
  "PF",
  "PI",
  "PO",
  "PR",
  "QU",
  "RI",
  "SA",
  "SP",
  "SY",
  "VF",
  "VI",
  "WJ",
  "XP",
  "ZW",
  "ZWJ",
] as const;
export type LineBreakClass = (typeof lineBreakClasses)[number];

/** Flag added to the class of characters whose East Asian width is full, wide or half. */
export const eastAsian = 0x40;

/** Classes of the first plane by code point, and the rest by ranges. */
let plane: Uint8Array | undefined;
let starts: Uint32Array;
let classes: Uint8Array;

/**
 * A code point's class as its place in `lineBreakClasses`, with `eastAsian` where it applies.
 */
export function lineBreakClass(codePoint: number): number {
  plane ??= readTable();
  if (codePoint < 0x10000) return plane[codePoint]!;
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= codePoint) low = middle;
    else high = middle - 1;
  }
  return classes[low]!;
}

/** Reads the table when a text first needs it: most Latin text has only breaks after spaces. */
function readTable(): Uint8Array {
  const first = new Uint8Array(0x10000);
  const [lengths = [], values = []] = lineBreakTable.map((part) => part.split(" "));
  starts = new Uint32Array(values.length);
  classes = new Uint8Array(values.length);
  let start = 0;
  for (let i = 0; i < values.length; i++) {
    starts[i] = start;
    classes[i] = Number.parseInt(values[i]!, 36);
    const end = start + Number.parseInt(lengths[i]!, 36);
    if (start < 0x10000) first.fill(classes[i]!, start, Math.min(end, 0x10000));
    start = end;
  }
  return first;
}
