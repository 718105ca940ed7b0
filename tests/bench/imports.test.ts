import { readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const statics = /^(?:import|export)(?! type)[^;"]*"([^"]+)";/gm;

/** The files that a module imports when it is loaded, with those that import them. */
function importedBy(entry: string): { readonly from: string; readonly specifier: string }[] {
  const [seen, left] = [new Set<string>(), [resolve(root, entry)]];
  const found: { from: string; specifier: string }[] = [];
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const [, specifier = ""] of readFileSync(file, "utf8").matchAll(statics)) {
      found.push({ from: relative(root, file), specifier });
      if (specifier.startsWith(".") && specifier.endsWith(".ts")) left.push(resolve(dirname(file), specifier));
    }
  }
  return found;
}

test("the bench uses helpers of the tests, but nothing that works only in Vitest's own runner", () => {
  const imports = importedBy("bench/bench.ts");
  expect(imports.filter(({ specifier }) => /^vitest(\/|$)/.test(specifier))).toEqual([]);
  // What it found in the walk: the cases, and the stack of the tests that one of them starts.
  expect(imports.map(({ specifier }) => specifier)).toContain("../../tests/servers/stack/lambda-stack.ts");
});
