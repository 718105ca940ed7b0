import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { seedTemplate } from "../../functions/local/seed-template.ts";
import { openTestApp, problemFrom } from "./open-test-app.ts";

const root = join(import.meta.dirname, "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");

test("the error that the README shows is the one that is answered", async () => {
  const shown = /```json\n(\{"type"[\s\S]*?)```/.exec(readme)?.[1];
  const { ask, services } = await openTestApp();
  await seedTemplate(services.store, "high-tech-industries", join(root, "templates/high-tech-industries"));
  const problem = await problemFrom(await ask({ template: "high-tech-industries", parameters: { currency: "EUR" } }));
  expect(JSON.parse(shown ?? "null")).toEqual(problem);
});
