import { describe, expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../functions/core/report/document/shown-lines.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { draftOf, openText, type Row, templateOf } from "../draft-of-text.ts";
import { faultsOfDraft } from "../every-choice.ts";
import { type SpanTable, spanTables, withoutSpan } from "./span-shapes.ts";

const isSoak = process.env["SOAK"] !== undefined;
/** One table of each language and kind; all with `SOAK=1`. */
const tables = isSoak ? [1, 2, 3].flatMap((seed) => spanTables(seed)) : spanTables(1).filter((_, at) => at % 5 === 0);

/** What a draft of the first nine tenths of a table says. */
async function pageOf({ head, rows, language }: SpanTable) {
  const { world, template } = await templateOf(await openText(head, rows.slice(0, 162)), { language });
  const accepted = await acceptReport({ template: template.name }, world);
  const { document, tables: found } = await layOutReport(accepted, world, () => {});
  const lines = shownLines(document);
  return {
    title: lines.find(({ place }) => place.startsWith("heading"))!.text,
    text: lines.map(({ text }) => text).join("\n"),
    rows: (query: string): readonly Row[] => found.get(query)?.rows ?? [],
  };
}

/** A length in the unit of its table, in minutes or days. */
const inTables = (value: unknown, files: ReadonlyMap<string, string>, query: string): number =>
  Number(value) * (/(in|how many) hours/.test(files.get(query)!) ? 60 : 1);

describe.each(tables)("“$name” ($language)", (made) => {
  test("tells what lies between its columns, as a reader counts it", { timeout: 60_000 }, async () => {
    const { title, text, rows } = await pageOf(made);
    const { files } = await draftOf(await openText(made.head, made.rows.slice(0, 162)), { language: made.language });
    const { duration, lateness, by, highest, leads } = made.says;
    if (duration !== undefined) {
      const [span = {}] = rows("span");
      expect(span).toMatchObject({ ended: duration.ended, open: duration.open, reversed: duration.reversed });
      expect(inTables(span["middle"], files, "queries/span_rows.sql")).toBeCloseTo(duration.middle, 3);
      if (duration.open > 0) expect(text).toContain(String(duration.open));
    }
    if (lateness !== undefined) {
      const [late = {}] = rows("late");
      expect(late).toMatchObject({ n: lateness.n, answered: lateness.answered, overdue: lateness.overdue });
      expect(inTables(late["middle"], files, "queries/late_rows.sql")).toBeCloseTo(lateness.middle, 3);
      expect(rows("late_groups")[0]).toMatchObject({ first: highest, apart: true });
    } else expect(rows("span_groups")[0]).toMatchObject({ first: highest, differs: true });
    expect(text.toLowerCase()).toContain(by.toLowerCase());
    if (leads === "lateness") expect(title).toContain(`${lateness!.n}`);
    if (leads === "lateness") expect(title).toMatch(/%/);
    if (leads === "duration") expect(title).toMatch(/half took|Hälfte dauerte|一半不超过/);
    if (leads === "value") expect(title).not.toMatch(/half took|late/);
  });
});

test.each(withoutSpan)("“$name” asks for no time between its columns", { timeout: 60_000 }, async (made) => {
  const { files } = await draftOf(await openText(made.head, made.rows), { language: made.language });
  expect([...files.keys()]).not.toContain("queries/span.sql");
  expect([...files.keys()]).not.toContain("queries/late.sql");
});

/** Some tables; all with `SOAK=1`. */
const rendered = spanTables(7).filter((_, at) => isSoak || at % 12 === 5);

test.each(rendered)("“$name”: every choice renders, and the next rows do", { timeout: 600_000 }, async (made) => {
  expect(await faultsOfDraft({ ...made, allPeriods: false })).toEqual([]);
});

test.each([
  ["Ward", "Age", "wait_minutes"],
  ["Team", "Score", "resolution_days"],
  ["Abteilung", "Alter", "Wartezeit (min)"],
  ["科室", "年龄", "等待分钟"],
])("by %s, “%3$s” leads before what is measured beside it", { timeout: 60_000 }, async (by, other, own) => {
  const rows = Array.from(
    { length: 60 },
    (_, at) => `${"ABC"[at % 3]!},${20 + ((at * 7) % 50)},${5 + ((at * 11) % 37)}`,
  );
  const { questions } = await draftOf(await openText(`${by},${other},${own}`, rows));
  const about = questions.find(({ name }) => name === "about")!;
  expect(about.choices.find(({ value }) => value === about.chosen)!.label.toLowerCase()).toMatch(
    /wait|resolution|wartezeit|等待/,
  );
});

const dayAfter = (days: number): string =>
  new Date(Date.UTC(2025, 0, 2) + days * 86_400_000).toISOString().slice(0, 10);

/** Rows of a number, a day, another day after it, and more cells. */
const spans = (count: number, more: (at: number) => readonly string[], length = (at: number) => 1 + ((at * 7) % 23)) =>
  Array.from({ length: count }, (_, at) =>
    [`N-${100 + at}`, dayAfter(at), dayAfter(at + length(at)), ...more(at), 100 + ((at * 37) % 90)].join(","),
  );

const hasDuration = async (head: string, rows: readonly string[]): Promise<boolean> =>
  (await draftOf(await openText(head, rows))).files.has("queries/span.sql");

test("what is only planned has not taken its time", { timeout: 60_000 }, async () => {
  const states = ["Done", "In progress", "Not started"];
  const tasks = (state: (at: number) => string) => spans(60, (at) => [state(at)]);
  expect(
    await hasDuration(
      "Task no,Start,Finish,Status,Amount",
      tasks((at) => states[at % 3]!),
    ),
  ).toBe(false);
  expect(
    await hasDuration(
      "Task no,Start,Finish,Status,Amount",
      tasks(() => "Done"),
    ),
  ).toBe(true);
  const goods = spans(60, () => []);
  expect(await hasDuration("Order no,Ordered,Planned delivery,Amount", goods)).toBe(false);
  expect(await hasDuration("Bestellnr,Bestelldatum,Liefertermin Soll,Amount", goods)).toBe(false);
  expect(await hasDuration("Order no,Ordered,Delivered,Amount", goods)).toBe(true);
});

test("goods that came in are what came of the planned day", { timeout: 60_000 }, async () => {
  const rows = spans(60, (at) => [dayAfter(at + 1 + ((at * 7) % 23) + (at % 4) - 1)]);
  const { files } = await draftOf(await openText("Bestellnr,Bestelldatum,Liefertermin Soll,Wareneingang,Amount", rows));
  expect(files.get("queries/late_rows.sql")).toContain("Wareneingang");
});

test.each([1, 5, 6, 10, 11, 40, 150])(
  "of %i orders of the greatest length, those are listed that ten places hold",
  { timeout: 60_000 },
  async (tied) => {
    const length = (at: number): number => (at < tied ? 40 : at < tied + 5 ? 30 : 1 + (at % 5));
    const head = "Order no,Ordered,Delivered,Amount";
    const table = await openText(
      head,
      spans(150, () => [], length),
    );
    const { world, template } = await templateOf(table, { language: "en" });
    const warnings: unknown[] = [];
    const accepted = await acceptReport({ template: template.name }, world);
    const { document, tables: found } = await layOutReport(accepted, world, (warning) => warnings.push(warning));
    expect(warnings).toEqual([]);
    const isShown = shownLines(document).some(({ text }) => text.includes("took longest"));
    const listed = isShown ? found.get("span_longest")!.rows.map((row) => Number(row["length"])) : [];
    const expected = tied > 10 ? [] : tied > 5 ? [tied] : [tied, 5];
    expect(listed).toEqual(expected.flatMap((n, at) => Array<number>(n).fill(at === 0 ? 40 : 30)));
  },
);

test("a number and a name of the same customers divide once, by the name", { timeout: 60_000 }, async () => {
  const rows = spans(150, (at) => {
    const customer = at % 5;
    const late = (at * 7) % 11 < (customer === 0 ? 8 : 2) ? 2 + (at % 9) : -(at % 3);
    return [
      dayAfter(at + 1 + ((at * 7) % 23) + late),
      `01${customer}`,
      ["Ash", "Birch", "Cedar", "Elm", "Fir"][customer]!,
    ];
  });
  const { files } = await draftOf(
    await openText("Invoice no,Invoiced,Due date,Paid on,Customer no,Customer,Amount", rows),
  );
  const read = files.get("queries/late_rows.sql")!;
  expect([read.includes('"Customer"'), read.includes('"Customer no"')]).toEqual([true, false]);
});
