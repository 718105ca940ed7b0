import { withOrigin } from "../document/inline-origins.ts";
import type { Document, Inline, Paragraph } from "../document/document.ts";
import type { OriginTrace } from "../document/trace.ts";
import { writesFromRight } from "../locale/writes-from-right.ts";
import type { LocalizedText } from "../template/template.ts";
import type { Composition } from "./composition.ts";
import { composeInlineText } from "./inlines/compose-inlines.ts";

const between = " · ";
/** Keeps the words around a part from turning it (UAX #9, X5c). */
const isolate = { open: "\u2068", close: "\u2069" };
const rightToLeftMark = "\u200f";
const fromRight = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
/** Running lines with these are in no web page and no workbook. */
const onPages = /\{(?:page|pages|chapter)\}/;

/** What a dateline is made of. */
interface DatelineParts {
  readonly composition: Composition;
  /** The report's date in its language's long form. */
  readonly date: string;
  /** Renders a text of template.yaml in the report's language. */
  readonly line: (localized: LocalizedText) => string;
  /** The running lines as printed. */
  readonly furniture: Pick<Document, "footer" | "folio">;
  readonly origins: OriginTrace | undefined;
}

/**
 * The line that says when a report was made and, where the template says it, which edition it is, who wrote it and for
 * whom. Without a cover, a date that the footer shows is left out.
 *
 * @returns undefined if it would be empty, or the template prints none
 */
export function composeDateline({ composition, date, line, furniture, origins }: DatelineParts): Paragraph | undefined {
  const { template, locale } = composition;
  const { dateline = {} } = template;
  if (dateline === false) return undefined;
  const dated = dateline.date !== false && date !== "" && (template.page.cover === true || !isShown(date, furniture));
  const origin = { kind: "values", values: [{ name: "report.date" }], deciding: [] } as const;
  const texts = [dateline.edition, dateline.author, dateline.addressee].map((text) =>
    text === undefined ? [] : composeInlineText(composition, line(text), { file: "template.yaml" }),
  );
  const parts = [dated ? [...withOrigin([words(date)], origins && origin)] : [], ...texts].filter(
    ({ length }) => length > 0,
  );
  if (parts.length === 0) return undefined;
  const turned = writesFromRight(locale.tag);
  const mixed = parts.length > 1 && (turned || fromRight.test(JSON.stringify(parts)));
  const children = parts.flatMap((part, index) => [
    ...(index === 0 ? (mixed ? [words(turned ? rightToLeftMark : "\u200e")] : []) : [words(between)]),
    ...(mixed ? [words(isolate.open), ...part, words(isolate.close)] : part),
  ]);
  return { type: "paragraph", role: "dateline", children };
}

function words(text: string): Inline {
  return { type: "text", text };
}

/**
 * Whether the foot of each page shows the date, and so does every other form of the report. Headers do not count: the
 * first page has none.
 */
function isShown(date: string, { footer, folio = "" }: DatelineParts["furniture"]): boolean {
  return [footer, folio].some((words) => words.includes(date) && !onPages.test(words));
}
