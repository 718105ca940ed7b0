import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { contrastRatio } from "../../../../../functions/core/contrast-ratio.ts";
import type { Block, Document } from "../../../../../functions/core/report/document/document.ts";
import { english } from "../../../../../functions/core/report/locale/languages/en.ts";
import { compareRendition } from "../../../../../functions/core/report/rendition/compare/compare-rendition.ts";
import { writeWorkbook } from "../../../../../functions/core/report/rendition/xlsx/write-workbook.ts";
import { defaultTheme } from "../../../../../functions/core/report/template/theme/default-theme.ts";
import { xlsxBlocks } from "../../../../../functions/proof/xlsx/xlsx-blocks.ts";

const facts = { date: "2024-02-29", application: "Broadsheet", manifest: "{}" };

function partsOf(blocks: readonly Block[], theme = defaultTheme): Parameters<typeof writeWorkbook>[0] {
  const document: Document = {
    title: "Limits",
    language: "en",
    header: { left: "", right: "" },
    footer: "",
    blocks,
    footnotes: [],
  };
  return { document, locale: english, theme, charts: new Map(), layout: { pages: [] }, pictures: new Map() };
}

/** The text of a part, once the workbook says what its document says. */
function written(blocks: readonly Block[], path: string, theme = defaultTheme): string {
  const parts = partsOf(blocks, theme);
  const file = writeWorkbook(parts, facts);
  expect(compareRendition({ ...parts, form: "xlsx" }, xlsxBlocks(file, english.number))).toEqual([]);
  return strFromU8(unzipSync(file)[path]!);
}

const firstSheet = "xl/worksheets/sheet1.xml";

test.each([31_998, 31_999, 32_000, 32_001])("a long text is whole with a space after %i characters", (length) => {
  const text = `${"x".repeat(length)} ${"y".repeat(40_000)} z`;
  written([{ type: "paragraph", children: [{ type: "text", text }] }], firstSheet);
});

test("code has its lines, at most 250 in a cell", () => {
  const text = Array.from({ length: 600 }, (_, line) => `${"  ".repeat(line % 3)}line ${line}`).join("\n");
  const sheet = written([{ type: "code", text }], firstSheet);
  const cells = [...sheet.matchAll(/<t [^>]*>([^<]*)<\/t>/g)].map(([, words]) => words!);
  expect(cells.join("")).toContain(text);
  expect(Math.max(...cells.map((words) => words.split("\n").length))).toBeLessThanOrEqual(251);
});

test("a sheet has no more links than Excel opens; the words of the others are there", () => {
  const children = Array.from({ length: 65_540 }, (_, index) => ({
    type: "paragraph" as const,
    children: [{ type: "link" as const, url: `https://example.org/${index}`, children: [] }],
  }));
  const sheet = strFromU8(unzipSync(writeWorkbook(partsOf(children), facts))[firstSheet]!);
  expect(sheet.match(/<hyperlink /g)).toHaveLength(65_530);
  expect(sheet).toContain("https://example.org/65539");
});

test("the texts of a dark theme are legible on the white of a sheet", () => {
  const theme = { ...defaultTheme, ink: "#f2f2f2", muted: "#c0c0c0", accent: "#8fd3ff", paper: "#101418" };
  const styles = written([{ type: "paragraph", children: [{ type: "text", text: "words" }] }], "xl/styles.xml", theme);
  const fonts = [...styles.matchAll(/<font>.*?<\/font>/g)].map(([font]) => font);
  const records = [...styles.matchAll(/<xf [^>]*fontId="(\d+)" fillId="(\d+)"/g)];
  const onWhite = records.filter(([, , fill]) => fill === "0").map(([, font]) => fonts[Number(font)]!);
  expect(onWhite.length).toBeGreaterThan(10);
  for (const font of onWhite)
    expect(contrastRatio(`#${/rgb="FF([0-9A-F]{6})"/.exec(font)![1]!}`, "#ffffff")).toBeGreaterThanOrEqual(4.5);
});
