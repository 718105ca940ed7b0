import { useMemo } from "react";
import { useLanguage } from "../words/use-words.tsx";
import { fieldsIn, type Told } from "./fields-in.ts";
import type { FormField } from "./form-fields.ts";

/** The fields of a template's form, in the language of the studio where the template has its texts. */
export function useFormFields(template: Told | undefined): FormField[] {
  const { language } = useLanguage();
  return useMemo(() => (template === undefined ? [] : fieldsIn(template, language)), [template, language]);
}
