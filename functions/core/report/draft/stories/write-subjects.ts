import type { Files, Plan } from "../blocks/parts.ts";
import { writeGains } from "./gain/write-gains.ts";
import { writeIndicators } from "./indicator/write-indicators.ts";
import { writeKinds } from "./kinds/write-kinds.ts";
import { writeLimit } from "./limit/write-limit.ts";
import { writeMeters } from "./meter/write-meters.ts";
import { writeStock } from "./stock/write-stock.ts";
import { writeOutcome } from "./outcome/write-outcome.ts";
import { writePlan } from "./plan/write-plan.ts";
import { writeRate } from "./rate/write-rate.ts";
import { writeRecommend } from "./recommend/write-recommend.ts";
import { writeScale } from "./scale/write-scale.ts";
import { writeRhythm } from "./rhythm/write-rhythm.ts";
import { writeSides } from "./sides/tell-sides.ts";
import { writeInventory } from "./inventory/write-inventory.ts";
import { writeStatement } from "./statement/write-statement.ts";
import { writeDuration } from "./span/write-duration.ts";
import { writeLateness } from "./span/write-lateness.ts";
import { writeWhole } from "./whole/write-whole.ts";

/** Queries and charts of what a table is about beside its measures. */
export function writeSubjects(files: Files, plan: Plan): void {
  const { subjects } = plan;
  const write = <Role>(role: Role | undefined, writeRole: (files: Files, plan: Plan, role: Role) => void): void => {
    if (role !== undefined) writeRole(files, plan, role);
  };
  write(subjects.statement, writeStatement);
  write(subjects.indicators, writeIndicators);
  write(subjects.limit, writeLimit);
  write(subjects.plan, writePlan);
  write(subjects.inventory, writeInventory);
  write(subjects.recommend, writeRecommend);
  write(subjects.lateness, writeLateness);
  write(subjects.duration, writeDuration);
  write(subjects.outcome, writeOutcome);
  writeSides(files, plan);
  if (subjects.gains) writeGains(files);
  write(subjects.stock, writeStock);
  write(subjects.meters, writeMeters);
  write(subjects.rhythm, writeRhythm);
  write(subjects.rate, writeRate);
  write(subjects.scale, writeScale);
  write(subjects.kinds, writeKinds);
  write(subjects.whole, writeWhole);
}
