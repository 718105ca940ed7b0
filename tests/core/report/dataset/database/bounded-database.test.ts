import { expect, test } from "vitest";
import { boundedDatabase } from "../../../../../functions/core/report/dataset/database/bounded-database.ts";

/** The error of a long table's statement that fails with a message. */
async function failing(message: string): Promise<unknown> {
  const database = boundedDatabase(
    {
      rows: () => Promise.reject(new Error(message)),
      texts: () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error(message)) }) }),
      interrupt: () => {},
      close: () => {},
    },
    { bytes: 1, readingMs: 60_000 },
  );
  const error: unknown = await database.rows("SELECT 1").catch((thrown: unknown) => thrown);
  const streamed: unknown = await (async () => {
    for await (const texts of database.texts("SELECT ''")) return texts;
    return undefined;
  })().catch((thrown: unknown) => thrown);
  expect(String(streamed)).toBe(String(error));
  database.close();
  return error;
}

test.each([
  ['IO Error: Could not write file "/tmp/x": No space left on device'],
  ['IO Error: Could not write file "/tmp/x": Disk quota exceeded'],
])("a full disk is not the table's fault, and may have space again: %s", async (message) => {
  expect(await failing(message)).toMatchObject({
    kind: "unavailable",
    transient: true,
    problems: [{ code: "scratch-full" }],
  });
});

test.each([
  ["Out of Memory Error: failed to allocate data of size 16.0 MiB (488.2 MiB/488.2 MiB used)"],
  [
    "Out of Memory Error: failed to offload data block of size 256.0 KiB (1.8 GiB/1.8 GiB used).\nThis limit was set by the 'max_temp_directory_size' setting.",
  ],
])("a table that needs more than it may use is too large: %s", async (message) => {
  expect(await failing(message)).toMatchObject({
    kind: "too-large",
    problems: [{ code: "reading-out-of-memory" }],
  });
});

test("any other error stays as it is", async () => {
  expect(await failing("Binder Error: no such column")).toMatchObject({ message: "Binder Error: no such column" });
});
