import { createFontFiles } from "../../functions/adapters/font-files.ts";
import { compileChart } from "../../functions/core/report/chart/compile-chart.ts";
import { figuresOf } from "../../functions/core/report/document/figures-of.ts";
import type { Layout } from "../../functions/core/report/layout/page.ts";
import { openTypesetter } from "../../functions/core/report/fonts/open-typesetter.ts";
import { writePdf } from "../../functions/core/report/pdf/write-pdf.ts";
import { composeFlagship, openFlagshipWorld } from "../content/flagship.ts";
import type { Contender } from "../measure/contender.ts";

const fonts = createFontFiles();
const warn = (): void => undefined;

/** Draws the flagship's charts in turn, each from spec and rows to a tagged PDF of one page without attached data. */
export async function open(): Promise<Contender> {
  const { document, widths, tables, template, locale, parameters } = await composeFlagship(
    await openFlagshipWorld(),
    0,
  );
  const figures = figuresOf(document);
  return {
    async make(iteration) {
      const { id, chart: request, alt, where } = figures[iteration % figures.length]!;
      const typesetter = openTypesetter(fonts, locale.tag, warn);
      const about = { width: widths.get(id)!, attach: false, where, ...(alt !== undefined && { alt }) };
      const chart = await compileChart(request, tables, {
        ...about,
        theme: template.theme,
        locale,
        language: "en",
        measurer: typesetter,
        parameters,
        warn,
        limits: { marks: 50_000 },
      });
      const layout: Layout = {
        pages: [
          {
            width: chart.width,
            height: chart.height,
            boxes: [
              { kind: "chart", means: 1, x: 0, y: 0, width: chart.width, height: chart.height, figure: "0", scale: 1 },
            ],
          },
        ],
        structure: [
          { index: 0, role: "Document" },
          { index: 1, role: "Figure", parent: 0, alt: chart.alt },
        ],
        outline: [],
      };
      const info = {
        title: request.name,
        reportId: "0".repeat(64),
        date: "2026-01-30",
        language: locale.tag,
        producer: "Broadsheet",
      };
      return {
        pdf: (await writePdf(layout, new Map([["0", chart]]), { typesetter, info, attachments: [], warn })).bytes,
      };
    },
  };
}
