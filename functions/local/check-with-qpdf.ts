import { execFile } from "node:child_process";

/** What qpdf reports on a file; `sound` is absent if qpdf is not installed. */
export interface QpdfResult {
  readonly sound?: boolean;
  readonly message?: string;
}

/** Runs `qpdf --check` if it is installed. Its exit codes are 2 for errors and 3 for warnings. */
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
