/**
 * Replaces the render worker and does what the report's id says, so that tests can cause every fault. A mark in the
 * data directory shows that it has begun.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RenderJob, RenderMessage } from "../../../functions/render/render-messages.ts";

const tell = (message: RenderMessage): void => void process.send?.(message);
let renders = 0;

process.on("message", (job: RenderJob) => {
  if (!("accepted" in job)) return;
  const { accepted } = job;
  renders += 1;
  if (process.argv[2] !== undefined) writeFileSync(join(process.argv[2], accepted.id), "");
  if (job.quiet !== true) tell({ kind: "progress", stage: "chart" });
  if (accepted.id === "endless") for (;;);
  if (accepted.id === "regex") /^(a+)+$/.test(`${"a".repeat(64)}b`);
  if (accepted.id === "hog" || (accepted.id === "hog-with-a-past" && renders > 1))
    for (const hog: object[] = []; ;) hog.push(Array.from({ length: 10_000 }, () => ({})));
  if (accepted.id === "huge") {
    const huge = Array.from<number>({ length: 100_000_000 });
    for (let index = 0; index < huge.length; index += 1) huge[index] = index * 1.5;
  }
  if (accepted.id === "exit") process.exit(3);
  if (accepted.id === "throw") throw new Error("outside of every try");
  if (accepted.id === "refused")
    return tell({ kind: "refused", errorKind: "query-failed", problems: [{ code: "query-failed", message: "no" }] });
  if (accepted.id === "broken") return tell({ kind: "broken", stack: "Error: a bug\n at here" });
  const said =
    accepted.id === "variables" ? JSON.stringify(process.env) : `${accepted.id}, render ${renders} of this worker`;
  const pdf = new TextEncoder().encode(said);
  const timings = { template: 0, dataset: 0, query: 0, compose: 0, chart: 0, layout: 0, pdf: 0, publish: 0 };
  return tell({
    kind: "made",
    report: {
      id: accepted.id,
      engine: "e",
      title: "Fine",
      pdf,
      pages: 1,
      bytes: pdf.byteLength,
      sha256: "",
      warnings: [],
      timings,
    },
  });
});
tell({ kind: "ready" });
process.on("disconnect", () => process.exit());
