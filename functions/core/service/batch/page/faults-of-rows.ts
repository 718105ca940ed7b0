import { BroadsheetError } from "../../../errors.ts";
import { isOutage } from "../../lifecycle/attempt/end-attempt.ts";
import type { BatchWorld } from "../batch-world.ts";
import type { Deaths } from "./read-earlier.ts";

/**
 * Deaths at which a row fails alone: of its worker, and of the whole server. That one may have been killed ten times
 * for other reasons is unlikely, since after the first time the row is tried while no other is under way.
 */
const mostDeaths = { own: 2, withServer: 10 } as const;

/** Whether a row was under way at so many deaths that it must be the reason. */
export function isDeadly({ own, withServer }: Deaths = { own: 0, withServer: 0 }): boolean {
  return own >= mostDeaths.own || withServer >= mostDeaths.withServer;
}

/** Whether an error says nothing of the row: the server stops, or what all rows need is not there. */
export function stopsPage(error: unknown, { signal }: Pick<BatchWorld, "signal">): boolean {
  if (signal?.aborted === true) return true;
  return (
    error instanceof BroadsheetError &&
    (isOutage(error) || error.problems.some(({ code }) => code === "server-stopping"))
  );
}
