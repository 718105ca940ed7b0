import { compileSchema } from "../../../json/json-schema.ts";
import type { Violation } from "../../../json/violation.ts";
import { fillDefaults } from "../../../json/schema-defaults.ts";
import { resolveDates } from "../../../relative-date.ts";
import type { YamlFile } from "./read-yaml.ts";
import type { TemplateProblems } from "../template-problems.ts";

/**
 * Checks the schema of a template's parameters: that it is a valid JSON Schema, that its own defaults obey it (with
 * relative dates resolved from the template's `date`), and that a parameter `language` offers only the template's
 * languages.
 */
export function checkParameterSchema(
  schema: Readonly<Record<string, unknown>>,
  languages: readonly string[],
  date: string,
  yaml: YamlFile,
  problems: TemplateProblems,
): void {
  const compiled = compileSchema(schema, { strangers: true });
  if ("faults" in compiled) {
    for (const fault of compiled.faults)
      add(fault, `/parameters${fault.pointer}`, "is not a valid JSON Schema", yaml, problems);
    return;
  }
  for (const violation of compiled.validate(resolveDates(schema, fillDefaults(schema, {}), date))) {
    // A parameter without a default must come from the request, so the schema is not at fault.
    if (violation.code === "missing-field") continue;
    const property = violation.pointer.split("/").slice(1).join("/properties/");
    add(
      violation,
      `/parameters/properties/${property}/default`,
      "has a default that its schema rejects",
      yaml,
      problems,
    );
  }
  checkLanguageParameter(schema, languages, yaml, problems);
}

function checkLanguageParameter(
  schema: Readonly<Record<string, unknown>>,
  languages: readonly string[],
  yaml: YamlFile,
  problems: TemplateProblems,
): void {
  const property = (schema["properties"] as Record<string, Record<string, unknown>> | undefined)?.["language"];
  if (property === undefined) return;
  const offered = Array.isArray(property["enum"]) ? (property["enum"] as unknown[]) : [];
  const named = property["default"] === undefined ? offered : [...offered, property["default"]];
  for (const seen of new Set(named.filter((language) => !languages.includes(language as string)))) {
    problems.add({
      code: "unknown-language",
      message: `template.yaml: the parameter language offers ${JSON.stringify(seen)}, which is not one of the template's languages`,
      where: yaml.locate("/parameters/properties/language"),
      seen,
      allowed: languages,
    });
  }
}

function add(violation: Violation, pointer: string, what: string, yaml: YamlFile, problems: TemplateProblems): void {
  const { code, message, seen, allowed, hint } = violation;
  problems.add({
    code: code === "invalid-schema" ? code : `parameter-${code}`,
    message: `template.yaml: ${pointer.split("/").slice(1).join(".")} ${what}: ${message}`,
    where: yaml.locate(pointer),
    seen,
    allowed,
    hint,
  });
}
