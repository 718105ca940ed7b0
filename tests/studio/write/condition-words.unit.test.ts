import { expect, test } from "vitest";
import { conditionWords, tagWords } from "../../../studio/src/write/page-edit/condition-words.ts";
import { pageEditWords } from "../../../studio/src/write/page-edit/words.ts";

const cases: readonly (readonly [tag: string, english: string, chinese: string])[] = [
  ["{% if h.before_value == nil %}", "if before value is missing", "如果 before value 没有值"],
  ["{% if rows.size > 3 %}", "if rows size > 3", "如果 rows size > 3"],
  ["{%- elsif a != nil and b >= 2 -%}", "otherwise, if a is there and b ≥ 2", "否则，如果 a 有值 并且 b ≥ 2"],
  ["{% else %}", "otherwise", "其余情况"],
  ["{% unless h.unlike %}", "if unlike is not true", "如果 unlike 不成立"],
  ["{% if m.adds %}", "if adds is true", "如果 adds 成立"],
  ["{% unless m.key == 'on_hand' %}", "if key is not “on_hand”", "如果 key 不等于 “on_hand”"],
  ["{% unless a > 1 and b %}", "unless a > 1 and b is true", "除非 a > 1 并且 b 成立"],
  ["{% if a == false or b.size != blank %}", "if a is not true or b size is there", "如果 a 不成立 或者 b size 有值"],
  ['{% when "north and south" %}', "if it is “north and south”", "如果值为 “north and south”"],
  ["{% if name == 'a == nil' or x %}", "if name is “a == nil” or x is true", "如果 name 等于 “a == nil” 或者 x 成立"],
  ["{% if nilly == nilometer %}", "if nilly is nilometer", "如果 nilly 等于 nilometer"],
  ["{% for row in rows %}", "{% for row in rows %}", "{% for row in rows %}"],
];

test.each(cases)("%s in words", (tag, english, chinese) => {
  expect(conditionWords(tag, pageEditWords.en)).toBe(english);
  expect(conditionWords(tag, pageEditWords.zh)).toBe(chinese);
});

/** What a tag is called in English and in Chinese. */
function named(tag: string): (string | undefined)[] {
  return [tagWords(tag, pageEditWords.en), tagWords(tag, pageEditWords.zh)];
}

test("a tag in the midst of a text begins its part, or ends the last; other tags have no words", () => {
  expect(named("{% if total == nil %}")).toEqual(["if total is missing:", "如果 total 没有值："]);
  expect(named("{%- else -%}")).toEqual(["otherwise:", "其余情况："]);
  for (const name of ["endif", "endunless", "endcase"]) expect(named(`{%- ${name} %}`)).toEqual(["end", "结束"]);
  for (const tag of ["{% assign a = 1 %}", "{% case a %}", "{% endfor %}"])
    expect(named(tag)).toEqual([undefined, undefined]);
});
