import { isName } from "../../../names/name.ts";
import { freshnessKey } from "../../../report/dataset/store/freshness.ts";

export { type FreshnessMark, freshnessPrefix } from "../../../report/dataset/store/freshness.ts";

/** The dataset of a mark; undefined for any other key. */
export function datasetOf(key: string): string | undefined {
  const name = /^freshness\/([^/]+)\.json$/.exec(key)?.[1];
  return name !== undefined && isName(name) && freshnessKey(name) === key ? name : undefined;
}
