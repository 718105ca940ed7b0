import { describe, expect, test } from "vitest";
import { parseRule, ruleFor } from "../../../../../functions/core/report/compose/table/cell-rules.ts";
import { settleRules } from "../../../../../functions/core/report/compose/table/settle-rules.ts";
import type { Row, Value } from "../../../../../functions/core/report/query/table.ts";
import type { ColumnType } from "../../../../../functions/core/report/template/template.ts";
import { problemsOf } from "../compose-fixture.ts";

const signs = ["<", "<=", ">", ">=", "=", "!="] as const;
type Sign = (typeof signs)[number];

/** Values of each type in their order; a value that stands twice is written in two ways where it can be. */
const values: Readonly<Record<ColumnType, readonly Exclude<Value, null>[]>> = {
  integer: [-3, 0, 12],
  number: [-3, 0.5, 12],
  boolean: [false, true],
  date: ["2025-12-31", "2026-01-01", "2026-12-31"],
  timestamp: [
    "2025-12-31T23:59:59Z",
    "2026-01-01T00:00:00Z",
    "2026-01-01T00:00:00.5Z",
    "2026-01-01T00:00:01Z",
    "2026-12-31T00:00:00Z",
  ],
  text: ["31.12.2026", "Anna", "late"],
};
const types = Object.keys(values) as ColumnType[];
const kinds: Readonly<Record<ColumnType, string>> = {
  integer: "number",
  number: "number",
  boolean: "boolean",
  date: "moment",
  timestamp: "moment",
  text: "text",
};

/** What a value is to JavaScript: its own order is the oracle. */
function known(type: ColumnType, value: Exclude<Value, null>): number | string {
  if (kinds[type] === "moment") return Date.parse(String(value));
  return typeof value === "string" ? value : Number(value);
}

function oracle(sign: Sign, one: number | string, other: number | string): boolean {
  const order = one === other ? 0 : one < other ? -1 : 1;
  return { "<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0, "=": order === 0, "!=": order !== 0 }[
    sign
  ];
}

function holds(words: string, row: Row, columns: Readonly<Record<string, ColumnType>>): boolean {
  const table = { columns: Object.entries(columns).map(([name, type]) => ({ name, type })), rows: [row] };
  return ruleFor(settleRules([parseRule("own", words, (text) => text)!], table), row) !== undefined;
}

/** Whether two types can be compared with a sign. */
const allows = (left: ColumnType, sign: Sign, right: string): boolean =>
  kinds[left] === right && (right !== "boolean" || sign === "=" || sign === "!=");

describe.each(types)("a column of type %s", (left) => {
  test.each(types)("beside a column of type %s holds by the order of the values, or is refused", (right) => {
    for (const sign of signs)
      for (const one of values[left])
        for (const other of values[right]) {
          const ask = () => holds(`bad if own ${sign} other`, { own: one, other }, { own: left, other: right });
          if (allows(left, sign, kinds[right]))
            expect(ask(), `${one} ${sign} ${other}`).toBe(oracle(sign, known(left, one), known(right, other)));
          else expect(ask, `${one} ${sign} ${other}`).toThrow(/a rule compares "own"/);
        }
  });

  test("beside a value written into the rule, too", () => {
    const written: readonly (readonly [string, string, (number | string)?])[] = [
      ["0", "number", 0],
      ["0.5", "number", 0.5],
      ["true", "boolean", 1],
      ["false", "boolean", 0],
      ["'2026-01-01'", "moment", Date.parse("2026-01-01")],
      ["'2026-01-01 00:00'", "moment", Date.parse("2026-01-01")],
      ["'2026-01-01T00:00:01Z'", "moment", Date.parse("2026-01-01T00:00:01Z")],
      ["'31.12.2026'", "text", "31.12.2026"],
      ["'2026-02-30'", "text", "2026-02-30"],
      ["'2026-01-01 25:00'", "text", "2026-01-01 25:00"],
      ["'late'", "text", "late"],
    ];
    for (const sign of signs)
      for (const one of values[left])
        for (const [words, kind, value] of written) {
          const ask = () => holds(`bad if ${sign} ${words}`, { own: one }, { own: left });
          // What reads as a date is a text beside texts.
          const same = kind === "moment" && left === "text" ? "text" : kind;
          if (allows(left, sign, same))
            expect(ask(), `${one} ${sign} ${words}`).toBe(
              oracle(sign, known(left, one), left === "text" ? words.slice(1, -1) : value!),
            );
          else expect(ask, `${one} ${sign} ${words}`).toThrow(/a rule compares "own"/);
        }
  });

  test("is refused even where no row has both values", () => {
    for (const right of types.filter((type) => kinds[type] !== kinds[left])) {
      const row = { own: values[left][0]!, other: values[right][0]! };
      const columns = [
        { name: "own", type: left },
        { name: "other", type: right },
      ];
      const rows = [
        { ...row, own: null },
        { ...row, other: null },
      ];
      expect(() => settleRules([parseRule("own", "bad if own = other", (text) => text)!], { columns, rows })).toThrow(
        /a rule compares "own", which holds .*, with "other", which holds /,
      );
    }
  });
});

test("a column of texts without any value can be compared with all", () => {
  expect(holds("bad if < 0", { own: null }, { own: "text" })).toBe(false);
});

const tables = { plan: [{ item: "Road", forecast_end: "2027-03-01", owner: "Anna", met: true, cost: 3 }] };

test.each([
  ["table", "columns=\"item, forecast_end | good if forecast_end <= '31.12.2026'\""],
  ["table", 'columns="item, forecast_end | good if forecast_end <= owner"'],
  ["table", "rows=item value=\"forecast_end | max | good if <= '31.12.2026'\""],
  ["key-figures", "label=item value=cost status=\"good if forecast_end <= '31.12.2026'\""],
])("::%s refuses %s", (name, attributes) => {
  expect(problemsOf(`::${name}{data=plan ${attributes}}`, { tables })[0]).toMatchObject({
    code: "invalid-format",
    message: expect.stringMatching(/a rule compares "forecast_end", which holds dates, with /),
  });
});

test.each([
  ["bad if item == 'Road'", /write = for equal/],
  ["bad if item <> 'Road'", /write != for not equal/],
  ["bad if cost => 3", /use one of <= >= != < > =/],
  ["bad if (cost > 3 and met = true)", /no parentheses/],
  ["bad if cost > 3 or met = true", /there is no or/],
  ["bad if met", /if "met" holds true or false, met = true/],
  ["red if cost > 3", /did you mean "bad if"\?/],
  ["godo if cost > 3", /did you mean "good if"\?/],
  ["never if cost > 3", /a rule begins with good if, watch if, bad if$/],
])("the message for %s says what to write", (words, message) => {
  const [problem] = problemsOf(`::table{data=plan columns="item, cost | ${words}"}`, { tables });
  expect(problem!.message).toMatch(message);
});

test.each([
  ["owner = Green", /put it between single quotes: 'Green'/],
  ["owner = ownr", /did you mean "owner"\? Otherwise, .*'ownr'/],
  ["forecast_end <= 2026-12-31", /'2026-12-31'/],
  ["onwer = 'Anna'", /^did you mean "owner"\?$/],
])("the hint for an unknown column in %s says how a text is written", (words, hint) => {
  for (const attributes of [
    `::table{data=plan columns="item, cost | bad if ${words}"}`,
    `::key-figures{data=plan label=item value=cost status="bad if ${words}"}`,
  ])
    expect(problemsOf(attributes, { tables })[0]).toMatchObject({
      code: "unknown-column",
      hint: expect.stringMatching(hint),
    });
});

test("columns whose names hold words and signs of other languages stay columns", () => {
  const named = { plan: [{ "profit or loss": 3, "growth (%)": 4 }] };
  const words = "bad if profit or loss < growth (%)";
  const row = named.plan[0]!;
  expect(holds(words, row, { "profit or loss": "integer", "growth (%)": "integer" })).toBe(true);
});
