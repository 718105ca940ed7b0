import { type ChoiceWorld, findChoices } from "./report/find-choices.ts";
import { resolveDataset } from "./report/dataset/store/resolve-dataset.ts";
import { BroadsheetError } from "./errors.ts";
import { checkDatasets } from "./report/request/accept-request.ts";
import type { Choices } from "./report/request/choices.ts";
import { parseRequest } from "./report/request/parse-request.ts";
import type { DatasetReference } from "./report/request/report-request.ts";
import { openTemplate } from "./report/template/open-template.ts";

/** What parameters may be, and the versions of the datasets that say so. */
export interface ChoicesOver {
  readonly choices: Choices;
  readonly datasets: Readonly<Record<string, Required<DatasetReference>>>;
}

/**
 * What the parameters of a template may be over datasets of one's choice: what `POST /reports` with the same template
 * and datasets accepts. An alias that is left out takes the template's default.
 *
 * @param asked the template and the datasets, as in a report's request
 * @throws BroadsheetError `invalid-request` for an unknown alias or one without a dataset, `not-found`, and as
 *   `findChoices`
 */
export async function choicesOver(
  asked: { readonly template: unknown; readonly datasets?: unknown },
  world: ChoiceWorld,
): Promise<ChoicesOver> {
  const request = parseRequest(asked);
  const template = await openTemplate(world.store, request.template);
  const references = template.datasets.flatMap(({ alias, default: name }): [string, DatasetReference][] => {
    const reference = request.datasets[alias] ?? (name === undefined ? undefined : { name });
    return reference === undefined ? [] : [[alias, reference]];
  });
  const pinned = await Promise.all(
    references.map(
      async ([alias, reference]) =>
        [alias, await resolveDataset(world.store, reference, `/datasets/${alias}`)] as const,
    ),
  );
  const datasets = Object.fromEntries(pinned);
  const problems = checkDatasets(request, template, datasets);
  if (problems.length > 0) throw new BroadsheetError("invalid-request", problems);
  return { choices: await findChoices(template, datasets, world), datasets };
}
