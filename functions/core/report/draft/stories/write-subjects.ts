import type { Files, Plan } from "../blocks/parts.ts";
import { writeIndicators } from "./indicator/write-indicators.ts";
import { writeLimit } from "./limit/write-limit.ts";
import { writeOutcome } from "./outcome/write-outcome.ts";
import { writePlan } from "./plan/write-plan.ts";
import { writeRate } from "./rate/write-rate.ts";
import { writeRecommend } from "./recommend/write-recommend.ts";
import { writeScale } from "./scale/write-scale.ts";
import { writeRhythm } from "./rhythm/write-rhythm.ts";
import { writeDuration } from "./span/write-duration.ts";
import { writeLateness } from "./span/write-lateness.ts";
import { writeWhole } from "./whole/write-whole.ts";

/** Queries and charts of what a table is about beside its measures. */
export function writeSubjects(files: Files, plan: Plan): void {
  const {
    indicators,
    limit,
    outcome,
    plan: planned,
    rate,
    scale,
    whole,
    lateness,
    duration,
    rhythm,
    recommend,
  } = plan.subjects;
  if (indicators !== undefined) writeIndicators(files, plan, indicators);
  if (limit !== undefined) writeLimit(files, plan, limit);
  if (planned !== undefined) writePlan(files, plan, planned);
  if (recommend !== undefined) writeRecommend(files, plan, recommend);
  if (lateness !== undefined) writeLateness(files, plan, lateness);
  if (duration !== undefined) writeDuration(files, plan, duration);
  if (outcome !== undefined) writeOutcome(files, plan, outcome);
  if (rhythm !== undefined) writeRhythm(files, plan, rhythm);
  if (rate !== undefined) writeRate(files, plan, rate);
  if (scale !== undefined) writeScale(files, plan, scale);
  if (whole !== undefined) writeWhole(files, plan, whole);
}
