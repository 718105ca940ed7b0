import { describe, expect, it } from "vitest";
import { boxesOf, layOut, text, wordsOf } from "../layout-fixture.ts";
import { seededNumbers } from "../seeded/seeded-numbers.ts";

describe("key figures", () => {
  it("have their numbers on one line, in rows as long as these allow", () => {
    const next = seededNumbers(9);
    const from = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
    const broken: string[] = [];
    for (let round = 0; round < 200; round++) {
      const values = Array.from(
        { length: from(1, 8) },
        (_, index) => `${index + 1}${"234,567,".repeat(from(0, 2))}${from(100, 999)}`,
      );
      const items = values.map((value) => ({ value: text(value), label: text("Label"), note: [] }));
      const { pages } = layOut([{ type: "key-figures", items }], { page: { width: from(240, 600) } });
      const lines = pages.flatMap((page) => boxesOf(page, "text").map((box) => wordsOf(box).trim()));
      broken.push(...values.filter((value) => !lines.includes(value)));
    }
    expect(broken).toEqual([]);
  });
});
