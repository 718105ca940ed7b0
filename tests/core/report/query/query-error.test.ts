import { expect, test } from "vitest";
import { loadingError, queryError } from "../../../../functions/core/report/query/query-error.ts";

test.each([
  [
    'Invalid Input Error: Failed to read file "/tmp/broadsheet-scratch-a1/0-sales.parquet": Snappy decompression failure',
    "The stored table cannot be read: Snappy decompression failure",
  ],
  [
    "IO Error: No magic bytes found at end of file '/var/tmp/broadsheet-scratch-b2/0-sales.parquet'",
    "No magic bytes found at end of file of the stored table",
  ],
  [
    'Binder Error: Referenced column "a/b" not found in FROM clause!',
    'Referenced column "a/b" not found in FROM clause!',
  ],
])("no path of the machine is in what an author reads: %s", (message, words) => {
  const query = { file: "queries/sales.sql", text: "SELECT 1" };
  expect(queryError(new Error(message), query, "sales").problems[0]?.message).toBe(words);
  expect(loadingError(new Error(message), "sales").problems[0]?.message).toContain(words);
});
