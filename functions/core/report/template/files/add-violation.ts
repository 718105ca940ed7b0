import type { Violation } from "../../../json/violation.ts";
import type { YamlFile } from "./read-yaml.ts";
import type { TemplateProblems } from "../template-problems.ts";

/** Reports how a YAML file breaks its schema, at its line and column. */
export function addViolation(file: string, violation: Violation, yaml: YamlFile, problems: TemplateProblems): void {
  const { code, pointer, message, seen, allowed, hint } = violation;
  const isMember = code === "unknown-field" || code === "missing-field";
  const path = pointer.split("/").slice(1).join(".");
  problems.add({
    code,
    message: `${file}: ${isMember || path === "" ? message : `${path} ${message}`}${isMember && path.includes(".") ? ` in ${path.slice(0, path.lastIndexOf("."))}` : ""}`,
    where: yaml.locate(pointer),
    seen,
    allowed,
    hint,
  });
}
