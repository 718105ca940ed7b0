import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { Workspace } from "../../workspace/workspace.ts";
import { askEdit } from "../edits/ask-edit.ts";
import type { ChartChange, EditedChart, FreeReason } from "./edited-chart.ts";

/** Makes what is typed in a panel and not made yet. @returns whether nothing of it is left */
export type Finishing = RefObject<(() => Promise<boolean>) | undefined>;

/** A chart that is edited without its spec's text. */
export interface OpenChart {
  /** Undefined until it is read, and for a spec that is too free. */
  readonly chart: EditedChart | undefined;
  readonly free: FreeReason | undefined;
  /** Why the last change was refused, or the spec cannot be read. */
  readonly fault: Error | undefined;
  /** Makes one change after the other. @returns whether it was made */
  readonly change: (change: ChartChange) => Promise<boolean>;
}

/**
 * Reads the chart of a spec, and reads it again whenever its text changes.
 *
 * @param change makes a change of the spec @throws RefusedError
 */
export function useChart(
  workspace: Workspace,
  file: string,
  change: (file: string, change: ChartChange) => Promise<void>,
): OpenChart {
  const [read, setRead] = useState<Pick<OpenChart, "chart" | "free" | "fault">>({
    chart: undefined,
    free: undefined,
    fault: undefined,
  });
  const text = useSyncExternalStore(workspace.subscribe, () => workspace.get(file)?.text);
  const made = useRef<Promise<unknown>>(Promise.resolve());
  useEffect(() => {
    let isLate = false;
    askEdit(workspace.files(), { file, line: 1 }).then(
      ({ block: { chart, free } }) => {
        if (!isLate) setRead({ chart, free, fault: undefined });
      },
      (fault: Error) => {
        if (!isLate) setRead({ chart: undefined, free: undefined, fault });
      },
    );
    return () => {
      isLate = true;
    };
  }, [workspace, file, text]);
  return {
    ...read,
    change: (next) => {
      // Each change is found in what the one before has made.
      const done = made.current
        .then(() => change(file, next))
        .then(
          () => {
            setRead((before) => ({ ...before, fault: undefined }));
            return true;
          },
          (fault: Error) => {
            setRead((before) => ({ ...before, fault }));
            return false;
          },
        );
      made.current = done;
      return done;
    },
  };
}
