import { expect, test } from "vitest";
import { readView } from "../../../../../functions/core/report/dataset/view/parse-view.ts";

test.each([
  ["from: sales\nselect: SELECT 1", { sales: "sales" }],
  ["from: [a, b-c]\nselect: SELECT 1", { a: "a", "b-c": "b-c" }],
  ["from: { x_1: a, y: a }\nselect: SELECT 1", { x_1: "a", y: "a" }],
])("%j", (text, from) => {
  expect(readView(text)).toEqual({ from, select: "SELECT 1" });
});

test.each([
  ["select: SELECT 1", "/from", "missing-member"],
  ["from: sales", "", "invalid-member"],
  ["from: sales\nselect: SELECT 1\nsteps: [trim: [a]]", "", "invalid-member"],
  ["from: sales\nread: { header: 2 }\nsteps: [trim: [a]]", "/read", "unknown-member"],
  ["from: []\nselect: SELECT 1", "/from", "invalid-member"],
  ["from: {}\nselect: SELECT 1", "/from", "invalid-member"],
  ["from: [a, a]\nselect: SELECT 1", "/from/1", "invalid-member"],
  ["from: { A: a }\nselect: SELECT 1", "/from/A", "invalid-name"],
  ["from: { a_columns: a }\nselect: SELECT 1", "/from/a_columns", "invalid-name"],
  ["from: ../x\nselect: SELECT 1", "/from", "invalid-name"],
  [`from: sales@${"0".repeat(64)}\nselect: SELECT 1`, "/from", "invalid-name"],
  [
    `from: [${Array.from({ length: 17 }, (_, index) => `a${index}`).join(", ")}]\nselect: SELECT 1`,
    "/from",
    "invalid-member",
  ],
  ["from: [a, b]\nsteps: [trim: [x]]", "/from", "invalid-member"],
  ["from: a\nsteps: []", "", "invalid-member"],
  ["from: a\nselect: ''", "/select", "invalid-member"],
  ["from: { __proto__: a }\nselect: SELECT 1", "/from/__proto__", "invalid-name"],
])("%j is refused at %j", (text, pointer, code) => {
  let problems: readonly unknown[] = [];
  try {
    readView(text);
  } catch (error) {
    ({ problems } = error as { problems: readonly unknown[] });
  }
  expect(problems).toContainEqual(expect.objectContaining({ code, where: expect.objectContaining({ pointer }) }));
});
