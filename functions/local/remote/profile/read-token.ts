import { execFile } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { BroadsheetError } from "../../../core/errors.ts";
import type { Profile } from "./profile-file.ts";

/** How long a command may take to give a token, ms: it may ask its user. */
const commandMs = 120_000;

/**
 * Reads a bearer token from the first line of a file, or of what a command prints.
 *
 * @throws BroadsheetError `invalid-request`, which never shows what was read
 */
export async function readToken(source: NonNullable<Profile["token"]>): Promise<string> {
  if ("file" in source) return checked(readTokenFile(source.file), source.file);
  return checked(await runTokenCommand(source.command), source.command[0]!);
}

function readTokenFile(given: string): string {
  const file = given.startsWith("~/") ? join(homedir(), given.slice(2)) : given;
  try {
    if (process.platform !== "win32" && (statSync(file).mode & 0o077) !== 0 && statSync(file).isFile())
      process.stderr.write(`warning: others can read ${file}; chmod 600 ${file} keeps the token to you\n`);
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new BroadsheetError(
      "invalid-request",
      {
        code: "token-unreadable",
        message: `the token's file ${file} cannot be read: ${(cause as NodeJS.ErrnoException).code ?? String(cause)}`,
        seen: file,
      },
      { cause },
    );
  }
}

/** Its words go to no shell. What it asks and complains goes to the terminal. */
async function runTokenCommand([program = "", ...words]: readonly string[]): Promise<string> {
  return await new Promise((resolve, reject) => {
    const child = execFile(program, words, { timeout: commandMs, maxBuffer: 65_536 }, (error, stdout) => {
      if (error === null) return resolve(stdout);
      const reason = error.killed === true ? `it took longer than ${commandMs / 1000} s` : why(error);
      reject(
        new BroadsheetError("invalid-request", {
          code: "token-command-failed",
          message: `the command that gives the token failed: ${reason}`,
          seen: [program, ...words],
        }),
      );
    });
    child.stderr?.pipe(process.stderr);
    child.stdin?.end();
  });
}

function why({ code }: { readonly code?: string | number | null }): string {
  return typeof code === "number" ? `it ended with ${code}` : String(code ?? "a signal ended it");
}

function checked(text: string, from: string): string {
  const token = text.split(/\r?\n/, 1)[0]!.trim();
  // What a header can hold; the bytes themselves are the server's business.
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new BroadsheetError("invalid-request", {
    code: "invalid-token",
    message: `${from} gives no token on its first line${token === "" ? "" : ", but text with spaces or other signs"}`,
    seen: token === "" ? "an empty line" : `${token.length} characters`,
    allowed: "visible ASCII characters without spaces",
  });
}
