import { BroadsheetError } from "../../../errors.ts";
import type { ObjectStore } from "../../../ports.ts";
import { isView } from "./view-graph.ts";

/**
 * Refuses to change by hand what a view makes.
 *
 * @throws BroadsheetError `conflict`, `is-a-view`
 */
export async function refuseView(store: ObjectStore, name: string): Promise<void> {
  if (!(await isView(store, name))) return;
  throw new BroadsheetError("conflict", {
    code: "is-a-view",
    message: `"${name}" is a view: it is made from other datasets, and changes with them`,
    where: { dataset: name },
    seen: name,
    hint: `change the view (PUT /views/${name}) or store under another name`,
  });
}
