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
  const refuse = (why: string, hint?: string): never => {
    throw new BroadsheetError("invalid-request", {
      code: "cannot-write",
      message: `${target} cannot be written: ${why}`,
      where: { name: option },
      seen: out,
      hint,
    });
  };
  const found = statSync(target, { throwIfNoEntry: false });
  if (found?.isDirectory() === true) refuse("it is a folder", "name a file in it");
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    refuse(`there is no folder ${folder}`, `create it first: mkdir -p ${folder}`);
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    refuse(`you may not write to ${folder}`);
  }
}
