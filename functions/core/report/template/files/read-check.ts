import type { CheckKind, CheckRange, DatasetCheck } from "../dataset-checks.ts";
import type { TemplateProblems } from "../template-problems.ts";
import type { CheckYaml } from "../template-yaml.ts";
import type { YamlFile } from "./read-yaml.ts";

/**
 * A check of template.yaml in the form that all contracts have: values are texts, as people write them. None if it is
 * faulty; the fault is in `problems`.
 *
 * @param pointer of the check
 */
export function readCheck(
  { severity, ...check }: CheckYaml,
  pointer: string,
  yaml: YamlFile,
  problems: TemplateProblems,
): DatasetCheck[] {
  const kinds = Object.keys(check) as CheckKind[];
  if (kinds.length !== 1) {
    problems.add({
      code: "invalid-member",
      message: "template.yaml: a check has one member that names it, and may have a severity",
      where: yaml.locate(pointer),
      seen: kinds,
      allowed: ["types", "required", "unique", "range", "values", "rows"],
    });
    return [];
  }
  const { range, values } = check;
  const written =
    range !== undefined
      ? { range: mapped(range, limitsOf) }
      : values !== undefined
        ? { values: mapped(values, (list) => list.map(String)) }
        : check;
  return [{ ...(written as DatasetCheck), ...(severity !== undefined && { severity }) }];
}

function mapped<T, U>(given: Readonly<Record<string, T>>, change: (value: T) => U): Readonly<Record<string, U>> {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, change(value)]));
}

function limitsOf({ from, to }: { readonly from?: string | number; readonly to?: string | number }): CheckRange {
  return { ...(from !== undefined && { from: String(from) }), ...(to !== undefined && { to: String(to) }) };
}
