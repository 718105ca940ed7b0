import { expect, test } from "vitest";
import { compareNames } from "../../../../../functions/core/report/pdf/file/compare-names.ts";

const bytesOf = (name: string): Buffer =>
  Buffer.byteLength(name) === name.length
    ? Buffer.from(name)
    : Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(name, "utf16le").swap16()]);

test("names are in the order of their bytes, those in UTF-16 after those in ASCII", () => {
  const names = ["b", "é", "B", "a", "中", "ab", "中文", "", "😀", "\uff01", "z"];
  expect([...names].sort(compareNames)).toEqual([...names].sort((a, b) => Buffer.compare(bytesOf(a), bytesOf(b))));
  expect(compareNames("a", "a")).toBe(0);
});
