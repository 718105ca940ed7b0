import { join } from "node:path";
import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { drawPdfPages } from "../../../../../functions/adapters/pages/draw-pdf-pages.ts";
import { shippedTemplates } from "../../../../../functions/seed/template-folders.ts";
import { renderOfficeFile } from "../render-office-file.ts";

const flagship = join(shippedTemplates, "high-tech-industries");

test.each(["xlsx", "docx", "pptx"] as const)(
  "a picture is drawn for a file of %s only if the file holds it",
  async (form) => {
    const drawn: Uint8Array[] = [];
    const { file } = await renderOfficeFile(form, flagship, {}, async (pdf, scale) => {
      const pages = await drawPdfPages(pdf, scale);
      drawn.push(...pages);
      return pages;
    });
    const held = Object.entries(unzipSync(file)).flatMap(([path, body]) => (path.endsWith(".png") ? [body] : []));
    expect(held.length).toBeGreaterThan(0);
    expect(drawn.filter((png) => !held.some((each) => Buffer.compare(each, png) === 0))).toEqual([]);
    expect(drawn).toHaveLength(held.length);
  },
);
