import { join } from "node:path";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { compareRendition } from "../../../../../functions/core/report/rendition/compare/compare-rendition.ts";
import { english } from "../../../../../functions/core/report/locale/languages/en.ts";
import type { Document } from "../../../../../functions/core/report/document/document.ts";
import { writeWorkbook } from "../../../../../functions/core/report/rendition/xlsx/write-workbook.ts";
import { defaultTheme } from "../../../../../functions/core/report/template/theme/default-theme.ts";
import { xlsxBlocks } from "../../../../../functions/proof/xlsx/xlsx-blocks.ts";
import { shippedTemplates } from "../../../../../functions/seed/template-folders.ts";
import { mutateDigits } from "../mutate-digits.ts";
import { type OfficeFile, renderOfficeFile } from "../render-office-file.ts";

const whole = process.env["SOAK"] !== undefined;
const reports = join(import.meta.dirname, "../../../../reports");
const flagship = join(shippedTemplates, "high-tech-industries");
const names = whole
  ? [
      "blocks-en",
      "mathematics",
      "right-to-left",
      "tables-styled",
      "tables-divided",
      "pivot",
      "images",
      "footnotes",
      "spans",
      "figures-en",
      "cover",
      "yearbook-zh",
    ]
  : ["blocks-en", "tables-styled", "tables-divided", "pivot", "right-to-left"];
type Case = readonly [name: string, folder: string, parameters: Readonly<Record<string, string>>];
const cases: readonly Case[] = [
  ["flagship-en", flagship, { language: "en" }],
  ...(whole
    ? ([
        ["flagship-zh", flagship, { language: "zh" }],
        ["review", join(shippedTemplates, "monthly-business-review"), {}],
      ] satisfies Case[])
    : []),
  ...names.map((name) => [name, join(reports, name, "template"), {}] satisfies Case),
];
/** Mutants of all workbooks together. */
const mutants = whole ? 1_000 : 150;

describe.each(cases)("the workbook of %s", (_, folder, parameters) => {
  let workbook: OfficeFile;
  beforeAll(async () => {
    workbook = await renderOfficeFile("xlsx", folder, parameters);
  });

  test("says what its report says", () => {
    expect(compareRendition(workbook.stated, xlsxBlocks(workbook.file, workbook.laidOut.locale.number))).toEqual([]);
  });

  test("with one digit changed says something else, wherever the digit is displayed", () => {
    const missed: string[] = [];
    for (const { file, where } of mutateDigits(workbook.file, shownIn, mutants / cases.length))
      if (isFaithful(workbook, file)) missed.push(where);
    expect(missed).toEqual([]);
  });

  test("has the same bytes when it is made again", async () => {
    const again = await renderOfficeFile("xlsx", folder, parameters);
    expect(Buffer.compare(again.file, workbook.file)).toBe(0);
  });
});

/** Whether a workbook says what its report says; one that cannot be read does not. */
function isFaithful({ stated, laidOut }: OfficeFile, file: Uint8Array): boolean {
  try {
    return compareRendition(stated, xlsxBlocks(file, laidOut.locale.number)).length === 0;
  } catch {
    return false;
  }
}

/** What is displayed, or heard: texts, values and alternative texts. */
function shownIn(path: string, body: string): { readonly from: number; readonly text: string }[] {
  const spans = path.startsWith("xl/worksheets/sheet")
    ? [...body.matchAll(/<(?:t|v)(?: [^>]*)?>([^<]*)</g)]
    : path.startsWith("xl/drawings/drawing")
      ? [...body.matchAll(/descr="([^"]*)"/g)]
      : path.startsWith("xl/charts/")
        ? [...body.matchAll(/<(?:c:v|a:t)>([^<]*)</g)]
        : path === "docProps/core.xml"
          ? [...body.matchAll(/<dc:title>([^<]*)</g)]
          : [];
  return spans.map(({ index, 0: all, 1: text = "" }) => ({ text, from: index + all.lastIndexOf(text) }));
}

test("two cells exchanged, a row left out, a sum of other cells and a sheet that nothing leads to are found", async () => {
  const workbook = await renderOfficeFile("xlsx", join(reports, "tables-styled/template"));
  const files = unzipSync(workbook.file);
  const path = "xl/worksheets/sheet2.xml";
  const body = strFromU8(files[path]!);
  const values = [...body.matchAll(/<v>([^<]*)<\/v>/g)];
  const [one, other] = [values[0]!, values.find(([, value]) => value !== values[0]![1])!];
  const swapped =
    body.slice(0, one.index) +
    other[0] +
    body.slice(one.index + one[0].length, other.index) +
    one[0] +
    body.slice(other.index + other[0].length);
  const rows = [...body.matchAll(/<row .*?<\/row>/g)];
  const shorter = body.replace(rows[4]![0], "");
  const formula = /<f>SUBTOTAL\(9,([A-Z]+)(\d+):[A-Z]+(\d+)\)<\/f>/.exec(body)!;
  const [whole, letters, from, to] = formula;
  const [own, less] = [Number(to) + 1, Number(to) - 1];
  const around = body.replace(whole, `<f>SUM(${letters}${from}:${letters}${own})</f>`);
  const fewer = body.replace(whole, `<f>SUBTOTAL(9,${letters}${from}:${letters}${less})</f>`);
  for (const mutant of [swapped, shorter, around, fewer])
    expect(isFaithful(workbook, zipSync({ ...files, [path]: strToU8(mutant) }))).toBe(false);
  const first = "xl/worksheets/sheet1.xml";
  const unlinked = strFromU8(files[first]!).replace(/<hyperlink [^>]*location[^>]*>/, "");
  expect(isFaithful(workbook, zipSync({ ...files, [first]: strToU8(unlinked) }))).toBe(false);
});

describe("what comes from data", () => {
  const hostile = `=HYPERLINK("http://x") </t><v>1</v> _x0041_ & "' \u0000\ud800 ]]>`;
  const words = [{ type: "text", text: hostile }] as const;
  const caption = { title: words, deck: words, source: words, note: words } as const;
  const long = "ab 1𝒳".repeat(9_000);
  const document: Document = {
    title: hostile,
    language: "en",
    header: { left: hostile, right: "" },
    footer: hostile,
    watermark: hostile,
    blocks: [
      { type: "heading", level: 1, id: `x"y`, children: words },
      { type: "paragraph", children: [{ type: "link", url: "javascript:alert(1)", children: words }] },
      { type: "paragraph", children: [{ type: "text", text: long }] },
      {
        type: "list",
        ordered: true,
        start: 3,
        tight: false,
        items: [
          [
            { type: "list", ordered: true, start: 7, tight: true, items: [[{ type: "paragraph", children: words }]] },
            { type: "paragraph", children: words },
          ],
          [],
          [{ type: "quote", children: [{ type: "paragraph", children: words }] }],
        ],
      },
      ...["'[a]:*?/\\'", "history", "Ä".repeat(60), "ä".repeat(60), "", "😀".repeat(30)].map((label, index) => ({
        type: "table" as const,
        id: `t${index}`,
        number: index + 1,
        label,
        ...caption,
        columns: [{ label: words, align: "left" as const }],
        rows: [
          { kind: "body" as const, cells: [{ children: words }] },
          { kind: "body" as const, cells: [{ children: [] }] },
        ],
      })),
    ],
    footnotes: [],
  };
  const parts = {
    document,
    locale: english,
    theme: defaultTheme,
    charts: new Map(),
    layout: { pages: [] },
    pictures: new Map(),
  };
  const facts = { date: "2024-02-29", application: "Broadsheet", manifest: "{}" };

  test("stays text, and every sheet has a name of its own that spreadsheets allow", () => {
    const file = writeWorkbook(parts, facts);
    expect(compareRendition({ ...parts, form: "xlsx" }, xlsxBlocks(file, english.number))).toEqual([]);
    const files = unzipSync(file);
    const sheets = [...strFromU8(files["xl/workbook.xml"]!).matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) =>
      name!.replaceAll("&amp;", "&"),
    );
    expect(sheets).toHaveLength(7);
    expect(new Set(sheets.map((name) => name.toLowerCase())).size).toBe(7);
    for (const name of sheets) expect(name).toMatch(/^(?!')[^[\]:*?/\\]{1,31}(?<!')$/);
    const all = Object.values(files)
      .map((body) => strFromU8(body))
      .join("");
    expect(all).not.toContain("<f>");
    expect(all).not.toContain('javascript:"');
    expect(all).not.toMatch(/Target="javascript/);
  });

  const table = (cells: readonly string[], align: "left" | "decimal" = "decimal"): Document => ({
    ...document,
    blocks: [
      {
        type: "table",
        id: "t",
        number: 1,
        title: [],
        deck: [],
        source: [],
        note: [],
        columns: [{ label: words, align }],
        rows: cells.map((text) => ({ kind: "body", cells: [{ children: [{ type: "text", text }] }] })),
      },
    ],
  });

  test("has at most as many formats as Excel keeps; further numbers stay text", () => {
    const units = Array.from(
      { length: 500 },
      (_, index) => `5 ${"abcdefghij"[index % 10]}${"x".repeat(1 + (index % 50) / 3)}`,
    );
    const cells = units.flatMap((unit, index) => [unit, `${"0.".padEnd(3 + (index % 12), "0")}1 ${unit.slice(2)}`]);
    const given = { ...parts, document: table(cells) };
    const file = writeWorkbook(given, facts);
    const formats = strFromU8(unzipSync(file)["xl/styles.xml"]!).match(/<numFmt /g)!;
    expect(formats.length).toBe(200);
    expect(compareRendition({ ...given, form: "xlsx" }, xlsxBlocks(file, english.number))).toEqual([]);
  });

  test("is refused where a cell cannot hold it, and a link that Excel cannot follow is left out", () => {
    const long = "x".repeat(32_768);
    expect(() => writeWorkbook({ ...parts, document: table([long], "left") }, facts)).toThrow("more characters");
    const url = `https://example.org/${"a".repeat(2_100)}`;
    const linked: Document = {
      ...document,
      blocks: [{ type: "paragraph", children: [{ type: "link", url, children: words }] }],
    };
    const file = writeWorkbook({ ...parts, document: linked }, facts);
    expect(Object.keys(unzipSync(file)).filter((path) => path.includes("sheet1.xml.rels"))).toEqual([]);
    expect(compareRendition({ ...parts, document: linked, form: "xlsx" }, xlsxBlocks(file, english.number))).toEqual(
      [],
    );
  });
});
