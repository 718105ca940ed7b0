import { join } from "node:path";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { decode } from "fast-png";
import { beforeAll, describe, expect, test } from "vitest";
import { drawPdfPages } from "../../../../../functions/adapters/pages/draw-pdf-pages.ts";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { type LaidOutReport, makeReport } from "../../../../../functions/core/report/generate-report.ts";
import { makeFigures } from "../../../../../functions/core/report/make-figures.ts";
import { compareRendition } from "../../../../../functions/core/report/rendition/compare/compare-rendition.ts";
import { figureBlocks } from "../../../../../functions/proof/figures/figure-blocks.ts";
import { readXml, within } from "../../../../../functions/proof/xlsx/read-package.ts";
import { createWorld } from "../../../../../functions/render/create-world.ts";
import { seedTemplate } from "../../../../../functions/seed/seed-template.ts";

const reports = join(import.meta.dirname, "../../../../reports");

describe.each(["figures-en", "images"])("the figures of %s", (name) => {
  let file: Uint8Array;
  let laidOut: LaidOutReport;
  const make = async (): Promise<{ readonly file: Uint8Array; readonly laidOut: LaidOutReport }> => {
    const store = new MemoryObjectStore();
    await seedTemplate(store, "figures", join(reports, name, "template"));
    const world = createWorld(store);
    const accepted = await acceptReport({ template: "figures", parameters: {} }, world);
    const made = await makeReport(accepted, world);
    const drawing = { ...world, drawPages: drawPdfPages };
    return { file: await makeFigures(accepted, made.laidOut, drawing, made.report.sha256), laidOut: made.laidOut };
  };
  const differences = (body: Uint8Array): unknown[] =>
    compareRendition({ ...laidOut, form: "zip" }, figureBlocks(body));
  beforeAll(async () => {
    ({ file, laidOut } = await make());
  });

  test("say what the report's figures say, and with a digit changed something else", () => {
    expect(differences(file)).toEqual([]);
    const files = unzipSync(file);
    const missed: string[] = [];
    for (const [path, body] of Object.entries(files)) {
      if (!path.endsWith(".svg")) continue;
      const svg = strFromU8(body);
      for (const { index, 0: shown } of svg.matchAll(/(?<=<text [^>]*>)[^<]+(?=<)|(?<=aria-label=")[^"]+/g)) {
        const at = index + shown.search(/\d/);
        if (at < index) continue;
        const mutant = svg.slice(0, at) + String((Number(svg[at]) + 1) % 10) + svg.slice(at + 1);
        if (differences(zipSync({ ...files, [path]: strToU8(mutant) }, { level: 0 })).length === 0) missed.push(shown);
      }
    }
    expect(missed).toEqual([]);
  });

  test("are drawings that stand alone, and pictures of the same shape that are not empty", () => {
    const files = unzipSync(file);
    const drawings = Object.keys(files).filter((path) => path.endsWith(".svg"));
    expect(drawings.length).toBeGreaterThan(1);
    for (const path of drawings) {
      const { name: root, attributes } = readXml(strFromU8(files[path]!), path);
      expect([root, attributes["xmlns"]]).toEqual(["svg", "http://www.w3.org/2000/svg"]);
      const picture = decode(files[path.replace(/svg$/, "png")]!);
      const [wide, high] = [Number.parseFloat(attributes["width"]!), Number.parseFloat(attributes["height"]!)];
      expect(Math.abs(picture.width - wide * 2)).toBeLessThan(2);
      expect(Math.abs(picture.height - high * 2)).toBeLessThan(2);
      expect(new Set(picture.data).size).toBeGreaterThan(1);
      const ids = within({ name: "", attributes: {}, children: [readXml(strFromU8(files[path]!), path)] }, "clipPath");
      expect(new Set(ids.map((each) => each.attributes["id"])).size).toBe(ids.length);
    }
  });

  test("have the same bytes when they are made again", async () => {
    expect(Buffer.compare((await make()).file, file)).toBe(0);
  });
});
