import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { openTemplate } from "../../../../functions/core/report/template/open-template.ts";
import { openLiveTemplates } from "../../../../functions/local/server/live-templates/live-templates.ts";
import { fingerprintTemplate } from "../../../../functions/local/server/live-templates/fingerprint-template.ts";

const folder = mkdtempSync(join(tmpdir(), "live-templates-"));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (path: string): string => join(folder, path);

function write(path: string, text: string): void {
  mkdirSync(join(at(path), ".."), { recursive: true });
  writeFileSync(at(path), text);
}

async function open(themes?: string) {
  const store = new MemoryObjectStore();
  let said = "";
  const live = await openLiveTemplates(store, [at("templates")], { write: (text) => (said += text) }, themes);
  return { store, live, said: () => said };
}

test("templates take shared themes from the folder that is named, not from the one beside them", async () => {
  write("templates/weekly/template.yaml", 'title: W\ndate: "2024-06-30"\ntheme: { base: house@current }\n');
  write("templates/weekly/report.md", "# W\n");
  write("elsewhere/house/theme.yaml", 'accent: "#004488"\n');
  expect((await open()).said()).toMatch(/weekly\/.*house/);
  const named = await open(at("elsewhere"));
  expect([named.said(), named.live.themes]).toEqual(["", at("elsewhere")]);
  expect((await openTemplate(named.store, { name: "weekly" })).theme.accent).toBe("#004488");
  write("themes/house/theme.yaml", 'accent: "#990000"\n');
  expect((await openTemplate((await open()).store, { name: "weekly" })).theme.accent).toBe("#990000");
  expect((await openTemplate((await open(at("elsewhere"))).store, { name: "weekly" })).theme.accent).toBe("#004488");

  const before = await fingerprintTemplate(at("templates/weekly"), at("elsewhere"));
  write("themes/house/theme.yaml", 'accent: "#009900"\n');
  expect(await fingerprintTemplate(at("templates/weekly"), at("elsewhere"))).toBe(before);
  write("elsewhere/house/theme.yaml", 'accent: "#000099"\nleading: 13\n');
  expect(await fingerprintTemplate(at("templates/weekly"), at("elsewhere"))).not.toBe(before);
});

test("a folder of themes that does not exist keeps the server from starting, and is named once", async () => {
  await expect(open(at("nowhere"))).rejects.toMatchObject({
    kind: "not-found",
    problems: [{ code: "folder-unreadable", where: { name: "--themes" }, seen: at("nowhere") }],
  });
});
