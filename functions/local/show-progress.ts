import { stages, type Stage } from "../core/report/publish/report.ts";

export interface Progress {
  stage(stage: Stage): void;
  /** Clears the bar. */
  done(): void;
}

/** Shows a render's progress: a bar that redraws itself on a terminal, nothing elsewhere. */
export function showProgress(output: { readonly isTTY?: boolean; write(text: string): unknown }): Progress {
  if (output.isTTY !== true) return { stage: () => {}, done: () => {} };
  return {
    stage(stage) {
      const step = stages.indexOf(stage) + 1;
      const filled = "█".repeat(step) + "░".repeat(stages.length - step);
      output.write(`\r${filled} ${stage.padEnd(8)}`);
    },
    done() {
      output.write(`\r${" ".repeat(stages.length + 10)}\r`);
    },
  };
}
