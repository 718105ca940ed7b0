import { prepareChoices } from "../../../report/find-choices.ts";
import type { ObjectStore, ScratchSpace } from "../../../ports.ts";
import { openTemplate } from "../../../report/template/open-template.ts";
import { type Decision, movePublished } from "../../../report/template/store/move-published.ts";
import type { Template } from "../../../report/template/template.ts";

/** What publishing a stored version needs. */
export interface PublishingWorld {
  readonly store: ObjectStore;
  openScratch(): Promise<ScratchSpace>;
  /** Stores the template's sample datasets. */
  seedSamples(template: Template, options: { readonly onlyAbsent: boolean }): Promise<void>;
}

/**
 * Publishes a stored version, for the first time or again, with its samples and the choices of its parameters.
 *
 * @param seq where the caller saw the name, see `placeOfName`
 * @returns the template; `undefined` if somebody has moved the name meanwhile
 * @throws BroadsheetError as `movePublished`
 */
export async function publishVersion(
  name: string,
  seq: number,
  decision: Decision & { readonly kind: "promote" | "rollback"; readonly version: string },
  { store, openScratch, seedSamples }: PublishingWorld,
): Promise<Template | undefined> {
  if (!(await movePublished(store, name, seq, decision))) return undefined;
  const template = await openTemplate(store, { name, version: decision.version });
  await seedSamples(template, { onlyAbsent: false });
  await prepareChoices(template, { store, openScratch });
  return template;
}
