import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { sha256 } from "../../../functions/core/json/canonical-json.ts";

const root = join(import.meta.dirname, "../../..");

/** Settings that run the bundle and not the frozen program. */
export const bundled = { BROADSHEET_DEBUG: "1" };

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A copy of the checkout with the same packages, in which a test can build programs and change files. */
export interface ProgramCopy {
  readonly folder: string;
  /** Bundles and freezes the program. @returns the output */
  prepare(): string;
  node(words: readonly string[], env?: NodeJS.ProcessEnv, cwd?: string): string;
  command(words: readonly string[], env?: NodeJS.ProcessEnv): Ran;
  /** Returns the SHA-256 of a command's standard output. */
  sha256Of(words: readonly string[], env?: NodeJS.ProcessEnv): string;
  /** Returns the SHA-256 of the flagship. */
  render(env?: NodeJS.ProcessEnv): string;
  remove(): void;
}

export function copyProgram(): ProgramCopy {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-programs-"));
  for (const part of ["functions", "studio", "templates", "package.json", "package-lock.json", "tsconfig.json"])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  // As it was built from the same sources: Vite takes longer for it than all else that is made of the copy.
  const studio = "build/studio";
  if (existsSync(join(root, studio))) cpSync(join(root, studio), join(folder, studio), { recursive: true });
  const program = "functions/local/broadsheet.mjs";
  const node: ProgramCopy["node"] = (words, env = {}, cwd = folder) =>
    execFileSync(process.execPath, words, {
      cwd,
      encoding: "utf8",
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "ignore"],
    });
  const command: ProgramCopy["command"] = (words, env = {}) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, ...env },
    });
    return { status, stdout, stderr };
  };
  return {
    folder,
    node,
    command,
    prepare: () => node(["functions/local/start/bundle-programs.ts"]),
    sha256Of: (words, env = {}) =>
      sha256(
        execFileSync(process.execPath, [program, ...words], {
          cwd: folder,
          env: { ...process.env, ...env },
          stdio: ["ignore", "pipe", "ignore"],
        }),
      ),
    render(env) {
      expect(command(["render", "high-tech-industries", "--out", "out.pdf"], env)).toMatchObject({
        status: 0,
        stdout: "",
      });
      return sha256(readFileSync(join(folder, "out.pdf")));
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
