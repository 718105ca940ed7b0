import type { CheckKind, DatasetCheck } from "../dataset-checks.ts";
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
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) {
    problems.add({
      code: "invalid-member",
      message: "template.yaml: a check has one member that names it, and may have a severity",
      where: yaml.locate(pointer),
      seen: kinds,
      allowed: ["types", "required", "unique", "range", "values", "rows"],
    });
    return [];
  }
  // `007` and 9007199254740993 are other numbers, or none, once YAML has read them.
  const written = kind === "rows" ? check.rows : yaml.textsAt(`${pointer}/${kind}`);
  return [{ ...({ [kind]: written } as unknown as DatasetCheck), ...(severity !== undefined && { severity }) }];
}
