import { describe, expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../functions/core/report/document/shown-lines.ts";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { templateOf } from "../draft-of-text.ts";
import { openBytes } from "../open-table.ts";
import { numbersFrom } from "../roles-of-text.ts";

async function textOf(title: string, rows: readonly string[], language: DraftLanguage): Promise<string> {
  const { world, template } = await templateOf(await openBytes(Buffer.from(`${rows.join("\n")}\n`), "csv", title), {
    language,
  });
  const { document } = await layOutReport(await acceptReport({ template: template.name }, world), world, () => {});
  return shownLines(document)
    .map(({ text }) => text)
    .join(" ")
    .replaceAll(/\s+/g, " ");
}

/** Days at sites, of which each lacks a few. */
function sites(count: number): readonly string[] {
  const next = numbersFrom(count);
  const names = Array.from({ length: count }, (_, at) => `Site ${"ABCDEFGHIJKLMNOP"[at]!}${at}`);
  const rows = Array.from({ length: 60 }, (_, at) => {
    const day = new Date(Date.UTC(2024, 0, 1 + at)).toISOString().slice(0, 10);
    return [day, ...names.map((_, of) => ((at + 3 * of) % 17 === 0 ? "" : (30 + 9 * next()).toFixed(1)))].join(",");
  });
  return [["day", ...names].join(","), ...rows];
}

describe("of many columns that lack values the report says how many there are", () => {
  test.each([
    [13, "en", "and 7 more columns in some rows"],
    [9, "de", "und 3 weitere Spalten in manchen Zeilen"],
    [8, "zh", "另有2列的部分行"],
  ] as const)("%i, %s", async (count, language, said) => {
    expect(await textOf("table", sites(count), language)).toContain(said);
  });

  test("not of as many as it names", async () => {
    expect(await textOf("table", sites(6), "en")).not.toContain("more columns in some rows");
  });
});

describe("a table that is called one of projections says so on its first page", () => {
  const rows = ["Delhi", "Tokyo", "Cairo"].flatMap((city, of) =>
    Array.from({ length: 12 }, (_, at) => `${1980 + 5 * at},${city},${900 + 40 * at + 7 * of * at}`),
  );
  const table = ["year,city,population", ...rows];

  test.each([
    ["population-projections", "en", "holds projections"],
    ["cities projected to 2035", "en", "holds projections"],
    ["sales_forecast", "en", "holds projections"],
    ["Prognose der Einwohner", "de", "enthält die Tabelle Prognosen"],
    ["人口预测", "zh", "表中有预测值"],
  ] as const)("%s", async (title, language, said) => {
    const text = await textOf(title, table, language);
    expect(text).toContain(said);
  });

  test.each(["population of cities", "projectors sold"])("%s does not", async (title) => {
    expect(await textOf(title, table, "en")).not.toContain("projections");
  });
});
