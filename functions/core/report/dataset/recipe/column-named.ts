/** The column that a recipe names: exactly, or else in another case, which SQL does not tell apart either. */
export function columnNamed(asked: string, names: readonly string[]): string | undefined {
  return names.includes(asked) ? asked : names.find((name) => name.toLowerCase() === asked.toLowerCase());
}
