import type { FormField } from "./form-fields.ts";
import type { Changes } from "./read-values.ts";

/** A reader who uses the studio in a language wants the report in it too, if the template speaks it. */
export function inLanguage(fields: readonly FormField[], language: string): Changes {
  const field = fields.find(({ pointer }) => pointer === "/language");
  const spoken = field?.options.find(({ value }) => String(value).split("-")[0] === language);
  return spoken === undefined ? {} : { "/language": String(spoken.value) };
}
