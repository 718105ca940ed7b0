import { expect, test } from "vitest";
import { manifestLines } from "../../../../../functions/core/service/batch/end/manifest-lines.ts";

test.each(["=1+1", "+1", "-1", "@x", "\tx", "\rx"])("a cell that begins like a formula is escaped: %j", (message) => {
  const line = manifestLines(
    [{ state: "failed", row: 1, name: "a", final: true, kind: "invalid-request", problems: [{ code: "x", message }] }],
    new Set(),
  );
  expect(line.replaceAll('"', "")).toBe(`1,a,failed,,,,,,'${message}\r\n`);
});

test("quotes, commas and line ends are quoted", () => {
  const problems = [{ code: "x", message: 'a "b", c\nd' }];
  expect(manifestLines([{ state: "failed", row: 1, final: true, kind: "invalid-request", problems }], new Set())).toBe(
    '1,,failed,,,,,,"a ""b"", c\nd"\r\n',
  );
});
