import { resolveDataset } from "./dataset/store/resolve-dataset.ts";
import { type ChoiceWorld, findChoices } from "./find-choices.ts";
import { findStale } from "./find-stale.ts";
import { acceptRequest } from "./request/accept-request.ts";
import { parseRequest } from "./request/parse-request.ts";
import type { AcceptedRequest, DatasetReference } from "./request/report-request.ts";
import { openTemplate } from "./template/open-template.ts";

/**
 * Turns the body of `POST /reports` into a request with everything pinned: the first step of every report, quick enough
 * to run before the response is sent. The result is the claim, and all that `generateReport` needs.
 *
 * @param body the parsed JSON, of any shape
 * @param requestedAt when it was requested, milliseconds since the epoch, by which `freshness` is measured @default
 *   nobody knows how fresh the data are, as for files of one's own
 * @throws BroadsheetError `invalid-request` with the JSON pointer of every faulty field, `not-found` for an unknown
 *   template or dataset, `invalid-template`, `invalid-dataset` for data that are too old, `unavailable`
 */
export async function acceptReport(body: unknown, world: ChoiceWorld, requestedAt?: number): Promise<AcceptedRequest> {
  const { store } = world;
  const request = parseRequest(body);
  const template = await openTemplate(store, request.template);
  const references = template.datasets.flatMap(({ alias, default: name }): [string, DatasetReference][] => {
    const reference = request.datasets[alias] ?? (name === undefined ? undefined : { name });
    return reference === undefined ? [] : [[alias, reference]];
  });
  const datasets = await Promise.all(
    references.map(
      async ([alias, reference]) => [alias, await resolveDataset(store, reference, `/datasets/${alias}`)] as const,
    ),
  );
  const pinned = Object.fromEntries(datasets);
  // Without a dataset there are no choices; the missing dataset is reported separately.
  const choices = template.datasets.every(({ alias }) => pinned[alias] !== undefined)
    ? await findChoices(template, pinned, world)
    : {};
  const accepted = acceptRequest(request, template, pinned, choices);
  if (requestedAt === undefined) return accepted;
  const stale = await findStale({ template, asked: request.datasets, datasets: pinned }, requestedAt, store);
  return stale === undefined ? accepted : acceptRequest(request, template, pinned, choices, stale);
}
