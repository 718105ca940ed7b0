import { canonicalJson, sha256 } from "../../json/canonical-json.ts";
import { resolveDataset } from "../../report/dataset/store/resolve-dataset.ts";
import { makeChoices } from "../../report/make-choices.ts";
import type { ObjectStore, ScratchSpace } from "../../ports.ts";
import { acceptRequest } from "../../report/request/accept-request.ts";
import type { Choices } from "../../report/request/choices.ts";
import { parseRequest } from "../../report/request/parse-request.ts";
import type { AcceptedRequest, DatasetReference } from "../../report/request/report-request.ts";
import type { Template } from "../../report/template/template.ts";
import type { KeptWork } from "../../report/preview/keep-work.ts";
import type { AskedPreview } from "../../report/preview/preview.ts";

/**
 * `acceptReport` for a template that is not stored: pins the request, and computes the choices of its parameters only
 * if a query or a dataset has changed.
 *
 * @param samples alias → dataset for those that the request does not name
 * @throws BroadsheetError as `acceptReport`
 */
export async function acceptPreview(
  { parameters, language, datasets, date }: AskedPreview,
  template: Template,
  samples: Readonly<Record<string, Required<DatasetReference>>>,
  world: { readonly store: ObjectStore; openScratch(): Promise<ScratchSpace> },
  kept: KeptWork,
): Promise<AcceptedRequest> {
  const { name, version } = template;
  const request = parseRequest({
    template: { name, version },
    parameters: withLanguage(parameters, language, template),
    datasets,
    ...(date === undefined ? {} : { date }),
  });
  const pinned = await Promise.all(
    template.datasets.flatMap(({ alias, default: stored }) => {
      const asked = request.datasets[alias] ?? samples[alias] ?? (stored === undefined ? undefined : { name: stored });
      return asked === undefined
        ? []
        : [resolveDataset(world.store, asked, `/datasets/${alias}`).then((reference) => [alias, reference] as const)];
    }),
  );
  const references = Object.fromEntries(pinned);
  return acceptRequest(request, template, references, await choicesOf(template, references, world, kept));
}

/** A language is a parameter; a template of one language need not have it. */
function withLanguage(
  parameters: AskedPreview["parameters"],
  language: string | undefined,
  template: Template,
): AskedPreview["parameters"] {
  if (language === undefined) return parameters;
  const properties = template.parameters["properties"] as Readonly<Record<string, unknown>> | undefined;
  return properties?.["language"] === undefined && language === template.languages[0]
    ? parameters
    : { ...parameters, language };
}

async function choicesOf(
  template: Template,
  datasets: Readonly<Record<string, Required<DatasetReference>>>,
  world: { readonly store: ObjectStore; openScratch(): Promise<ScratchSpace> },
  kept: KeptWork,
): Promise<Choices> {
  if (template.choices.length === 0 || template.datasets.some(({ alias }) => datasets[alias] === undefined)) return {};
  const key = sha256(canonicalJson([template.choices, [...template.queries], datasets]));
  const found = kept.choices.get(key);
  if (found !== undefined) return found;
  const made = await makeChoices(template, datasets, world);
  kept.choices.set(key, made);
  return made;
}
