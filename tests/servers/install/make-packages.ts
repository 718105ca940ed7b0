import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { makeOnce } from "../make-once.ts";
import { type Ran, runProgram } from "../run-program.ts";

const root = join(import.meta.dirname, "../../..");

/** Runs a program that must succeed. @throws Error with what it wrote */
export async function succeed(...given: Parameters<typeof runProgram>): Promise<Ran> {
  const ran = await runProgram(...given);
  if (ran.code !== 0)
    throw new Error(`${given[0]} ${given[1].join(" ")} ended with ${ran.code}: ${ran.stdout}${ran.stderr}`);
  return ran;
}

/** Makes the npm packages of the checkout, once in a run. @returns the folder that holds them */
export function makePackages(): Promise<string> {
  return makeOnce("packages", (folder) =>
    succeed(process.execPath, ["functions/packaging/pack.ts", "--out", folder], { cwd: root }),
  );
}

/** Renders the flagship from the checkout, once in a run. */
export async function makeFlagship(): Promise<{ readonly file: string; readonly sha256: string }> {
  const checkout = join(root, "functions/local/broadsheet.mjs");
  const folder = await makeOnce("flagship", (made) =>
    succeed(process.execPath, [checkout, "render", "high-tech-industries", "--out", join(made, "flagship.pdf")]),
  );
  const file = join(folder, "flagship.pdf");
  return {
    file,
    sha256: createHash("sha256")
      .update(await readFile(file))
      .digest("hex"),
  };
}
