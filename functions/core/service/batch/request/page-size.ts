/** Work of one page, ms. */
const pageMs = 20_000;

const bounds = { least: 20, most: 1000 } as const;

/** What a row may take: a report with nothing, and what each query, chart and file of another form adds, ms. */
const rowMs = { report: 12, query: 6, chart: 12, rendition: 60 } as const;

/**
 * Rows of a page, so that it is about 20 s of work: estimated from the template, since nothing is measured yet. The
 * number is pinned with the request; all boundaries follow from it.
 *
 * @param renditions number of other forms, for each of which a report is laid out again @default none
 */
export function pageSize(
  {
    queries,
    charts,
  }: {
    readonly queries: { readonly size: number };
    readonly charts: { readonly size: number };
  },
  renditions = 0,
): number {
  const report = rowMs.report + queries.size * rowMs.query + charts.size * rowMs.chart;
  const estimate = report + renditions * (report + rowMs.rendition);
  return Math.min(bounds.most, Math.max(bounds.least, Math.round(pageMs / estimate)));
}
