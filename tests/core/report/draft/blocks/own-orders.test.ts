import { expect, test } from "vitest";
import { knownOrder } from "../../../../../functions/core/report/draft/names/cells/known-orders.ts";
import { openText, rowsOf } from "../draft-of-text.ts";

/** Texts that have an order of their own, in it. */
const orders: readonly (readonly [name: string, texts: string])[] = [
  ["Weekday", "Mon|Tue|Wed|Thu|Fri|Sat|Sun"],
  ["Wochentag", "Montag|Dienstag|Mittwoch|Donnerstag|Freitag"],
  ["星期", "周一|周二|周三|周四|周五|周六|周日"],
  ["Size", "XS|S|M|L|XL|XXL"],
  ["Size", "Small|Medium|Large"],
  ["Risk", "Low|Medium|High|Critical"],
  ["Priorität", "niedrig|mittel|hoch"],
  ["风险", "低|中|高"],
  ["severity", "slight|serious|fatal"],
  ["Grade", "A|B|C|D|F"],
  ["Energy class", "A+|A|B|C|D"],
  ["Shift", "Early|Late|Night"],
  ["Condition", "Poor|Fair|Good|Excellent"],
  ["How often", "Never|Rarely|Sometimes|Often|Always"],
  ["等级", "优|良|中等|及格|不及格"],
  ["Season", "Spring|Summer|Autumn|Winter"],
];

const isRising = (of: readonly number[]): boolean => of.every((place, at) => at === 0 || place > of[at - 1]!);

test.each(orders)("%s: %s have their order, however they are sorted", (name, line) => {
  const texts = line.split("|");
  const order = knownOrder(name, [...texts].sort());
  const placeOf = (text: string): number => order?.findIndex((names) => names.includes(text.toLowerCase())) ?? -1;
  const places = texts.map(placeOf);
  // Some people write the best first.
  expect([isRising(places), isRising(places.toReversed())], line).toContain(true);
});

test.each([
  ["Plot", "A|B|C|D"],
  ["Team", "Red|Green|Blue"],
  ["Size", "S|M|L|Other"],
  ["Level", "low|Low|high"],
])("%s: %s have none", (name, line) => {
  expect(knownOrder(name, line.split("|"))).toBeUndefined();
});

const sizes = ["M", "XL", "S", "L"];
const inOrder = ["S", "M", "L", "XL"];

test("bars of one row each stand in the order of their names", async () => {
  const rows = sizes.map((size, at) => `${size},${[410, 95, 700, 220][at]!}`);
  const of = await rowsOf(await openText("Size,Units sold", rows));
  expect(of("ranking").map(({ member }) => member)).toEqual(inOrder);
});

/** Sales of shops in sizes, from January 2024. */
const sales = (months: number): string[] =>
  Array.from({ length: 12 * months }, (_, at) =>
    [
      new Date(Date.UTC(2024, at % months, 1 + (at % 27))).toISOString().slice(0, 10),
      ["North", "South", "East"][at % 3]!,
      sizes[(at * 7) % 4]!,
      100 + ((at * 37) % 90) * (1 + ((at * 7) % 4)),
    ].join(","),
  );

test("groups of records, and the whole by another column, stand in it too", async () => {
  for (const [months, query] of [
    [30, "divided"],
    [6, "whole_groups"],
  ] as const) {
    const of = await rowsOf(await openText("Date,Shop,Size,Revenue", sales(months)));
    const divided = of(query).filter(({ grouping }) => grouping === "size");
    expect(divided.map(({ member }) => member)).toEqual(
      inOrder.filter((size) => divided.some((row) => row["member"] === size)),
    );
    expect(divided.length).toBeGreaterThan(2);
    // Words name the highest of all rows, wherever it stands.
    const values = divided.map(({ value }) => Number(value));
    const highest = divided.find(({ value }) => Number(value) === Math.max(...values))!;
    if (query === "divided") expect(divided.filter(({ top }) => top === true)).toEqual([highest]);
    else expect(new Set(divided.map(({ first }) => first))).toEqual(new Set([highest["member"]]));
  }
});

test("months stand in the order of the calendar", async () => {
  const head = "Department,Jan,Feb,Mar,Apr,May";
  const rows = ["Marketing", "Sales", "Finance", "Legal"].map(
    (name, at) => `${name},${[50, 20, 90, 10, 70].map((n) => n * (at + 3) * 100).join(",")}`,
  );
  const of = await rowsOf(await openText(head, rows), { by: "month" });
  expect(of("groups").map(({ member }) => member)).toEqual(["Jan", "Feb", "Mar", "Apr", "May"]);
});
