import { expect, test } from "vitest";
import { columnWords } from "../../functions/core/report/compose/table/parse-columns.ts";
import { textDirectiveNames } from "../../functions/core/report/compose/inlines/compose-text-directive.ts";
import { directiveRules } from "../../functions/core/report/compose/directive-rules.ts";
import { formatNames } from "../../functions/core/report/compose/formats/value-format.ts";
import { filterNames } from "../../functions/core/report/compose/liquid/filters.ts";
import { themeColorNames } from "../../functions/core/report/compose/theme-colors.ts";
import { tagNames } from "../../functions/core/report/compose/liquid/liquid-engine.ts";
import { languages } from "../../functions/core/report/locale/languages.ts";
import { symbologies } from "../../functions/core/report/picture/barcode/symbologies.ts";
import { macroNames } from "../../functions/core/report/query/macros.ts";
import { shippedThemes } from "../../functions/core/report/template/theme/read-theme.ts";
import schema from "../../templates/template.schema.json" with { type: "json" };
import { examplePages } from "./read-examples.ts";
import { readLists } from "./read-lists.ts";

/** Lists the members that a schema allows; nested ones are written with dots. */
function keysOf(schema: object, before = ""): string[] {
  const members = "properties" in schema ? Object.entries(schema.properties as Readonly<Record<string, object>>) : [];
  return members.flatMap(([name, inner]) => [`${before}${name}`, ...keysOf(inner, `${before}${name}.`)]);
}

const { parameters, datasets, warnings: __, ...settings } = schema.properties;

/** Everything that the code supports, by kind: the guide's table must name all of it and nothing else. */
const known: Readonly<Record<string, readonly string[]>> = {
  directives: Object.keys(directiveRules),
  ...Object.fromEntries(
    Object.entries(directiveRules)
      .filter(([, { attributes }]) => attributes.length > 0)
      .map(([name, { attributes }]) => [`attributes of ${name}`, attributes]),
  ),
  "kinds of barcode": Object.keys(symbologies),
  "directives in a line": textDirectiveNames,
  "words of a column": columnWords,
  formats: formatNames,
  filters: filterNames,
  macros: macroNames,
  tags: tagNames,
  languages: Object.keys(languages),
  themes: Object.keys(shippedThemes),
  "keys of template.yaml": [...keysOf({ properties: settings }), "parameters", "datasets", "warnings"],
  "keys of choices": Object.keys(parameters.properties.properties.additionalProperties.properties.choices.properties),
  "texts of a parameter": Object.keys(schema.$defs.members.additionalProperties.properties).filter(
    (name) => name !== "properties",
  ),
  "keys of a dataset": Object.keys(datasets.additionalProperties.properties),
  "keys of a theme": keysOf(schema.$defs.theme),
  "colours of a theme": themeColorNames.map((name) => `template.theme.${name}`),
};

const lists = examplePages().flatMap(readLists);

test.each(Object.entries(known))("the authoring guide names all %s, and none that does not exist", (kind, names) => {
  const documented = lists.filter(({ of }) => of === kind);
  expect(
    documented.map(({ at }) => at),
    `no table stands below <!-- all: ${kind} -->`,
  ).not.toEqual([]);
  expect(documented.flatMap((list) => list.names).toSorted()).toEqual(names.toSorted());
});

test("each list of the authoring guide is of something that the code knows", () => {
  expect(lists.filter(({ of }) => known[of] === undefined)).toEqual([]);
});
