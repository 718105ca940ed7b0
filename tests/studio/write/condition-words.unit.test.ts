import { expect, test } from "vitest";
import { conditionWords } from "../../../studio/src/write/page-edit/condition-words.ts";
import { pageEditWords } from "../../../studio/src/write/page-edit/words.ts";

const cases: readonly (readonly [tag: string, english: string, chinese: string])[] = [
  ["{% if h.before == nil %}", "if h.before is missing", "如果 h.before 没有值"],
  ["{%- elsif a != nil and b >= 2 -%}", "otherwise, if a is there and b ≥ 2", "否则，如果 a 有值 并且 b ≥ 2"],
  ["{% else %}", "otherwise", "其余情况"],
  ["{% unless h.unlike %}", "unless h.unlike", "除非 h.unlike"],
  ['{% when "north and south" %}', 'if it is "north and south"', '如果值为 "north and south"'],
  ["{% if name == 'a == nil' or x %}", "if name is 'a == nil' or x", "如果 name 等于 'a == nil' 或者 x"],
  ["{% if nilly == nilometer %}", "if nilly is nilometer", "如果 nilly 等于 nilometer"],
  ["{% for row in rows %}", "{% for row in rows %}", "{% for row in rows %}"],
];

test.each(cases)("%s in words", (tag, english, chinese) => {
  expect(conditionWords(tag, pageEditWords.en)).toBe(english);
  expect(conditionWords(tag, pageEditWords.zh)).toBe(chinese);
});
