import { expect, test } from "vitest";
import { axisWords } from "../../../studio/src/write/page-edit/chart/axis-words.ts";

const axis = (type: "temporal" | "quantitative" | "nominal", format?: string) => ({
  type,
  shown: true,
  ...(format !== undefined && { format }),
});

test.each([
  [
    "months by the axis's pattern",
    ["2025-04-01", "2025-05-01"],
    axis("temporal", "%b %Y"),
    "en",
    ["Apr 2025", "May 2025"],
  ],
  ["Chinese months", ["2025-04-01"], axis("temporal", "%Y年%-m月"), "zh", ["2025年4月"]],
  ["German months", ["2025-03-01"], axis("temporal", "%B %Y"), "de", ["März 2025"]],
  ["quarters", ["2025-04-01"], axis("temporal", "Q%q %Y"), "en", ["Q2 2025"]],
  // The pattern would call both 2025.
  ["months of one year", ["2025-04-01", "2025-05-01"], axis("temporal", "%Y"), "en", ["Apr 2025", "May 2025"]],
  ["days of one month", ["2025-04-01", "2025-04-02"], axis("temporal", "%b"), "en", ["Apr 1, 2025", "Apr 2, 2025"]],
  ["years without a pattern", ["2024-01-01", "2025-01-01"], axis("temporal"), "en", ["2024", "2025"]],
  ["a pattern that is not known", ["2025-04-01"], axis("temporal", "%U"), "en", ["Apr 2025"]],
  ["moments", ["2025-04-01T09:30:00Z", "2025-04-01T10:00:00Z"], axis("temporal", "%H:%M"), "en", ["09:30", "10:00"]],
  ["times that are no dates", ["soon"], axis("temporal", "%Y"), "en", ["soon"]],
  ["numbers", ["12500", "0.5"], axis("quantitative"), "en", ["12,500", "0.5"]],
  ["names", ["North", "2025-04-01"], axis("nominal"), "en", ["North", "2025-04-01"]],
] as const)("%s", (_, values, given, language, expected) => {
  expect([...axisWords(values, given, language).values()]).toEqual(expected);
});
