import { readFileSync, writeFileSync } from "node:fs";
import { sha256 } from "../../core/json/canonical-json.ts";
import { parseTokens } from "../../core/service/access/parse-tokens.ts";
import { type Role, roleNames } from "../../core/service/access/roles.ts";
import { BroadsheetError } from "../../core/errors.ts";
import { hintNearMatch } from "../../core/near-match.ts";
import { checkOut } from "../check-out.ts";

/**
 * `broadsheet token`: makes a random token, prints it once, and adds its hash to a file for `serve --tokens`.
 *
 * @throws BroadsheetError `invalid-request` for an unknown role, a name that has a token already, or a faulty file
 */
export function makeToken(
  name: string,
  { role, tokens: file, json }: { readonly role: string; readonly tokens: string; readonly json?: boolean },
): void {
  if (!(roleNames as readonly string[]).includes(role))
    throw new BroadsheetError("invalid-request", {
      code: "unknown-role",
      message: `there is no role "${role}"`,
      seen: role,
      allowed: roleNames,
      ...hintNearMatch(role, roleNames),
    });
  checkOut(file, "--tokens");
  const before = readFile(file);
  const token = Buffer.from(crypto.getRandomValues(new Uint8Array(24))).toString("base64url");
  const tokens = [
    ...(before === undefined ? [] : parseTokens(before, file)),
    { name, role: role as Role, sha256: sha256(token) },
  ];
  const text = `${JSON.stringify({ tokens }, null, 2)}\n`;
  // The new entry must pass the rules that the server applies.
  parseTokens(text, file);
  writeFileSync(file, text, { mode: 0o600 });
  if (json === true) return void process.stdout.write(`${JSON.stringify({ name, role, file, token }, null, 2)}\n`);
  process.stdout.write(`${token}\n`);
  process.stderr.write(`This token of ${name} (${role}) is shown only once; ${file} holds its hash.\n`);
}

function readFile(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").replace(/^\ufeff/, "");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new BroadsheetError(
      "not-found",
      { code: "file-unreadable", message: `the tokens ${file} cannot be read`, seen: file },
      { cause: error },
    );
  }
}
