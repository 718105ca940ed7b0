import { join } from "node:path";
import { decode } from "fast-png";
import { beforeAll, describe, expect, test } from "vitest";
import { drawPdfPages } from "../../../../../functions/adapters/pages/draw-pdf-pages.ts";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { type LaidOutReport, makeReport } from "../../../../../functions/core/report/generate-report.ts";
import { makeCard } from "../../../../../functions/core/report/make-card.ts";
import { compareCard } from "../../../../../functions/core/report/rendition/compare/compare-card.ts";
import { cardBlocks } from "../../../../../functions/proof/card/card-blocks.ts";
import { createWorld } from "../../../../../functions/render/create-world.ts";
import { seedTemplate } from "../../../../../functions/seed/seed-template.ts";

const reports = join(import.meta.dirname, "../../../../reports");

describe.each(["blocks-en", "blocks-zh", "figures-en", "right-to-left", "empty"])("the card of %s", (name) => {
  let file: Uint8Array;
  let laidOut: LaidOutReport;
  const make = async (): Promise<{ readonly file: Uint8Array; readonly laidOut: LaidOutReport }> => {
    const store = new MemoryObjectStore();
    await seedTemplate(store, "card", join(reports, name, "template"));
    const world = createWorld(store);
    const accepted = await acceptReport({ template: "card", parameters: {} }, world);
    const made = await makeReport(accepted, world);
    const drawing = { ...world, drawPages: drawPdfPages };
    return { file: await makeCard(accepted, made.laidOut, drawing, made.report.sha256), laidOut: made.laidOut };
  };
  beforeAll(async () => {
    ({ file, laidOut } = await make());
  });

  test("is a picture of 1,200 × 630 pixels with the same bytes each time", async () => {
    const { width, height, data } = decode(file);
    expect([width, height]).toEqual([1200, 630]);
    expect(new Set(data).size).toBeGreaterThan(20);
    expect(Buffer.compare((await make()).file, file)).toBe(0);
  });

  test("says only what the report says, and every changed character, line left out of order or title is found", () => {
    const blocks = cardBlocks(file);
    expect(compareCard(laidOut, blocks)).toEqual([]);
    const missed = blocks.flatMap(({ kind, text }, line) =>
      [...text].flatMap((character, at) => {
        const other = character === "7" ? "8" : "7";
        const mutant = [...text].with(at, other).join("");
        return compareCard(laidOut, blocks.with(line, { kind, text: mutant })).length === 0 ? [mutant] : [];
      }),
    );
    expect(missed).toEqual([]);
    expect(compareCard(laidOut, blocks.slice(1))).not.toEqual([]);
    expect(compareCard(laidOut, [])).not.toEqual([]);
  });

  test("cut short or with a byte changed, it is refused in words", () => {
    for (const cut of [8, 20, 40, 200, file.length - 1])
      expect(() => cardBlocks(file.subarray(0, cut))).toThrow("is not as Broadsheet writes it");
    for (const at of [17, 60, file.length >> 1]) {
      const changed = Uint8Array.from(file);
      changed[at] = changed[at]! ^ 1;
      expect(() => cardBlocks(changed)).toThrow("another checksum");
    }
  });
});
