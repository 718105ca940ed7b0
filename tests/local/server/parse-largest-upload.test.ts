import { expect, test } from "vitest";
import { parseLargestUpload } from "../../../functions/local/server/parse-largest-upload.ts";

const mebibyte = 1024 * 1024;

test.each([
  [undefined, undefined],
  ["4MiB", 4 * mebibyte],
  ["256MiB", 256 * mebibyte],
  ["2GiB", 2048 * mebibyte],
  ["5GiB", 5120 * mebibyte],
])("%s is %s bytes", (text, bytes) => {
  expect(parseLargestUpload(text)).toBe(bytes);
});

test.each([
  "",
  "3MiB",
  "0GiB",
  "6GiB",
  "5121MiB",
  "1TiB",
  "2 GiB",
  "2gib",
  "2GB",
  "1.5GiB",
  "-1GiB",
  "1e3MiB",
  "99999GiB",
])("%j is no size", (text) => {
  expect(() => parseLargestUpload(text)).toThrow("--largest-upload takes a size from 4MiB to 5GiB");
});
