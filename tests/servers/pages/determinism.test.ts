import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runProgram } from "../run-program.ts";

const cli = join(import.meta.dirname, "../../../functions/local/broadsheet.mjs");
const template = join(import.meta.dirname, "../../reports/figures-en/template");
const folder = mkdtempSync(join(tmpdir(), "broadsheet-determinism-"));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

const zones = ["UTC", "Asia/Shanghai", "America/St_Johns", "Pacific/Kiritimati", "Asia/Kathmandu"];
const languages = ["C", "zh_CN.UTF-8", "tr_TR.UTF-8", "ar_EG.UTF-8"];

test("twenty processes at the same time, in every time zone and language, give the same bytes", async () => {
  const hashes = await Promise.all(
    Array.from({ length: 20 }, async (_, i) => {
      const language = languages[i % languages.length]!;
      const env = { TZ: zones[i % zones.length]!, LANG: language, LC_ALL: language };
      const words = [cli, "render", template, "--out", join(folder, `${i}.pdf`), "--json"];
      const { code, stdout } = await runProgram(
        i % 2 === 0 ? process.execPath : "taskset",
        i % 2 === 0 ? words : ["-c", "0", process.execPath, ...words],
        { env },
      );
      expect(code).toBe(0);
      return (JSON.parse(stdout) as { sha256: string }).sha256;
    }),
  );
  expect(new Set(hashes).size).toBe(1);
});
