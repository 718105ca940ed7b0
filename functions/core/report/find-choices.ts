import { canonicalJson, sha256 } from "../json/canonical-json.ts";
import { resolveDataset } from "./dataset/store/resolve-dataset.ts";
import { BroadsheetError, parseStored } from "../errors.ts";
import type { ObjectStore, ScratchSpace } from "../ports.ts";
import { checkDatasets } from "./request/accept-request.ts";
import type { Choices } from "./request/choices.ts";
import { parseRequest } from "./request/parse-request.ts";
import type { DatasetReference } from "./request/report-request.ts";
import { openTemplate } from "./template/open-template.ts";
import { choiceUsers } from "./template/store/choice-users.ts";
import type { Template } from "./template/template.ts";

type Datasets = Readonly<Record<string, Required<DatasetReference>>>;

/** The store, and scratch space for queries. */
export interface ChoiceWorld {
  readonly store: ObjectStore;
  openScratch?(): Promise<ScratchSpace>;
}

/** Choices already read or computed, by template and key. They belong to versions and never change. */
const known = new WeakMap<Template, Map<string, Choices>>();

/**
 * The choices for a template's parameters over these versions of its datasets. They are computed once and stored, so
 * that accepting a request runs no SQL: when the template is published or a dataset that it takes by default is stored
 * (`prepareChoices`), and otherwise at the first request for other versions. Each computation gives the same choices,
 * and the first is kept.
 *
 * @throws BroadsheetError as `makeChoices`
 */
export async function findChoices(template: Template, datasets: Datasets, world: ChoiceWorld): Promise<Choices> {
  if (template.choices.length === 0) return {};
  const stored = await storedChoices(template, datasets, world);
  if (stored !== undefined) return stored;
  const { openScratch } = world;
  if (openScratch === undefined)
    throw new TypeError(
      `the choices of ${template.name} are not stored, and there is no scratch space to compute them`,
    );
  // DuckDB is loaded only if there is something to compute.
  const { makeChoices } = await import("./make-choices.ts");
  const made = await makeChoices(template, datasets, { store: world.store, openScratch });
  const key = keyOf(template, datasets);
  await world.store.create(key, new TextEncoder().encode(JSON.stringify(made)), "application/json");
  keep(template, key, made);
  return made;
}

/** The choices, if they are stored for these versions. */
export async function storedChoices(
  template: Template,
  datasets: Datasets,
  { store }: Pick<ChoiceWorld, "store">,
): Promise<Choices | undefined> {
  const key = keyOf(template, datasets);
  const before = known.get(template)?.get(key);
  if (before !== undefined) return before;
  const object = await store.get(key);
  if (object === undefined) return undefined;
  const choices = parseStored<Choices>(key, object.body);
  keep(template, key, choices);
  return choices;
}

/**
 * The current versions of the datasets that a template takes by default; undefined if one of them has no default or
 * does not exist.
 */
export async function defaultDatasets(template: Template, store: ObjectStore): Promise<Datasets | undefined> {
  try {
    const entries = await Promise.all(
      template.datasets.map(
        async ({ alias, default: name }) =>
          [alias, name === undefined ? undefined : await resolveDataset(store, { name })] as const,
      ),
    );
    return entries.some(([, reference]) => reference === undefined)
      ? undefined
      : (Object.fromEntries(entries) as Datasets);
  } catch (error) {
    if (error instanceof BroadsheetError && error.kind === "not-found") return undefined;
    throw error;
  }
}

/**
 * Computes the choices of a template over its default datasets, ahead of the first request. If a query fails over the
 * data, the requests fail and report it; publishing and storing continue.
 */
export async function prepareChoices(template: Template, world: ChoiceWorld): Promise<void> {
  if (template.choices.length === 0) return;
  const datasets = await defaultDatasets(template, world.store);
  if (datasets === undefined) return;
  await findChoices(template, datasets, world).catch((error: unknown) => {
    if (!(error instanceof BroadsheetError)) throw error;
  });
}

/** Computes the choices of every template that takes this dataset by default, after it got a new version. */
export async function prepareChoicesOver(dataset: string, world: ChoiceWorld): Promise<void> {
  for (const name of await choiceUsers(world.store, dataset)) {
    const template = await openTemplate(world.store, { name }).catch((error: unknown) => {
      if (error instanceof BroadsheetError) return undefined;
      throw error;
    });
    if (template !== undefined) await prepareChoices(template, world);
  }
}

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

/** Key beside the template's version, derived from the contents of the datasets. */
function keyOf({ name, version }: Template, datasets: Datasets): string {
  const versions = Object.fromEntries(Object.entries(datasets).map(([alias, reference]) => [alias, reference.version]));
  return `templates/${name}/${version}.choices/${sha256(canonicalJson(versions))}.json`;
}

function keep(template: Template, key: string, choices: Choices): void {
  const kept = known.get(template) ?? new Map<string, Choices>();
  known.set(template, kept.set(key, choices));
}
