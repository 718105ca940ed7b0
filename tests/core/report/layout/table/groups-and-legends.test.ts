import { describe, expect, it } from "vitest";
import type { CellTone, DataTable, Inline, TableRow } from "../../../../../functions/core/report/document/document.ts";
import { toneColor } from "../../../../../functions/core/report/layout/tone-color.ts";
import { defaultTheme } from "../../../../../functions/core/report/template/theme/default-theme.ts";
import { boxesOf, layOut, text, wordsOf } from "../layout-fixture.ts";
import { seededNumbers } from "../seeded/seeded-numbers.ts";

const marks: Readonly<Record<CellTone, string>> = { good: "●", watch: "▲", bad: "◆" };

/** A table with a group for each size, long rows here and there, and the legend of some tones in its note. */
function grouped(sizes: readonly number[], next: () => number, tones: readonly CellTone[]): DataTable {
  const rows = sizes.flatMap((size, group): TableRow[] => [
    { kind: "group", cells: [{ children: text(`group${group}`), colSpan: 2 }] },
    ...Array.from({ length: size }, (_, row): TableRow => ({
      kind: "body",
      cells: [
        { children: text(`r${group}x${row}`) },
        { children: text(next() < 0.2 ? "word word word word word word word word word" : "word") },
      ],
    })),
  ]);
  const legend = tones.flatMap((tone): Inline[] => [
    { type: "text", text: marks[tone], tone },
    { type: "text", text: ` is ${tone}; ` },
  ]);
  return {
    type: "table",
    id: "t",
    number: 1,
    title: text("Title"),
    deck: [],
    source: [],
    note: [{ type: "text", text: "Written" }, { type: "text", text: " " }, ...legend],
    ...(legend.length > 0 && { legend: legend.length }),
    columns: [
      { label: text("a"), align: "left", share: 0.7 },
      { label: text("b"), align: "left", share: 0.3 },
    ],
    rows,
  };
}

describe.each(Array.from({ length: 60 }, (_, seed) => seed))("seeded table %i", (seed) => {
  const next = seededNumbers(seed + 1);
  const sizes = Array.from({ length: 8 + Math.floor(next() * 12) }, () => 1 + Math.floor(next() * 9));
  const tones = (["good", "watch", "bad"] as const).filter(() => next() < 0.7);
  const { pages } = layOut([grouped(sizes, next, tones)]);
  const broken = pages.length > 1;

  it("has no page with a single row of a group that has more, and prints every row once", () => {
    const perPage = pages.map((page) =>
      boxesOf(page, "text").flatMap((box) => {
        const [, group, row] = /^r(\d+)x(\d+)/.exec(wordsOf(box)) ?? [];
        return group === undefined ? [] : [{ group: Number(group), row: Number(row) }];
      }),
    );
    expect(perPage.flat()).toEqual(
      sizes.flatMap((size, group) => Array.from({ length: size }, (_, row) => ({ group, row }))),
    );
    const alone = perPage.flatMap((rows, page) =>
      [...Map.groupBy(rows, ({ group }) => group)]
        .filter(([group, { length }]) => length === 1 && sizes[group]! > 1)
        .map(([group]) => `page ${page + 1}: one of ${sizes[group]} rows of group ${group}`),
    );
    expect(alone).toEqual([]);
  });

  it("has the legend's marks in their colours above the rows of each page, and the author's note at its end", () => {
    const wanted = tones.map((tone) => [marks[tone], toneColor(tone, "body", defaultTheme)]);
    for (const [index, page] of pages.entries()) {
      const first = boxesOf(page, "text").findIndex((box) => /^r\d/.test(wordsOf(box)));
      const above = boxesOf(page, "text").slice(0, first);
      const found = above
        .flatMap(({ runs }) => runs)
        .flatMap((run) => (Object.values(marks).includes(run.text.trim()) ? [[run.text.trim(), run.color]] : []));
      expect(found, `page ${index + 1} of ${pages.length}`).toEqual(wanted);
    }
    const last = boxesOf(pages.at(-1), "text").map(wordsOf).join(" ");
    expect(last).toContain("Written");
    expect(broken || sizes.length < 12).toBe(true);
  });
});
