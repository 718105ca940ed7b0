import { writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import type { Answer, Contender, ContenderModule, Order } from "./contender.ts";

/**
 * The program of a contender. It is a separate process, so that its memory can be measured:
 *
 *     contender-program.ts MODULE JOB          makes what its parent orders over IPC
 *     contender-program.ts MODULE JOB OUT      makes one PDF, writes it and ends: a cold start
 */
process.env["TZ"] = "UTC";
const [, , modulePath = "", job = "null", out] = process.argv;
const { open } = (await import(pathToFileURL(modulePath).href)) as ContenderModule;
const contender = await open(JSON.parse(job));

if (out === undefined) {
  process.on("message", (order: Order) => void serve(contender, order));
  process.on("disconnect", () => void end(contender));
  tell({ kind: "open" });
} else {
  await writeFile(out, (await contender.make(0)).pdf);
  await end(contender);
}

async function serve({ make }: Contender, { iteration, keep }: Order): Promise<void> {
  try {
    const begun = performance.now();
    const { pdf, parts } = await make(iteration);
    const ms = performance.now() - begun;
    if (keep !== undefined) await writeFile(keep, pdf);
    tell({ kind: "made", iteration, ms, bytes: pdf.byteLength, ...(parts !== undefined && { parts }) });
  } catch (error) {
    tell({
      kind: "failed",
      reason: `${basename(modulePath)}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    });
  }
}

async function end({ close }: Contender): Promise<never> {
  await close?.();
  process.exit();
}

function tell(answer: Answer): void {
  process.send?.(answer);
}
