import { readFileSync, statSync } from "node:fs";
import { findPrincipal } from "../../core/service/access/find-principal.ts";
import { parseTokens, type TokenEntry } from "../../core/service/access/parse-tokens.ts";
import type { FindPrincipal } from "../../core/service/access/principal.ts";
import { BroadsheetError } from "../../core/errors.ts";
import type { Logger } from "../../core/ports.ts";

/**
 * Opens a file of tokens. It is read again whenever it changes, so that a token can be added or revoked while the
 * server runs. A change that leaves the file faulty is logged, and the tokens before it stay valid.
 *
 * @param own the server's own token, which may do everything
 * @throws BroadsheetError `not-found`, `invalid-request` if the file cannot be read, or is faulty
 */
export function openTokens(file: string, own: string | undefined, logger: Logger): FindPrincipal {
  let read = readTokens(file);
  let faulty: string | undefined;
  return (token) => {
    const stamp = stampOf(file);
    if (stamp !== read.stamp && stamp !== faulty) {
      try {
        read = readTokens(file);
      } catch (error) {
        faulty = stamp;
        logger.error("the tokens were not read again", { file, reason: (error as Error).message });
      }
    }
    return findPrincipal(token, read.entries, own);
  };
}

function readTokens(file: string): { readonly stamp: string; readonly entries: readonly TokenEntry[] } {
  const stamp = stampOf(file);
  let text: string;
  try {
    text = readFileSync(file, "utf8").replace(/^\ufeff/, "");
  } catch (cause) {
    throw new BroadsheetError(
      "not-found",
      {
        code: "file-unreadable",
        message: `the tokens ${file} cannot be read`,
        seen: file,
        hint: "broadsheet token NAME --role ROLE --tokens FILE makes one",
      },
      { cause },
    );
  }
  return { stamp, entries: parseTokens(text, file) };
}

/** Changes with the file's content. */
function stampOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? "absent" : `${found.ino} ${found.size} ${found.mtimeMs}`;
}
