import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { studioFiles } from "../../../functions/lambda/studio/studio-files.ts";

const signIn = { issuer: "https://login.example", clientId: 'a"<b>', scope: "openid reports:read" };
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "broadsheet-studio-"));
  mkdirSync(join(folder, "assets"));
  for (const [path, text] of Object.entries({
    "index.html": "<html><head><title>B</title></head></html>",
    "assets/main-Dk3_x9aQ.js": "1",
    "icon.svg": "<svg/>",
    "zebra.txt": "z",
  }))
    writeFileSync(join(folder, path), text);
});
afterEach(() => rmSync(folder, { recursive: true }));

test("hashed files are kept for ever, others asked for again, and the page comes last with how to sign in", async () => {
  const files = await studioFiles(folder, signIn);
  expect(files.map(({ key, contentType, cacheControl }) => [key, contentType, cacheControl])).toEqual([
    ["studio/assets/main-Dk3_x9aQ.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"],
    ["studio/icon.svg", "image/svg+xml", "no-cache"],
    ["studio/zebra.txt", "text/plain; charset=utf-8", "no-cache"],
    ["studio/index.html", "text/html; charset=utf-8", "no-cache"],
  ]);
  const page = new TextDecoder().decode(files.at(-1)!.body);
  const content = /<meta name="broadsheet-sign-in" content="([^"]*)" \/>\s*<\/head>/.exec(page)![1]!;
  expect(JSON.parse(content.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&amp;", "&"))).toEqual(
    signIn,
  );
});

test("a folder without the page, and a file of an unknown kind, are refused", async () => {
  writeFileSync(join(folder, "tool.exe"), "");
  await expect(studioFiles(folder, signIn)).rejects.toThrow("media type of tool.exe");
  rmSync(join(folder, "tool.exe"));
  rmSync(join(folder, "index.html"));
  await expect(studioFiles(folder, signIn)).rejects.toThrow("no index.html");
});
