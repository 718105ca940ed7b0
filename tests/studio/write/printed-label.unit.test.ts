import { expect, test } from "vitest";
import { printedLabel } from "../../../studio/src/write/page-edit/box/printed-label.ts";

const text = `{{ by }}

::table{data="t"
  title="{% if x %}{{ by }}{% endif %} {{ h.now | date: '%Y' }}"
  columns="by: {{ by }}, now: {{ h.now | date: '%Y' }}, change: Change"}

{{ h.later }}
`;
const shown = {
  values: new Map([
    ["1:1", "elsewhere"],
    ["5:16", "Region"],
    ["5:31", "2025"],
    ["7:1", "elsewhere"],
  ]),
  choices: new Map(),
};

const printed = (label: string): string | undefined => printedLabel(label, text, 3, shown);

test("a heading with values is printed as these are, where all of them are known", () => {
  expect(printed("{{ by }}")).toBe("Region");
  expect(printed("In {{ h.now | date: '%Y' }}, by {{ by }}")).toBe("In 2025, by Region");
  expect(printed("{{ h.now }}")).toBe(undefined);
  expect(printed("{{ h.later }}")).toBe(undefined);
  expect(printed("{% if x %}{{ by }}{% endif %}")).toBe(undefined);
  expect(printed("Change")).toBe(undefined);
});
