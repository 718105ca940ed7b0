import { BroadsheetError } from "../errors.ts";
import { reportId } from "./report-id.ts";
import type { AcceptedRequest } from "./report-request.ts";

/**
 * Returns an accepted request if it is one that this engine may render: its id is the hash of what
 * it holds, and it was accepted by the same engine. Anything else would give bytes that the id
 * does not stand for.
 *
 * @param engine digest of the engine that is about to render
 * @throws BroadsheetError `conflict`
 */
export function checkAccepted(accepted: AcceptedRequest, engine: string): AcceptedRequest {
  if (accepted.engine !== engine) {
    throw new BroadsheetError("conflict", {
      code: "engine-changed",
      message: "the request was accepted by another version of Broadsheet",
      seen: accepted.engine,
      allowed: engine,
      hint: "ask for the report again",
    });
  }
  const id = reportId(accepted);
  if (id === accepted.id) return accepted;
  throw new BroadsheetError("conflict", {
    code: "altered-request",
    message: "the stored request was altered after it was accepted: its id does not match what it holds",
    seen: accepted.id,
    allowed: id,
    hint: "ask for the report again",
  });
}
