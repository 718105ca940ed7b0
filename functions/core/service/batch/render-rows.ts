import type { PageOfReports } from "../../report/query/page/open-pages.ts";
import { type Render, unheard } from "../lifecycle/lifecycle-world.ts";
import type { Report } from "../../report/publish/report.ts";
import type { AcceptedRequest } from "../../report/request/report-request.ts";

/** A rendered row, or why it could not be rendered: a BroadsheetError if the fault has a name. */
export type RenderedRow = { readonly report: Report } | { readonly error: unknown };

/**
 * Renders reports one after the other and gives a result for each, in order. The template, datasets, fonts and compiled
 * specs that they share stay open from one to the next. The iterable is read only when a row can begin (or the next can
 * wait for it), so that its reader knows what is under way. A row's failure ends nothing; if the renderer itself must
 * stop, the results say so (`unavailable`, code `server-stopping`).
 *
 * @param coming the requests that the iterable gives if nothing stops it; they may be prepared together, which changes
 *   nothing in the reports @default each is made alone
 */
export type RenderRows = (
  requests: Iterable<AcceptedRequest>,
  coming?: readonly AcceptedRequest[],
) => AsyncIterable<RenderedRow>;

/**
 * Rows whose queries may run together. DuckDB plans a query in a third of a millisecond, of which little is left for
 * each of so many; more would wait longer for the first, and take more memory.
 */
const rowsTogether = 64;

/** Renders rows by the renderer of single reports. */
export function renderOneByOne(render: Render): RenderRows {
  return async function* (requests, coming = []) {
    let taken = 0;
    let page: string | undefined;
    for (const accepted of requests) {
      if (taken % rowsTogether === 0) page = pageFrom(coming.slice(taken, taken + rowsTogether));
      taken += 1;
      try {
        yield { report: await render(accepted, unheard, undefined, page) };
      } catch (error) {
        yield { error };
      }
    }
  };
}

/** The requests that are made together, as `Render` takes them; undefined of a single one. */
export function pageFrom(requests: readonly AcceptedRequest[]): string | undefined {
  const [first] = requests;
  return first === undefined || requests.length === 1
    ? undefined
    : JSON.stringify({
        of: [first.template.version, first.datasets],
        letters: requests.map(({ parameters, language, date }) => ({ parameters, language, date })),
      } satisfies PageOfReports);
}
