import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

/**
 * Runs `npm run prepare:lambda` in a separate project, with a fake `npm` that returns one archive and records its
 * calls.
 */
const folder = mkdtempSync(join(tmpdir(), "broadsheet-prepare-"));
const project = join(folder, "project");
const prepared = join(project, "build/lambda");
const calls = join(folder, "calls");
let integrity = "";

beforeAll(() => {
  mkdirSync(join(folder, "package"));
  writeFileSync(join(folder, "package/duckdb.node"), "machine code");
  execFileSync("tar", ["-czf", join(folder, "archive.tgz"), "-C", folder, "package"]);
  integrity = `sha512-${createHash("sha512")
    .update(readFileSync(join(folder, "archive.tgz")))
    .digest("base64")}`;
  mkdirSync(join(folder, "bin"));
  writeFileSync(
    join(folder, "bin/npm"),
    `#!/bin/sh\necho "$1 $2" >> '${calls}'\n[ -z "$OFFLINE" ] || { echo "ENOTFOUND: no network" >&2; exit 1; }\ncp '${folder}/archive.tgz' "$4/"\n`,
  );
  chmodSync(join(folder, "bin/npm"), 0o755);
});
beforeEach(() => {
  rmSync(project, { recursive: true, force: true });
  cpSync(join(import.meta.dirname, "../../../infra"), join(project, "infra"), { recursive: true });
  const packages = {
    "node_modules/@duckdb/node-bindings-linux-arm64": { version: "9.9.9", integrity },
    "node_modules/@duckdb/node-bindings-linux-x64": { version: "9.9.9", integrity: "sha512-another" },
  };
  writeFileSync(join(project, "package-lock.json"), JSON.stringify({ packages }));
  writeFileSync(calls, "");
});
afterAll(() => rmSync(folder, { recursive: true }));

function prepare(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [join(project, "infra/code/prepare-lambda.ts"), ...words], {
    encoding: "utf8",
    env: { PATH: `${join(folder, "bin")}:${process.env["PATH"]}`, ...env },
  });
}

test("the package for Lambda's Linux is fetched, whatever this machine is, once", () => {
  expect(prepare(["arm64"])).toMatchObject({
    status: 0,
    stdout: "@duckdb/node-bindings-linux-arm64 9.9.9: prepared\n",
  });
  expect(readFileSync(join(prepared, "node-bindings-linux-arm64-9.9.9/duckdb.node"), "utf8")).toBe("machine code");
  expect(prepare(["arm64"], { OFFLINE: "1" })).toMatchObject({
    status: 0,
    stdout: "@duckdb/node-bindings-linux-arm64 9.9.9: here\n",
  });
  expect(readFileSync(calls, "utf8")).toBe("pack @duckdb/node-bindings-linux-arm64@9.9.9\n");
});

test("an archive that is not the pinned one is refused and leaves nothing", () => {
  const { status, stderr } = prepare(["x86_64"]);
  expect(status).toBe(1);
  expect(stderr).toMatch(
    /^the archive of @duckdb\/node-bindings-linux-x64@9\.9\.9 is not the one that package-lock\.json pins: sha512-\S+\n$/,
  );
  expect(readdirSync(prepared)).toEqual([]);
});

test("without a network, or for another processor, it reports only the fault", () => {
  const offline = prepare(["arm64"], { OFFLINE: "1" });
  expect(offline).toMatchObject({
    status: 1,
    stderr:
      "npm could not fetch @duckdb/node-bindings-linux-arm64@9.9.9, which needs the network once:\nENOTFOUND: no network\n\n",
  });
  expect(prepare(["mips"])).toMatchObject({
    status: 1,
    stderr: '"mips" is not a Lambda architecture: use arm64 or x86_64\n',
  });
  expect(existsSync(join(prepared, "node-bindings-linux-arm64-9.9.9"))).toBe(false);
});
