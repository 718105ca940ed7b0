import { describe, expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../functions/core/report/document/shown-lines.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { draftOf, openText, type Row, templateOf } from "../draft-of-text.ts";
import { faultsOfDraft } from "../every-choice.ts";
import { outcomeTables, planTables, type SubjectTable, withoutOutcome } from "./subject-shapes.ts";

const isSoak = process.env["SOAK"] !== undefined;
const seeds = isSoak ? [1, 2, 3, 4] : [1];

interface Page {
  readonly title: string;
  readonly text: string;
  readonly rows: (query: string) => readonly Row[];
}

/** What a draft of the first nine tenths of a table says. */
async function pageOf({ head, rows, language }: Pick<SubjectTable, "head" | "rows" | "language">): Promise<Page> {
  const table = await openText(head, rows.slice(0, Math.ceil(rows.length * 0.9)));
  const { world, template } = await templateOf(table, { language });
  const accepted = await acceptReport({ template: template.name }, world);
  const { document, tables } = await layOutReport(accepted, world, () => {});
  const lines = shownLines(document);
  return {
    title: lines.find(({ place }) => place.startsWith("heading"))!.text,
    text: lines.map(({ text }) => text).join("\n"),
    rows: (query) => tables.get(query)!.rows,
  };
}

describe.each(seeds.flatMap((seed) => outcomeTables(seed)))("outcome “$name” ($language)", (made) => {
  test(
    "leads the report with its count and rate, and by the column that explains it",
    { timeout: 60_000 },
    async () => {
      const { title, text, rows } = await pageOf(made);
      expect(rows("outcome")[0]).toMatchObject({ n: made.n, answered: made.answered });
      expect(title).toContain(String(made.n));
      expect(title).toMatch(/\d\s?%/);
      const [first] = rows("outcome_groups");
      expect(first).toMatchObject({ first: made.highest, apart: true });
      expect(text).toContain(made.highest);
    },
  );
});

test.each(withoutOutcome)("“$name” is no outcome", { timeout: 60_000 }, async ({ head, rows, language }) => {
  const { files } = await draftOf(await openText(head, rows), { language });
  expect([...files.keys()]).not.toContain("queries/outcome.sql");
});

describe.each(seeds.flatMap((seed) => planTables(seed)))("plan “$name” ($language)", (made) => {
  test("leads the report with the difference, and who is over and under", { timeout: 60_000 }, async () => {
    const { title, text, rows } = await pageOf(made);
    if (made.kind === "threshold") {
      expect(Number(rows("inventory")[0]!["below"])).toBe(made.says.under);
      expect(title).toContain(String(made.says.under));
      for (const row of rows("inventory_below").slice(0, 3)) expect(text).toContain(String(row["name_1"]));
      return;
    }
    const [plan] = rows("plan");
    expect(plan).toMatchObject({ over: made.says.over, under: made.says.under });
    const { actual, planned } = made.says;
    if (made.kind === "target") {
      expect(plan).toMatchObject({ actual, planned, difference: actual - planned });
      expect(title).toContain(String(Math.abs(actual - planned)));
    }
    if (made.kind === "capacity") expect(title).toContain(`${Math.round((100 * actual) / planned)}%`);
    for (const row of rows("plan_table").slice(0, 3)) expect(text).toContain(String(row["member"]));
  });
});

/** One table of each kind and language in turn; all with `SOAK=1`. */
const rendered = [...outcomeTables(5), ...planTables(5)].filter((_, at) => isSoak || at % 5 === 2);

test.each(rendered)("“$name”: every choice renders, and the next rows do", { timeout: 600_000 }, async (made) => {
  expect(await faultsOfDraft({ ...made, allPeriods: false })).toEqual([]);
});

const applications = [
  ["en", "application,programme,outcome", ["Awarded", "Declined", "Pending"]],
  ["de", "Nummer,Stelle,Ergebnis", ["eingestellt", "abgelehnt", "offen"]],
  ["zh", "申请编号,项目,结果", ["通过", "拒绝", "待审核"]],
] as const;

test.each(applications)(
  "what is undecided is no part of a share of verdicts (%s)",
  { timeout: 60_000 },
  async (language, head, [yes, no, open]) => {
    const states = Array.from({ length: 160 }, (_, at) => (at % 10 === 7 ? open : (at * 7) % 9 < 4 ? yes : no));
    const rows = states.map((state, at) => `A-${1000 + at},${["P1", "P2", "P3"][at % 3]!},${state}`);
    const { title, text, rows: of } = await pageOf({ head, rows: [...rows, ...rows.slice(0, 18)], language });
    const shown = [...states, ...states.slice(0, 18)].slice(0, Math.ceil(178 * 0.9));
    const count = (state: string): number => shown.filter((one) => one === state).length;
    expect(of("outcome")[0]).toMatchObject({
      n: count(no),
      answered: count(no) + count(yes),
      undecided: count(open),
    });
    expect(title).toContain(String(count(no) + count(yes)));
    expect(text).toMatch(new RegExp(`${count(open)}.*${open}`));
  },
);

const listings = [
  ["en", "listing,district,asking price (GBP),floor area m2,listed on"],
  ["de", "Angebot,Stadtteil,Kaltmiete (EUR),Wohnfläche m2,Eingestellt am"],
  ["zh", "房源编号,城区,单价(元/㎡),建筑面积(㎡),挂牌日期"],
] as const;

test.each(listings)(
  "of flats with prices their number is not asked first (%s)",
  { timeout: 60_000 },
  async (language, head) => {
    const rows = Array.from({ length: 140 }, (_, at) => {
      const day = new Date(Date.UTC(2025, 0, 2 + ((at * 37) % 150))).toISOString().slice(0, 10);
      return `L-${2000 + at},${["North", "South", "East"][at % 3]!},${700 + ((at * 7919) % 900)},${40 + ((at * 31) % 70)},${day}`;
    });
    const { title } = await pageOf({ head, rows, language });
    expect(title).toMatch(/price|Kaltmiete|单价/i);
  },
);
