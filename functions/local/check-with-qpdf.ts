import { execFile } from "node:child_process";

/** What qpdf says of a file; `sound` is absent where there is no qpdf. */
export interface QpdfResult {
  readonly sound?: boolean;
  readonly message?: string;
}

/** Runs `qpdf --check` where the machine has it. Its exit codes are 2 for errors and 3 for warnings. */
export async function checkWithQpdf(path: string): Promise<QpdfResult> {
  return await new Promise((resolve) => {
    execFile("qpdf", ["--check", "--", path], { timeout: 60_000 }, (error, stdout, stderr) => {
      if (error === null) return resolve({ sound: true });
      if (typeof error.code !== "number") return resolve({});
      const told = `${stderr}${stdout}`.split("\n").filter((line) => /WARNING|ERROR|qpdf:/.test(line));
      resolve({ sound: false, message: told.slice(0, 5).join("; ") || "faults without a message" });
    });
  });
}
