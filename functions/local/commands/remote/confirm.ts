import { createInterface } from "node:readline/promises";
import { BroadsheetError } from "../../../core/errors.ts";

/**
 * Has a person confirm what cannot be undone; elsewhere `--yes` says so.
 *
 * @param what will be deleted: `the dataset sales with all its versions`
 * @throws BroadsheetError `invalid-request` if nobody confirms
 */
export async function confirm(what: string, yes: boolean | undefined): Promise<void> {
  if (yes === true) return;
  if (process.stdin.isTTY === true && process.stderr.isTTY === true) {
    const terminal = createInterface({ input: process.stdin, output: process.stderr });
    try {
      if (/^y(es)?$/i.test((await terminal.question(`Delete ${what}? [y/N] `)).trim())) return;
    } finally {
      terminal.close();
    }
  }
  throw new BroadsheetError("invalid-request", {
    code: "not-confirmed",
    message: `nothing was deleted: ${what} cannot be brought back`,
    hint: "--yes deletes without a question",
  });
}
