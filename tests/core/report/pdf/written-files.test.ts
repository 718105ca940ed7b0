import { expect, test } from "vitest";
import { createFontFiles } from "../../../../functions/adapters/font-files.ts";
import type { Chart } from "../../../../functions/core/report/chart/chart.ts";
import { openTypesetter } from "../../../../functions/core/report/fonts/open-typesetter.ts";
import { writePdf, type PdfSettings } from "../../../../functions/core/report/pdf/write-pdf.ts";
import { drawEverything } from "./draw-everything.ts";
import { LayoutBuilder } from "./sample-layout.ts";
import { sampleTags } from "./sample-tags.ts";
import { writtenOut } from "./written-out.ts";

/*
 * What the writer writes, object by object, is kept as a text: the same layout gives the same file. A change that is
 * meant is read in the difference, and kept by `vitest run --update`.
 */

const typesetter = openTypesetter(createFontFiles(), "en", (warning) => expect.unreachable(warning.message));
const data = {
  name: "bars.csv",
  description: "Data of figure 1",
  type: "text/csv",
  body: Buffer.from("a,b\n1,2\n"),
  relationship: "Data",
} as const;

function settings(conformance?: "ua2-a4f"): PdfSettings {
  return {
    typesetter,
    info: {
      title: "R&D <报告> (x)",
      author: "A & B",
      subject: "Share",
      keywords: "share, GDP",
      reportId: "0".repeat(64),
      date: "2026-03-01",
      language: "en",
      producer: "Broadsheet 1",
      ...(conformance !== undefined && { conformance }),
    },
    attachments: [data],
    warn: (warning) => expect.unreachable(warning.message),
  };
}

test.each([
  ["pages", undefined],
  ["pages-of-pdf2", "ua2-a4f"],
] as const)("the sample's pages: %s", async (name, conformance) => {
  const { layout, charts } = sampleTags(typesetter);
  const { bytes } = await writePdf(layout, charts, settings(conformance));
  await expect(writtenOut(bytes)).toMatchFileSnapshot(`written/${name}.txt`);
});

test("a drawing that uses all that a canvas has, whole, scaled and cropped", async () => {
  const build = new LayoutBuilder(typesetter);
  const chart: Chart = { name: "everything", width: 400, height: 300, alt: "Everything", draw: drawEverything };
  const charts = new Map([["everything", chart]]);
  for (const [scale, y] of [
    [1, 100],
    [0.5, 450],
  ] as const) {
    const means = build.element("Figure", 0, { alt: "Everything" });
    build.boxes.push({
      kind: "chart",
      means,
      x: 56,
      y,
      width: 400 * scale,
      height: 300 * scale,
      figure: "everything",
      scale,
    });
  }
  const { bytes } = await writePdf(
    { pages: [build.page()], structure: build.structure, outline: [] },
    charts,
    settings(),
  );
  await expect(writtenOut(bytes)).toMatchFileSnapshot("written/drawing.txt");
});
