import { expect, test } from "vitest";
import { acceptReport } from "../../../../functions/core/report/accept-report.ts";
import type { Figure } from "../../../../functions/core/report/document/document.ts";
import { plainText } from "../../../../functions/core/report/document/plain-text.ts";
import { shownLines } from "../../../../functions/core/report/document/shown-lines.ts";
import { layOutReport } from "../../../../functions/core/report/generate-report.ts";
import { openText, templateOf } from "./draft-of-text.ts";

/** Everything that the report of a table says, with the titles of its figures. */
async function saidOf(head: string, rows: readonly string[]): Promise<string> {
  const { world, template } = await templateOf(await openText(head, rows), { language: "en" });
  const { document } = await layOutReport(await acceptReport({ template: template.name }, world), world, () => {});
  const figures = document.blocks.filter((block): block is Figure => block.type === "figure");
  return [...shownLines(document).map(({ text }) => text), ...figures.map(({ title }) => plainText(title))].join("\n");
}

/** Numbers with so many in the first place and so many in the last; those between are alone in theirs. */
const places = (first: number, last: number): readonly number[] =>
  Array.from({ length: 24 }, (_, at) => (at < first ? 100 : at >= 24 - last ? 52 : 96 - at));

/** What was planned of each: not the same of all. */
const planned = (at: number): number => 100 + 100 * ((at * 7) % 5);

const kinds = [
  {
    head: "course,enrolled,capacity",
    words: /(\S+|\d+) (is|are) fullest[^.]*?, (\S+|\d+) (is|are) emptiest/,
    row: (part: number, of: number): string => `${(part * of) / 100},${of}`,
  },
  {
    head: "project,budget,spent",
    words: /(\S+|\d+) (is|are) furthest above[^.]*?; (\S+|\d+) (is|are) furthest below/,
    row: (value: number, of: number): string => `${of},${of + value - 80}`,
  },
] as const;

test.each(
  kinds.flatMap((kind) =>
    [
      [1, 1],
      [3, 1],
      [1, 4],
      [15, 2],
    ].map(([first, last]) => ({ ...kind, first: first!, last: last! })),
  ),
)("$first in the first place and $last in the last of “$head” are all meant", async (one) => {
  const rows = places(one.first, one.last).map((value, at) => `M${at},${one.row(value, planned(at))}`);
  const said = await saidOf(one.head, rows);
  const found = one.words.exec(said)!.slice(1);
  expect(found).toEqual([
    ...(one.first > 1 ? [String(one.first), "are"] : ["M0", "is"]),
    ...(one.last > 1 ? [String(one.last), "are"] : ["M23", "is"]),
  ]);
});

test("of stocks that are equally far below, none is named alone", async () => {
  const stocks = Array.from(
    { length: 24 },
    (_, at) => `Item ${at},${planned(at) + (at < 2 ? -90 : 9 * at)},${planned(at)}`,
  );
  const said = await saidOf("item,qty_on_hand,reorder_point", stocks);
  expect(said).toContain("2 of 24 below");
  expect(said).not.toMatch(/Item \d+ is furthest/);
});

test("half have the median or more only where others have less", async () => {
  const zeros = Array.from({ length: 30 }, (_, at) => `State ${at},${at < 8 ? 9 * (9 - at) : 0}`);
  expect(await saidOf("state,hurricanes", zeros)).not.toContain("half of them have");
  const apart = Array.from({ length: 30 }, (_, at) => `State ${at},${9 * (40 - at)}`);
  expect(await saidOf("state,hurricanes", apart)).toContain("half of them have");
});

test("a table of differences does not call those of zero the largest", async () => {
  const few = Array.from({ length: 24 }, (_, at) => `Project ${at},${planned(at)},${planned(at) + (at < 4 ? 9 : 0)}`);
  expect(await saidOf("project,budget,spent", few)).not.toContain("with the largest difference");
  const many = Array.from({ length: 24 }, (_, at) => `Project ${at},${planned(at)},${planned(at) + 3 * at}`);
  expect(await saidOf("project,budget,spent", many)).toContain("with the largest difference");
});
