import { describe, expect, it, test } from "vitest";
import { Decimal } from "../../../../../functions/core/decimal.ts";
import { columnsOfRules, parseRule, ruleFor } from "../../../../../functions/core/report/compose/table/cell-rules.ts";
import type { Warning } from "../../../../../functions/core/errors.ts";
import type { Row, Value } from "../../../../../functions/core/report/query/table.ts";
import { compose, only, problemsOf, text } from "../compose-fixture.ts";
import { seededNumbers } from "../../layout/seeded/seeded-numbers.ts";

const asIs = (words: string): string => words;
const rule = (words: string) => parseRule("own", words, asIs)!;
const holds = (words: string, row: Row): boolean => ruleFor([rule(words)], row) !== undefined;

describe("a rule", () => {
  it("compares its own column, another one, or two of them, and joins conditions", () => {
    expect(rule("bad if < 0")).toEqual({ tone: "bad", conditions: [{ field: "own", sign: "<", with: { value: 0 } }] });
    expect(rule("good if actual >= goal and region = 'North and South' as 'above plan'")).toEqual({
      tone: "good",
      words: "above plan",
      conditions: [
        { field: "actual", sign: ">=", with: { column: "goal" } },
        { field: "region", sign: "=", with: { value: "North and South" } },
      ],
    });
    expect(columnsOfRules([rule("watch if a > b and c != true")])).toEqual(["a", "b", "c"]);
  });

  it("is none without if, and refuses what is no condition", () => {
    expect(parseRule("own", "number: 1", asIs)).toBeUndefined();
    expect(() => rule("bad if margin")).toThrow(/"margin" is no condition: write a column, one of <= >= != < > =/);
  });

  it("takes a value from the data as a value, whatever it holds", () => {
    const filled = parseRule("own", "bad if name = '\u0001'", (words) => words.replace("\u0001", "x' and y < 1"));
    expect(filled?.conditions).toEqual([{ field: "name", sign: "=", with: { value: "x' and y < 1" } }]);
  });

  it("says nothing of a missing value, and refuses to compare unlike ones", () => {
    expect(holds("bad if != 0", { own: null })).toBe(false);
    expect(holds("bad if own < goal", { own: 1, goal: null })).toBe(false);
    expect(() => holds("bad if < 0", { own: "many" })).toThrow(/compares "own", which holds "many", with 0/);
    expect(() => holds("bad if < true", { own: false })).toThrow(/holds true or false: use = or !=/);
  });

  it("compares exactly, as JavaScript does where that is exact: 2,000 random pairs", () => {
    const next = seededNumbers(11);
    const pick = (): number => Math.round((next() - 0.5) * 40) / 4;
    const signs = { "<": -1, "=": 0, ">": 1 } as const;
    for (let round = 0; round < 2000; round++) {
      const [left, right] = [pick(), pick()];
      const order = Math.sign(left - right);
      for (const [sign, wanted] of Object.entries(signs))
        expect(holds(`bad if ${sign} ${right}`, { own: left })).toBe(order === wanted);
      expect(holds(`bad if <= ${right}`, { own: left })).toBe(order <= 0);
      expect(holds(`bad if >= ${right}`, { own: left })).toBe(order >= 0);
      expect(holds(`bad if != ${right}`, { own: left })).toBe(order !== 0);
    }
    const large = Decimal.parse("9007199254740993")!;
    expect(holds("bad if > 9007199254740992", { own: large })).toBe(true);
  });
});

const shops: readonly Row[] = [
  { shop: "Dover", region: "South", sales: 1200, goal: 1000, margin: 7.25, state: "on time" },
  { shop: "York", region: "North", sales: 800, goal: 1000, margin: -3.2, state: "late" },
  { shop: "Hull", region: "North", sales: null, goal: 900, margin: null, state: "late" },
];
const tables = { shops };
const table = (attributes: string) => only(compose(`::table{data=shops ${attributes}}`, { tables }), "table");
const cellsOf = (attributes: string, column: number) =>
  table(attributes).rows.map(({ cells }) => [
    text(cells[column]!.children),
    cells[column]!.tone,
    cells[column]!.spoken,
  ]);

test("cells have the first rule that holds: as a mark, as a colour, in words, and in the legend", () => {
  const columns = `columns="shop, sales: Sales | number: 0 | good if sales >= goal as 'goal reached' | bad if sales < goal, margin: Margin | percent: 1 | bad if < 0 | watch if < 8, state"`;
  expect(cellsOf(columns, 1)).toEqual([
    ["●\u00a01,200", "good", "1,200, goal reached"],
    ["◆\u00a0800", "bad", "800, Sales < goal"],
    ["–", undefined, "no value"],
  ]);
  expect(cellsOf(columns, 2).map(([words, tone]) => [words, tone])).toEqual([
    ["▲\u00a07.3%", "watch"],
    ["◆\u00a0−3.2%", "bad"],
    ["–", undefined],
  ]);
  expect(text(table(`${columns} note="Made up."`).note)).toBe(
    "Made up. Sales: ●\u00a0goal reached; ◆\u00a0< goal. Margin: ◆\u00a0< 0.0%; ▲\u00a0< 8.0%.",
  );
});

test("the legend names each column once, in the punctuation of the language, with its marks in their tones", () => {
  const rules = "bad if < 0 as 'loss' | good if >= 0 as 'gain'";
  const columns = `columns="shop: Shop, sales: Sales | ${rules}, margin: Margin | ${rules}, state: State | bad if = 'late'"`;
  const legend = table(columns);
  expect(text(legend.note)).toBe("Sales, Margin: ◆\u00a0loss; ●\u00a0gain. State: ◆\u00a0= late.");
  expect(
    legend.note.flatMap((inline) => (inline.type === "text" && inline.tone ? [[inline.text, inline.tone]] : [])),
  ).toEqual([
    ["◆", "bad"],
    ["●", "good"],
    ["◆", "bad"],
  ]);
  expect(legend.legend).toBe(legend.note.length);
  const chinese = only(compose(`::table{data=shops ${columns}}`, { tables, parameters: { language: "zh" } }), "table");
  expect(text(chinese.note)).toBe("Sales、Margin：◆\u00a0loss；●\u00a0gain。State：◆\u00a0= late。");
});

test.each([
  ['::table{data=shops columns="shop, sales: Sales | bad if sales < goal"}', "goal"],
  ["::table{data=shops columns=\"shop, sales: Sales | bad if sales < goal as 'behind'\"}", undefined],
  ['::table{data=shops columns="shop, sales: Sales | bad if < 900, goal: Goal"}', undefined],
  ['::table{data=shops rows=region columns=shop value="margin | avg | bad if < 0"}', "margin"],
  ['::table{data=shops rows=region columns=shop value="margin: Margin | avg | bad if < 0"}', undefined],
  ['::key-figures{data=shops label=shop value=margin status="bad if margin < 0"}', "margin"],
  ["::key-figures{data=shops label=shop value=margin status=\"bad if margin < 0 as 'loss'\"}", undefined],
])("a rule without words that prints the query's name of a column is warned of: %s", (markdown, seen) => {
  const warnings: Warning[] = [];
  compose(markdown, { tables }, warnings);
  const found = warnings.filter(({ code }) => code === "unworded-rule");
  expect(found.map((warning) => warning.seen)).toEqual(seen === undefined ? [] : [seen]);
});

test("what cannot be read or printed is shown alone, with its row and column", () => {
  expect(
    problemsOf('::table{data=shops columns="shop: Shop, sales: Sales | bad if == 3, margin: M"}', { tables }),
  ).toMatchObject([{ seen: "sales: Sales | bad if == 3" }]);
  expect(problemsOf('::table{data=shops columns="shop, region | country"}', { tables })).toMatchObject([
    {
      code: "invalid-format",
      seen: "South",
      message: expect.stringContaining('(row 1 of the table, column "region")'),
    },
  ]);
});

test("a total and a subtotal have no mark", () => {
  const styled = shops.map((row, index): Record<string, Value> => ({ ...row, kind: index === 1 ? "total" : null }));
  const found = only(
    compose('::table{data=shops style=kind columns="shop, margin | bad if < 100"}', { tables: { shops: styled } }),
    "table",
  );
  expect(found.rows.map(({ cells }) => cells[1]!.tone)).toEqual(["bad", undefined, undefined]);
});

test("a pivot's cells are asked for their own values", () => {
  const pivot = table('rows=region columns=shop value="margin: Margin | number: 1 | avg | bad if < 0"');
  expect(
    pivot.rows.flatMap(({ cells }) => cells.flatMap(({ tone, children }) => (tone ? [text(children)] : []))),
  ).toEqual(["◆\u00a0−3.2"]);
  expect(text(pivot.note)).toBe("◆\u00a0Margin < 0.0.");
});

test.each([
  ['columns="shop, sales | bad if sales < gaol"', "unknown-column", "gaol"],
  ['columns="shop, sales | bad if sales"', "invalid-attribute", undefined],
  ['columns="shop, sales | bad if state < 3"', "invalid-format", undefined],
  ['columns="shop, sales | bar | bad if < 0"', "invalid-attribute", undefined],
  ['rows=region columns=shop value="sales | bad if sales < goal"', "invalid-attribute", "goal"],
  ['rows="region | bad if = \'x\'" value="sales | sum"', "invalid-attribute", "rules"],
])("%s is a fault", (attributes, code, seen) => {
  expect(problemsOf(`::table{data=shops ${attributes}}`, { tables })[0]).toMatchObject({
    code,
    ...(seen !== undefined && { seen }),
  });
});

describe("rules that overlap or contradict each other", () => {
  const signs = ["<", "<=", ">", ">=", "=", "!="] as const;
  const compare: Readonly<Record<(typeof signs)[number], (one: number, other: number) => boolean>> = {
    "<": (one, other) => one < other,
    "<=": (one, other) => one <= other,
    ">": (one, other) => one > other,
    ">=": (one, other) => one >= other,
    "=": (one, other) => one === other,
    "!=": (one, other) => one !== other,
  };
  const marks = { good: "●", watch: "▲", bad: "◆" } as const;
  type Tone = keyof typeof marks;
  const next = seededNumbers(30);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const whole = (): number => Math.floor(next() * 9) - 4;
  const made = Array.from({ length: 150 }, () => {
    const rules = Array.from({ length: 1 + Math.floor(next() * 4) }, () => ({
      tone: pick(["good", "watch", "bad"] as const),
      tests: Array.from({ length: 1 + Math.floor(next() * 2) }, () => ({ sign: pick(signs), limit: whole() })),
    }));
    const values = Array.from({ length: 6 }, () => (next() < 0.15 ? null : whole()));
    return { rules, values };
  });
  const written = ({ rules }: (typeof made)[number]): string =>
    rules
      .map(({ tone, tests }) => `${tone} if ${tests.map(({ sign, limit }) => `${sign} ${limit}`).join(" and ")}`)
      .join(" | ");
  /** The first rule of the list that holds, by JavaScript's own comparison. */
  const toneOf = ({ rules }: (typeof made)[number], value: number | null): Tone | undefined =>
    value === null
      ? undefined
      : rules.find(({ tests }) => tests.every(({ sign, limit }) => compare[sign](value, limit)))?.tone;

  test("in a table the first one counts, and the cell has one mark, one colour and one set of words", () => {
    for (const each of made) {
      const rows = each.values.map((value, at) => ({ name: `R${at}`, value }));
      const found = only(
        compose(`::table{data=rows columns="name, value: Value | number: 0 | ${written(each)}"}`, { tables: { rows } }),
        "table",
      );
      for (const [at, value] of each.values.entries()) {
        const cell = found.rows[at]!.cells[1]!;
        const tone = toneOf(each, value);
        const seen = text(cell.children);
        expect(cell.tone, `${written(each)} of ${value}`).toBe(tone);
        expect([...seen].filter((sign) => "●▲◆".includes(sign))).toEqual(tone === undefined ? [] : [marks[tone]]);
      }
    }
  });

  test("in a pivot, too, by the cell's own value", () => {
    for (const each of made.slice(0, 60)) {
      const rows = each.values.map((value, at) => ({ row: `R${at % 2}`, column: `C${Math.floor(at / 2)}`, value }));
      const found = only(
        compose(
          `::table{data=rows rows=row columns=column totals=none value="value: Value | number: 0 | ${written(each)}"}`,
          { tables: { rows } },
        ),
        "table",
      );
      for (const [at, value] of each.values.entries())
        expect(found.rows[at % 2]!.cells[1 + Math.floor(at / 2)]!.tone, `${written(each)} of ${value}`).toBe(
          toneOf(each, value),
        );
    }
  });
});
