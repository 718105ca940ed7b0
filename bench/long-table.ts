import { execFileSync } from "node:child_process";
import { createFontFiles } from "../functions/adapters/font-files.ts";
import { composeReport } from "../functions/core/compose/compose-report.ts";
import { layoutPages } from "../functions/core/layout/layout-pages.ts";
import { openTypesetter } from "../functions/core/pdf/open-typesetter.ts";
import { writePdf } from "../functions/core/pdf/write-pdf.ts";
import type { Row, Tables } from "../functions/core/query/table.ts";
import { loadTemplate } from "../functions/core/template/load-template.ts";
import { localeFor } from "../functions/core/template/locale-for.ts";
import { pageGrid } from "../functions/core/template/page-grid.ts";

const warn = (): void => {};
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Made up, and different in every row. */
function makeRows(count: number): Row[] {
  const regions = ["Haidian", "Chaoyang", "Fengtai", "Shunyi", "Daxing", "Changping", "Tongzhou"];
  const grades = ["first", "second", "third", "watched"];
  return Array.from({ length: count }, (_, i): Row => ({
    name: `Enterprise ${i + 1} of ${regions[i % 7]}`,
    region: regions[(i * 3) % 7]!,
    output: ((i * 7919) % 1_000_003) / 10,
    share: ((i * 104_729) % 10_000) / 100,
    staff: (i * 31) % 50_000,
    grade: grades[(i * 5) % 4]!,
  }));
}

/**
 * One table of `count` rows by six columns, from the query's rows to the bytes of the PDF: tagged,
 * its header row on every page. Milliseconds by stage.
 */
export async function measureLongTable(count: number): Promise<{ compose: number; layout: number; pdf: number; pages: number; bytes: number }> {
  const files = new Map([
    ["template.yaml", bytes('title: Enterprises\ndate: "2024-06-30"\n')],
    ["report.md", bytes('# Enterprises\n\n::table{data="rows" title="Every enterprise"}\n')],
    ["queries/rows.sql", bytes("SELECT 1")],
  ]);
  const template = loadTemplate("long-table", "0".repeat(64), files);
  const rows = makeRows(count);
  const types = ["text", "text", "number", "number", "integer", "text"] as const;
  const columns = Object.keys(rows[0] ?? {}).map((name, index) => ({ name, type: types[index]! }));
  const tables: Tables = new Map([["rows", { name: "rows", columns, rows, hash: "" }]]);
  const accepted = { id: "0".repeat(64), engine: "engine", template: { name: "long-table", version: "0".repeat(64) }, parameters: {}, datasets: {}, language: "en", date: "2024-06-30" };
  const locale = localeFor("en");
  const grid = pageGrid(template.page);
  const times = [performance.now()];
  const document = composeReport(template, tables, accepted as Parameters<typeof composeReport>[2], locale, grid, warn);
  times.push(performance.now());
  const measurer = openTypesetter(createFontFiles(), locale.tag, warn);
  const layout = layoutPages(document, new Map(), { page: template.page, grid, theme: template.theme, locale, measurer, warn, limits: { pages: 10_000 } });
  times.push(performance.now());
  const info = { title: "Enterprises", reportId: "0".repeat(64), date: "2024-06-30", language: "en", producer: "Broadsheet" };
  const made = await writePdf(layout, new Map(), { typesetter: measurer, info, attachments: [], warn });
  times.push(performance.now());
  const [compose, set, pdf] = times.slice(1).map((time, index) => Math.round(time - times[index]!)) as [number, number, number];
  return { compose, layout: set, pdf, pages: made.pages, bytes: made.bytes.byteLength };
}

/** The sizes that are printed when none is asked for, each in a process of its own, whose memory is its own. */
const sizes = [1000, 10_000, 50_000];

if (import.meta.main) {
  const [size] = process.argv.slice(2).map(Number);
  if (size === undefined) for (const each of sizes) execFileSync(process.execPath, [import.meta.filename, String(each)], { stdio: "inherit" });
  else {
    const begun = performance.now();
    const measured = await measureLongTable(size);
    const whole = Math.round(performance.now() - begun);
    const cpu = Math.round((process.cpuUsage().user + process.cpuUsage().system) / 1000);
    const peak = Math.round(process.resourceUsage().maxRSS / 1024);
    process.stdout.write(`${JSON.stringify({ rows: size, whole, cpu, ...measured, peakMB: peak })}\n`);
  }
}
