import type { Plan } from "../blocks/parts.ts";
import { tellGains } from "./gain/tell-gains.ts";
import { tellIndicators } from "./indicator/tell-indicators.ts";
import { tellKinds } from "./kinds/tell-kinds.ts";
import { tellLimit } from "./limit/tell-limit.ts";
import { tellMeters } from "./meter/tell-meters.ts";
import { tellStock } from "./stock/tell-stock.ts";
import { tellOutcome } from "./outcome/tell-outcome.ts";
import { tellPlan } from "./plan/tell-plan.ts";
import { tellRate } from "./rate/tell-rate.ts";
import { tellRecommend } from "./recommend/tell-recommend.ts";
import { tellScale } from "./scale/tell-scale.ts";
import { tellRhythm } from "./rhythm/tell-rhythm.ts";
import { tellInventory } from "./inventory/tell-inventory.ts";
import { tellStatement } from "./statement/tell-statement.ts";
import { tellDuration } from "./span/tell-duration.ts";
import { tellLateness } from "./span/tell-lateness.ts";
import { sayVoided } from "../words/notes/voided.ts";
import { tellWhole } from "./whole/tell-whole.ts";
import { ifPeriodAsked } from "./period-asked.ts";
import { type SubjectName, subjectsInOrder } from "./lead-of.ts";
import type { Told } from "./told.ts";

/**
 * The blocks of a report with what the table is about beside its measures: above the lead, which becomes a section, or
 * behind the first blocks where the course of time says more.
 *
 * @param told the blocks of the report; the first has the title
 * @param behind how many blocks stand before what does not lead
 */
export function withSubjects(plan: Plan, told: readonly string[], behind = 1): readonly string[] {
  const { subjects } = plan;
  const blocks = told.map((block, at) => (at === 0 ? sayVoided(plan, block) : block));
  const tellers: Readonly<Record<SubjectName, () => Told>> = {
    statement: () => tellStatement(plan, subjects.statement!),
    indicators: () => tellIndicators(plan, subjects.indicators!),
    limit: () => tellLimit(plan, subjects.limit!),
    plan: () => tellPlan(plan, subjects.plan!),
    inventory: () => tellInventory(plan, subjects.inventory!),
    recommend: () => tellRecommend(plan, subjects.recommend!),
    lateness: () => tellLateness(plan, subjects.lateness!),
    duration: () => tellDuration(plan, subjects.duration!),
    outcome: () => tellOutcome(plan, subjects.outcome!),
    rate: () => tellRate(plan, subjects.rate!),
    gains: () => tellGains(plan),
    stock: () => tellStock(plan, subjects.stock!),
    meters: () => tellMeters(plan, subjects.meters!),
    rhythm: () => tellRhythm(plan, subjects.rhythm!),
    scale: () => tellScale(plan, subjects.scale!),
    kinds: () => tellKinds(plan, subjects.kinds!),
    whole: () => tellWhole(plan, subjects.whole!),
  };
  const all = subjectsInOrder(plan).map(({ name, leads }) => ({ name, leads, told: tellers[name]() }));
  const first = all.find(({ leads }) => leads);
  // Of indicators at one time no row is compared with another: their values stand in the section on them.
  if (plan.roles.listed !== undefined && first !== undefined) {
    const beside = all.filter((one) => one !== first && one.leads).map(({ told: one }) => section(one, "##"));
    return [section(first.told, "#"), ...beside, ...blocks.slice(-1)];
  }
  const others = all.filter((one) => one !== first).map(({ told: one }) => section(one, "##"));
  if (first === undefined) return [...blocks.slice(0, behind), ...others, ...blocks.slice(behind)];
  const [lead = "", ...rest] = blocks;
  const last = lead.replace(/^# /m, "## ");
  const [course = "", ...behindCourse] = rest;
  const more = behindCourse.map((block, at) =>
    // Only the course of each year and the notes on the data are of no single period.
    at === 0 || at === behindCourse.length - 1 ? block : ifPeriodAsked(plan, block),
  );
  if (first.name !== "whole") {
    // What the other blocks read is assigned whether or not the section on the period stands.
    const assigned = assignmentsOf(lead);
    const period = `${assigned}\n${ifPeriodAsked(plan, last.slice(assigned.length))}`;
    return [section(first.told, "#"), ...others, period, course, ...more];
  }
  // Behind a total people ask for its course, and then for its parts.
  const { sections, subject, ...head } = first.told;
  return [
    section({ ...head, subject, sections: [] }, "#"),
    `${assignmentsOf(lead)}\n${course}`,
    `{% if ${subject} != nil %}\n${sections.join("\n\n")}\n{% endif %}`,
    ...others,
    ifPeriodAsked(plan, last),
    ...more,
  ];
}

/** What Liquid assigns at the beginning of a block, for one that stands before it. */
const assignmentsOf = (block: string): string => /^(?:\{% assign [^%]*%\})*/.exec(block)![0];

/** A subject that later data has nothing of is a title only. */
function section({ begin, subject, label, title, lead, figures, sections }: Told, mark: "#" | "##"): string {
  const key = figures.length === 0 ? [] : [`:::key-figures\n${figures.join("\n")}\n:::`];
  const text = [lead, ...key, ...sections].filter(Boolean).join("\n\n");
  return `${begin}
${mark} {% if ${subject} == nil %}${label}{% else %}${title}{% endif %}

{% if ${subject} != nil %}
${text}
{% endif %}`;
}
