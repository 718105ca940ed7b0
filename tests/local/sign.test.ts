import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { runCommand } from "../../functions/local/start/run-command.ts";
import type { Verification } from "../../functions/local/verify-report.ts";
import { makeKeyStore } from "../proof/signature/make-key-store.ts";
import { captureOutput } from "./capture-output.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-sign-"));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());
const template = join(folder, "briefing");
cpSync(join(import.meta.dirname, "../../functions/local/scaffold"), template, { recursive: true });
const key = join(folder, "key.p12");
writeFileSync(key, makeKeyStore("Office", "secret"));
const passphrase = join(folder, "passphrase");
writeFileSync(passphrase, "secret\n");

const render = (out: string, ...words: string[]) =>
  captureOutput(() => runCommand(["render", template, "--out", join(folder, out), "--json", ...words]));
const verify = async (file: string): Promise<{ code: number; result: Verification; told: string }> => {
  const words = ["verify", join(folder, file), "--template", template, "--data-dir", folder];
  const { code, stdout } = await captureOutput(() => runCommand([...words, "--json"]));
  const { stderr } = await captureOutput(() => runCommand(words));
  return { code, result: JSON.parse(stdout) as Verification, told: stderr };
};

test("a report is signed with a passphrase from a file or the environment, and gives the same bytes", async () => {
  const words = ["--sign", key, "--sign-time", "2026-03-01T10:00:00+01:00"];
  const one = await render("one.pdf", ...words, "--sign-passphrase-file", passphrase);
  vi.stubEnv("BROADSHEET_SIGN_PASSPHRASE", "secret");
  const two = await render("two.pdf", ...words);
  expect([one.code, two.code]).toEqual([0, 0]);
  const [signed, again] = ["one.pdf", "two.pdf"].map((name) => readFileSync(join(folder, name)));
  expect(Buffer.compare(signed!, again!)).toBe(0);
  const unsigned = JSON.parse((await render("plain.pdf")).stdout) as { sha256: string };
  expect(JSON.parse(one.stdout)).toMatchObject({
    bytes: signed!.length,
    signature: { name: "Office", time: "2026-03-01T09:00:00.000Z", unsigned: unsigned.sha256 },
  });
});

test("a signed report is verified, and says by whom it was signed", async () => {
  const { code, result, told } = await verify("one.pdf");
  expect({ code, ...result }).toMatchObject({
    code: 0,
    verified: true,
    differences: [],
    signature: { name: "Office", time: "2026-03-01T09:00:00Z", holds: true, onlySigned: true },
  });
  expect(result.again).not.toBe(result.sha256);
  expect(told).toContain(
    "signed   by Office at 2026-03-01T09:00:00Z, and it is valid (the certificate's issuer was not checked)",
  );
});

test("a report that was altered after it was signed is not verified", async () => {
  const signed = readFileSync(join(folder, "one.pdf"));
  const contents = signed.lastIndexOf("/Contents <") + 900;
  signed[contents] = signed[contents] === 0x30 ? 0x31 : 0x30;
  writeFileSync(join(folder, "forged.pdf"), signed);
  const { code, result, told } = await verify("forged.pdf");
  expect({ code, ...result }).toMatchObject({ code: 1, verified: false, differences: [], signature: { holds: false } });
  expect(told).toContain("the report is unchanged but its signature is not valid");
});

test.each([
  [["--sign", key], "does not open with this passphrase"],
  [["--sign", join(folder, "nowhere.p12")], "the file of --sign cannot be read"],
  [
    ["--sign", key, "--sign-passphrase-file", passphrase, "--sign-time", "yesterday"],
    "--sign-time is not a time with a time zone",
  ],
  [
    ["--sign", key, "--sign-passphrase-file", passphrase, "--sign-time", "2031-01-01T00:00Z"],
    "not valid at the time of signing",
  ],
  [["--sign-time", "2026-03-01T10:00:00Z"], "--sign-time is only for signed reports"],
])("%j is reported", async (words, message) => {
  const { code, stdout } = await render("none.pdf", ...words);
  expect(code).toBe(1);
  expect((JSON.parse(stdout) as { problems: { message: string }[] }).problems[0]!.message).toContain(message);
});
