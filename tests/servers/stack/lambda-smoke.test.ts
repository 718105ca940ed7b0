import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { smokeSteps } from "../../smoke/smoke-steps.ts";
import { type AccountCaller, type LambdaAccount, startLambdaAccount } from "./lambda-account.ts";
import { runProgram } from "../run-program.ts";

/*
 * `npm run smoke` against the CDK's bundles, as in an account: signed calls, which the roles' managed policies let in,
 * and notifications and queues as the template joins them.
 */
const root = join(import.meta.dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "lambda-smoke-"));
const callers: readonly AccountCaller[] = ["Admin", "Reader"].map((role) => ({
  key: `AKID${role.toUpperCase()}`,
  secret: `secret-of-the-${role}-of-this-test`,
  role,
}));
let account: LambdaAccount;

beforeAll(async () => {
  account = await startLambdaAccount(callers);
  writeFileSync(
    join(folder, "credentials"),
    callers
      .map(({ key, secret, role }) => `[${role}]\naws_access_key_id = ${key}\naws_secret_access_key = ${secret}\n`)
      .join("\n"),
  );
  mkdirSync(join(folder, "broadsheet"));
  const profiles = callers.map(
    ({ role }) => `  ${role}: { server: "${account.url}", sigv4: { region: us-east-1, profile: ${role} } }\n`,
  );
  writeFileSync(join(folder, "broadsheet/config.yaml"), `profiles:\n${profiles.join("")}`, { mode: 0o600 });
}, 300_000);
afterAll(async () => {
  await account?.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

test("all that users do works, by signed calls that the roles' policies permit, and is gone in the end", async () => {
  const env = {
    XDG_CONFIG_HOME: folder,
    XDG_STATE_HOME: join(folder, "state"),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials"),
    AWS_CONFIG_FILE: join(folder, "none"),
  };
  const words = ["--server", account.url, "--profile", "Admin", "--reader-profile", "Reader"];
  const { code, stdout } = await runProgram(process.execPath, ["tests/smoke/smoke.ts", ...words], { cwd: root, env });
  const steps = smokeSteps({ name: "smoke-x", reader: true }).map(({ title }) => `ok      ${title}`);
  expect(stdout.split("\n")).toEqual([
    "ok      a caller without credentials is refused",
    ...steps,
    "All steps worked.",
    "",
  ]);
  expect(code).toBe(0);
  expect(account.faults).toEqual([]);
}, 600_000);
