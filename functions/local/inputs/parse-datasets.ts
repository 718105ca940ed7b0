import type { DatasetReading } from "../../core/report/template/dataset-reading.ts";
import { parseReading } from "../../core/report/dataset/parse-reading.ts";
import { BroadsheetError } from "../../core/errors.ts";
import { parsePairs } from "./parse-pairs.ts";

/**
 * Parses the options `--dataset alias=file` and `--read alias.encoding=windows-1252`.
 *
 * @throws BroadsheetError `invalid-request` for a malformed option, and for `--read` of a dataset that is not given
 */
export function parseDatasets({
  dataset,
  read,
}: {
  readonly dataset: readonly string[];
  readonly read: readonly string[];
}): {
  readonly datasets: Readonly<Record<string, string>>;
  readonly readings: Readonly<Record<string, DatasetReading>>;
} {
  const datasets = parsePairs(dataset, "--dataset", "alias=file");
  const given: Record<string, Record<string, string>> = {};
  for (const [key, value] of Object.entries(parsePairs(read, "--read", "alias.what=value"))) {
    const at = key.lastIndexOf(".");
    const [alias, what] = [key.slice(0, Math.max(at, 0)), key.slice(at + 1)];
    if (datasets[alias] === undefined) {
      throw new BroadsheetError("invalid-request", {
        code: "invalid-option",
        message: `--read ${key} names a dataset that is not given`,
        seen: alias || key,
        allowed: Object.keys(datasets),
        hint: "Give its file too: --dataset alias=file --read alias.encoding=windows-1252",
      });
    }
    (given[alias] ??= {})[what] = value;
  }
  return {
    datasets,
    readings: Object.fromEntries(
      Object.entries(given).map(([alias, members]) => [alias, parseReading(members, `/read/${alias}`)]),
    ),
  };
}
