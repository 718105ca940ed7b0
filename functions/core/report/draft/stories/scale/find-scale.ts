import type { ColumnLook } from "../../look/look-at-columns.ts";
import { isScaleName } from "../../names/measure-words.ts";
import { answersOnScale } from "../../roles/measures/answers-on-scale.ts";
import { areAnswers } from "../../names/sum-words.ts";
import type { MeasureRole, Roles } from "../../roles/roles.ts";
import { allMeasures } from "../all-measures.ts";
import type { ScaleRole } from "./scale-role.ts";

/** Fewest columns that are compared with each other, and most. */
const [fewest, most] = [3, 20];
/** The highest values of scales: of opinions, and of marks. */
const opinions = [5, 6, 7, 10] as const;
const marks = [15, 20, 25, 30, 40, 50, 60, 100, 120, 150] as const;
/** What most marks are out of. */
const hundred = 100;
/** Share of its scale above which the highest value of a column lies, at least. */
const reaches = 0.5;

/** Names of what is learned and marked. */
const subject =
  /^(maths?|mathematics|english|physics|history|arts?|science|biology|chemistry|geography|music|reading|writing|spelling|german|french|spanish|latin|economics|computing|literature|drama|religion|mathe(matik)?|deutsch|englisch|französisch|physik|chemie|biologie|geschichte|erdkunde|geographie|kunst|musik|sport|informatik|latein|语文|数学|英语|物理|化学|生物|历史|地理|政治|体育|美术|音乐|科学)\b|^(语文|数学|英语|物理|化学|生物|历史|地理|政治|体育|美术|音乐|科学)/i;
/** Names of what is given on a scale, and numbers of questions. */
const given =
  /^q ?\d+\b|^(question|frage|item|aufgabe|task|exercise|quiz|exam|test|paper|midterm|final|homework|assignment|klausur) ?\d*$|\b(score|mark|grade|rating|points|stars|satisfaction|quality|note|punkte|bewertung|zufriedenheit)s?\b|得分|评分|成绩|满意/i;
/** Aspects that reviewers give stars for. */
const aspect =
  /^(cleanliness|service|value|comfort|location|staff|food|taste|price|facilities|communication|teaching|content|pace|support|usability|design|performance|workload|leadership|management|pay|tools|team|culture|training|führung|gehalt|arbeitsplatz|arbeitsbelastung|weiterempfehlung|ausstattung|kommunikation|weiterbildung|sauberkeit|lage|essen|preis.leistung|卫生|服务|环境|口味)( .*)?$/i;
/** Names of what sums them up. */
const total = /^(total|sum|overall|average|mean|gesamt.*|summe|durchschnitt|总分|总评|平均.*|总成绩|总体.*)( .*)?$/i;

/** Names of what a reviewer thinks of the whole. */
const overall = /^(overall|rating|stars|score|gesamt)/i;

const plain = (name: string): string => name.toLowerCase().replaceAll("_", " ").trim();

/** Columns of answers and marks on one scale: at least three, whose names say so. */
export function findScale(roles: Roles, rows: number, title: string): ScaleRole | undefined {
  const { story, selector, survey, looks, long } = roles;
  if (selector !== undefined || survey !== undefined || long?.turned === true) return undefined;
  if (story !== "groups" && story !== "flow" && (story !== "cross" || roles.summed)) return undefined;
  const found = allMeasures(roles, rows).flatMap((measure) => {
    const look = looks.find(({ name }) => name === measure.column);
    return look === undefined ? [] : [{ measure, look }];
  });
  const isTotal = ({ measure }: (typeof found)[number]): boolean => total.test(plain(measure.column));
  const answers = answersOnScale(looks, rows);
  const isAnswer = (look: ColumnLook): boolean => answers.has(look.name) || isGiven(look);
  const tried = found.filter((one) => !isTotal(one) && isAnswer(one.look) && isPlain(one.measure));
  const limit = scaleOf(tried.map(({ look }) => look));
  if (tried.length < fewest || tried.length > most || limit === undefined) return undefined;
  const inOrder = tried.toSorted((a, b) => looks.indexOf(a.look) - looks.indexOf(b.look));
  const sums = found.some(
    (one) =>
      isTotal(one) ||
      (one.measure.kin ?? []).filter((key) => tried.some(({ measure }) => measure.key === key)).length > 1,
  );
  return {
    columns: inOrder.map(({ measure }) => measure),
    decimals: limit <= 10 ? 2 : 1,
    ...(limit <= worstGrade &&
      areGrades(
        title,
        tried.map(({ look }) => look),
      ) && { isBestLow: true }),
    // A survey of two weeks is none over time.
    leads:
      (story !== "flow" || tried.every(({ look }) => areAnswers(look.name, look))) &&
      !sums &&
      !overall.test(roles.measures[0]?.column ?? ""),
  };
}

/** The worst of German grades, of which 1 is the best. */
const worstGrade = 6;
/** Titles of lists of grades. */
const gradesTitle = /noten(?![\p{L}])|notenliste|notenspiegel|zensuren|zeugnis/iu;

/** Whether columns hold the grades of German schools, as a title says. */
const areGrades = (title: string, looks: readonly ColumnLook[]): boolean =>
  gradesTitle.test(title) && looks.every(({ low }) => low >= 1);

/** Whether a measure has no unit but that of its scale. */
const isPlain = ({ unit, scale }: MeasureRole): boolean =>
  scale === 1 && /^(|\d+ ?[-–] ?\d+|%|points?|punkte|分)$/i.test(unit);

function isGiven(look: ColumnLook): boolean {
  const { name, low, high, places } = look;
  const words = plain(name);
  const isNamed =
    isScaleName(name) ||
    subject.test(words) ||
    given.test(words) ||
    (aspect.test(words) && high <= 10) ||
    areAnswers(name, look);
  return isNamed && low >= 0 && places <= 1 && high > 1;
}

/** The highest value of the scale that all columns are on; undefined if they are on several. */
function scaleOf(looks: readonly ColumnLook[]): number | undefined {
  const highest = Math.max(...looks.map(({ high }) => high));
  const limit = [...opinions, ...marks].find((step) => step >= highest);
  // Of subjects with 150 and with 100 points for all, the points are on two scales.
  const isOfTwo = limit !== undefined && limit > hundred && looks.some(({ high }) => high <= hundred);
  return limit !== undefined && !isOfTwo && looks.every(({ high, middle }) => high >= reaches * limit && middle > 0)
    ? limit
    : undefined;
}
