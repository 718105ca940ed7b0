import { expect, test } from "vitest";
import { seeded } from "../../dataset/seeded.ts";
import { openBytes } from "../open-table.ts";
import { faultsOfDraft } from "../every-choice.ts";
import { reportOf } from "../report-of-table.ts";

interface Made {
  readonly head: readonly string[];
  readonly rows: readonly (readonly (number | string)[])[];
}

/** Counts of so many columns in so many places. */
function counts(seed: number, columns: readonly string[], places: number, name = "Place"): Made {
  const random = seeded(seed);
  return {
    head: [name, ...columns],
    rows: Array.from({ length: places }, (_, at) => [
      `${["Alm", "Bern", "Chur", "Dorn", "Elm", "Furt"][at % 6]!}${"abcdefgh"[Math.floor(at / 6)]!}`,
      ...columns.map((_column, which) => Math.floor(random() * 9000 * (which + 1))),
    ]),
  };
}

const withTotal = ({ head, rows }: Made): Made => ({
  head: [...head, "All in all"],
  rows: rows.map((row) => [...row, row.slice(1).reduce((sum: number, cell) => sum + Number(cell), 0)]),
});

const draft = async ({ head, rows }: Made, title: string): ReturnType<typeof reportOf> =>
  await reportOf(
    await openBytes(Buffer.from(`${[head, ...rows].map((row) => row.join(",")).join("\n")}\n`), "csv", title, {
      mended: false,
    }),
  );

/** What each column adds up to, from the largest, and the rows in which it is highest: without the database. */
function oracle({ head, rows }: Made, columns: readonly string[]): readonly (readonly [string, number, number])[] {
  return columns
    .map((name) => {
      const at = head.indexOf(name);
      const of = columns.map((one) => head.indexOf(one));
      const firsts = rows.filter((row) => Number(row[at]) === Math.max(...of.map((one) => Number(row[one]))));
      return [name, rows.reduce((sum, row) => sum + Number(row[at]), 0), firsts.length] as const;
    })
    .sort((a, b) => b[1] - a[1]);
}

const parties = ["Reds", "Blues", "Greens", "Lilacs"];
const shapes: readonly (readonly [string, string, (seed: number) => Made, readonly string[]])[] = [
  ["a title of an election", "votes by place", (seed) => counts(seed, parties, 14), parties],
  ["a column of what is left", "table", (seed) => counts(seed, [...parties, "Other"], 14), [...parties, "Other"]],
  ["their sum", "table", (seed) => withTotal(counts(seed, parties, 14)), parties],
  [
    "ranges",
    "table",
    (seed) => counts(seed, ["<10k", "10-20k", "20-30k", "30-50k", ">50k"], 9, "Religion"),
    ["<10k", "10-20k", "20-30k", "30-50k", ">50k"],
  ],
  [
    "a title of an election, beside its electorate",
    "élection présidentielle",
    (seed) => {
      const { head, rows } = counts(seed, parties, 14);
      return {
        head: [head[0]!, "inscrits", "abstentions", "exprimes", ...parties],
        rows: rows.map(([name, ...votes]) => [name!, 90_000, 30_000, 50_000, ...votes]),
      };
    },
    parties,
  ],
  ["a title that says what they are", "cases by place and cause", (seed) => counts(seed, parties, 20), parties],
];

test.each(shapes)("columns are compared as kinds because of %s", async (_why, title, make, columns) => {
  for (const seed of [1, 2, 3]) {
    const made = make(seed);
    const expected = oracle(made, columns);
    const report = await draft(made, title);
    const given = report.rows("kinds").map(({ member, value, firsts }) => [member, Number(value), Number(firsts)]);
    expect(given, `seed ${seed}`).toEqual(expected);
    const [first, second] = expected;
    expect(report.title).toContain(`${first![0]} leads with ${first![1].toLocaleString("en")}`);
    expect(report.title).toContain(`${second![0]} has ${second![1].toLocaleString("en")}`);
  }
});

test("columns of different things are none, whatever they are called", async () => {
  const others: readonly (readonly string[])[] = [
    ["Area", "Population", "Households", "Cars"],
    ["Height", "Weight", "Age", "Stays"],
    parties,
    ["hp", "cyl", "gear", "carb"],
  ];
  for (const columns of others) {
    const { draft: made } = await draft(counts(5, columns, 14), "places of the region");
    expect([...made.files.keys()]).not.toContain("queries/kinds.sql");
  }
});

test("of what is there each month nothing is added up, and of what happens it is", async () => {
  const months = Array.from(
    { length: 24 },
    (_, at) => `${2023 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`,
  );
  const random = seeded(3);
  const make = (least: number): Made => ({
    head: ["Month", ...parties, "Other"],
    rows: months.map((month) => [
      month,
      ...[...parties, "x"].map(() => Math.max(0, Math.floor(random() * 90) - 20) + least),
    ]),
  });
  const [stocks, events] = [await draft(make(400), "table"), await draft(make(0), "table")];
  expect([...stocks.draft.files.keys()]).not.toContain("queries/kinds.sql");
  expect([...events.draft.files.keys()]).toContain("queries/kinds.sql");
});

test.each(["en", "de", "zh"] as const)(
  "kinds have no finding in %s, with each choice and more rows",
  async (language) => {
    const { head, rows } = withTotal(counts(9, parties, 20));
    const faults = await faultsOfDraft({
      head: head.join(","),
      rows: rows.map((row) => row.join(",")),
      language,
      allPeriods: true,
    });
    expect(faults).toEqual([]);
  },
);
