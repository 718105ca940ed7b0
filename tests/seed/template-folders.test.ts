import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findTemplateFolders, shippedFolders, shippedTemplates } from "../../functions/seed/template-folders.ts";

test("the shipped templates are there, under their names", async () => {
  expect(shippedFolders.size).toBeGreaterThan(0);
  for (const folder of shippedFolders.values()) expect(existsSync(join(folder, "template.yaml")), folder).toBe(true);
  // A user's own templates may lie beside them.
  expect([...(await findTemplateFolders([shippedTemplates]))]).toEqual(expect.arrayContaining([...shippedFolders]));
});
