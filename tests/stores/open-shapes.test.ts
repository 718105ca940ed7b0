import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { runCommand } from "../../functions/local/start/run-command.ts";
import { captureOutput } from "../local/capture-output.ts";

/** As `make-shapes.ts` printed them. */
const [current, held, made] = [
  "d742b2b8ad8f071e779e5f11ab649c5fe657c847d5eb43e4b802df26f8d73aef",
  "f536b375c2ee0985ac7fecee68a6fc99971e7ae55f692ea220e48bc2ec6cff06",
  "5dfe7b1aa89ec2020ccc90232ca43dbc66550fc8241988122f156eef7cc38c5c",
];

test("a kept dataset with a recipe, a held version and a view are read, whole, and go on", async () => {
  const folder = mkdtempSync(join(tmpdir(), "kept-shapes-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  execFileSync("tar", ["-xzf", join(import.meta.dirname, "shapes/recipe-and-view.tar.gz"), "-C", folder]);
  const store = join(folder, "store");
  const run = async (words: readonly string[]) =>
    await captureOutput(() => runCommand([...words, "--data-dir", store]));
  const read = async (words: readonly string[]): Promise<Readonly<Record<string, unknown>>> =>
    JSON.parse((await run([...words, "--json"])).stdout) as Readonly<Record<string, unknown>>;

  const ledger = await read(["datasets", "show", "ledger"]);
  expect(ledger).toMatchObject({
    version: current,
    rows: 2,
    rowsHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
  });
  expect(await read(["datasets", "recipe", "ledger"])).toMatchObject({ applied: true });
  expect(await read(["views", "show", "twice"])).toMatchObject({
    state: "current",
    version: made,
    madeFrom: { ledger: ledger["version"] },
  });
  expect((await captureOutput(() => runCommand(["check-store", store]))).code).toBe(0);
  const rows = await run(["query", "SELECT twice FROM twice", "-d", "twice=twice", "--csv"]);
  expect(rows.stdout).toBe("twice\r\n2\r\n4\r\n");

  expect((await run(["datasets", "promote", "ledger", held])).code).toBe(0);
  expect(await read(["datasets", "show", "ledger"])).toMatchObject({ rows: 3 });
});
