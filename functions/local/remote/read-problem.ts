import type { Problem, Where } from "../../core/errors.ts";

/** Members of a problem of the API that say where it is. */
const places = [
  "pointer",
  "file",
  "line",
  "column",
  "dataset",
  "row",
  "name",
] as const satisfies readonly (keyof Where)[];

/** A problem or warning of the API, whose place is flattened into it, as a problem. */
export function readProblem(entry: Readonly<Record<string, unknown>>): Problem {
  const where = Object.fromEntries(
    places.filter((place) => entry[place] !== undefined).map((place) => [place, entry[place]]),
  ) as Where;
  const { code, message, seen, allowed, hint } = entry as unknown as Problem;
  return { code, message, seen, allowed, hint, ...(Object.keys(where).length > 0 && { where }) };
}
