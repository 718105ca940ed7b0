import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { runProgram } from "../servers/run-program.ts";
import { profileNamed } from "../../functions/local/remote/find-target.ts";
import { judgeStep, type Step, smokeSteps } from "./smoke-steps.ts";

/**
 * `npm run smoke -- --server ADDRESS [--profile NAME] [--token-file FILE] [--reader-profile NAME] [--reader-token-file
 * FILE] [--webhook ADDRESS] [--open] [--keep]`: does on a server, by the command line, what its users do, and says of
 * each step whether it worked. A profile names its server by itself. It makes things of its own with names that begin
 * with `smoke-`, and deletes them at the end, whatever has failed; `--keep` leaves them. It also asks without
 * credentials, which must be refused unless `--open` says that anyone may call. With credentials of a reader it tries
 * what those may do and may not. It ends with 1 if a step failed.
 */
const { values } = parseArgs({
  options: {
    server: { type: "string" },
    profile: { type: "string" },
    "token-file": { type: "string" },
    "reader-profile": { type: "string" },
    "reader-token-file": { type: "string" },
    webhook: { type: "string" },
    open: { type: "boolean", default: false },
    keep: { type: "boolean", default: false },
  },
});
const { server, profile, "token-file": tokenFile, webhook, open, keep } = values;
const { "reader-profile": readerProfile, "reader-token-file": readerTokenFile } = values;
if (server === undefined && profile === undefined)
  throw new TypeError("name a server: --server https://… or --profile NAME");
const address = server ?? profileNamed(profile ?? "").server;
const where = callWith(profile, tokenFile);
const asReader = callWith(readerProfile, readerTokenFile);
const reader = readerProfile !== undefined || readerTokenFile !== undefined;
const program = join(import.meta.dirname, "../../functions/local/broadsheet.mjs");
const folder = mkdtempSync(join(tmpdir(), "broadsheet-smoke-"));
let failed = 0;
try {
  tell(open ? "anyone may call" : "a caller without credentials is refused", await askAsNobody());
  const name = `smoke-${Date.now().toString(36)}`;
  for (const step of smokeSteps({ name, reader, ...(webhook && { webhook }) })) {
    if (keep && step.removes === true) continue;
    tell(step.title, await take(step).catch(String));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(failed === 0 ? "All steps worked.\n" : `${failed} steps failed.\n`);
process.exitCode = failed === 0 ? 0 : 1;

/**
 * The options by which a command calls the server. The commands run in a folder of their own.
 *
 * @throws TypeError for a profile that calls another server than the others
 */
function callWith(as: string | undefined, file: string | undefined): readonly string[] {
  const own = as === undefined ? undefined : profileNamed(as).server;
  if (own !== undefined && new URL(own).href !== new URL(address).href)
    throw new TypeError(`the profile ${as} calls ${own}, not ${address}`);
  // A command takes one of them, and a profile names its server.
  const options = {
    ...(as === undefined ? { server: address } : { profile: as }),
    "token-file": file && resolve(file),
  };
  return Object.entries(options).flatMap(([option, value]) => (value === undefined ? [] : [`--${option}`, value]));
}

function tell(title: string, fault: string | undefined): void {
  process.stdout.write(`${fault === undefined ? "ok    " : "FAILED"}  ${title}\n`);
  if (fault === undefined) return;
  failed += 1;
  process.stdout.write(`${fault.trimEnd().replaceAll(/^/gm, "          ")}\n`);
}

/** Asks for the reports without credentials. @returns what went wrong, or undefined */
async function askAsNobody(): Promise<string | undefined> {
  const answer = await fetch(new URL("/reports", address)).catch((error: unknown) => String(error));
  if (typeof answer === "string") return `${address} does not answer: ${answer}`;
  const { status } = answer;
  if (open) return status === 200 ? undefined : `with --open anyone may call, but the answer is ${status}`;
  return status === 401 || status === 403 ? undefined : `the answer is ${status}, not 401 or 403`;
}

/** Takes a step. @returns what went wrong, or undefined */
async function take({ words, files, before, remote = true, by, code, check }: Step): Promise<string | undefined> {
  for (const [path, text] of Object.entries({ ...files, ...before?.() })) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const given = words();
  if (given === undefined) return "a step that it needs has failed";
  const credentials = by === "reader" ? asReader : where;
  const ran = await runProgram(process.execPath, [program, ...given, ...(remote ? credentials : [])], { cwd: folder });
  return judgeStep(`broadsheet ${given.join(" ")}`, ran, check, code);
}
