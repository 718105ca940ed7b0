import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { places } from "../../../bench/cases/preview.ts";

/** The bench types into the flagship: who edits its text must not leave the bench without its line. */
test.each(Object.entries(places))(
  "the flagship has the line in which the bench types %s",
  (_, { file, line, before }) => {
    const source = readFileSync(new URL(`../../../templates/high-tech-industries/${file}`, import.meta.url), "utf8");
    const found = source.split("\n").filter((text) => text.includes(line));
    expect(found).toHaveLength(1);
    expect(found[0]!.length).toBeGreaterThanOrEqual(before);
  },
);
