import type { MeasureRole, MemberRole } from "../../roles/roles.ts";

/** Answers from 0 to 10 to the question how likely one would recommend something. */
export interface RecommendRole {
  readonly measure: MeasureRole;
  /** The columns by which the answers differ, the clearest first. */
  readonly groups: readonly MemberRole[];
}
