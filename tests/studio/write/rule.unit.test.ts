import { expect, test } from "vitest";
import {
  type Condition,
  finishedConditions,
  finishedRules,
  operandFor,
  type Rule,
  signsFor,
  withSign,
} from "../../../studio/src/write/page-edit/rules/rule.ts";

const types = ["text", "integer", "number", "date", "boolean"] as const;

test("a condition that was added and compares with nothing yet is not written, whatever its column and sign", () => {
  for (const type of types)
    for (const sign of signsFor(type)) {
      const empty = { column: "x", sign, with: [operandFor("", type)] };
      const added = withSign({ column: "x", sign: "=", with: [] }, sign, type);
      const isWhole = sign.startsWith("is") || type === "boolean";
      expect(finishedConditions([added], []), `${type} ${sign}`).toEqual(isWhole ? [added] : []);
      if (!sign.startsWith("is")) expect(finishedConditions([empty], []), `${type} ${sign}, empty`).toEqual([]);
      // It stands in the source: an empty text is meant.
      expect(finishedConditions([empty], [empty])).toEqual([empty]);
    }
});

test("a list loses what is empty in it, and a rule without conditions goes with them", () => {
  const list: Condition = { sign: "in", with: [{ text: "a" }, { text: " " }, { text: "b" }] };
  const open: Condition = { sign: ">=", with: [{ text: "" }] };
  const rules: Rule[] = [
    { tone: "good", conditions: [list, open] },
    { tone: "bad", conditions: [open], words: "low" },
  ];
  expect(finishedRules(rules, [])).toEqual([
    { tone: "good", conditions: [{ sign: "in", with: [{ text: "a" }, { text: "b" }] }] },
  ]);
  expect(finishedRules(rules, rules)).toEqual([
    { tone: "good", conditions: [list, open] },
    { tone: "bad", conditions: [open], words: "low" },
  ]);
});
