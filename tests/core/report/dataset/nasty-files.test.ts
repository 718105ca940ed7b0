import { expect, test } from "vitest";
import { noteFigures } from "../../../ci/note-figures.ts";
import { nastyFiles } from "./nasty-files.ts";
import { readTable } from "./read-table.ts";

const counts = { read: 0, warned: 0, refused: 0 };

test.each(nastyFiles)("$name", async ({ body, format = "csv", reading, read, warned = [], refused }) => {
  const outcome = await readTable(typeof body === "string" ? new TextEncoder().encode(body) : body, format, reading);
  if ("refused" in outcome) {
    expect(outcome.refused, JSON.stringify(outcome.problem)).toBe(refused);
    counts.refused++;
    return;
  }
  const seen = {
    columns: outcome.columns.join("|"),
    types: outcome.types.join("|"),
    rows: outcome.rows.map((row) => row.map((value) => value ?? "∅").join("|")),
    warnings: outcome.warnings,
  };
  expect(refused, JSON.stringify(seen)).toBeUndefined();
  expect(seen).toMatchObject(read!);
  const told = outcome.warnings.filter((warning) => !warning.startsWith("The fields are separated by"));
  for (const part of warned) expect(told.join("\n")).toContain(part);
  if (warned.length === 0) expect(told).toEqual([]);
  counts[warned.length > 0 ? "warned" : "read"]++;
});

test("the corpus has files of each kind, and none is read without its expectation", () => {
  expect(counts.read + counts.warned + counts.refused).toBe(nastyFiles.length);
  expect(nastyFiles.length).toBeGreaterThan(100);
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(20);
  // The documentation gives the counts.
  noteFigures(JSON.stringify(counts));
});
