import { expect, test } from "vitest";
import { beginChart, chartRecipes } from "../../../studio/src/write/complete/chart-recipes.ts";
import { readExamples } from "../../docs/read-examples.ts";

test("the editor offers the recipes of the gallery, each as its page shows it", () => {
  const page = readExamples("gallery/recipes.md").at(-1)!.files;
  const shown = [...page].filter(([path]) => path.startsWith("charts/"));
  expect(chartRecipes.map(({ label, insert }) => [`charts/${label}.vl.json`, JSON.parse(insert!) as unknown])).toEqual(
    shown.map(([path, text]) => [path, JSON.parse(text) as unknown]),
  );
  expect(shown.length).toBe(9);
});

test("what a recipe says of its query are the fields that its spec reads", () => {
  for (const { label, detail = "", insert = "" } of chartRecipes) {
    const spec: unknown = JSON.parse(insert);
    const made = new Set(fieldsOf(spec, ["as"]));
    const read = [
      ...fieldsOf(spec, ["field", "x2"]),
      ...[...insert.matchAll(/datum\.(\w+)/g)].map(([, name]) => name!),
    ];
    const told = detail.replaceAll(/\w+: /g, "").split(/[,;] /);
    expect(new Set(read.filter((name) => !made.has(name))), label).toEqual(new Set(told));
  }
});

test("they are offered where a spec is empty or a name is begun, and nowhere else", () => {
  expect(beginChart("", 0)).toEqual({ from: 0, options: chartRecipes });
  expect(beginChart("\nwat\n", 4)?.from).toBe(1);
  for (const text of ["{", "{}", '{ "mark": ', "wat {}"])
    expect(beginChart(text, Math.min(text.length, 3))).toBeUndefined();
});

/** The texts of members with these names, at any depth. */
function fieldsOf(value: unknown, keys: readonly string[]): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    typeof member === "string" && keys.includes(key) ? [member] : fieldsOf(member, keys),
  );
}
