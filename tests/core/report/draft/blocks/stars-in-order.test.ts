import { expect, test } from "vitest";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { openText } from "../draft-of-text.ts";
import { faultsOfDraft } from "../every-choice.ts";
import { reportOf } from "../report-of-table.ts";

const scales: readonly (readonly [language: DraftLanguage, head: string, levels: readonly string[]])[] = [
  ["en", "Review id,App,Rating", ["★☆☆☆☆", "★★☆☆☆", "★★★☆☆", "★★★★☆", "★★★★★"]],
  ["en", "Review id,App,Stars", ["⭐", "⭐⭐", "⭐⭐⭐", "⭐⭐⭐⭐"]],
  ["en", "Review id,App,Rating", ["1/5", "2/5", "3/5", "4/5", "5/5"]],
  ["en", "Review id,App,Score", ["1 star", "2 stars", "3 stars", "4 stars", "5 stars"]],
  ["en", "Review id,App,Grade", ["A+", "A", "B", "C", "D"]],
  ["de", "Nummer,Hotel,Bewertung", ["1 von 5", "2 von 5", "3 von 5", "5 von 5"]],
  ["de", "Nummer,Hotel,Kategorie", ["2 Sterne", "3 Sterne", "4 Sterne", "5 Sterne"]],
  ["zh", "编号,酒店,评价", ["1星", "2星", "3星", "4星", "5星"]],
];

test.each(scales)("%s, %s: levels stand in their order", { timeout: 60_000 }, async (language, head, levels) => {
  // The numbers of rows fall and rise, so that no order by them is that of the levels.
  const rows = Array.from({ length: 120 }, (_, at) => {
    const level = levels[[0, 3, 3, 1, 2, 3, 0, 3, 1, levels.length - 1][at % 10]!]!;
    return `R${at},${["Maps", "Notes", "Mail"][(at * 7) % 3]!},${level}`;
  });
  const { rows: found, draft } = await reportOf(await openText(head, rows), { language });
  const compare = draft.questions.find(({ name }) => name === "compare")!;
  const own = compare.choices.find(({ label }) => label === head.split(",")[2])!;
  const byLevel = await reportOf(await openText(head, rows), { language, compare: String(own.value) });
  const order = byLevel.rows("ranking").map(({ member }) => String(member));
  expect([
    levels.filter((level) => order.includes(level)),
    levels.toReversed().filter((level) => order.includes(level)),
  ]).toContainEqual(order);
  expect(order).toHaveLength(new Set(levels).size);
  // Nothing else is measured: how many have which level is what a reader asks.
  if (!/Grade|Kategorie/.test(head)) expect(found("ranking").map(({ member }) => String(member))).toEqual(order);
  expect(await faultsOfDraft({ head, rows, language, allPeriods: false })).toEqual([]);
});
