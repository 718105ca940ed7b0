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
 */
export type RenderRows = (requests: Iterable<AcceptedRequest>) => AsyncIterable<RenderedRow>;

/** Renders rows by the renderer of single reports. */
export function renderOneByOne(render: Render): RenderRows {
  return async function* (requests) {
    for (const accepted of requests) {
      try {
        yield { report: await render(accepted, unheard) };
      } catch (error) {
        yield { error };
      }
    }
  };
}
