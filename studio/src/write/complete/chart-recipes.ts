import { formatSpec } from "../query/draft-chart.ts";
import recipes from "./chart-recipes.json" with { type: "json" };
import type { Suggestion, Suggestions } from "./words.ts";

/**
 * The recipes of the gallery with which a chart may begin: each inserts its spec, and tells what its query gives. A
 * test compares them with `docs/gallery/recipes.md`.
 */
export const chartRecipes: readonly Suggestion[] = Object.entries(recipes).map(([label, { columns, spec }]) => ({
  label,
  kind: "function",
  detail: columns,
  insert: `${formatSpec(spec)}\n`,
}));

/** The recipes, where a spec is empty or holds nothing but the beginning of a name. */
export function beginChart(text: string, at: number): Suggestions | undefined {
  const begun = /^\s*(\w*)$/.exec(text.slice(0, at))?.[1];
  return begun === undefined || text.slice(at).trim() !== ""
    ? undefined
    : { from: at - begun.length, options: chartRecipes };
}
