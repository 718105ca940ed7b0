import { expect, test } from "vitest";
import { readRecipe } from "../../../../../functions/core/report/dataset/recipe/read-recipe.ts";

const contract = `apiVersion: v3.1.0
kind: DataContract
id: orders
version: 1.0.0
status: active
description: {purpose: Orders of the shop}
schema:
  - name: orders
    physicalType: table
    properties:
      - name: order id
        physicalName: order_id
        logicalType: integer
        primaryKey: true
        primaryKeyPosition: 2
      - name: shop
        logicalType: string
        primaryKey: true
        primaryKeyPosition: 1
      - name: amount
        logicalType: number
        required: true
        logicalTypeOptions: {minimum: 0, maximum: 1000000.50, multipleOf: 0.01}
      - name: day
        logicalType: date
        unique: false
      - name: status
        logicalType: string
        quality:
          - metric: invalidValues
            arguments: {validValues: [new, "", paid, "01"]}
            mustBe: 0
            severity: warning
          - {metric: nullValues, mustBe: 0}
          - {metric: nullValues, mustBeLessThan: 1, unit: percent}
          - {metric: invalidValues, mustBe: 0, arguments: {pattern: "^a"}}
      - name: place
        logicalType: object
        properties: [{name: lat}]
    quality:
      - {metric: rowCount, mustBeBetween: [100, 120]}
      - {type: library, rule: rowCount, mustBeGreaterThan: 0}
      - {metric: duplicateValues, mustBe: 0, arguments: {properties: [shop, day]}}
      - {type: sql, query: SELECT 1, mustBe: 1}
      - {metric: rowCount, mustBeLessThan: 5, unit: percent}
slaProperties:
  - {property: freshness, value: 24, unit: hours}
  - {property: latency, value: 4, unit: d, element: orders.day}
team: {name: shop}
`;

test("a contract by the standard is read as far as its checks map, and says what is not read", () => {
  expect(readRecipe(contract)).toEqual({
    steps: [],
    checks: [
      { types: { order_id: "integer" } },
      { required: ["order_id"] },
      { required: ["shop"] },
      { types: { amount: "number" } },
      { required: ["amount"] },
      { range: { amount: { from: "0", to: "1000000.50" } } },
      { types: { day: "date" } },
      { values: { status: ["new", "paid", "01"] }, severity: "warning" },
      { required: ["status"] },
      { unique: ["shop", "order_id"] },
      { rows: { from: 100, to: 120 } },
      { rows: { from: 1 } },
      { unique: ["shop", "day"] },
    ],
    freshness: "24h",
    unread: [
      "/schema/0/properties/2/logicalTypeOptions/multipleOf",
      "/schema/0/properties/4/quality/2",
      "/schema/0/properties/4/quality/3",
      "/schema/0/properties/5/logicalType",
      "/schema/0/properties/5/properties",
      "/schema/0/quality/3",
      "/schema/0/quality/4",
      "/slaProperties/1",
    ],
  });
});

test("truth values are read in any case, and what is none is said, as is a freshness by a column", () => {
  const properties = [
    "{name: a, required: True}",
    "{name: b, unique: TRUE}",
    "{name: c, primaryKey: 'true'}",
    "{name: d, required: FALSE, unique: false}",
    "{name: e, required: yes}",
    "{name: f, unique: 1, primaryKey: [true]}",
    "{name: g, required: ''}",
  ];
  const sla = "slaDefaultElement: t.a\nslaProperties: [{property: freshness, value: 24, unit: h}]\n";
  const text = `apiVersion: v3.0.2\nkind: DataContract\nschema: [{name: t, properties: [${properties.join(", ")}]}]\n`;
  expect(readRecipe(text + sla)).toEqual({
    steps: [],
    checks: [{ required: ["a"] }, { unique: ["b"] }, { required: ["c"] }, { unique: ["c"] }],
    unread: [
      "/schema/0/properties/4/required",
      "/schema/0/properties/5/primaryKey",
      "/schema/0/properties/5/unique",
      "/schema/0/properties/6/required",
      "/slaProperties/0",
    ],
  });
});

test.each([
  ["apiVersion: v3.1.0\nkind: DataContract\n", "/schema"],
  ["apiVersion: v3.1.0\nkind: DataContract\nschema: [{name: a}, {name: b}]\n", "/schema"],
  [
    `apiVersion: v3.1.0\nkind: DataContract\nteam: &p {name: x, quality: &q [${"{metric: nullValues, mustBe: 0}, ".repeat(50)}]}\nschema: [{name: a, properties: [${"*p, ".repeat(50)}]}]\n`,
    "/schema",
  ],
  ["apiVersion: v3.1.0\nkind: DataContract\nschema: [{name: a, properties: [{name: x}]}]\n", ""],
  [
    "apiVersion: v3.1.0\nkind: DataContract\nschema: [{name: a}]\nslaProperties: [{property: freshness, value: 1, unit: m}]\n",
    "/slaProperties/0/value",
  ],
])("%j is refused at %j", (text, pointer) => {
  let problems: readonly { readonly where?: { readonly pointer?: string } }[] = [];
  try {
    readRecipe(text);
  } catch (error) {
    ({ problems } = error as { problems: typeof problems });
  }
  expect(problems.map(({ where }) => where?.pointer)).toEqual([pointer]);
});
