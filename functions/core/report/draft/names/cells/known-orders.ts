import { quoteText } from "../../quote.ts";
import { starOrder } from "./star-levels.ts";
import { monthOf } from "../month-names.ts";

/** Words in an order of their own: a line is one, from the first to the last; `|` parts them, `/` two of one place. */
const scales = [
  "monday/mon/mo|tuesday/tue/tues/tu|wednesday/wed/we|thursday/thu/thur/thurs/th|friday/fri/fr|saturday/sat/sa|sunday/sun/su",
  "montag/mo|dienstag/di|mittwoch/mi|donnerstag/do|freitag/fr|samstag/sa/sonnabend|sonntag/so",
  "周一/星期一/礼拜一|周二/星期二/礼拜二|周三/星期三/礼拜三|周四/星期四/礼拜四|周五/星期五/礼拜五|周六/星期六/礼拜六|周日/星期日/星期天/周天",
  "lundi/lun|mardi/mar|mercredi/mer|jeudi/jeu|vendredi/ven|samedi/sam|dimanche/dim",
  "lunes|martes|miércoles/miercoles|jueves|viernes|sábado/sabado|domingo",
  "lunedì/lunedi|martedì/martedi|mercoledì/mercoledi|giovedì/giovedi|venerdì/venerdi|sabato|domenica",
  "segunda-feira/segunda|terça-feira/terça|quarta-feira/quarta|quinta-feira/quinta|sexta-feira/sexta|sábado|domingo",
  "maandag/ma|dinsdag/di|woensdag/wo|donderdag/do|vrijdag/vr|zaterdag/za|zondag/zo",
  "one size|xxxs|xxs|xs|s|m|l|xl|xxl/2xl|xxxl/3xl|4xl|5xl",
  "extra small|small|medium|large|extra large|extra extra large",
  "sehr klein|klein|mittel|mittelgroß|groß|sehr groß",
  "特小|小|中|大|特大|超大",
  "none|negligible|very low|low|medium/moderate/normal|high|very high|critical/urgent|extreme",
  "keine|sehr gering/sehr niedrig|gering/niedrig|mittel/normal|hoch|sehr hoch|kritisch/dringend",
  "极低|很低|低|中|高|很高|极高|紧急",
  "trivial|minor/slight|moderate|major/serious/severe|critical|fatal|catastrophic",
  "leicht|mittel|schwer|tödlich",
  "轻微|一般|较大|严重|重大|特大",
  "very poor|poor|fair|average/satisfactory/ok|good|very good|excellent/outstanding",
  "ungenügend|mangelhaft|ausreichend|befriedigend|gut|sehr gut",
  "不及格|及格|中等|良好/良|优秀/优",
  "never|rarely/seldom|sometimes/occasionally|often/frequently|always",
  "nie|selten|manchmal|oft/häufig|immer",
  "从不|很少|有时|经常|总是",
  "strongly disagree|disagree|neutral/neither|agree|strongly agree",
  "early|late|night",
  "frühschicht/früh|spätschicht/spät|nachtschicht/nacht",
  "早班/早|中班/中|晚班/晚|夜班/夜",
  "morning|noon/midday|afternoon|evening|night",
  "morgens/vormittag|mittag|nachmittag|abend|nachts/nacht",
  "frühling/frühjahr|sommer|herbst|winter",
  "春/春季|夏/夏季|秋/秋季|冬/冬季",
  "spring|summer|autumn/fall|winter",
  "printemps|été/ete|automne|hiver",
  "primavera|verano|otoño|invierno",
  "primavera|estate|autunno|inverno",
  "primavera|verão|outono|inverno",
  "lente|zomer|herfst|winter",
  "basic|standard|plus|premium|enterprise",
  "free|starter|basic|standard|pro/professional|business|enterprise",
  "bronze|silver|gold|platinum|diamond",
  "junior|mid/mid-level/intermediate|senior|lead|principal",
  "primary|secondary|tertiary",
  "a++|a+|a|a-|b+|b|b-|c+|c|c-|d+|d|d-|e|f|g|h",
  "first|second|third|fourth|fifth",
  "erste|zweite|dritte|vierte",
].map((line) => line.split("|").map((names) => names.split("/")));

/** Names of columns whose single letters are grades or classes; those of others may be any letters. */
const gradeName = /grade|note|rating|class|klasse|band|score|energy|energie|epc|等级|评级|效率/i;

/** What is numbered one after the other, so that its number is its order: `Sprint 2`, `P1`, `Week 10`. */
const numbered =
  /^(sprint|week|wk|kw|woche|level|lvl|stufe|phase|stage|step|schritt|p|prio|priority|grade|klasse|year|jahr|semester|term|trimester|round|runde|wave|tier|band|day|tag|month|monat|第|季度)[ .-]?\d+( ?(级|周|轮|期|学期))?$/i;

/** An order: the words of each place, in lower case. */
export type KnownOrder = readonly (readonly string[])[];

/**
 * The order of its own that a column's texts have: days of the week, sizes, grades, levels. Undefined if some text is
 * in no place of it, or two are in the same.
 */
export function knownOrder(name: string, texts: readonly string[]): KnownOrder | undefined {
  const lower = texts.map((text) => text.trim().toLowerCase());
  if (lower.length < 3 || new Set(lower).size < lower.length || lower.every((text) => monthOf(text) !== undefined))
    return undefined;
  const inStars = starOrder(texts);
  if (inStars !== undefined) return inStars;
  const isLetters = lower.every((text) => /^[a-h][+-]*$/.test(text));
  if (isLetters && !gradeName.test(name)) return undefined;
  return scales.find((scale) => {
    const places = lower.map((text) => scale.findIndex((names) => names.includes(text)));
    return places.every((place) => place >= 0) && new Set(places).size === places.length;
  });
}

/** Whether all texts are numbered in the order of what they are: sprints, weeks, levels. */
export function areNumbered(texts: readonly string[]): boolean {
  const kinds = new Set(texts.map((text) => text.trim().replace(/\d+/, "").toLowerCase()));
  return texts.length >= 3 && kinds.size === 1 && texts.every((text) => numbered.test(text.trim()));
}

/** SQL of the place of a text in an order, from 1; NULL if it has none. */
export function placeSql(order: KnownOrder, column: string): string {
  const all = order.flatMap((names, at) => names.map((name) => [name, at + 1] as const));
  const isPlain = order.every((names) => names.length === 1);
  const key = `lower(trim(${column}))`;
  if (isPlain) return `list_position([${all.map(([name]) => quoteText(name)).join(", ")}], ${key})`;
  return `CASE ${key} ${all.map(([name, at]) => `WHEN ${quoteText(name)} THEN ${at}`).join(" ")} END`;
}
