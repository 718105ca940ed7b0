import type { components } from "../../../functions/client/schema.ts";
import type { Language } from "../words/language.ts";
import { textOf } from "../words/text-of.ts";
import { type Choice, type FormField, formFields, type OwnTexts, type ParameterSchema } from "./form-fields.ts";

/** What a template says of its parameters. */
export type Told = Pick<components["schemas"]["TemplateDetail"], "parameters" | "parameterTexts" | "choices">;

/** The fields of a form in one language, as far as the template has texts in it. */
export function fieldsIn({ parameters, parameterTexts = {}, choices = {} }: Told, language: Language): FormField[] {
  const texts = Object.entries(parameterTexts).map(([pointer, { title, description, labels }]): [string, OwnTexts] => [
    pointer,
    {
      ...(title !== undefined && { title: textOf(title, language) }),
      ...(description !== undefined && { description: textOf(description, language) }),
      ...(labels !== undefined && {
        labels: new Map(Object.entries(labels).map(([value, label]) => [value, textOf(label, language)])),
      }),
    },
  ]);
  const called = Object.entries(choices).map(([name, offered]): [string, readonly Choice[]] => [
    name,
    offered.map(({ value, label, labels, when }) => ({
      value: value as Choice["value"],
      ...(when !== undefined && { when }),
      ...(labels !== undefined ? { label: textOf(labels, language) } : label !== undefined && { label }),
    })),
  ]);
  return formFields(parameters as ParameterSchema, Object.fromEntries(called), new Map(texts));
}
