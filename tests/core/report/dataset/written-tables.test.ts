import { gzipSync, zstdCompressSync } from "node:zlib";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Delimiter } from "../../../../functions/core/report/template/dataset-reading.ts";
import { encodeText } from "./encode-text.ts";
import { readTable } from "./read-table.ts";

/** How a program writes a table as CSV. */
interface Style {
  readonly delimiter: Delimiter;
  /** Whether every value stands in quotes, or only those that need them. */
  readonly quoteAll: boolean;
  readonly end: "\n" | "\r\n";
  readonly encoding: string;
  readonly decimal: "." | ",";
  readonly group: "" | "," | "." | " " | "'";
  readonly packing: "none" | "gzip" | "zstd";
}

interface Row {
  readonly text: string;
  readonly number: number | null;
  readonly count: number | null;
}

const words = [
  "Anna",
  "Köln",
  "a,b",
  "c;d",
  "e|f",
  'say "x"',
  "two\nlines",
  "",
  "Größe",
  "東京",
  "Москва",
  "#1",
  "x, y",
  "12a",
  "–",
  "a\tb",
  " x",
];
const row = fc.record({
  text: fc.constantFrom(...words),
  number: fc.option(fc.integer({ min: -99_999_999, max: 99_999_999 }).map((value) => value / 100)),
  count: fc.option(fc.integer({ min: -2_000_000, max: 2_000_000 })),
});
const style: fc.Arbitrary<Style> = fc.record({
  delimiter: fc.constantFrom<Delimiter>(",", ";", "\t", "|"),
  quoteAll: fc.boolean(),
  end: fc.constantFrom("\n", "\r\n"),
  encoding: fc.constantFrom(
    "utf-8",
    "utf-16le",
    "windows-1252",
    "windows-1251",
    "shift_jis",
    "gb18030",
    "big5",
    "windows-1250",
  ),
  decimal: fc.constantFrom(".", ","),
  group: fc.constantFrom("", ",", ".", " ", "'"),
  packing: fc.constantFrom("none", "gzip", "zstd"),
});

function formatNumber(value: number | null, decimals: number, { decimal, group }: Style): string {
  if (value === null) return "";
  const [whole = "", part] = Math.abs(value).toFixed(decimals).split(".");
  return `${value < 0 ? "-" : ""}${whole.replace(/\B(?=(\d{3})+$)/g, group)}${part === undefined ? "" : `${decimal}${part}`}`;
}

function write(rows: readonly Row[], chosen: Style): Uint8Array | undefined {
  const { delimiter, quoteAll, end, encoding, packing } = chosen;
  const quote = (value: string): string =>
    quoteAll || value.includes(delimiter) || /["\n]|^ /.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
  const lines = [
    ["Name", "Wert", "Zahl"],
    ...rows.map(({ text, number, count }) => [text, formatNumber(number, 2, chosen), formatNumber(count, 0, chosen)]),
  ];
  const text = lines.map((cells) => cells.map(quote).join(delimiter) + end).join("");
  const bytes =
    encoding === "utf-8"
      ? new TextEncoder().encode(text)
      : encodeText(encoding.startsWith("utf-16") ? `\ufeff${text}` : text, encoding);
  return bytes === undefined || packing === "none"
    ? bytes
    : packing === "gzip"
      ? gzipSync(bytes)
      : zstdCompressSync(bytes);
}

/**
 * Says whether a value was read as the number that was written, or, if two readings are possible, as its exact text.
 */
function isNumber(seen: string | null | undefined, value: number | null, decimals: number, chosen: Style): boolean {
  if (seen === null || seen === undefined) return value === null;
  return seen === formatNumber(value, decimals, chosen) || (value !== null && seen !== "" && Number(seen) === value);
}

test("a table written in any style is read as it was, or refused", async () => {
  let [read, refused] = [0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), style, async (rows, chosen) => {
      // If groups and decimals have the same mark, nobody can read the numbers.
      fc.pre(chosen.group !== chosen.decimal);
      // Empty columns at the end are left out.
      const last = rows.findLastIndex(({ text, number, count }) => text !== "" || number !== null || count !== null);
      fc.pre(last === rows.length - 1);
      const body = write(rows, chosen);
      fc.pre(body !== undefined);
      const outcome = await readTable(body, "csv");
      if ("refused" in outcome) {
        refused++;
        // A refusal gives a reason and a remedy.
        expect(["unknown-encoding", "unclear-delimiter", "ragged-row", "unclear-header"]).toContain(outcome.refused);
        return;
      }
      read++;
      expect(outcome.columns).toEqual(["Name", "Wert", "Zahl"]);
      expect(outcome.rows).toHaveLength(rows.length);
      for (const [index, { text, number, count }] of rows.entries()) {
        const [name, value, whole] = outcome.rows[index]!;
        expect(name ?? "").toBe(text);
        expect([value, isNumber(value, number, 2, chosen)]).toEqual([value, true]);
        expect([whole, isNumber(whole, count, 0, chosen)]).toEqual([whole, true]);
      }
    }),
    { seed: 7, numRuns: process.env["SOAK"] === undefined ? 25 : 250 },
  );
  // Three quarters of all 250 are read; a sample of 60 deviates from that share.
  expect(read).toBeGreaterThan(2 * refused);
}, 120_000);
