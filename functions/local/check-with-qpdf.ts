import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openScratchFolder } from "../adapters/scratch-folder.ts";
import { nameOfInput } from "./inputs/read-input.ts";

/** What qpdf reports on a file; `sound` is absent if qpdf is not installed. */
export interface QpdfResult {
  readonly sound?: boolean;
  readonly message?: string;
}

/**
 * Runs `qpdf --check` if it is installed. Its exit codes are 2 for errors and 3 for warnings.
 *
 * @param path where the file is, or `-` if it came from standard input, which qpdf does not read
 */
export async function checkWithQpdf(path: string, pdf: Uint8Array): Promise<QpdfResult> {
  if (path !== "-") return await runQpdf(path);
  const scratch = await openScratchFolder();
  try {
    const copy = join(scratch.folder, "input.pdf");
    await writeFile(copy, pdf);
    const { message, ...result } = await runQpdf(copy);
    return { ...result, ...(message !== undefined && { message: message.replaceAll(copy, nameOfInput(path)) }) };
  } finally {
    await scratch.dispose();
  }
}

async function runQpdf(path: string): Promise<QpdfResult> {
  return await new Promise((resolve) => {
    execFile("qpdf", ["--check", "--", path], { timeout: 60_000 }, (error, stdout, stderr) => {
      if (error === null) return resolve({ sound: true });
      if (typeof error.code !== "number") return resolve({});
      const told = `${stderr}${stdout}`.split("\n").filter((line) => /WARNING|ERROR|qpdf:/.test(line));
      resolve({ sound: false, message: told.slice(0, 5).join("; ") || "faults without a message" });
    });
  });
}
