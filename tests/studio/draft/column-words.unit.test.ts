import { expect, test } from "vitest";
import { nameInWords, tagWords } from "../../../studio/src/write/page-edit/words/condition-words.ts";
import { queryColumnWords } from "../../../studio/src/write/page-edit/words/query-column-words.ts";
import { blockWords } from "../../../studio/src/write/page-edit/words/block-words.ts";
import { draftOf, openText, templateOf } from "../../core/report/draft/draft-of-text.ts";
import { acceptReport } from "../../../functions/core/report/accept-report.ts";
import { layOutReport } from "../../../functions/core/report/generate-report.ts";

/** The panel of a chart names the columns of its query: those that no table has named have words in Chinese. */
const tables: readonly (readonly [string, string, readonly string[]])[] = [
  [
    "records over time",
    "日期,部门,费用（元）,天数",
    Array.from(
      { length: 120 },
      (_, at) =>
        `2025-0${1 + (at % 8)}-${10 + (at % 18)},${"甲乙丙丁"[at % 4]}部,${90 + ((at * 37) % 61)},${1 + (at % 7)}`,
    ),
  ],
  [
    "members over time",
    "年份,城市,人口,面积",
    Array.from({ length: 12 }, (_, year) =>
      [..."甲乙丙丁"].map((name, at) => `${2010 + year},${name}市,${900 + year * 13 + ((at * 371) % 613)},${40 + at}`),
    ).flat(),
  ],
  [
    "a course",
    "月份,用电量",
    Array.from(
      { length: 48 },
      (_, at) =>
        `${2021 + Math.floor(at / 12)}-${String(1 + (at % 12)).padStart(2, "0")}-01,${500 + 90 * Math.sin(at / 2) + ((at * 7) % 5)}`,
    ),
  ],
  [
    "members at one time",
    "城市,人口,面积,预算",
    Array.from(
      { length: 24 },
      (_, at) =>
        `${String.fromCodePoint(0x5b50 + at)}市,${900 + ((at * 371) % 613)},${40 + ((at * 7) % 11)},${100 + ((at * 13) % 17)}`,
    ),
  ],
  [
    "a list of stock",
    "编码,名称,类别,库存数量,安全库存,单价（元）",
    Array.from(
      { length: 40 },
      (_, at) => `X${at},零件${at},${"甲乙丙丁"[at % 4]}类,${(at * 7) % 31},${8 + (at % 5)},${2 + (at % 13)}.5`,
    ),
  ],
  [
    "votes by candidate",
    "投票站,片区,有效票,张明,李华,王强",
    Array.from({ length: 20 }, (_, at) => {
      const votes = [100 + ((at * 37) % 61), 90 + ((at * 53) % 47), 40 + ((at * 11) % 17)];
      return [`站${at}`, `${"东西南北"[at % 4]}片`, votes.reduce((sum, one) => sum + one, 0), ...votes].join(",");
    }),
  ],
  [
    "records in groups",
    "性别,班级,成绩",
    Array.from({ length: 60 }, (_, at) => `${"男女"[at % 2]},${1 + (at % 3)}班,${50 + ((at * 37) % 49)}`),
  ],
];

test.each(tables)(
  "each column of a chart of %s that the draft has named",
  { timeout: 60_000 },
  async (_, head, rows) => {
    const table = await openText(head, rows);
    const { files } = await draftOf(table, { language: "zh" });
    const { world, template } = await templateOf(table, { language: "zh" });
    const accepted = await acceptReport({ template: template.name }, world);
    const { tables: results } = await layOutReport(accepted, world, () => {});
    const charted = [...files.get("report.md")!.matchAll(/::(?:chart|table)\{[^]*?\bdata="(\w+)"/g)].map(
      ([, name]) => name!,
    );
    expect(charted.length).toBeGreaterThan(0);
    const own = new Set(head.split(","));
    const names = charted.flatMap((name) => results.get(name)?.columns.map((column) => column.name) ?? []);
    const missing = [...new Set(names)].filter((name) => !own.has(name) && queryColumnWords(name, "zh") === name);
    expect(missing).toEqual([]);
  },
);

test.each(tables)("each value and condition in a text of %s has words", { timeout: 60_000 }, async (_, head, rows) => {
  const { files } = await draftOf(await openText(head, rows), { language: "zh" });
  const report = files.get("report.md")!;
  const words = blockWords.zh;
  const tags = (report.match(/\{%-?[^]*?%\}/g) ?? []).flatMap((tag) => tagWords(tag, words) ?? []);
  const values = [...report.matchAll(/\{\{-?\s*([\w.]+)/g)].map(([, path]) => nameInWords(path!, words));
  expect(tags.length).toBeGreaterThan(0);
  // Keys stand between quotation marks, as the template has them; a name of one letter stands for a query.
  const said = [...tags, ...values].map((text) => text.replaceAll(/“[^”]*”/g, ""));
  expect([...new Set(said.filter((text) => /[a-z]{2}/.test(text)))]).toEqual([]);
});
