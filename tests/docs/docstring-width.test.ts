import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");

/** Most characters of a line in a docstring; what four spaces indent, as a key or a diagram, may be longer. */
const widest = 120;

test(`no line of a docstring has more than ${widest} characters`, () => {
  const files = globSync(
    ["functions", "infra", "bench", "studio", "tests"].map((folder) => `${folder}/**/*.{ts,tsx}`),
    { cwd: root, exclude: ["**/node_modules/**", "functions/client/schema.ts"] },
  );
  expect(files.length).toBeGreaterThan(1500);
  const long = files.toSorted().flatMap((file) =>
    readFileSync(join(root, file), "utf8")
      .split("\n")
      .flatMap((line, index) =>
        line.length > widest && /^\s*\/?\*+ (?! {4})/.test(line)
          ? [`${file}:${index + 1}: ${line.length} characters`]
          : [],
      ),
  );
  expect(long).toEqual([]);
});
