import { expect, test } from "vitest";
import { languages } from "../../../../../functions/core/report/locale/languages.ts";
import { compose, only } from "../../compose/compose-fixture.ts";
import { boxesOf, layOut, wordsOf } from "../layout-fixture.ts";
import { seededNumbers } from "../seeded/seeded-numbers.ts";

/** Key figures as they are printed, each with what its change says without colour: its mark and its words. */
function withoutColor(language: string, rows: readonly { readonly change: number | null; readonly sense: string }[]) {
  const { items } = only(
    compose("::key-figures{data=share change=change good=sense}", {
      files: { "template.yaml": `title: T\nlanguages: [${language}]\ndate: "2025-12-31"\n` },
      tables: { share: rows.map((row, index) => ({ label: `L${index}`, value: index, ...row })) },
    }),
    "key-figures",
  );
  return items.map((item) => {
    const { pages } = layOut([{ type: "key-figures", items: [item] }], { language });
    const marks = boxesOf(pages[0], "path").map(({ fill }) => (fill === undefined ? "hollow" : "full"));
    const lines = boxesOf(pages[0], "text").map((box) => wordsOf(box).trim());
    return { marks, lines };
  });
}

test.each(Object.keys(languages))(
  "%s: without colour, mark and words say whether a change is for the better",
  (language) => {
    const next = seededNumbers(30);
    const rows = Array.from({ length: 40 }, (_, index) => ({
      change: index % 10 === 9 ? [0, null, 0.000001, -0][index % 4]! : (next() - 0.5) * 10 ** Math.floor(next() * 12),
      sense: next() < 0.5 ? "up" : "down",
    }));
    const shown = withoutColor(language, rows);
    const { better, worse } = languages[language]!.words.verdict;
    const unsaid = rows.filter(({ change, sense }, index) => {
      const { marks, lines } = shown[index]!;
      const says = (words: string): boolean => {
        const [before, behind] = words.split("{value}") as [string, string];
        return lines.some((line) => line.startsWith(before) && line.endsWith(behind) && /\d/.test(line));
      };
      if (marks.length === 0) return says(better) || says(worse) || Math.abs(change ?? 0) > 0.01;
      const good = change! > 0 === (sense === "up");
      return marks.join() !== (good ? "full" : "hollow") || says(better) !== good || says(worse) === good;
    });
    expect(unsaid).toEqual([]);
  },
);

test("the words of a verdict differ in every language, and hold the value once", () => {
  for (const { tag, words } of Object.values(languages)) {
    const { better, worse } = words.verdict;
    expect(new Set([better, worse, "{value}"]).size, tag).toBe(3);
    for (const each of [better, worse]) expect(each.split("{value}"), tag).toHaveLength(2);
  }
});
