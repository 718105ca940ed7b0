import { hintNearMatch } from "../../../near-match.ts";
import type { ChoiceDeclaration, LocalizedText, TemplateFiles } from "../template.ts";
import type { TemplateProblems } from "../template-problems.ts";
import { checkLanguages } from "./check-languages.ts";
import { localizeText } from "./localize-text.ts";
import type { YamlFile } from "./read-yaml.ts";

type Schema = Readonly<Record<string, unknown>>;

/** `choices` of a parameter in template.yaml, as in the published schema. */
interface ChoicesYaml {
  readonly query: string;
  readonly column: string;
  /** A column, or one for each language. */
  readonly label?: string | LocalizedText;
  readonly where?: Readonly<Record<string, string>>;
}

/**
 * Takes the `choices` out of a template's parameters, which leaves plain JSON Schema. An unknown query and a parameter
 * on which choices cannot depend are reported.
 */
export function takeChoices(
  parameters: Schema,
  languages: readonly string[],
  files: TemplateFiles,
  yaml: YamlFile,
  problems: TemplateProblems,
): { readonly parameters: Schema; readonly choices: readonly ChoiceDeclaration[] } {
  const properties = parameters["properties"] as Readonly<Record<string, Schema>> | undefined;
  const declared = Object.entries(properties ?? {}).filter(([, property]) => property["choices"] !== undefined);
  if (properties === undefined || declared.length === 0) return { parameters, choices: [] };
  const queries = [...files.keys()].flatMap((path) => /^queries\/([^/]+)\.sql$/.exec(path)?.[1] ?? []);
  const names = Object.keys(properties);
  const refuse = (parameter: string, member: string, what: string, seen: string, allowed: readonly string[]): void => {
    problems.add({
      code: `unknown-${what}`,
      message: `template.yaml: the choices of "${parameter}" name ${what === "query" ? "the query" : "the parameter"} "${seen}", which the template does not have`,
      where: yaml.locate(`/parameters/properties/${parameter}/choices${member}`),
      seen,
      allowed,
      ...hintNearMatch(seen, allowed),
    });
  };
  const choices = declared.map(([parameter, property]): ChoiceDeclaration => {
    const { query, column, label, where = {} } = property["choices"] as ChoicesYaml;
    if (!queries.includes(query)) refuse(parameter, "/query", "query", query, queries);
    checkLanguages(["parameters", "properties", parameter, "choices", "label"], label, languages, yaml, problems);
    const others = names.filter((name) => name !== parameter);
    for (const [name, other] of Object.entries(where))
      if (!others.includes(other)) refuse(parameter, `/where/${name}`, "parameter", other, others);
    return { parameter, query, column, ...(label !== undefined && { label: localizeText(label, languages) }), where };
  });
  const plain = Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [
      name,
      Object.fromEntries(Object.entries(property).filter(([keyword]) => keyword !== "choices")),
    ]),
  );
  return { parameters: { ...parameters, properties: plain }, choices };
}
