import { expect, test } from "vitest";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { draftOf, openText, rowsOf } from "../draft-of-text.ts";
import { titleOf } from "../title-of-text.ts";
import { numbersFrom } from "./subject-shapes.ts";

interface RateCase {
  readonly language: DraftLanguage;
  readonly head: string;
  /** What the rate is of the quotient, and to how many decimals the table rounds it; undefined if it has none. */
  readonly column: { readonly times: number; readonly decimals: number } | undefined;
  /** What the report prints of the quotient. */
  readonly printed: number;
}

const cases: readonly RateCase[] = [
  { language: "en", head: "shop,visits,signups,signup_rate", column: { times: 1, decimals: 4 }, printed: 100 },
  { language: "de", head: "Filiale,Besucher,Käufe,Kaufquote_pct", column: { times: 100, decimals: 1 }, printed: 100 },
  { language: "zh", head: "门店,展示次数,点击次数", column: undefined, printed: 100 },
  { language: "en", head: "van,distance_km,fuel_l", column: undefined, printed: 100 },
];

/** Three shops of very different sizes, each in forty rows: a mean of their rates is far from the rate of all. */
function rowsOfCase({ column }: RateCase): { readonly rows: readonly string[]; readonly rate: number } {
  const next = numbersFrom(9);
  let [upper, lower] = [0, 0];
  const rows = Array.from({ length: 120 }, (_, at) => {
    const below = Math.floor([60, 400, 3000][at % 3]! * (0.7 + 0.6 * next()));
    const above = Math.round(below * [0.5, 0.2, 0.05][at % 3]! * (0.8 + 0.4 * next()));
    upper += above;
    lower += below;
    const rate = column === undefined ? [] : [((column.times * above) / below).toFixed(column.decimals)];
    return [["Ada", "Bo", "Cy"][at % 3]!, below, above, ...rate].join(",");
  });
  return { rows, rate: upper / lower };
}

test.each(cases)("the rate of $head is the quotient of sums", { timeout: 60_000 }, async (made) => {
  const { rows, rate } = rowsOfCase(made);
  const table = await openText(made.head, rows);
  const found = await rowsOf(table, {}, { language: made.language });
  expect(found("rate")[0]).toMatchObject({
    value: expect.closeTo(made.printed * rate, 9) as number,
    first: "Ada",
    last: "Cy",
  });
  const { questions } = await draftOf(table, { language: made.language });
  const about = questions.find(({ name }) => name === "about")!.choices.map(({ value }) => String(value));
  expect(about.filter((key) => /rate|quote/.test(key))).toEqual([]);
});

test("columns that are no quotient of others are no rate", { timeout: 60_000 }, async () => {
  const next = numbersFrom(2);
  const rows = Array.from(
    { length: 60 },
    (_, at) => `Site ${at % 4},${40 + Math.floor(next() * 60)},${Math.floor(next() * 30)},${(next() * 9).toFixed(2)}`,
  );
  const { files } = await draftOf(await openText("site,visits,repairs,noise_rate", rows));
  expect([...files.keys()]).not.toContain("queries/rate.sql");
});

test("pieces are no rate of their value and the price of one", { timeout: 60_000 }, async () => {
  const next = numbersFrom(7);
  const rows = Array.from({ length: 60 }, (_, at) => {
    const [pieces, price] = [20 + Math.floor(next() * 300), 1.5 + Math.floor(next() * 80) / 2];
    return `P-${1000 + at},${pieces},${price.toFixed(2)},${(pieces * price).toFixed(2)}`;
  });
  const { files } = await draftOf(await openText("sku,on_hand,unit_cost_eur,stock_value_eur", rows));
  expect([...files.keys()]).not.toContain("queries/rate.sql");
});

test(
  "a rate beside its counts leads a table without a time, and a share of people does not",
  { timeout: 60_000 },
  async () => {
    const mails = Array.from(
      { length: 30 },
      (_, at) => [`Mail ${at}`, 800 + at * 31, 210 + ((at * 37) % 190)] as const,
    );
    const rows = mails.map(([name, sent, opened]) => `${name},${sent},${opened},${((100 * opened) / sent).toFixed(1)}`);
    const [sent, opened] = [1, 2].map((at) => mails.reduce((sum, mail) => sum + Number(mail[at]), 0));
    const title = await titleOf(await openText("subject,delivered,opens,open rate %", rows));
    expect(title).toContain(`${((100 * opened!) / sent!).toFixed(1)}%`);
    expect(await titleOf(await openText("subject,total,women,share women %", rows))).not.toMatch(/^Share/);
  },
);

/** Inspections of one year: the first month has just begun, shifts are alike and lines are not. */
test.each([
  ["en", "date,batch,shift,line,inspected,rejected", "By Line"],
  ["de", "Datum,Los,Schicht,Linie,geprüft,Ausschuss", "Linie"],
  ["zh", "日期,批次,班次,生产线,检验数,不合格数", "生产线"],
] as const)(
  "a rate of all records counts every one, and says by what it differs (%s)",
  { timeout: 60_000 },
  async (language, head, by) => {
    const next = numbersFrom(21);
    const begin = Date.UTC(2025, 0, 20);
    const rows = Array.from({ length: 600 }, (_, at) => {
      const day = new Date(begin + Math.floor(at / 2) * 86_400_000).toISOString().slice(0, 10);
      const line = at % 2;
      const inspected = 300 + Math.floor(200 * next());
      return {
        day,
        line,
        shift: Math.floor(at / 2) % 3,
        inspected,
        rejected: Math.round(inspected * (line === 0 ? 0.018 : 0.031)),
      };
    });
    const table = await openText(
      head,
      rows.map(({ day, line, shift, inspected, rejected }, at) =>
        `B-${1000 + at},${day},${["Early", "Late", "Night"][shift]},L${line + 1},${inspected},${rejected}`.replace(
          /^(.*?),(.*?),/,
          "$2,$1,",
        ),
      ),
    );
    const rateOf = (of: typeof rows): number =>
      (100 * of.reduce((sum, { rejected }) => sum + rejected, 0)) /
      of.reduce((sum, { inspected }) => sum + inspected, 0);
    const found = await rowsOf(table, {}, { language });
    expect(Number(found("rate")[0]!["value"])).toBeCloseTo(rateOf(rows), 9);
    const byLine = found("rate_by").find(({ first }) => first === "L2")!;
    expect(byLine).toMatchObject({
      first_value: expect.closeTo(rateOf(rows.filter(({ line }) => line === 1)), 9) as number,
      last_value: expect.closeTo(rateOf(rows.filter(({ line }) => line === 0)), 9) as number,
    });
    // What the report compares anyway needs no sentence.
    expect(byLine["tells"]).toBe(found("rate_members")[0]!["member"] !== "L2");
    expect(String(byLine["label"])).toContain(by.replace("By ", ""));
    expect(await titleOf(table, { language })).not.toContain("2025");
    // Up to a chosen month, the rate is that of the months before it that are complete.
    const until = await rowsOf(table, { period: "2025-04" }, { language });
    const months = rows.filter(({ day }) => day >= "2025-02-01" && day < "2025-05-01");
    expect(Number(until("rate")[0]!["value"])).toBeCloseTo(rateOf(months), 9);
  },
);
