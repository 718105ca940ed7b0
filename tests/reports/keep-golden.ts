import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Whether what a case gives is what it should. */
export type Kept = "same" | "written" | "missing" | "changed";

/**
 * Compares what a case gives with the file that says what it should. A missing file is written, but never in CI, where it would
 * prove nothing; what differs is left in `<case>-changed/` beside the case, to be looked at and moved over.
 *
 * @param name of the file in the case's folder
 * @param equal whether both are the same @default by bytes
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
