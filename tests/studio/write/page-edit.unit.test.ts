import { expect, test } from "vitest";
import { applyPatches } from "../../../studio/src/write/page-edit/edits/apply-patches.ts";
import { boxOf, chipCharacter, contentOf } from "../../../studio/src/write/page-edit/box/box-content.ts";
import { listedTwice } from "../../../studio/src/write/page-edit/listed-twice.ts";
import { queryOfChip } from "../../../studio/src/write/page-edit/box/query-of-chip.ts";

test("a text box gives back the content that it was given", () => {
  const items = [
    { text: "Sales of " },
    { keep: 0, bold: true, kind: "value", source: "{{ a }}" },
    { text: " rose", bold: true, italic: true },
    { text: " there", link: "https://a.example/" },
    { keep: 1, kind: "value", source: "{{ b }}" },
  ];
  const { text, chips, ranges } = boxOf(items);
  expect(text).toBe(`Sales of ${chipCharacter} rose there${chipCharacter}`);
  const content = contentOf(
    text,
    (at) => chips.find((chip) => chip.at === at)?.keep,
    (at) =>
      Object.assign({}, ...ranges.filter(({ from, to }) => from <= at && at < to).map(({ style }) => style)) as object,
  );
  expect(content).toEqual(items.map(({ kind: _kind, source: _source, ...item }) => item));
});

const text = `{% assign t = total.first -%}
{% for row in regions.rows %}{{ row.name }}{% endfor %}
{% assign best = t.best | default: "months" %}`;

test.each([
  ["{{ total.first.sales }}", "total"],
  ["{{ t.sales | number: 1 }}", "total"],
  ["{{ row.name }}", "regions"],
  ["{{ best }}", "total"],
  ['{{ "regions" | t }}', undefined],
  ["{{ parameters.total }}", undefined],
  ["{{ x | months }}", undefined],
])("%s is from %s", (source, query) =>
  expect(queryOfChip(source, text, new Set(["total", "regions", "months"]))).toBe(query),
);

test("patches of a file are applied at the places that it had", () => {
  const patches = [
    { file: "a.md", from: 0, to: 1, text: "xyz" },
    { file: "b.md", from: 0, to: 9, text: "" },
    { file: "a.md", from: 2, to: 3, text: "" },
  ];
  expect(applyPatches("a.md", "abcd", patches)).toBe("xyzbd");
});

test("a column that is listed twice cannot be told from its double", () => {
  expect([...listedTwice(["a", "b", "a", "c", "a"].map((column) => ({ column })))]).toEqual(["a"]);
});
