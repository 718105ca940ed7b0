import { expect, test } from "vitest";
import { printPageNumber } from "../../../../functions/core/report/document/page-numbering.ts";
import type { Layout, NumberedPages } from "../../../../functions/core/report/layout/page.ts";
import { pageLabels } from "../../../../functions/core/report/pdf/page-labels.ts";

const labels = (pages: number, numbering?: readonly NumberedPages[]) =>
  pageLabels({
    pages: Array.from({ length: pages }, (): Layout["pages"][number] => ({ width: 1, height: 1, boxes: [] })),
    ...(numbering === undefined ? {} : { numbering }),
  });

test("pages are labelled from 1 without another numbering", () => {
  expect(labels(3)).toEqual([0, { S: "D" }]);
});

test("each numbering begins a range", () => {
  expect(
    labels(6, [
      { first: 0, style: "lower-roman", start: 3 },
      { first: 2, style: "decimal", start: 1 },
      { first: 4, style: "upper-alpha", start: 5 },
    ]),
  ).toEqual([0, { S: "r", St: 3 }, 2, { S: "D" }, 4, { S: "A", St: 5 }]);
});

test("page 0 is listed separately, and the range begins after it", () => {
  expect(JSON.parse(JSON.stringify(labels(3, [{ first: 0, style: "decimal", start: 0 }])))).toEqual([
    0,
    { P: "0" },
    1,
    { S: "D" },
  ]);
});

test("numbers beyond the Roman ones are labelled in decimal, as they are printed", () => {
  expect(printPageNumber(4000, "lower-roman")).toBe("4000");
  expect(labels(3, [{ first: 0, style: "lower-roman", start: 3999 }])).toEqual([
    0,
    { S: "r", St: 3999 },
    1,
    { S: "D", St: 4000 },
  ]);
});
