import type { TemplateReference } from "../../core/report/request/report-request.ts";
import { keepPreviewProcess } from "./keep-preview-process.ts";
import type { PreviewDesk } from "./preview-messages.ts";
import { type PreviewPoolOptions, openPreviewPool } from "./preview-pool.ts";

export interface PreviewLaneOptions extends Omit<PreviewPoolOptions, "niceness"> {
  /** The stored template with which `warm` tries everything out. @default none: only the worker starts */
  readonly warmUp?: Required<TemplateReference> | undefined;
}

export interface PreviewLane extends Omit<PreviewDesk, "files" | "check" | "test"> {
  /** Checks a preview's files as `broadsheet check` does. @throws BroadsheetError `not-found`, `unavailable` */
  check(id: string): ReturnType<PreviewDesk["check"]>;
  /** Runs the tests among a preview's files as `broadsheet test`. @throws BroadsheetError `not-found`, `unavailable` */
  test(id: string): ReturnType<PreviewDesk["test"]>;
  /**
   * Starts the worker of previews, which somebody will need soon, and makes a preview that nobody sees: fonts, DuckDB
   * and Vega are then loaded, and their code is compiled. A preview requested meanwhile does not wait for its end. Does
   * nothing while the worker runs.
   */
  warm(): void;
  /** Ends the workers; their previews and checks fail with `unavailable`. */
  close(): Promise<void>;
}

/** The workers of checks and drafts let that of previews go first. */
const niceness = 5;

/** The session of the preview that nobody sees. */
const warmSession = "warm-up";

/** Time without a check, or without a draft, after which its worker ends, ms. */
const besideIdleMs = 120_000;

/**
 * Opens the lane of previews: worker processes of their own, so that a preview neither waits for a report nor delays
 * one. The first starts with the first preview, others where many people write (`preview-pool.ts`). Each does one
 * thing at a time, and keeps its sessions until it ends. A newer preview of a session drops an older one that waits,
 * and stops one under way between two of its steps. A check takes as long as a few reports, an edit as long as its file
 * is large, and a draft as its table is: checks and edits run in a worker of their own, and drafts in another, so that
 * no keystroke waits for them, and neither for the other.
 */
export function openPreviewLane(options: PreviewLaneOptions): PreviewLane {
  const { warmUp, mostProcesses, hasRoom, ...about } = options;
  const previews = openPreviewPool({ ...about, mostProcesses, hasRoom });
  const beside = { ...about, niceness, idleMs: besideIdleMs };
  const checks = keepPreviewProcess(beside);
  const drafts = keepPreviewProcess(beside);
  return {
    make(asked) {
      previews.supersede(warmSession);
      return previews.make(asked);
    },
    page: (id, number) => previews.ask("page", id, number),
    file: (id) => previews.ask("file", id),
    rows: (id, query) => previews.ask("rows", id, query),
    draft: (asked) => drafts.run("draft", asked),
    // Nobody types meanwhile.
    edit: (asked) => checks.run("edit", asked),
    change: (asked) => checks.run("change", asked),
    explain: (asked) => checks.run("explain", asked),
    async check(id) {
      return await checks.run("check", await previews.ask("files", id));
    },
    async test(id) {
      return await checks.run("test", await previews.ask("files", id));
    },
    warm() {
      if (!previews.warm() || warmUp === undefined) return;
      const { name, version } = warmUp;
      const made = previews.make({
        session: warmSession,
        name,
        base: { kind: "stored", version },
        files: {},
        parameters: {},
        datasets: {},
        pages: [1],
      });
      made.catch(() => {
        // A real preview took its place, or will fail alike and say why.
      });
    },
    async close() {
      await Promise.all([previews.close(), checks.close(), drafts.close()]);
    },
  };
}
