import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { linkCommand } from "../../../functions/local/start/link-command.ts";

const root = join(import.meta.dirname, "../../..");

test("npx runs the checkout's own command, and installs nothing", () => {
  const cache = mkdtempSync(join(tmpdir(), "npm-cache-"));
  onTestFinished(() => rmSync(cache, { recursive: true }));
  linkCommand(root);
  linkCommand(root);
  const said = execFileSync("npx", ["broadsheet", "templates"], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, npm_config_cache: cache, npm_config_offline: "true" },
  });
  expect(said).toContain("high-tech-industries");
  expect(existsSync(join(cache, "_npx"))).toBe(false);
});

test("package.json names no program: npx would install the checkout into its cache for it", () => {
  expect(JSON.parse(readFileSync(join(root, "package.json"), "utf8"))).not.toHaveProperty("bin");
});
