import { BroadsheetError } from "../../errors.ts";
import { reportId } from "./report-id.ts";
import type { AcceptedRequest } from "./report-request.ts";

/**
 * Returns an accepted request if its id is the hash of its content; otherwise the report would not match its id. Which
 * engine accepted it does not matter.
 *
 * @throws BroadsheetError `conflict`
 */
export function checkAccepted(accepted: AcceptedRequest): AcceptedRequest {
  const id = reportId(accepted);
  if (id === accepted.id) return accepted;
  throw new BroadsheetError("conflict", {
    code: "altered-request",
    message: "the stored request was altered after it was accepted: its id does not match its content",
    seen: accepted.id,
    allowed: id,
    hint: "request the report again",
  });
}
