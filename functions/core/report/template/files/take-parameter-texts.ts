import { pointerOf } from "../../../json/json-pointer.ts";
import { hintNearMatch } from "../../../near-match.ts";
import type { LocalizedText, ParameterTexts } from "../template.ts";
import type { TemplateProblems } from "../template-problems.ts";
import { checkLanguages } from "./check-languages.ts";
import { localizeText } from "./localize-text.ts";
import type { YamlFile } from "./read-yaml.ts";

type Schema = Readonly<Record<string, unknown>>;
type Texts = Readonly<Record<string, string | LocalizedText>>;

interface Taking {
  readonly languages: readonly string[];
  readonly yaml: YamlFile;
  readonly problems: TemplateProblems;
  readonly texts: Record<string, ParameterTexts[string]>;
}

/**
 * Takes the texts of a template's parameters that JSON Schema has no place for: titles and descriptions per language,
 * and the labels of values. What is left is plain JSON Schema, with the text of the first language. Texts in other
 * languages than the template's, and labels of values that do not exist, are reported.
 *
 * @returns texts by the parameter's place, a JSON pointer such as `/weights/relief`
 */
export function takeParameterTexts(
  parameters: Schema,
  languages: readonly string[],
  yaml: YamlFile,
  problems: TemplateProblems,
): { readonly parameters: Schema; readonly texts: ParameterTexts } {
  const taking: Taking = { languages, yaml, problems, texts: {} };
  return { parameters: takeMembers(parameters, [], ["parameters"], taking), texts: taking.texts };
}

/**
 * @param place of the parameter among the values
 * @param path of its schema in template.yaml
 */
function takeMembers(schema: Schema, place: readonly string[], path: readonly string[], taking: Taking): Schema {
  const properties = schema["properties"];
  if (typeof properties !== "object" || properties === null) return schema;
  const taken = Object.entries(properties).map(([name, member]: [string, unknown]) => {
    if (typeof member !== "object" || member === null || Array.isArray(member)) return [name, member];
    const [inner, below] = [
      [...place, name],
      [...path, "properties", name],
    ];
    return [name, takeMembers(takeTexts(member as Schema, inner, below, taking), inner, below, taking)];
  });
  return { ...schema, properties: Object.fromEntries(taken) as object };
}

function takeTexts(
  schema: Schema,
  place: readonly string[],
  path: readonly string[],
  { languages, yaml, problems, texts }: Taking,
): Schema {
  const { labels, ...rest } = schema;
  const plain: Record<string, unknown> = rest;
  const found: Record<string, LocalizedText | Readonly<Record<string, LocalizedText>>> = {};
  for (const member of ["title", "description"]) {
    const text = schema[member] as string | LocalizedText | undefined;
    if (typeof text !== "object") continue;
    checkLanguages([...path, member], text, languages, yaml, problems);
    found[member] = localizeText(text, languages);
    plain[member] = found[member][languages[0]!];
  }
  if (labels !== undefined) {
    checkLabels(schema, labels as Texts, path, yaml, problems);
    for (const [value, text] of Object.entries(labels as Texts))
      checkLanguages([...path, "labels", value], text, languages, yaml, problems);
    found["labels"] = Object.fromEntries(
      Object.entries(labels as Texts).map(([value, text]) => [value, localizeText(text, languages)]),
    );
  }
  if (Object.keys(found).length > 0) texts[pointerOf(place)] = found as ParameterTexts[string];
  return plain;
}

/** Labels are for the values of an `enum`, the parameter's own or that of its items. */
function checkLabels(
  schema: Schema,
  labels: Texts,
  path: readonly string[],
  yaml: YamlFile,
  problems: TemplateProblems,
): void {
  const offered = [schema["enum"], (schema["items"] as Schema | undefined)?.["enum"]].find(Array.isArray) as
    | readonly unknown[]
    | undefined;
  if (offered === undefined) {
    problems.add({
      code: "labels-without-enum",
      message: `template.yaml: ${path.join(".")} labels values, but has no enum`,
      where: yaml.locate(pointerOf([...path, "labels"])),
      hint:
        schema["choices"] === undefined
          ? "list the values in enum"
          : "choices.label names the column with the labels of values from the data",
    });
    return;
  }
  const allowed = offered.map(String);
  for (const seen of Object.keys(labels)) {
    if (allowed.includes(seen)) continue;
    problems.add({
      code: "unknown-value",
      message: `template.yaml: ${path.join(".")} labels the value "${seen}", which its enum does not have`,
      where: yaml.locate(pointerOf([...path, "labels", seen])),
      seen,
      allowed,
      ...hintNearMatch(seen, allowed),
    });
  }
}
