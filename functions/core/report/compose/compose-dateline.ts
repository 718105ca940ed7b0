import { withOrigin } from "../document/inline-origins.ts";
import type { Inline, Paragraph } from "../document/document.ts";
import type { OriginTrace } from "../document/trace.ts";
import { writesFromRight } from "../locale/writes-from-right.ts";
import type { LocalizedText, Template } from "../template/template.ts";
import type { Composition } from "./composition.ts";
import { composeInlineText } from "./inlines/compose-inlines.ts";

const between = " · ";
/** Keeps the words around a part from turning it (UAX #9, X5c). */
const isolate = { open: "\u2068", close: "\u2069" };
const rightToLeftMark = "\u200f";
const fromRight = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
/** What shows the date in a running line. */
const shownDate = /\{date\}|\breport\.date\s*\|\s*date\s*-?\}\}/;

/** What a dateline is made of. */
interface DatelineParts {
  readonly composition: Composition;
  /** The report's date in its language's long form. */
  readonly date: string;
  /** Renders a text of template.yaml in the report's language. */
  readonly line: (localized: LocalizedText) => string;
  readonly origins: OriginTrace | undefined;
}

/**
 * The line that says when a report was made and, where the template says it, which edition it is, who wrote it and for
 * whom. Without a cover, a date that a running line shows is left out.
 *
 * @returns undefined if it would be empty, or the template prints none
 */
export function composeDateline({ composition, date, line, origins }: DatelineParts): Paragraph | undefined {
  const { template, language, locale } = composition;
  const { dateline = {} } = template;
  if (dateline === false) return undefined;
  const dated = dateline.date !== false && date !== "" && !isShown(template, language);
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

/** Whether each page shows the date in its header or footer, which covers do not have. */
function isShown({ page, publication, header, footer, folio }: Template, language: string): boolean {
  const running = [publication, header, footer, folio].map((text) => text[language] ?? "");
  return page.cover !== true && running.some((text) => shownDate.test(text));
}
