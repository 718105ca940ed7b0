import type { TextMeasurer } from "../../../ports.ts";
import type { Chart } from "../../chart/chart.ts";
import type { Document } from "../../document/document.ts";
import type { Layout } from "../../layout/page.ts";
import { readsFromRight } from "../../layout/text/reads-from-right.ts";
import type { Locale } from "../../locale/locale.ts";
import type { Theme } from "../../template/theme.ts";
import type { CustomerMaster } from "../master/customer-master.ts";
import type { DrawnPicture } from "../ooxml/drawn-picture.ts";
import type { OfficeChart } from "../ooxml/office-chart.ts";
import { type PageFacts, pageFacts } from "../page-facts.ts";

/** What slides are made from. */
export interface SlideParts {
  readonly document: Document;
  readonly locale: Locale;
  readonly theme: Theme;
  /** As in `LaidOutReport`. */
  readonly charts: ReadonlyMap<string, Chart>;
  readonly layout: Pick<Layout, "pages" | "numbering">;
  /** Measures text in the report's own fonts. */
  readonly measurer: Pick<TextMeasurer, "words">;
  /** Id of a figure or picture → it as it is shown. */
  readonly pictures: ReadonlyMap<string, DrawnPicture>;
  /** A master that stands for ours. */
  readonly customer?: CustomerMaster | undefined;
  /** Id of a figure → its chart, if PowerPoint draws it. @default none */
  readonly native?: ReadonlyMap<string, OfficeChart>;
}

/** The same with what all slides need to know. */
export interface SlideContext extends SlideParts, PageFacts {
  readonly rightToLeft: boolean;
  /** Height of a line as a share of the size of its type. */
  readonly leading: number;
}

export function openSlides(parts: SlideParts): SlideContext {
  // Chinese, Japanese and Korean faces of Office have taller lines.
  const tall = /^(?:zh|ja|ko|th|hi|ar|ur)\b/.test(parts.locale.tag);
  return {
    ...parts,
    ...pageFacts(parts.document, parts.layout),
    rightToLeft: readsFromRight(parts.locale),
    leading: tall ? 1.36 : 1.24,
  };
}
