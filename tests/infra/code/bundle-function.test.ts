import { App, Stack } from "aws-cdk-lib";
import { type Code, LayerVersion } from "aws-cdk-lib/aws-lambda";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { bundleDuckDb, bundleFunction } from "../../../infra/code/bundle-function.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-bundle-"));
vi.mock("../../../infra/code/native-package.ts", async (original) => ({
  ...(await original<typeof import("../../../infra/code/native-package.ts")>()),
  nativePackage: () => ({
    name: "@duckdb/node-bindings-linux-arm64",
    version: "9.9.9",
    integrity: "",
    folder: join(folder, "nowhere"),
  }),
}));
afterAll(() => rmSync(folder, { recursive: true }));
// What the CDK tells of its bundles.
beforeEach(() => void vi.spyOn(process.stderr, "write").mockReturnValue(true));
afterEach(() => void vi.restoreAllMocks());

let turn = 0;
/** Bundles the code as a synthesis does. @returns its folder */
function make(code: () => Code): string {
  const outdir = join(folder, `out-${(turn += 1)}`);
  const stack = new Stack(new App({ outdir }), "Stack");
  expect(new LayerVersion(stack, "Code", { code: code() }).stack).toBe(stack);
  const [made, ...others] = readdirSync(outdir).filter((name) => name.startsWith("asset."));
  expect(others).toEqual([]);
  return join(outdir, made!);
}

test("the context's folder of templates travels with the seeding; a missing folder is reported with its path", () => {
  mkdirSync(join(folder, "mine/sales"), { recursive: true });
  writeFileSync(join(folder, "mine/sales/template.yaml"), "title: Sales\n");
  writeFileSync(join(folder, "shared.md"), "# Sales\n", { mode: 0o600 });
  symlinkSync(join(folder, "shared.md"), join(folder, "mine/sales/report.md"));
  // The mode that a strict umask leaves.
  chmodSync(join(folder, "mine/sales/template.yaml"), 0o600);
  chmodSync(join(folder, "mine/sales"), 0o700);
  const made = make(() => bundleFunction("seed", join(folder, "mine")));
  expect(readdirSync(join(made, "templates"))).toEqual(["sales"]);
  expect(existsSync(join(made, "templates/sales/template.yaml"))).toBe(true);
  expect(statSync(join(folder, "shared.md")).mode & 0o777).toBe(0o600);
  expect(existsSync(join(made, "seed.mjs"))).toBe(true);
  const entries = readdirSync(made, { recursive: true, withFileTypes: true }).filter(
    (entry) => !entry.isSymbolicLink(),
  );
  const modes = entries.map(({ parentPath, name }) => statSync(join(parentPath, name)).mode & 0o777);
  expect(new Set(modes)).toEqual(new Set([0o644, 0o755]));
  expect(() => make(() => bundleFunction("seed", join(folder, "none")))).toThrow(
    `templatesDir: there is no folder ${join(folder, "none")}`,
  );
});

test("a binding that was not prepared is named, with how to prepare it", () => {
  expect(() => make(() => bundleDuckDb("arm64"))).toThrow(
    "@duckdb/node-bindings-linux-arm64 9.9.9 is missing: npm run prepare:lambda -- arm64",
  );
});
