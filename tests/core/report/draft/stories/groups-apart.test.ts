import { expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../functions/core/report/document/shown-lines.ts";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { openText, templateOf } from "../draft-of-text.ts";
import { numbersFrom } from "./subject-shapes.ts";

/** The title of the draft of records in groups, whose values lie about those of their group. */
async function titleOf(
  head: string,
  of: (next: () => number, at: number) => string,
  language: DraftLanguage,
): Promise<string> {
  const next = numbersFrom(11);
  const table = await openText(
    head,
    Array.from({ length: 150 }, (_, at) => of(next, at)),
  );
  const { world, template } = await templateOf(table, { language });
  const { document } = await layOutReport(await acceptReport({ template: template.name }, world), world, () => {});
  return shownLines(document).find(({ place }) => place.startsWith("heading"))!.text;
}

test.each([
  ["en", "species,width_cm", ["lupin", "clover", "vetch"], /^Width, median: [\d.]+ cm for lupin, [\d.]+ cm for vetch$/],
  ["de", "Sorte,Breite_cm", ["Lupine", "Klee", "Wicke"], /^Breite, Median: Lupine [\d,]+ cm, Wicke [\d,]+ cm$/],
  ["zh", "品种,宽度_cm", ["羽扇豆", "三叶草", "野豌豆"], /^宽度：羽扇豆的中位数为[\d.]+.?cm，野豌豆为[\d.]+.?cm$/],
] as const)("groups that lie apart are the title (%s)", { timeout: 60_000 }, async (language, head, names, title) => {
  const row = (next: () => number, at: number): string =>
    `${names[at % 3]!},${([9, 7, 4][at % 3]! + next() * 2).toFixed(1)}`;
  expect((await titleOf(head, row, language)).replaceAll("\u00a0", " ")).toMatch(title);
});

const picked = (next: () => number, at: number): string => {
  const time = ["early", "late"][Math.floor(next() * 2)]!;
  return `${["red", "blue"][at % 2]!},${time},${((time === "late" ? 30 : 12) + next() * 9).toFixed(1)}`;
};

test("of several columns, the one whose groups lie apart is compared", { timeout: 60_000 }, async () => {
  expect(await titleOf("colour_of_box,time_of_picking,weight_g", picked, "en")).toMatch(/ for late, .* for early$/);
});

const alike = (next: () => number, at: number): string => `${["n", "s", "e"][at % 3]!}x,${(next() * 50).toFixed(1)}`;

test("groups that differ by chance only are not", { timeout: 60_000 }, async () => {
  expect(await titleOf("side,weight_g", alike, "en")).toMatch(/^Weight: a median of /);
});
