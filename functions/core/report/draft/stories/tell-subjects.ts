import type { Plan } from "../blocks/parts.ts";
import { isMoney, isPartName } from "../names/measure-words.ts";
import { tellGains } from "./gain/tell-gains.ts";
import { tellIndicators } from "./indicator/tell-indicators.ts";
import { tellKinds } from "./kinds/tell-kinds.ts";
import { tellLimit } from "./limit/tell-limit.ts";
import { tellOutcome } from "./outcome/tell-outcome.ts";
import { tellPlan } from "./plan/tell-plan.ts";
import type { RateRole } from "./rate/rate-role.ts";
import { tellRate } from "./rate/tell-rate.ts";
import { tellRecommend } from "./recommend/tell-recommend.ts";
import { tellScale } from "./scale/tell-scale.ts";
import { tellRhythm } from "./rhythm/tell-rhythm.ts";
import { tellStatement } from "./statement/tell-statement.ts";
import { tellDuration } from "./span/tell-duration.ts";
import { tellLateness } from "./span/tell-lateness.ts";
import { sayVoided } from "../words/notes/voided.ts";
import { tellWhole } from "./whole/tell-whole.ts";
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
  const tell = <Role>(
    role: Role | undefined,
    tellRole: (plan: Plan, role: Role) => Told,
    leads: (role: Role) => boolean = () => true,
  ): readonly { readonly told: Told; readonly leads: boolean }[] =>
    role === undefined ? [] : [{ told: tellRole(plan, role), leads: leads(role) }];
  const whole = tell(subjects.whole, tellWhole, (role) => role.leads === true);
  const ofWhole = whole[0]?.told;
  const rate = tell(subjects.rate, tellRate, (role) => isRateFirst(plan, role));
  const all = [
    ...tell(subjects.statement, tellStatement),
    ...tell(subjects.indicators, tellIndicators),
    ...tell(subjects.limit, tellLimit),
    ...tell(subjects.plan, tellPlan),
    ...tell(subjects.recommend, tellRecommend),
    ...tell(subjects.lateness, tellLateness),
    ...tell(subjects.duration, tellDuration, ({ leads }) => leads),
    ...tell(subjects.outcome, tellOutcome, () => isFirst(plan)),
    ...(subjects.rate?.leads === true ? rate : []),
    ...(subjects.gains ? [{ told: tellGains(plan), leads: true }] : []),
    ...tell(subjects.rhythm, tellRhythm, ({ leads }) => leads),
    ...tell(subjects.scale, tellScale, ({ leads }) => leads),
    ...tell(subjects.kinds, tellKinds, ({ leads }) => leads),
    ...whole,
    ...(subjects.rate?.leads === true ? [] : rate),
  ];
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
  if (first.told !== ofWhole) return [section(first.told, "#"), ...others, last, ...rest];
  // Behind a total people ask for its course, and then for its parts.
  const [course = "", ...more] = rest;
  const { sections, subject, ...head } = first.told;
  return [
    section({ ...head, subject, sections: [] }, "#"),
    `${assignmentsOf(lead)}\n${course}`,
    `{% if ${subject} != nil %}\n${sections.join("\n\n")}\n{% endif %}`,
    ...others,
    last,
    ...more,
  ];
}

/** What Liquid assigns at the beginning of a block, for one that stands before it. */
const assignmentsOf = (block: string): string => /^(?:\{% assign [^%]*%\})*/.exec(block)![0];

/** Whether a rate is what the table is kept for, or stands in a table without a time beside the counts that make it. */
const isRateFirst = ({ roles: { time, story } }: Plan, rate: RateRole): boolean =>
  rate.leads || (time === undefined && (story === "groups" || isOfCounts(rate)));

/** Whether a table has a rate of its own beside the counts that make it: an open rate beside what was opened. */
const isOfCounts = ({ column, unit, above, below }: RateRole): boolean =>
  column !== undefined &&
  !isPartName(column) &&
  unit === "%" &&
  [above, below].every((part) => part.whole === true && !isMoney(part.unit));

/** Whether what the rows end in says more than the course of time: only a number of records has one, or nothing. */
function isFirst({ roles: { time, measures, story }, subjects: { outcome, whole } }: Plan): boolean {
  if (outcome!.isAsked) return true;
  if (outcome!.isQuality && measures[0]!.column !== "*") return false;
  if (time === undefined) return true;
  if (outcome!.isWon) return true;
  if (outcome!.isRare && whole?.leads === true) return false;
  const isNoNews = time.even === true && !measures[0]!.adds;
  return (
    measures[0]!.column === "*" || isNoNews || (outcome!.isOpen && (outcome!.amount !== undefined || story === "flow"))
  );
}

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
