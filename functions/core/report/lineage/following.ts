import type { Demands, Role } from "./demand.ts";
import type { Stage } from "./stage.ts";
import type { Stages } from "./stages.ts";

/** What is being followed. */
export interface Following {
  readonly stages: Stages;
  readonly demands: Demands;
  /** All rows of the datasets that a stage reads had a say. */
  everything(stage: Stage, role: Role, why: string): void;
}
