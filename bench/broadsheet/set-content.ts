import { createFontFiles } from "../../functions/adapters/font-files.ts";
import { composeReport } from "../../functions/core/report/compose/compose-report.ts";
import { layOutDocument } from "../../functions/core/report/layout/lay-out-document.ts";
import { openTypesetter } from "../../functions/core/report/fonts/open-typesetter.ts";
import { writePdf } from "../../functions/core/report/pdf/write-pdf.ts";
import type { Tables } from "../../functions/core/report/query/table.ts";
import { loadTemplate } from "../../functions/core/report/template/load-template.ts";
import { localeFor } from "../../functions/core/report/locale/locale-for.ts";
import { pageGrid } from "../../functions/core/report/template/page-grid.ts";
import type { Made } from "../measure/contender.ts";

const version = "0".repeat(64);
const fonts = createFontFiles();
const warn = (): void => undefined;

/** Renders a template over given query results, as the front door does from the stage `compose` on. */
export async function setContent(files: Readonly<Record<string, string>>, tables: Tables): Promise<Made> {
  const times = [performance.now()];
  const template = loadTemplate(
    "content",
    version,
    new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)])),
  );
  const locale = localeFor("en");
  const grid = pageGrid(template.page);
  const accepted = {
    id: version,
    template: { name: "content", version },
    parameters: {},
    datasets: {},
    language: "en",
    date: "2026-01-30",
  };
  const document = composeReport(template, tables, accepted as Parameters<typeof composeReport>[2], locale, warn);
  times.push(performance.now());
  const typesetter = openTypesetter(fonts, locale.tag, warn);
  const layout = await layOutDocument(document, new Map(), {
    page: template.page,
    grid,
    theme: template.theme,
    locale,
    measurer: typesetter,
    warn,
    limits: { pages: 100_000 },
  });
  times.push(performance.now());
  const info = { title: document.title, reportId: version, date: "2026-01-30", language: "en", producer: "Broadsheet" };
  const { bytes } = await writePdf(layout, new Map(), { typesetter, info, attachments: [], warn });
  times.push(performance.now());
  const [compose, set, pdf] = times.slice(1).map((time, index) => time - times[index]!) as [number, number, number];
  return { pdf: bytes, parts: { compose, layout: set, pdf } };
}
