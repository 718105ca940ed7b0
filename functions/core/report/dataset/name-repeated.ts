import type { Warning, Where } from "../../errors.ts";

/**
 * Tells columns of the same name apart: the second `n` becomes `n_2`, or the next that is free. SQL ignores case.
 *
 * @param names empty ones and gaps stay as they are
 * @param where the header's place in the file, if it has one
 */
export function nameRepeated<T extends string | undefined>(
  names: readonly T[],
  where?: Where,
): { readonly names: readonly (T | string)[]; readonly warnings: readonly Warning[] } {
  const all = new Set(names.map((name) => name?.toLowerCase()));
  const seen = new Map<string, number>();
  const warnings: Warning[] = [];
  const named = names.map((name, column) => {
    if (name === undefined || name === "") return name;
    const key = name.toLowerCase();
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, column + 1);
      return name;
    }
    let made = `${name}_2`;
    for (let again = 3; all.has(made.toLowerCase()); again++) made = `${name}_${again}`;
    all.add(made.toLowerCase());
    const other = names[first - 1]!;
    const same = other === name ? "the same name" : `the name "${other}", and SQL ignores case`;
    warnings.push({
      code: "dataset-warning",
      message: `Column ${column + 1} is named "${name}" and is called "${made}": column ${first} has ${same}`,
      where: { ...where, name: made },
      seen: name,
    });
    return made;
  });
  return { names: named, warnings };
}
