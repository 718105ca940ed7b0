import { readLabel } from "../../names/read-label.ts";
import type { MeasureRole } from "../roles.ts";

/** Words for when something was measured of somebody: first, after so many weeks, and afterwards. */
const stages: readonly (readonly [RegExp, (found: RegExpExecArray) => number])[] = [
  [
    /^(baseline|before|pre[- ]?(test|op|treatment)?|initial|at start|t0|vorher|vortest|ausgangswert|eingang|基线|(治疗|训练|干预|培训|改革|实验)?前测?)$/i,
    () => 0,
  ],
  [/^(?:week|month|day|visit|wave|woche|monat|tag|w|m|t)[ _]?(\d{1,3})$/i, ([, count]) => Number(count)],
  [/^第?(\d{1,3})(周|月|天)后?$/, ([, count]) => Number(count)],
  [
    /^(after|post[- ]?(test|op|treatment)?|end ?point|nachher|nachtest|(治疗|训练|干预|培训|改革|实验)?后测?)$/i,
    () => 1000,
  ],
  [/^(follow[- ]?up|nachbeobachtung|随访)$/i, () => 2000],
];

const orderOf = (text: string): number | undefined => {
  for (const [pattern, order] of stages) {
    const found = pattern.exec(text.trim());
    if (found !== null) return order(found);
  }
  return undefined;
};

/** What was measured and when, as a name tells it: `sbp_week8`, `post_score`, `治疗前血压`. */
interface Staged {
  readonly rest: string;
  readonly stage: string;
  readonly order: number;
}

/** Where a name has the time before or behind what was measured. */
const splits: readonly RegExp[] = [
  /^(?<rest>.+?)[ _.-](?<stage>[a-zäöü-]+(?:[ _]?\d+)?)$/iu,
  /^(?<stage>[a-zäöü-]+(?:[ _]?\d+)?)[ _.-](?<rest>.+)$/iu,
  // Between what was measured and its unit, or in a name without spaces: `vitd_before_nmol_l`, `PainPost`.
  /^(?<rest>.+?)[ _.-](?<stage>(?:week|month|day|visit|wave|woche|monat|tag)[ _]?\d+)[ _.-](?<more>.+)$/iu,
  /^(?<rest>.+?)[ _.-](?<stage>[a-zäöü]+)[ _.-](?<more>.+)$/iu,
  /^(?<rest>.*\p{Ll})(?<stage>\p{Lu}\p{Ll}+\d*)$/u,
  /^(?<rest>.+?)[ _]?[(（](?<stage>[^()（）]+)[)）]$/u,
  /^(?<stage>\p{Script=Han}*前测?|\p{Script=Han}*后测?|基线|随访|第?\d+[周月天]后?)(?<rest>.+)$/u,
  /^(?<rest>.+?)(?<stage>(?:治疗|训练|干预|培训|改革|实验)?[前后]测?|基线|随访|第?\d+[周月天]后?)$/u,
];

/** What is taken off a value, before or after which it is the same value at the same time. */
const takenOff =
  /(before|after|pre|post|vor|nach)[ _-]?(tax|vat|gst|discounts?|deductions?|depreciation|interest|fees?|steuern?|rabatt|abzug|abschreibung)(?![a-zäöü])|[税折][前后]/i;

function readStaged(name: string): Staged | undefined {
  if (takenOff.test(name)) return undefined;
  for (const split of splits) {
    const { rest = "", stage = "", more } = split.exec(name.trim())?.groups ?? {};
    const order = orderOf(stage);
    if (order !== undefined && rest !== "")
      return {
        rest: [rest, ...(more === undefined ? [] : [more])].join("_").toLowerCase(),
        stage: stage.replace(/(?<=[a-zäöü])[ _]?(?=\d)/i, " "),
        order,
      };
  }
  return undefined;
}

/** Most changes that lead the measures. */
const mostChanges = 3;

/**
 * The measures of people or things of which the same was measured before and after: by how much each changed leads,
 * from the first time to the last. What adds up, as sales before and after, keeps its sums.
 */
export function changesOfEach(measures: readonly MeasureRole[]): readonly MeasureRole[] {
  const read = measures.map((measure) => withStage(measure, measure.adds ? undefined : readStaged(measure.column)));
  const staged = read.flatMap(({ measure, stage }) => (stage === undefined ? [] : [{ measure, ...stage }]));
  const changes = [...new Set(staged.map(({ rest }) => rest))].flatMap((rest) => {
    const alike = staged.filter((one) => one.rest === rest).toSorted((a, b) => a.order - b.order);
    const [from, to] = [alike[0]!, alike.at(-1)!];
    return from.order === 0 && to.order > 0 && from.measure.unit === to.measure.unit ? [changeOf(from, to)] : [];
  });
  return [...changes.slice(0, mostChanges), ...read.map(({ measure }) => measure)];
}

/** A measure with its time, which in brackets behind a name is no unit: `weight (before)`. */
function withStage(
  measure: MeasureRole,
  stage: Staged | undefined,
): { readonly measure: MeasureRole; readonly stage: Staged | undefined } {
  if (stage === undefined || measure.unit.toLowerCase() !== stage.stage.toLowerCase()) return { measure, stage };
  return { measure: { ...measure, unit: "", label: `${measure.label}, ${stage.stage}` }, stage };
}

interface Measured extends Staged {
  readonly measure: MeasureRole;
}

function changeOf(
  { measure: before, stage: from, rest }: Measured,
  { measure: after, stage: to }: Measured,
): MeasureRole {
  const decimals = Math.max(before.decimals, after.decimals);
  return {
    ...after,
    key: `change_${after.key}`.slice(0, 60),
    value: `((${after.value})::DOUBLE - (${before.value}))`,
    label: `${readLabel(rest).label}, ${from} → ${to}`,
    called: "change",
    adds: false,
    surely: true,
    kind: "amount",
    scale: 1,
    decimals,
    whole: before.whole === true && after.whole === true,
    sizes: { least: 10 ** -decimals, most: after.sizes?.most ?? 1, sinks: true, negative: true },
    kin: [before.key, after.key],
    direction: before.column,
  };
}
