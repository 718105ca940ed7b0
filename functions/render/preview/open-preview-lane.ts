import { keepPreviewProcess, type PreviewProcessOptions } from "./keep-preview-process.ts";
import type { PreviewDesk } from "./preview-messages.ts";

export type PreviewLaneOptions = Omit<PreviewProcessOptions, "niceness">;

export interface PreviewLane extends Omit<PreviewDesk, "files" | "check" | "test"> {
  /** Checks a preview's files as `broadsheet check` does. @throws BroadsheetError `not-found`, `unavailable` */
  check(id: string): ReturnType<PreviewDesk["check"]>;
  /** Runs the tests among a preview's files as `broadsheet test`. @throws BroadsheetError `not-found`, `unavailable` */
  test(id: string): ReturnType<PreviewDesk["test"]>;
  /** Starts the worker of previews, which somebody will need soon. */
  warm(): void;
  /** Ends the workers; their previews and checks fail with `unavailable`. */
  close(): Promise<void>;
}

/** The worker of checks lets that of previews go first. */
const niceness = 5;

/** Time without a check after which its worker ends, ms. */
const checkIdleMs = 120_000;

/**
 * Opens the lane of previews: a worker process of their own, so that a preview neither waits for a report nor delays
 * one. It starts with the first preview, does one thing at a time, and keeps its sessions until it ends. A newer
 * preview of a session drops an older one that waits, and stops one under way between two of its steps. A check takes
 * as long as a few reports: it runs in another worker, so that no keystroke waits for it.
 */
export function openPreviewLane(options: PreviewLaneOptions): PreviewLane {
  const previews = keepPreviewProcess(options);
  const checks = keepPreviewProcess({ ...options, niceness, idleMs: checkIdleMs });
  return {
    make(asked) {
      previews.supersede(asked.session);
      return previews.run("make", asked);
    },
    page: (id, number) => previews.run("page", id, number),
    file: (id) => previews.run("file", id),
    rows: (id, query) => previews.run("rows", id, query),
    async check(id) {
      return await checks.run("check", await previews.run("files", id));
    },
    async test(id) {
      return await checks.run("test", await previews.run("files", id));
    },
    warm: () => previews.warm(),
    async close() {
      await Promise.all([previews.close(), checks.close()]);
    },
  };
}
