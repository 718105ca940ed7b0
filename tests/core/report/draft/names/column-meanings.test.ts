import { expect, test } from "vitest";
import { flows } from "../../../../../functions/core/report/draft/blocks/parts.ts";
import type { ColumnLook } from "../../../../../functions/core/report/draft/look/look-at-columns.ts";
import { isLabelling } from "../../../../../functions/core/report/draft/roles/measures/labelling.ts";
import { measureOf } from "../../../../../functions/core/report/draft/roles/measures/measure-of.ts";
import { withLasting } from "../../../../../functions/core/report/draft/roles/time/with-lasting.ts";
import type { TimeRole } from "../../../../../functions/core/report/draft/roles/roles.ts";
import { type Meaning, meanings } from "./column-meanings.ts";

/** Years of things, which are no small numbers. */
const years = /year(?! end)|jahr(?!e)|年份|founded/i;

/** Whole numbers of a hundred rows, as an export of any kind may hold them. */
const lookOf = (name: string): ColumnLook => ({
  ...(years.test(name) ? { ...plain, low: 1961, high: 2024, middle: 2001 } : plain),
  name,
});

const plain: Omit<ColumnLook, "name"> = {
  type: "integer",
  nulls: 0,
  values: 100,
  distinct: 41,
  low: 3,
  high: 96,
  middle: 40,
  least: 3,
  whole: true,
  places: 0,
  sinks: false,
  negative: false,
  texts: [],
  totals: [],
  length: 0,
};

const months: TimeRole = {
  columns: ["month"],
  day: '"month"',
  raw: "month",
  grain: "month",
  regular: true,
  first: "2024-01-01",
  last: "2025-12-01",
  times: 24,
};

/** What the rules say that numbers under a name are. */
function meaningOf(name: string): Meaning {
  const look = lookOf(name);
  if (isLabelling(look, 100)) return "thing";
  const measure = withLasting(measureOf(look, { context: "", isAlone: false, isMean: true, keys: new Set() }), months);
  if (!measure.adds) return "level";
  return flows(measure) ? "flow" : "state";
}

test.each(Object.keys(meanings) as Meaning[])("each name of a %s is read as one", (meaning) => {
  const wrong = meanings[meaning]
    .split("|")
    .map((name) => [name, meaningOf(name)] as const)
    .filter(([, read]) => read !== meaning);
  expect(wrong.map(([name, read]) => `${name}: ${read}`)).toEqual([]);
});
