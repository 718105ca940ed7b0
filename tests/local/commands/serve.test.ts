import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { serverOptions } from "../../../functions/local/commands/serve.ts";
import { runCommand } from "../../../functions/local/start/run-command.ts";
import { captureOutput } from "../capture-output.ts";

test.each([
  ["a file that is not there", ["--token-file", "none"], ["none cannot be read"]],
  ["a file without a token", ["--token-file", "empty"], ["gives no token on its first line"]],
  ["two tokens", ["--token-file", "empty", "--token", "0123456789abcdef"], ["--token and --token-file"]],
  ["a token that is too short", ["--token-file", "short"], ["at least 16 visible ASCII characters"]],
  ["more publications than it can", ["--most-publications", "10001"], ["from 0 to 10000", '"10001"']],
  ["more webhooks than it can", ["--most-webhooks", "1001"], ["from 0 to 1000", '"1001"']],
  ["a file larger than S3 takes", ["--largest-upload", "6GiB"], ["from 4MiB to 5GiB", '"6GiB"']],
  ["a size of files in no unit", ["--largest-upload", "300"], ["from 4MiB to 5GiB", '"300"']],
  ["a number of uploads that is none", ["--most-uploads", "1e3"], ["from 0 to 10000", '"1e3"']],
])("serve refuses %s before it begins", async (_, words, said) => {
  const folder = mkdtempSync(join(tmpdir(), "serve-"));
  try {
    writeFileSync(join(folder, "empty"), "\n", { mode: 0o600 });
    writeFileSync(join(folder, "short"), "hunter2\n", { mode: 0o600 });
    const named = words.map((word) => (/^(none|empty|short)$/.test(word) ? join(folder, word) : word));
    const ran = await captureOutput(() =>
      runCommand(["serve", "--port", "0", "--data-dir", join(folder, "data"), ...named]),
    );
    expect(ran.code).toBe(1);
    for (const word of said) expect(ran.stderr).toContain(word);
    expect(ran.stderr).not.toContain("hunter2");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("every limit reaches the server as a number, beside options about mail", async () => {
  const { smtp, mailFrom, ...options } = await serverOptions({
    port: "0",
    host: "127.0.0.1",
    templates: [],
    mostPublications: "7",
    mostWebhooks: "8",
    mostUploads: "9",
    largestUpload: "2GiB",
    smtp: "smtp://localhost:25",
    mailFrom: "reports@example.org",
  });
  expect({ smtp, mailFrom }).toEqual({ smtp: "smtp://localhost:25", mailFrom: "reports@example.org" });
  expect(options).toMatchObject({
    port: 0,
    mostPublications: 7,
    mostWebhooks: 8,
    mostUploads: 9,
    largestUpload: 2 ** 31,
  });
});
