import { BroadsheetError, type Problem, type Where } from "../../errors.ts";

/**
 * Refuses column names that SQL cannot address or tell apart: empty and repeated ones. SQL ignores case.
 *
 * @param where position of the header in the file, if it has one
 * @throws BroadsheetError `invalid-dataset`: `empty-column-name`, `duplicate-column`, one problem for each
 */
export function checkColumnNames(names: readonly string[], where?: Where): void {
  const problems: Problem[] = [];
  const first = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    if (name === "") {
      problems.push({
        code: "empty-column-name",
        message: `Column ${index + 1} of ${names.length} has no name`,
        where,
        seen: names.slice(0, 20),
        hint: "Name every column; a delimiter at the end of the header adds an unnamed one",
      });
      continue;
    }
    const key = name.toLowerCase();
    const before = first.get(key);
    if (before === undefined) first.set(key, index);
    else {
      const other = names[before]!;
      const same = other === name ? "the same name" : `the name "${other}", and SQL ignores case`;
      problems.push({
        code: "duplicate-column",
        message: `Column ${index + 1} is named "${name}": column ${before + 1} has ${same}`,
        where: { ...where, name },
        seen: name,
        hint: "rename one of the two in the file",
      });
    }
  }
  if (problems.length > 0) throw new BroadsheetError("invalid-dataset", problems);
}
