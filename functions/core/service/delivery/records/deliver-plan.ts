import { parseStored } from "../../../errors.ts";
import type { ObjectStore } from "../../../ports.ts";
import type { TemplateReference } from "../../../report/request/report-request.ts";
import type { DeliverEntry } from "../deliver-schema.ts";

/**
 * Where the end of a subject goes, and the texts of its letters and copies. A claim of an edition or batch that will be
 * delivered first stores this in its folder: `{folder}deliver.json`.
 */
export interface DeliverPlan {
  readonly entries: readonly DeliverEntry[];
  /** Whose `mail.md` is the text of letters. */
  readonly template: TemplateReference;
  readonly language: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Name of the publication, or else of the template: `name` in Liquid. */
  readonly name: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** @param folder of the subject, with its final slash */
export function deliverKey(folder: string): string {
  return `${folder}deliver.json`;
}

/**
 * Stores a plan, unless there is one.
 *
 * @throws BroadsheetError `unavailable`
 */
export async function storeDeliverPlan(folder: string, plan: DeliverPlan, store: ObjectStore): Promise<void> {
  await store.create(deliverKey(folder), new TextEncoder().encode(JSON.stringify(plan)), "application/json");
}

/** @throws BroadsheetError `unavailable` */
export async function readDeliverPlan(folder: string, store: ObjectStore): Promise<DeliverPlan | undefined> {
  const key = deliverKey(folder);
  const found = await store.get(key);
  return found && parseStored<DeliverPlan>(key, found.body);
}
