import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { BroadsheetError } from "../core/errors.ts";
import { makeUnfinished } from "./unfinished-files.ts";

/**
 * Writes a PDF to a path or stream; a file appears whole or not at all.
 *
 * @param out a path, or `-` for standard output
 * @throws BroadsheetError `invalid-request` if it cannot be written
 */
export async function writePdfFile(out: string, pdf: Uint8Array): Promise<void> {
  if (out === "-") {
    await new Promise<void>((done, fail) => process.stdout.write(pdf, (error) => (error ? fail(error) : done())));
    return;
  }
  await writeWholeFile(out, pdf);
}

/**
 * Writes a file, which appears whole or not at all.
 *
 * @throws BroadsheetError `invalid-request` if it cannot be written
 */
export async function writeWholeFile(out: string, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
  const target = resolve(out);
  const folder = dirname(target);
  if (!existsSync(folder)) {
    throw new BroadsheetError("invalid-request", {
      code: "cannot-write",
      message: `${target} cannot be written: there is no folder ${folder}`,
      where: { name: "--out" },
      seen: out,
      hint: `create it first: mkdir -p ${folder}`,
    });
  }
  try {
    await makeUnfinished(`${target}.${randomUUID()}.part`, async (partial) => {
      await writeFile(partial, content);
      await rename(partial, target);
    });
  } catch (cause) {
    throw new BroadsheetError(
      "invalid-request",
      {
        code: "cannot-write",
        message: `${target} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
        where: { name: "--out" },
        seen: out,
      },
      { cause },
    );
  }
}
