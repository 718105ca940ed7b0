import type { ObjectStore } from "../../../ports.ts";
import type { Template } from "../template.ts";

/**
 * Empty markers `choices/{dataset}/{template}`: the templates that take choices from a dataset by default. A single
 * listing finds them, however many templates there are.
 */
const prefix = (dataset: string): string => `choices/${dataset}/`;

/** Marks a published template as taking choices from its datasets. */
export async function markChoiceUser(store: ObjectStore, { name, choices, datasets }: Template): Promise<void> {
  if (choices.length === 0) return;
  for (const { default: stored } of datasets) {
    if (stored !== undefined)
      await store.create(`${prefix(stored)}${name}`, new Uint8Array(), "application/octet-stream");
  }
}

/** Names of the templates that take choices from a dataset, or did in an earlier version. */
export async function choiceUsers(store: ObjectStore, dataset: string): Promise<readonly string[]> {
  const names: string[] = [];
  let after: string | undefined;
  do {
    const page = await store.list(prefix(dataset), { after });
    names.push(...page.objects.map(({ key }) => key.slice(prefix(dataset).length)));
    after = page.next;
  } while (after !== undefined);
  return names;
}
