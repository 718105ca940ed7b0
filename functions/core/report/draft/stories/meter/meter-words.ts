import type { DraftLanguage } from "../../draft.ts";
import { cutNote } from "../../words/cut.ts";

/** What the sentences on meters print: Liquid of days, and of a value with its unit. */
export interface MeterShown {
  readonly day: (of: string) => string;
  readonly value: (of: string) => string;
}

interface MeterWords {
  readonly since: (s: MeterShown) => string;
  readonly one: (s: MeterShown) => string;
  readonly several: (s: MeterShown) => string;
  readonly ofOne: (s: MeterShown) => string;
  readonly who: (s: MeterShown) => string;
  readonly lacking: (s: MeterShown) => string;
  readonly gaps: string;
  readonly odd: (s: MeterShown) => string;
  readonly heading: (label: string) => string;
  readonly chart: (s: MeterShown) => string;
  readonly most: string;
  readonly table: string;
  readonly alt: string;
  readonly first: string;
  readonly last: string;
  readonly share: string;
}

const share = "{{ n.first_share | number: 0 }}";
/** Readings that are named one by one, at most. */
const mostNamed = 5;

/** One sentence for each of the first rows of a query, and how many more there are. */
const each = (query: "meters_odd" | "meters_lacking", sentence: string, more: string): string =>
  `{% for x in ${query}.rows limit: ${mostNamed} %}{% if x.${query === "meters_odd" ? "day" : "begin"} != nil %}${sentence}{% endif %}{% endfor %}${more}`;

/** Words with how many more odd readings there are. */
const moreOdd = (words: (count: string) => string): string =>
  `{% if meters_odd.rows.size > ${mostNamed} %}${words(`{{ meters_odd.rows.size | minus: ${mostNamed} | number }}`)}{% endif %}`;

/** Words with how many more begin later or end earlier than most. */
const moreEnds = (words: (count: string) => string): string =>
  `{% assign x = meters_lacking.rows | first %}{% if x.n_ends > ${mostNamed} %}${words(`{{ x.n_ends | minus: ${mostNamed} | number }}`)}{% endif %}`;

/** Sentences on what meters show: `n` has all of them, `x` one. */
export const meterWords: Readonly<Record<DraftLanguage, MeterWords>> = {
  en: {
    since: ({ day }) => `{% if n.year != nil %}{{ n.year }}{% else %}${day("n.begin")} to ${day("n.end")}{% endif %}`,
    one: ({ value }) => value("n.total"),
    several: ({ value }) =>
      `{% if n.first_ties > 1 %}{{ n.first_ties | number }} share the highest, ${value("n.first_value")}, of{% else %}{{ n.first }} ${value("n.first_value")}, ${share}% of{% endif %} ${value("n.total")}`,
    ofOne: ({ day, value }) =>
      `From ${value("n.begin_value")} (${day("n.begin")}) to ${value("n.end_value")} (${day("n.end")}).`,
    who: ({ day, value }) =>
      `From the first to the last reading of each ({% if n.apart > 0 %}mostly {% endif %}${day("n.begin")} to ${day("n.end")}).{% if n.members > 2 and n.second != nil %} Next: {{ n.second }} with ${value("n.second_value")}; least: {{ n.last }} with ${value("n.last_value")}.{% elsif n.members == 2 %} {{ n.last }}: ${value("n.last_value")}.{% endif %}{% if n.unused > 0 %} Not known: {{ n.unused_names }}{% if n.unused > 5 %} and {{ n.unused | minus: 5 | number }} more{% endif %}.{% endif %}`,
    lacking: ({ day }) =>
      each(
        "meters_lacking",
        `{% if x.is_late and x.is_early %} {{ x.member }} counts from ${day("x.begin")} to ${day("x.end")}.{% elsif x.is_late %} {{ x.member }} has no reading before ${day("x.begin")} and counts from then.{% elsif x.is_early %} {{ x.member }} has no reading after ${day("x.end")} and counts until then.{% endif %}`,
        moreEnds((n) => ` Begun later or ended earlier, too: ${n}.`),
      ),
    gaps: "{% if n.gaps > 0 %} Not always read: {{ n.gap_names }}{% if n.gaps > 5 %} and {{ n.gaps | minus: 5 | number }} more{% endif %}; what they used around a gap counts in the total, and in no single period.{% endif %}",
    odd: ({ day, value }) =>
      each(
        "meters_odd",
        ` The reading {% if x.member != nil %}of {{ x.member }} {% endif %}on ${day("x.day")} (${value("x.value")}) {% if x.is_left_out %}does not fit those beside it and is left out{% else %}is lower than the one before; what was used until then is not known and not counted{% endif %}.`,
        moreOdd((n) => ` More readings lower than the one before or left out: ${n}.`),
      ),
    heading: (label) => `${label}, first to last reading`,
    chart: ({ value }) => `{{ n.first }}: ${value("n.first_value")}`,
    most: "{% if n.things > 20 %}; the first 15 of {{ n.things | number }}{% endif %}",
    table: "{% if n.things > 20 %}The first 10 of {{ n.things | number }}{% else %}All in numbers{% endif %}",
    alt: "From the highest value down.",
    first: "First reading",
    last: "Last reading",
    share: "Share, %",
  },
  de: {
    since: ({ day }) => `{% if n.year != nil %}{{ n.year }}{% else %}${day("n.begin")} bis ${day("n.end")}{% endif %}`,
    one: ({ value }) => value("n.total"),
    several: ({ value }) =>
      `{% if n.first_ties > 1 %}{{ n.first_ties | number }} gleichauf mit je ${value("n.first_value")}, von zusammen{% else %}{{ n.first }} ${value("n.first_value")}, ${share}\u00a0% von{% endif %} ${value("n.total")}`,
    ofOne: ({ day, value }) =>
      `Von ${value("n.begin_value")} (${day("n.begin")}) bis ${value("n.end_value")} (${day("n.end")}).`,
    who: ({ day, value }) =>
      `Jeweils vom ersten bis zum letzten Stand ({% if n.apart > 0 %}meist {% endif %}${day("n.begin")} bis ${day("n.end")}).{% if n.members > 2 and n.second != nil %} Danach: {{ n.second }} mit ${value("n.second_value")}; am wenigsten: {{ n.last }} mit ${value("n.last_value")}.{% elsif n.members == 2 %} {{ n.last }}: ${value("n.last_value")}.{% endif %}{% if n.unused > 0 %} Nicht bekannt: {{ n.unused_names }}{% if n.unused > 5 %} und {{ n.unused | minus: 5 | number }} weitere{% endif %}.{% endif %}`,
    lacking: ({ day }) =>
      each(
        "meters_lacking",
        `{% if x.is_late and x.is_early %} {{ x.member }} zählt von ${day("x.begin")} bis ${day("x.end")}.{% elsif x.is_late %} {{ x.member }} hat vor ${day("x.begin")} keinen Stand und zählt erst ab da.{% elsif x.is_early %} {{ x.member }} hat nach ${day("x.end")} keinen Stand und zählt nur bis dahin.{% endif %}`,
        moreEnds((n) => ` Ebenfalls später begonnen oder früher geendet: ${n}.`),
      ),
    gaps: "{% if n.gaps > 0 %} Nicht immer abgelesen: {{ n.gap_names }}{% if n.gaps > 5 %} und {{ n.gaps | minus: 5 | number }} weitere{% endif %}; der Verbrauch um eine Lücke steht in der Summe, in keinem einzelnen Zeitraum.{% endif %}",
    odd: ({ day, value }) =>
      each(
        "meters_odd",
        ` Der Stand {% if x.member != nil %}von {{ x.member }} {% endif %}(${day("x.day")}: ${value("x.value")}) {% if x.is_left_out %}passt nicht zu denen daneben und bleibt weg{% else %}ist niedriger als der davor; was bis dahin hinzukam, ist nicht bekannt und zählt nicht{% endif %}.`,
        moreOdd((n) => ` Weitere Stände, die niedriger als der davor sind oder wegbleiben: ${n}.`),
      ),
    heading: (label) => `${label}, erster bis letzter Stand`,
    chart: ({ value }) => `{{ n.first }}: ${value("n.first_value")}`,
    most: "{% if n.things > 20 %}; die ersten 15 von {{ n.things | number }}{% endif %}",
    table: "{% if n.things > 20 %}Die ersten 10 von {{ n.things | number }}{% else %}Alle in Zahlen{% endif %}",
    alt: "Vom höchsten Wert an.",
    first: "Erster Stand",
    last: "Letzter Stand",
    share: "Anteil, %",
  },
  zh: {
    since: ({ day }) => `{% if n.year != nil %}{{ n.year }}年{% else %}${day("n.begin")}至${day("n.end")}{% endif %}`,
    one: ({ value }) => value("n.total"),
    several: ({ value }) =>
      `{% if n.first_ties > 1 %}{{ n.first_ties | number }}项并列最多，各${value("n.first_value")}；{% else %}{{ n.first }}${value("n.first_value")}，占${share}%，{% endif %}合计${value("n.total")}`,
    ofOne: ({ day, value }) =>
      `从${value("n.begin_value")}（${day("n.begin")}）到${value("n.end_value")}（${day("n.end")}）。`,
    who: ({ day, value }) =>
      `各项按首次读数至末次读数计（{% if n.apart > 0 %}多数为{% endif %}${day("n.begin")}至${day("n.end")}）。{% if n.members > 2 and n.second != nil %}其次是{{ n.second }}（${value("n.second_value")}），最少的是{{ n.last }}（${value("n.last_value")}）。{% elsif n.members == 2 %}{{ n.last }}为${value("n.last_value")}。{% endif %}{% if n.unused > 0 %}用量不明：{{ n.unused_names }}{% if n.unused > 5 %}等{{ n.unused | number }}项{% endif %}。{% endif %}`,
    lacking: ({ day }) =>
      each(
        "meters_lacking",
        `{% if x.is_late and x.is_early %}{{ x.member }}按${day("x.begin")}至${day("x.end")}计。{% elsif x.is_late %}{{ x.member }}在${day("x.begin")}之前没有读数，从该日起计。{% elsif x.is_early %}{{ x.member }}在${day("x.end")}之后没有读数，计至该日。{% endif %}`,
        moreEnds((n) => `另有${n}项起始较晚或截止较早。`),
      ),
    gaps: "{% if n.gaps > 0 %}{{ n.gap_names }}{% if n.gaps > 5 %}等{{ n.gaps | number }}项{% endif %}中间有漏抄；漏抄前后的用量计入合计，不计入任何单个时期。{% endif %}",
    odd: ({ day, value }) =>
      each(
        "meters_odd",
        `{% if x.member != nil %}{{ x.member }}{% endif %}${day("x.day")}的读数（${value("x.value")}）{% if x.is_left_out %}与前后读数不符，未采用{% else %}低于前一次，此前这段用量不明，未计入{% endif %}。`,
        moreOdd((n) => `另有${n}个读数低于前一次或未采用。`),
      ),
    heading: (label) => `${label}：首次至末次读数`,
    chart: ({ value }) => `{{ n.first }}：${value("n.first_value")}`,
    most: "{% if n.things > 20 %}；{{ n.things | number }}项中的前15项{% endif %}",
    table: "{% if n.things > 20 %}{{ n.things | number }}项中的前10项{% else %}全部数值{% endif %}",
    alt: "从高到低。",
    first: "首次读数",
    last: "末次读数",
    share: "占比，%",
  },
};

/** Behind the title of a list of the first: how many more used as much as the last of them. */
export const moreAlike = (language: DraftLanguage, list: "table" | "chart", { value }: MeterShown): string =>
  cutNote(language, `n.${list}_more`, value(`n.${list}_cut`));
