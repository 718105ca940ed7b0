import { useMemo } from "react";
import { type Chosen, othersOf, useChoices } from "../api/use-choices.ts";
import type { Template } from "../api/use-template.ts";
import { useLanguage } from "../words/use-words.tsx";
import { fieldsIn } from "./fields-in.ts";
import type { FormField } from "./form-fields.ts";

const usual: Chosen = {};

/**
 * The fields of a template's form, in the language of the studio where the template has its texts, with the choices of
 * the data chosen. Where these cannot be known, as the data lack a column, the fields take any value.
 */
export function useFormFields(template: Template | undefined, chosen: Chosen = usual): FormField[] {
  const { language } = useLanguage();
  const { data, error } = useChoices(template, chosen);
  const hasOthers = template !== undefined && Object.keys(othersOf(template, chosen)).length > 0;
  return useMemo(() => {
    if (template === undefined) return [];
    if (!hasOthers) return fieldsIn(template, language);
    const { choices, ...open } = template;
    const answered = error === null ? (data?.choices ?? choices) : undefined;
    return fieldsIn(
      {
        ...open,
        parameters: withoutChoices(open.parameters, Object.keys(choices ?? {})),
        ...(answered !== undefined && { choices: answered }),
      },
      language,
    );
  }, [template, language, hasOthers, data, error]);
}

/** The schema without the values of the template's own data, which the server has put into it. */
function withoutChoices(schema: Template["parameters"], names: readonly string[]): Template["parameters"] {
  const { properties, ...rest } = schema as {
    readonly properties?: Readonly<
      Record<string, { readonly enum?: unknown; readonly items?: { readonly enum?: unknown } }>
    >;
  };
  if (properties === undefined) return schema;
  const changed = Object.entries(properties).map(([name, { enum: values, items, ...property }]) => {
    if (!names.includes(name)) return [name, properties[name]];
    const { enum: _values, ...item } = items ?? {};
    return [
      name,
      items === undefined ? property : { ...property, ...(values !== undefined && { enum: values }), items: item },
    ];
  });
  return { ...rest, properties: Object.fromEntries(changed) as object } as Template["parameters"];
}
