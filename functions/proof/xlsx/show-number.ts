/** The marks of a language's numbers, as a spreadsheet shows them. */
export interface ShownMarks {
  readonly decimal: string;
  readonly thousands: string;
}

/**
 * Shows a number by a format as spreadsheets do (ECMA-376-1, 18.8.31), as far as Broadsheet uses formats: sections for
 * positive, negative and zero, texts in quotation marks, `#,##0.00`, commas that divide by a thousand, percent signs,
 * and the day `yyyy-mm-dd`.
 *
 * @param value in decimal digits: `-1234.5`
 * @returns undefined for a format that it does not know
 */
export function showNumber(value: string, format: string, marks: ShownMarks): string | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value);
  if (match === null) return undefined;
  const [, minus, whole, fraction = ""] = match;
  if (format === String.raw`yyyy\-mm\-dd`) return fraction === "" && minus === "" ? showDay(Number(whole)) : undefined;
  const negative = minus === "-" && /[1-9]/.test(whole! + fraction);
  const sections = splitFormat(format);
  const zero = !/[1-9]/.test(whole! + fraction);
  const section = negative ? (sections[1] ?? sections[0]) : zero ? (sections[2] ?? sections[0]) : sections[0];
  if (section === undefined) return undefined;
  const sign = negative && sections.length < 2 ? "-" : "";
  const shown = showSection(`${whole}.${fraction}`, section, marks);
  return shown === undefined ? undefined : sign + shown;
}

type Token = { readonly literal: string; readonly percent?: true } | { readonly digits: string };

function splitFormat(format: string): Token[][] {
  const sections: Token[][] = [[]];
  for (const [token] of format.matchAll(/"[^"]*"|\\.|[#0,.]+|;|./gsu)) {
    if (token === ";") sections.push([]);
    else if (token.startsWith('"')) sections.at(-1)!.push({ literal: token.slice(1, -1) });
    else if (token.startsWith("\\")) sections.at(-1)!.push({ literal: token.slice(1) });
    else if (/^[#0,.]+$/.test(token)) sections.at(-1)!.push({ digits: token });
    else sections.at(-1)!.push({ literal: token, ...(token === "%" && { percent: true }) });
  }
  return sections;
}

function showSection(value: string, section: readonly Token[], marks: ShownMarks): string | undefined {
  // A percent sign counts outside quotation marks only, and without a backslash before it.
  const percents = section.filter((token) => "literal" in token && token.percent === true).length;
  const words: string[] = [];
  for (const token of section) {
    if ("literal" in token) {
      words.push(token.literal);
      continue;
    }
    const pattern = /^(#,##)?0(?:\.(0+))?(,*)$/.exec(token.digits);
    if (pattern === null) return undefined;
    const [, grouped, places = "", scaled = ""] = pattern;
    const [whole, fraction] = rounded(moved(value, 2 * percents - 3 * scaled.length), places.length);
    const groups = grouped === undefined ? whole : whole.replaceAll(/(?<=\d)(?=(?:\d{3})+$)/g, marks.thousands);
    words.push(groups + (places === "" ? "" : marks.decimal + fraction));
  }
  return words.join("");
}

/** A number with its mark moved to the right, or to the left. */
function moved(value: string, places: number): string {
  const [whole = "", fraction = ""] = value.split(".");
  if (places >= 0) {
    const padded = fraction.padEnd(places, "0");
    return `${whole}${padded.slice(0, places)}.${padded.slice(places)}`;
  }
  const padded = whole.padStart(1 - places, "0");
  return `${padded.slice(0, places)}.${padded.slice(places)}${fraction}`;
}

/** Whole and fraction, rounded half away from zero, without needless zeros before. */
function rounded(value: string, places: number): [string, string] {
  const [whole = "", fraction = ""] = value.split(".");
  const digits = whole + fraction.padEnd(places, "0").slice(0, places);
  const up = (fraction[places] ?? "0") >= "5" ? 1n : 0n;
  const text = (BigInt(digits === "" ? "0" : digits) + up).toString().padStart(places + 1, "0");
  return [text.slice(0, text.length - places), places === 0 ? "" : text.slice(-places)];
}

/** The day of a number: 61 is 1 March 1900. */
function showDay(number: number): string | undefined {
  if (number < 61 || number > 2_958_465) return undefined;
  return new Date(Date.UTC(1899, 11, 30) + number * 86_400_000).toISOString().slice(0, 10);
}
