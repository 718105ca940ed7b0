import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { renderOnce } from "../../../functions/local/render-once.ts";
import { readKeyStore } from "../../../functions/proof/signature/read-key-store.ts";
import { signPdf } from "../../../functions/proof/signature/sign-pdf.ts";
import { makeKeyStore } from "../../proof/signature/make-key-store.ts";
import { runProgram } from "../run-program.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-pdfsig-"));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
const signed = join(folder, "signed.pdf");

beforeAll(async () => {
  const { report } = await renderOnce({
    name: "golden",
    folder: join(import.meta.dirname, "../../reports/blocks-zh/template"),
    parameters: {},
    datasets: {},
  });
  writeFileSync(
    signed,
    signPdf(
      report.pdf,
      readKeyStore(makeKeyStore("Amt für Zahlen 统计局", "x"), "x"),
      new Date("2026-03-02T09:30:00Z"),
    ),
  );
});

test("pdfsig accepts the signature, and finds it over the whole document", async () => {
  const { stdout } = await runProgram("pdfsig", [signed], { env: { TZ: "UTC" } });
  expect(stdout).toContain("Signature is Valid");
  expect(stdout).toContain("Total document signed");
  expect(stdout).toContain("Signer Certificate Common Name: Amt für Zahlen 统计局");
  expect(stdout).toContain("Signing Time: Mar 02 2026 09:30:00");
});

test("pdfsig refuses it when the report was altered", async () => {
  const bytes = readFileSync(signed);
  bytes[5000]! ^= 1;
  writeFileSync(join(folder, "altered.pdf"), bytes);
  const { stdout } = await runProgram("pdfsig", [join(folder, "altered.pdf")]);
  expect(stdout).toContain("Digest Mismatch");
});

test("qpdf finds nothing wrong with a signed report", async () => {
  const { code } = await runProgram("qpdf", ["--check", signed]);
  expect(code).toBe(0);
});
