import { sha256, canonicalJson } from "../json/canonical-json.ts";
import type { AuthoredSettings } from "./chart/chart-settings.ts";
import { compileChart } from "./chart/compile-chart.ts";
import type { Warn, Where } from "../errors.ts";
import type { Layout } from "./layout/page.ts";
import { openTypesetter } from "./fonts/open-typesetter.ts";
import type { Attachment } from "./pdf/file/write-attachments.ts";
import { writePdf } from "./pdf/write-pdf.ts";
import type { FontSource } from "../ports.ts";
import { defaultTheme } from "./template/theme/default-theme.ts";
import { localeFor } from "./locale/locale-for.ts";

/** A request for a chart as its own PDF. */
export interface ChartOrder {
  /** Names the chart in problems, and is the PDF's title if the spec has none. */
  readonly name: string;
  readonly dialect: "vega-lite" | "vega";
  readonly spec: Readonly<Record<string, unknown>>;
  /** The file of the spec, in which its faults are reported by line. */
  readonly source?: { readonly file: string; readonly text: string };
  /** Values of the spec's params or signals. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly authored: AuthoredSettings;
  /** BCP 47. */
  readonly language: string;
  /**
   * The PDF's date, `YYYY-MM-DD`, and the result of `now()`. @default the current day for a spec that calls `now()`,
   * else a fixed day
   */
  readonly date?: string | undefined;
  /** The current day, `YYYY-MM-DD`. */
  readonly today: string;
  /** Whether to attach the drawn data to the PDF. */
  readonly attach: boolean;
  readonly where: Where;
  /** Most items of the scenegraph. */
  readonly marks: number;
}

export interface ChartPdf {
  readonly pdf: Uint8Array;
  /** Points. */
  readonly width: number;
  readonly height: number;
  readonly alt: string;
  /** The current day, if the chart depends on `now()` and no date was given: another day gives other bytes. */
  readonly drawnOn?: string | undefined;
}

/** The date of most charts, which have none of their own, so that their bytes do not depend on the clock. */
const timeless = "2000-01-01";

/**
 * Renders one chart as a PDF of one page, cropped to the chart and drawn as its author wrote it. The page is tagged: it
 * holds one figure with its alternative text. The same order gives the same bytes.
 *
 * @throws BroadsheetError `chart-failed`, `limit-exceeded`, and any error from reading a file
 */
export async function generateChart(order: ChartOrder, fonts: FontSource, warn: Warn): Promise<ChartPdf> {
  const { name, dialect, spec, source, parameters, authored, language, today, attach, where, marks } = order;
  const locale = localeFor(language);
  const measurer = openTypesetter(fonts, locale.tag, warn);
  let asked = false;
  const tellClock = (): void => void (asked = true);
  const chart = await compileChart({ name, dialect, spec, data: {}, source }, new Map(), {
    width: 612,
    authored,
    theme: defaultTheme,
    locale,
    language,
    date: order.date ?? today,
    tellClock,
    measurer,
    parameters,
    attach,
    where,
    warn,
    limits: { marks },
  });
  const drawnOn = asked && order.date === undefined ? today : undefined;
  const date = order.date ?? drawnOn ?? timeless;
  // Even a chart without size (an empty spec) gets a page, and a PDF/A page has sides of at least 3 points (ISO
  // 19005-3, 6.1.13).
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
  const reportId = sha256(
    canonicalJson({ spec: JSON.parse(JSON.stringify(spec)) as unknown, parameters, language, date }),
  );
  const info = { title: titleOf(spec) ?? name, reportId, date, language: locale.tag, producer: "Broadsheet" };
  const attachments: Attachment[] =
    chart.csv === undefined
      ? []
      : [
          {
            name: `${name}.csv`,
            description: `Data drawn: ${chart.alt}`,
            type: "text/csv",
            body: new TextEncoder().encode(chart.csv),
            relationship: "Data",
            figure,
          },
        ];
  const { bytes } = await writePdf(layout, new Map([[figure, chart]]), {
    typesetter: measurer,
    info,
    attachments,
    warn,
  });
  return { pdf: bytes, width, height, alt: chart.alt, drawnOn };
}

function titleOf({ title }: ChartOrder["spec"]): string | undefined {
  const text =
    typeof title === "object" && title !== null && "text" in title ? (title as { readonly text: unknown }).text : title;
  const lines = [text].flat().filter((line) => typeof line === "string" && line.trim() !== "");
  return lines.length > 0 ? lines.join(" ") : undefined;
}
