import type { FieldValue, FormField } from "./form-fields.ts";

/**
 * The fields with those options alone that may be chosen together with the other values, as the server judges it: a
 * value that is not given excludes nothing.
 *
 * @param values by pointer; parameters that something else gives, such as a column, are left out
 */
export function withOpenOptions(
  fields: readonly FormField[],
  values: Readonly<Record<string, FieldValue>>,
): FormField[] {
  return fields.map((field) => {
    if (!field.options.some(({ when }) => when !== undefined)) return field;
    const open = field.options.filter(({ when = {} }) =>
      Object.entries(when).every(([name, value]) => isOpen(values[`/${name}`], value)),
    );
    return { ...field, options: [...new Map(open.map((option) => [String(option.value), option])).values()] };
  });
}

function isOpen(given: FieldValue | undefined, value: unknown): boolean {
  if (given === undefined || given === "" || (Array.isArray(given) && given.length === 0)) return true;
  return [given].flat().some((chosen) => String(chosen) === String(value));
}

/** What each field shows. @param skip names of parameters that something else gives */
export function valuesOf(
  fields: readonly FormField[],
  changes: Readonly<Record<string, FieldValue>>,
  skip: readonly string[] = [],
): Record<string, FieldValue> {
  return Object.fromEntries(
    fields
      .filter(({ pointer }) => !skip.includes(pointer.slice(1)))
      .map(({ pointer, initial }) => [pointer, changes[pointer] ?? initial]),
  );
}
