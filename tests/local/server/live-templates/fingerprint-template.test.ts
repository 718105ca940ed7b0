import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { fingerprintTemplate } from "../../../../functions/local/server/live-templates/fingerprint-template.ts";

const folder = mkdtempSync(join(tmpdir(), "fingerprint-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
}

async function prints(): Promise<readonly string[]> {
  return await Promise.all(["plain", "themed"].map((name) => fingerprintTemplate(join(folder, "templates", name))));
}

test("a change to the theme that a template names is a change to the template; one to another theme is none", async () => {
  write("templates/plain/template.yaml", "title: Plain\n");
  write("templates/themed/template.yaml", "title: Themed\ntheme: { base: house@current }\n");
  write("themes/house/theme.yaml", "leading: 13\n");
  const [plain, themed] = await prints();
  write("themes/other/theme.yaml", "leading: 13\n");
  expect(await prints()).toEqual([plain, themed]);
  write("themes/house/theme.yaml", "leading: 13.5\n");
  const after = await prints();
  expect(after[0]).toBe(plain);
  expect(after[1]).not.toBe(themed);
});
