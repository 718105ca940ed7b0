import { expect, test } from "vitest";
import type { Warning } from "../../../../../functions/core/errors.ts";
import { figuresOf } from "../../../../../functions/core/report/document/figures-of.ts";
import type { Row, Value } from "../../../../../functions/core/report/query/table.ts";
import { seededNumbers } from "../../layout/seeded/seeded-numbers.ts";
import { compose, only, problemsOf, text } from "../compose-fixture.ts";

const odd = `Nord, "O'st" >= (in) and x`;
const sales: readonly Row[] = [
  { shop: "A", region: "North", "bill to": "North", year: 2020, amount: 1.5, goal: 2, open: true, day: "2020-01-31" },
  {
    shop: "B",
    region: "South and West",
    "bill to": "North",
    year: 2021,
    amount: 4,
    goal: 3,
    open: false,
    day: "2021-06-30",
  },
  { shop: "C", region: odd, "bill to": "South", year: 2022, amount: 9, goal: 9, open: true, day: "2022-12-31" },
  { shop: "D", region: null, "bill to": null, year: 2022, amount: null, goal: 1, open: null, day: null },
];
const profits: readonly Row[] = sales.map((row) => ({
  shop: row["shop"]!,
  "Sales in (EUR)": row["goal"]!,
  "profit and loss": row["amount"]!,
}));
const tables = { sales, profits };

const left = (where: string, query = "sales"): string =>
  only(compose(`::table{data=${query} columns="shop" where="${where}"}`, { tables }), "table")
    .rows.map(({ cells }) => text(cells[0]!.children))
    .join("");

test.each([
  ["year != 2022", "AB"],
  ["year<2021", "A"],
  ["year <= 2021", "AB"],
  ["year>2021", "CD"],
  ["year>=2021 and year<2022", "B"],
  ["year >= 2021, open = true", "C"],
  ["year in (2020, 2022)", "ACD"],
  ["year not in (2020,2022)", "B"],
  ["region in (North, 'South and West')", "AB"],
  ["region in (North, South and West)", "AB"],
  ["region not in (North)", "BC"],
  ["region in (North, null)", "AD"],
  ["region = South and West", "B"],
  ["region = South and West and year = 2021", "B"],
  ["region is missing", "D"],
  ["region is not missing and amount is not missing", "ABC"],
  ["region != null", "ABC"],
  ["region != North", "BC"],
  ["region != {{ sales.rows[2].region }}", "AB"],
  ["region in ({{ sales.rows[2].region }}, '{{ sales.first.region }}')", "AC"],
  ["amount >= goal", "BC"],
  ["amount = goal", "C"],
  ["region != 'bill to'", "ABC"],
  ["'bill to' != region", "BC"],
  ["region = year", ""],
  ["day >= 2021-06-30", "BC"],
  ["day < '2021-06-30 10:00' and day > 2020-12-31", "B"],
  ["day in (2020-01-31, 2022-12-31T00:00:00Z)", "AC"],
  ["open != true", "B"],
  ["amount > {{ sales.first.amount }}", "BC"],
])("where=%j picks %j", (where, shops) => {
  expect(left(where)).toBe(shops);
});

test("a column may be called as a sign or a join is", () => {
  expect(left("Sales in (EUR) > 2", "profits")).toBe("BC");
  expect(left("Sales in (EUR) in (1, 2)", "profits")).toBe("AD");
  expect(left("profit and loss is missing", "profits")).toBe("D");
  expect(left("Sales in (EUR)=9, 'profit and loss' >= 4", "profits")).toBe("C");
});

test.each([
  ["year => 2020", /"year => 2020" is no condition: use one of/],
  ["year == 2020", /write = for equal/],
  ["year <> 2020", /write != for not equal/],
  ["year = 2020 or year = 2021", /there is no or and there are no parentheses: list the values of one column/],
  ["(year = 2020)", /there are no parentheses/],
  ["region is null", /write is missing or is not missing/],
  ["year between 2020 and 2021", /write a column, one of <= >= != < > = and a value, or in/],
  ["year in (2020, )", /a value is missing in year in \(2020, \)/],
  ["year in (2020", /the bracket after year in \( is not closed/],
  ["year in ()", /a value is missing/],
  ["year >=", /there is no value after year >=/],
  [">= 2020", /there is no column before >=/],
  ["year = 2020 and", /"and" is no condition|no value|is no condition|but it holds numbers/],
  ["year = 2020,", /a condition is missing/],
  ["region = 'North", /a quotation mark ' is not closed in 'North/],
  ["region = 'North' x", /after "North" in quotation marks there must be a sign, a comma, and or the end/],
])("where=%j is refused with what to write", (where, message) => {
  const [problem] = problemsOf(`::table{data=sales where="${where}"}`, { tables });
  expect(problem?.message).toMatch(message);
  expect(problem?.where).toMatchObject({ file: "report.md", line: 1 });
});

test("an empty result is told with its conditions, and charts draw the picked rows with equal values as params", () => {
  const warnings: Warning[] = [];
  compose(
    '::table{data=sales where="year > 2030 and region in (North, null) and amount >= goal and day is not missing"}',
    { tables },
    warnings,
  );
  expect(warnings.map(({ message }) => message)).toEqual([
    'report.md:1: the query "sales" has no rows where year > 2030 and region in ("North", no value) and amount >= goal and day is not missing',
  ]);
  const spec = {
    params: [
      { name: "region", value: "" },
      { name: "year", value: 0 },
    ],
    mark: "bar",
    data: { name: "data" },
    encoding: { x: { field: "amount", type: "quantitative" } },
  };
  const document = compose('::chart{spec=c data=sales where="region = North and year >= 2020" alt="x"}', {
    tables,
    files: { "charts/c.vl.json": JSON.stringify(spec) },
  });
  expect(figuresOf(document)[0]?.chart).toMatchObject({
    picked: {
      conditions: [
        { column: "region", value: "North" },
        { field: "year", sign: ">=", with: { value: 2020 } },
      ],
    },
    params: { region: "North" },
  });
});

const shown = (each: Value): string => (typeof each === "string" ? `'${each}'` : String(each));

test("300 random conditions: where picks, and a rule marks, the rows that the same words of JavaScript pick", () => {
  const next = seededNumbers(33);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const texts = ["a", "b and c", "it's", "x, y", "(in)", "a=b", "is missing"];
  const value = (kind: "n" | "t"): Value =>
    next() < 0.2 ? null : kind === "n" ? Math.floor(next() * 5) - 2 : pick(texts);
  const rows = Array.from({ length: 40 }, (_, id): Row => ({
    id: `r${id}`,
    n: value("n"),
    m: value("n"),
    t: value("t"),
  }));
  const order = { "<": [-1], "<=": [-1, 0], "=": [0], "!=": [-1, 1], ">=": [0, 1], ">": [1] } as const;
  const one = (): { readonly words: string; readonly test: (row: Row) => boolean } => {
    const column = pick(["n", "t"] as const);
    const kind = pick(["compare", "list", "missing", "columns"] as const);
    const not = next() < 0.5;
    if (kind === "missing")
      return { words: `${column} is ${not ? "not " : ""}missing`, test: (row) => (row[column] === null) !== not };
    if (kind === "list") {
      const list = Array.from({ length: 1 + Math.floor(next() * 3) }, () => value(column) ?? 0).filter(
        (each) => (typeof each === "string") === (column === "t"),
      );
      if (list.length === 0) list.push(column === "t" ? "a" : 1);
      return {
        words: `${column} ${not ? "not " : ""}in (${list.map(shown).join(", ")})`,
        test: (row) => row[column] !== null && list.includes(row[column]!) !== not,
      };
    }
    const sign = pick(Object.keys(order) as (keyof typeof order)[]);
    const sides = (left: Value, right: Value): boolean =>
      left !== null &&
      right !== null &&
      (order[sign] as readonly number[]).includes(left < right ? -1 : left > right ? 1 : 0);
    if (kind === "columns") return { words: `n ${sign} m`, test: (row) => sides(row["n"]!, row["m"]!) };
    const limit = value(column) ?? (column === "n" ? 0 : "a");
    return { words: `${column} ${sign} ${shown(limit)}`, test: (row) => sides(row[column]!, limit) };
  };
  for (let round = 0; round < 300; round++) {
    const conditions = Array.from({ length: 1 + Math.floor(next() * 3) }, one);
    const words = conditions.map((each) => each.words).join(" and ");
    const wanted = rows.filter((row) => conditions.every((each) => each.test(row))).map(({ id }) => id);
    const markdown = `::table{data=rows columns="id" where="${words}"}\n\n::table{data=rows columns="id | bad if ${words}, n, m, t"}`;
    const [picked, marked] = compose(markdown, { tables: { rows } }).blocks.filter((block) => block.type === "table");
    expect(
      picked!.rows.map(({ cells }) => text(cells[0]!.children)),
      words,
    ).toEqual(wanted);
    const ids = marked!.rows.flatMap(({ cells }) =>
      cells[0]!.tone === "bad" ? [text(cells[0]!.children).slice(2)] : [],
    );
    expect(ids, words).toEqual(wanted);
  }
});
