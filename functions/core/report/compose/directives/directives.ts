import type { DirectiveKind } from "../directive.ts";
import { appendix } from "./appendix/appendix.ts";
import { barcode } from "./barcode/barcode.ts";
import { callout } from "./callout/callout.ts";
import { chart } from "./chart/chart.ts";
import { column } from "./column/column.ts";
import { columns } from "./columns/columns.ts";
import { image } from "./image/image.ts";
import { keyFigures } from "./key-figures/key-figures.ts";
import { landscape } from "./landscape/landscape.ts";
import { pageBreak } from "./page-break/page-break.ts";
import { pullQuote } from "./pull-quote/pull-quote.ts";
import { table } from "./table/table.ts";
import { toc } from "./toc/toc.ts";

/** The directives of a report, by their names. */
export const directives: Readonly<Record<string, DirectiveKind>> = {
  chart,
  image,
  barcode,
  table,
  "key-figures": keyFigures,
  columns,
  column,
  callout,
  "pull-quote": pullQuote,
  toc,
  landscape,
  appendix,
  "page-break": pageBreak,
};
