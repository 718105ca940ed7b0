import type { Where } from "../../../errors.ts";
import { collectProblems } from "../template-problems.ts";
import { readYaml } from "../files/read-yaml.ts";
import type { TemplateFiles } from "../template.ts";

/** Where template.yaml names its theme. */
export function placeOfBase(files: TemplateFiles): Where {
  const text = new TextDecoder().decode(files.get("template.yaml"));
  return readYaml("template.yaml", text, collectProblems()).locate("/theme/base");
}
