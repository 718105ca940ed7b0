import { type Partitions, typePartitions } from "../../core/report/dataset/source/partitions.ts";
import { refuseSource } from "../refuse-source.ts";

/** What Hive writes for a missing value. */
const missing = "__HIVE_DEFAULT_PARTITION__";

/**
 * Reads the steps `name=value` of keys, as Hive, Spark and Athena write them: values in `%` form are decoded.
 *
 * @param connection its name, for messages
 * @param prefix of the connection: what stands before it is no step of a key
 * @throws BroadsheetError `query-failed`, `missing-partition` for a key without one of the names
 */
export function readPartitions(
  connection: string,
  keys: readonly string[],
  names: readonly string[],
  prefix: string,
): Partitions {
  const values = keys.map((key) => {
    const steps = key.slice(prefix.length).split("/").slice(0, -1);
    return names.map((name, index) => {
      const step = steps.findLast((one) => one.startsWith(`${name}=`));
      if (step === undefined) throw withoutStep(connection, key, { name, index });
      const value = decoded(step.slice(name.length + 1));
      return value === missing || value === "" ? null : value;
    });
  });
  return typePartitions(names, values);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // No `%` form: the text itself.
    return text;
  }
}

function withoutStep(
  connection: string,
  key: string,
  { name, index }: { readonly name: string; readonly index: number },
): Error {
  return refuseSource("query-failed", connection, {
    code: "missing-partition",
    message: `The key ${key} has no step ${name}=…/, which the source's partitions name`,
    where: { pointer: `/partitions/${index}`, name: connection, file: key },
    seen: key,
    allowed: `keys such as ${name}=…/file`,
    hint: "name a longer prefix, a suffix, or no partition that only some objects have",
  });
}
