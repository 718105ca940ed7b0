import { BroadsheetError } from "../../../errors.ts";
import { abandonSubject } from "../attempt/abandon-subject.ts";
import type { LifecycleWorld } from "../lifecycle-world.ts";
import { cancelledCode } from "../records/cancelled-code.ts";
import { listGenerations } from "../records/list-generations.ts";
import { reportKind, reportOf } from "../records/report-kind.ts";

/**
 * Ends a report that waits to be rendered. It has then failed, and the next request for it starts again. One that is
 * being rendered goes on, since another caller may wait for it.
 *
 * @returns whether it was cancelled, now or before; `false` if it is being rendered or has another outcome
 * @throws BroadsheetError `unavailable`
 */
export async function cancelReport(id: string, world: LifecycleWorld): Promise<boolean> {
  const latest = Math.max(0, ...(await listGenerations(reportKind, id, world)));
  const reason = new BroadsheetError("unavailable", {
    code: cancelledCode,
    message: "the report was cancelled before it was rendered",
    hint: "request it again, or POST /reports/{id}/retry",
  });
  const ended = await abandonSubject(reportOf(id, latest), reason, world);
  return (
    ended.state === "finished" &&
    ended.outcome.state === "failed" &&
    ended.outcome.problems.some(({ code }) => code === cancelledCode)
  );
}
