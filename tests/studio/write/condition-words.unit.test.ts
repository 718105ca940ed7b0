import { expect, test } from "vitest";
import { conditionWords, tagWords } from "../../../studio/src/write/page-edit/words/condition-words.ts";
import { blockWords } from "../../../studio/src/write/page-edit/words/block-words.ts";

const cases: readonly (readonly [tag: string, english: string, chinese: string])[] = [
  ["{% if h.before_value == nil %}", "if before value is missing", "如果 之前的数值 没有值"],
  ["{% if with_china.size > 0 %}", "if “with china” has rows", "如果 “with china” 有数据"],
  [
    "{% if a.size == 0 or a.size>1 %}",
    "if “a” has no rows or “a” has more than 1 row",
    "如果 “a” 没有数据 或者 “a” 超过 1 行",
  ],
  ["{% elsif a_and_b.size >= 3 %}", "otherwise, if “a and b” has at least 3 rows", "否则，如果 “a and b” 至少有 3 行"],
  ["{% unless a.size == 0 %}", "if “a” has rows", "如果 “a” 有数据"],
  ["{% unless a.size < 9 %}", "unless “a” has fewer than 9 rows", "除非 “a” 少于 9 行"],
  ["{% if a.size == 1 and b %}", "if “a” has 1 row and b is true", "如果 “a” 有 1 行 并且 b 成立"],
  ["{% if a.size <= 2 %}", "if “a” has at most 2 rows", "如果 “a” 最多有 2 行"],
  ["{% if a.size != 2 %}", "if “a” has more or fewer than 2 rows", "如果 “a” 不是 2 行"],
  // How many there are of a value's own members, or as another value says, is no number of rows.
  ["{% if parameters.regions.size > 1 %}", "if regions size > 1", "如果 regions 数量 > 1"],
  ["{% if a.size > b.size %}", "if a size > b size", "如果 a 数量 > b 数量"],
  ["{% if a.size > 1.5 %}", "if a size > 1.5", "如果 a 数量 > 1.5"],
  ["{%- elsif a != nil and b >= 2 -%}", "otherwise, if a is known and b ≥ 2", "否则，如果 a 有值 并且 b ≥ 2"],
  ["{% if true and a > 1 %}", "if a > 1", "如果 a > 1"],
  ["{% else %}", "otherwise", "其余情况"],
  ["{% unless h.unlike %}", "if unlike is not true", "如果 口径不同 不成立"],
  ["{% if m.adds %}", "if adds is true", "如果 可以相加 成立"],
  ["{% unless m.key == 'on_hand' %}", "if key is not “on_hand”", "如果 代码 不等于 “on_hand”"],
  ["{% unless a > 1 and b %}", "unless a > 1 and b is true", "除非 a > 1 并且 b 成立"],
  [
    "{% if h.now != nil and d.absents > 0 %}",
    "if this period is known and number of members without a value > 0",
    "如果 本期 有值 并且 缺少的项数 > 0",
  ],
  ["{% if a == false or b.size != blank %}", "if a is not true or b size is known", "如果 a 不成立 或者 b 数量 有值"],
  ['{% when "north and south" %}', "if it is “north and south”", "如果值为 “north and south”"],
  ["{% if name == 'a == nil' or x %}", "if name is “a == nil” or x is true", "如果 名称 等于 “a == nil” 或者 x 成立"],
  ["{% if nilly == nilometer %}", "if nilly is nilometer", "如果 nilly 等于 nilometer"],
  ["{% for row in rows %}", "{% for row in rows %}", "{% for row in rows %}"],
];

test.each(cases)("%s in words", (tag, english, chinese) => {
  expect(conditionWords(tag, blockWords.en)).toBe(english);
  expect(conditionWords(tag, blockWords.zh)).toBe(chinese);
});

/** What a tag is called in English and in Chinese. */
function named(tag: string): (string | undefined)[] {
  return [tagWords(tag, blockWords.en), tagWords(tag, blockWords.zh)];
}

test("a tag in the midst of a text begins its part, or ends the last; other tags have no words", () => {
  expect(named("{% if total == nil %}")).toEqual(["if total is missing:", "如果 合计 没有值："]);
  expect(named("{%- else -%}")).toEqual(["otherwise:", "其余情况："]);
  for (const name of ["endif", "endunless", "endcase"]) expect(named(`{%- ${name} %}`)).toEqual(["end", "结束"]);
  for (const tag of ["{% assign a = 1 %}", "{% case a %}", "{% endfor %}"])
    expect(named(tag)).toEqual([undefined, undefined]);
});
