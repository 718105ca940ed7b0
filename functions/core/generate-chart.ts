import { sha256, canonicalJson } from "./canonical-json.ts";
import type { AuthoredSettings } from "./chart/chart-settings.ts";
import { compileChart } from "./chart/compile-chart.ts";
import type { Warn, Where } from "./errors.ts";
import type { Layout } from "./layout/page.ts";
import { openTypesetter } from "./fonts/open-typesetter.ts";
import type { Attachment } from "./pdf/file/write-attachments.ts";
import { writePdf } from "./pdf/write-pdf.ts";
import type { FontSource } from "./ports.ts";
import { defaultTheme } from "./template/theme/default-theme.ts";
import { localeFor } from "./locale/locale-for.ts";

/** A chart that is to be a PDF of its own. */
export interface ChartOrder {
  /** Names the chart in problems and is the PDF's title where the spec has none. */
  readonly name: string;
  readonly dialect: "vega-lite" | "vega";
  readonly spec: Readonly<Record<string, unknown>>;
  /** The file that the spec was read from: its faults are reported there, by line. */
  readonly source?: { readonly file: string; readonly text: string };
  /** Values of the spec's params or signals. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly authored: AuthoredSettings;
  /** BCP 47. */
  readonly language: string;
  /** The PDF's own date, `YYYY-MM-DD`, and what `now()` gives. @default the present day for a spec that asks for `now()`, else a day that never changes */
  readonly date?: string | undefined;
  /** The present day, `YYYY-MM-DD`. */
  readonly today: string;
  /** Whether the data drawn is to travel with the PDF. */
  readonly attach: boolean;
  readonly where: Where;
  /** Items of the scenegraph that are allowed. */
  readonly marks: number;
}

export interface ChartPdf {
  readonly pdf: Uint8Array;
  /** Points. */
  readonly width: number;
  readonly height: number;
  readonly alt: string;
  /** The present day, if the chart shows what `now()` gave and no date was ordered: another day gives other bytes. */
  readonly drawnOn?: string | undefined;
}

/** A chart has no date of its own, and the clock would make the bytes of most differ for nothing. */
const timeless = "2000-01-01";

/**
 * Makes a PDF of one page out of one chart, cropped to it, drawn as its author wrote it. The page
 * is tagged: it holds one figure with its alternative text. Same order, same bytes.
 *
 * @throws BroadsheetError `chart-failed`, `limit-exceeded`, and whatever reading a file throws
 */
export async function generateChart(order: ChartOrder, fonts: FontSource, warn: Warn): Promise<ChartPdf> {
  const { name, dialect, spec, source, parameters, authored, language, today, attach, where, marks } = order;
  const locale = localeFor(language);
  const measurer = openTypesetter(fonts, locale.tag, warn);
  let asked = false;
  const tellClock = (): void => void (asked = true);
  const chart = await compileChart(
    { name, dialect, spec, data: {}, source },
    new Map(),
    { width: 612, authored, theme: defaultTheme, locale, language, date: order.date ?? today, tellClock, measurer, parameters, attach, where, warn, limits: { marks } },
  );
  const drawnOn = asked && order.date === undefined ? today : undefined;
  const date = order.date ?? drawnOn ?? timeless;
  // A chart of no size (an empty spec) still is a page, and a page of PDF/A has sides of 3 points at least (ISO 19005-3, 6.1.13).
  const [width, height] = [Math.max(3, chart.width), Math.max(3, chart.height)];
  const figure = "chart";
  const layout: Layout = {
    pages: [{ width, height, boxes: [{ kind: "chart", means: 1, x: 0, y: 0, width, height, figure, scale: 1 }] }],
    structure: [
      { index: 0, role: "Document" },
      { index: 1, role: "Figure", parent: 0, alt: chart.alt },
    ],
    outline: [],
  };
  const reportId = sha256(canonicalJson({ spec: JSON.parse(JSON.stringify(spec)) as unknown, parameters, language, date }));
  const info = { title: titleOf(spec) ?? name, reportId, date, language: locale.tag, producer: "Broadsheet" };
  const attachments: Attachment[] = chart.csv === undefined ? [] : [{
    name: `${name}.csv`, description: `Data drawn: ${chart.alt}`, type: "text/csv", body: new TextEncoder().encode(chart.csv), relationship: "Data", figure,
  }];
  const { bytes } = await writePdf(layout, new Map([[figure, chart]]), { typesetter: measurer, info, attachments, warn });
  return { pdf: bytes, width, height, alt: chart.alt, drawnOn };
}

function titleOf({ title }: ChartOrder["spec"]): string | undefined {
  const text = typeof title === "object" && title !== null && "text" in title ? (title as { readonly text: unknown }).text : title;
  const lines = [text].flat().filter((line) => typeof line === "string" && line.trim() !== "");
  return lines.length > 0 ? lines.join(" ") : undefined;
}
