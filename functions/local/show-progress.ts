import { stages, type Stage } from "../core/report/publish/report.ts";

/** Work shorter than this, ms, shows no progress. */
const patienceMs = 1000;

export interface Progress {
  stage(stage: Stage): void;
  /** Clears the bar. */
  done(): void;
}

/**
 * Shows a render's progress: a bar that redraws itself on a terminal, otherwise a line per stage once the work has
 * lasted a second.
 *
 * @param now the time in milliseconds, to measure that second
 */
export function showProgress(
  output: { readonly isTTY?: boolean; write(text: string): unknown },
  now: () => number,
): Progress {
  const begun = now();
  const bar = output.isTTY === true;
  return {
    stage(stage) {
      const step = stages.indexOf(stage) + 1;
      if (bar) {
        const filled = "█".repeat(step) + "░".repeat(stages.length - step);
        output.write(`\r${filled} ${stage.padEnd(8)}`);
      } else if (now() - begun > patienceMs) {
        output.write(`${stage} (${step} of ${stages.length})\n`);
      }
    },
    done() {
      if (bar) output.write(`\r${" ".repeat(stages.length + 10)}\r`);
    },
  };
}
