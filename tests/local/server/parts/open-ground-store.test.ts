import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openGroundStore } from "../../../../functions/local/server/parts/open-ground-store.ts";

test("secrets that a server of a data directory would not use are refused, before it opens anything", async () => {
  const folder = mkdtempSync(join(tmpdir(), "ground-"));
  const logger = { info: () => {}, warn: () => {}, error: () => {} };
  const options = { dataDir: join(folder, "data"), secrets: join(folder, "secrets.json"), templateFolders: [] };
  await expect(openGroundStore(options, logger)).rejects.toMatchObject({
    kind: "invalid-request",
    problems: [{ code: "invalid-option", message: expect.stringContaining("--store") as string }],
  });
  expect(existsSync(options.dataDir)).toBe(false);
  rmSync(folder, { recursive: true });
});
