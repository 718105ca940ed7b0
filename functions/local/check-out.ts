import { accessSync, constants, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { BroadsheetError } from "../core/errors.ts";

/**
 * Checks, before any work, that a file can be written.
 *
 * @param out a path, or `-` for standard output
 * @param option the option's name, for the error
 * @throws BroadsheetError `invalid-request` if its folder is absent or may not be written to, or if it is a folder
 */
export function checkOut(out: string | undefined, option = "--out"): void {
  if (out === undefined || out === "-") return;
  const target = resolve(out);
  const folder = dirname(target);
  const refuse = refusal(out, option);
  const found = statSync(target, { throwIfNoEntry: false });
  if (found?.isDirectory() === true) refuse("it is a folder", "name a file in it");
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    refuse(`there is no folder ${folder}`, `create it first: mkdir -p ${folder}`);
  if (!mayWrite(folder)) refuse(`you may not write to ${folder}`);
}

/**
 * Checks, before any work, that files can be written into a folder, which is made if it is absent.
 *
 * @param out its path
 * @param option the option's name, for the error
 * @throws BroadsheetError `invalid-request` if it cannot be made or may not be written to
 */
export function checkOutFolder(out: string | undefined, option = "--out"): void {
  if (out === undefined) return;
  const target = resolve(out);
  const refuse = refusal(out, option);
  // Of what is absent, the nearest folder above decides.
  let above = target;
  while (statSync(above, { throwIfNoEntry: false }) === undefined && dirname(above) !== above) above = dirname(above);
  if (!statSync(above).isDirectory())
    refuse(above === target ? "it is a file" : `${above} is a file`, "name a folder, which is made if it is absent");
  if (!mayWrite(above)) refuse(`you may not write to ${above}`);
}

function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function refusal(out: string, option: string): (why: string, hint?: string) => never {
  return (why, hint) => {
    throw new BroadsheetError("invalid-request", {
      code: "cannot-write",
      message: `${resolve(out)} cannot be written: ${why}`,
      where: { name: option },
      seen: out,
      hint,
    });
  };
}
