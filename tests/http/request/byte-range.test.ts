import { expect, test } from "vitest";
import { parseByteRange } from "../../../functions/http/request/byte-range.ts";

test.each([
  ["bytes=0-99", { first: 0, last: 99 }],
  ["bytes=900-", { first: 900, last: 999 }],
  ["bytes=900-5000", { first: 900, last: 999 }],
  ["bytes=-10", { first: 990, last: 999 }],
  ["bytes=-5000", { first: 0, last: 999 }],
  ["bytes=1000-", "unsatisfiable"],
  ["bytes=-0", "unsatisfiable"],
  [undefined, undefined],
  ["bytes=-", undefined],
  ["bytes=5-4", undefined],
  ["bytes=0-1,5-6", undefined],
  ["lines=0-1", undefined],
])("%s of 1000 bytes", (header, range) => {
  expect(parseByteRange(header, 1000)).toEqual(range);
});
