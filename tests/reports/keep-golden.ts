import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Whether a case gives the expected result. */
export type Kept = "same" | "written" | "missing" | "changed";

/**
 * Compares a case's result with the file that holds the expected one. It writes a missing file, but never in CI, where
 * that would prove nothing. A different result goes to `<case>-changed/` beside the case, for somebody to look at and
 * move over.
 *
 * @param name of the file in the case's folder
 * @param equal whether both are the same @default compares bytes
 */
export function keepGolden(
  reports: string,
  report: string,
  name: string,
  content: string | Uint8Array,
  equal: (expected: Buffer, actual: Buffer) => boolean = (expected, actual) => expected.equals(actual),
): Kept {
  const actual = Buffer.from(content);
  const expected = join(reports, report, name);
  const changed = join(reports, `${report}-changed`);
  if (!existsSync(expected)) {
    if (process.env["CI"] !== undefined) return "missing";
    writeFileSync(expected, actual);
    return "written";
  }
  if (equal(readFileSync(expected), actual)) {
    rmSync(join(changed, name), { force: true });
    return "same";
  }
  mkdirSync(changed, { recursive: true });
  writeFileSync(join(changed, name), actual);
  return "changed";
}
