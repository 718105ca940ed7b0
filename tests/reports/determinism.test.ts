import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { renderOnce } from "../../functions/local/render-once.ts";

const folder = import.meta.dirname;
/** The server suites and CI run all of them, `npm test` a sample. */
const whole = process.env["WHOLE"] !== undefined;
const cases = readdirSync(folder)
  .filter((name) => existsSync(join(folder, name, "template", "template.yaml")))
  .filter((_, index) => whole || index % 6 === 0);

async function hashOf(name: string): Promise<string> {
  const { report } = await renderOnce({
    name: "golden",
    folder: join(folder, name, "template"),
    parameters: {},
    datasets: {},
  });
  return report.sha256;
}

test("many renders side by side give the same bytes", async () => {
  const hashes = await Promise.all(Array.from({ length: whole ? 8 : 4 }, () => hashOf("figures-en")));
  expect(new Set(hashes).size).toBe(1);
});

test("earlier and simultaneous renders leave no trace", async () => {
  const together = await Promise.all(cases.map(hashOf));
  const alone: string[] = [];
  for (const name of cases.toReversed()) alone.unshift(await hashOf(name));
  expect(together).toEqual(alone);
});
