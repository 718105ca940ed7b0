import { flattenParameters } from "../flatten-parameters.ts";
import { type Loaded, loadFiles, loadSealed, type Work } from "./load-session.ts";
import { inlineSelects } from "./loading-jobs.ts";

/**
 * Opens a database of its own with a report's datasets, for code that runs more than the queries. Nothing is kept of
 * it; its user closes it.
 *
 * @param parameters with defaults filled in, and `language` and `report_date` added
 * @throws BroadsheetError as `runQueries`, before any query runs
 */
export async function openLoaded(
  { queries, datasets, options }: Omit<Work, "parameters">,
  parameters: Readonly<Record<string, unknown>>,
): Promise<Loaded & Pick<Work, "parameters">> {
  const work = { queries, datasets, options, parameters: flattenParameters(parameters) };
  const selects = await inlineSelects(datasets);
  const loaded = selects === undefined ? await loadFiles(work, false) : await loadSealed(work, selects);
  return { ...loaded, parameters: work.parameters };
}
