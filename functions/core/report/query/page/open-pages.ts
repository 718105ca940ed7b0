import { keepPages, type QueryPage } from "./keep-pages.ts";

/** Reports that are made one after the other: what they differ by, and what they share. Written as JSON. */
export interface PageOfReports {
  /** Whatever else the results depend on: two pages with equal letters but other data are two pages. */
  readonly of: unknown;
  readonly letters: readonly {
    readonly parameters: Readonly<Record<string, unknown>>;
    readonly language: string;
    readonly date: string;
  }[];
}

/**
 * Makes the function that reads a page. Each of its letters brings the same text.
 *
 * @param most pages that may be under way at a time
 */
export function openPages(most = 4): (text: string) => QueryPage {
  const kept = keepPages();
  const open = new Map<string, QueryPage>();
  return (text) => {
    const before = open.get(text);
    if (before !== undefined) return before;
    const { letters } = JSON.parse(text) as PageOfReports;
    const page: QueryPage = {
      kept,
      letters: letters.map(({ parameters, language, date }) => ({ ...parameters, language, report_date: date })),
    };
    open.set(text, page);
    if (open.size > most) open.delete(open.keys().next().value!);
    return page;
  };
}
