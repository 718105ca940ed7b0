import type { ObjectStore, ScratchSpace } from "../../ports.ts";
import { openDataset } from "./open-dataset.ts";
import type { JudgedProfile } from "./store-version.ts";
import { readRecipePlace } from "./store/stored-recipe.ts";
import { judgeVersion } from "./contract/judge-version.ts";

/**
 * Judges a stored version by the contract that the dataset has now, see `judgeVersion`.
 *
 * @returns its profile, with the results if there are checks
 * @throws BroadsheetError `invalid-dataset`, code `broken-check`; `not-found`
 */
export async function judgeStored(
  store: ObjectStore,
  name: string,
  version: string,
  scratch: ScratchSpace,
): Promise<JudgedProfile> {
  const opened = await openDataset(store, name, { name, version });
  const { current } = await readRecipePlace(store, name);
  const checks = current?.recipe.checks;
  if (checks === undefined) return opened.profile;
  return { ...opened.profile, checks: await judgeVersion(name, opened, checks, { store, scratch }) };
}
