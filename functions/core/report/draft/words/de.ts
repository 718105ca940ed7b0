import { isOrdered } from "../blocks/cross.ts";
import { fewestPoints, hasOther, isSpread, type Plan } from "../blocks/parts.ts";
import { hasSteady } from "../blocks/time-queries.ts";
import type { Grain } from "../draft.ts";
import { byAdds, byKind, comparedLabel, period, said, value } from "./liquid.ts";
import type { ReportWords } from "./report-words.ts";
import { daysOfMonths, meanOf, ofBoth, rowNotes, shownChange, varyingMembers, withoutValue } from "./row-notes.ts";
import { halfOf, halfTitle, spread } from "./spread.ts";

/** Names of columns are never declined: they stand before a colon, or between quotation marks. */
const grainWords: Readonly<Record<Grain, string>> = {
  day: "nach Tag",
  week: "nach Woche",
  month: "nach Monat",
  quarter: "nach Quartal",
  year: "nach Jahr",
};

/** „(Juni 2025)“ hinter einem Wert. */
const at = (of: string, plan: Plan): string => `(${period(of, plan)})`;

/** Eine Veränderung mit „mehr“ und „weniger“, die jedem Hauptwort folgen können. */
function moved(plan: Plan): string {
  const size = byKind(plan, {
    percent: `{{ moved | abs | number: 1 }}\u00a0%`,
    points: `{{ moved | abs | number: m.places }} Prozentpunkte`,
    amount: `{{ moved | abs | number: m.decimals }}{{ m.after }}`,
  });
  return `{% assign moved = h.change | round: m.places %}{% if moved == 0 %}kein Unterschied{% else %}${size} {% if moved > 0 %}mehr{% else %}weniger{% endif %}{% endif %}`;
}

/** „dem 8. Februar 2024“, „der Woche vom 5. Februar 2024“, „Februar 2024“. */
function dative(of: string, plan: Plan): string {
  const { grain } = plan.roles.time!;
  return `${grain === "day" ? "dem " : grain === "week" ? "der Woche vom " : ""}${period(of, plan)}`;
}

/** „zum 8. Februar 2024“, „zur Woche vom 5. Februar 2024“, „zu Februar 2024“. */
function to(of: string, plan: Plan): string {
  const { grain } = plan.roles.time!;
  return `${grain === "day" ? "zum " : grain === "week" ? "zur Woche vom " : "zu "}${period(of, plan)}`;
}

function band(plan: Plan): string {
  return byKind(plan, {
    percent:
      "{{ h.low | round: m.places | number: m.signed }} bis {{ h.high | round: m.places | number: m.signed }}\u00a0%",
    points:
      "{{ h.low | round: m.places | number: m.signed }} bis {{ h.high | round: m.places | number: m.signed }} Prozentpunkte",
    amount: "{{ h.low | number: m.decimals }} bis {{ h.high | number: m.decimals }}{{ m.after }}",
  });
}

const unitOfChange = (plan: Plan): string =>
  byKind(plan, { percent: "Prozent", points: "Prozentpunkte", amount: "{{ m.unit }}" });

function whole(plan: Plan): string {
  const isWhole = plan.roles.members.length === 0 || plan.roles.story === "flow";
  return byAdds(plan, { adds: "", apart: isWhole ? meanOf(plan) : ", Median" });
}

/** Eine Veränderung des Ganzen, oder der Median der einzelnen. */
function typical({ roles }: Plan): string {
  const all = roles.members.length === 0 || roles.story === "flow" || roles.measures.every(({ adds }) => adds);
  if (all) return "Verglichen mit";
  return roles.measures.some(({ adds }) => adds)
    ? "{% if m.adds %}Verglichen mit{% else %}Im Median der Einzelnen, verglichen mit{% endif %}"
    : "Im Median der Einzelnen, verglichen mit";
}

function page(blocks: readonly string[]): string {
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
}

function time(plan: Plan): string {
  return page([
    timeLead(plan),
    overTime(plan),
    plan.seasonal ? seasons(plan) : "",
    plan.roles.members.length > 0 ? compared(plan) : "",
    aboutData(plan),
  ]);
}

function timeLead(plan: Plan): string {
  return `{% assign m = measure.first %}{% assign h = headline.first %}
# {{ m.label }}${whole(plan)}: ${value("h.value")} ${at("h.now", plan)}

{% if h.before == nil %}
Es gibt keinen früheren Zeitraum zum Vergleich.
{% elsif h.change == nil %}
{% if h.before_value == 0 %}Der Wert davor war 0 ${at("h.before", plan)}.{% else %}Mit ${dative("h.before", plan)} lässt es sich nicht vergleichen.{% endif %}
{% elsif h.is_news %}
${typical(plan)} ${dative("h.before", plan)}: ${moved(plan)}. Das liegt {% if h.change > h.high %}über{% else %}unter{% endif %} dem üblichen Bereich solcher Veränderungen (${band(plan)}).
{% elsif h.swings %}
${typical(plan)} ${dative("h.before", plan)}: ${moved(plan)}. Solche Veränderungen schwanken sonst stark, also sagt das für sich wenig.
{% elsif h.even %}
${typical(plan)} ${dative("h.before", plan)}: ${moved(plan)}. So viel war es auch bisher jedes Mal.
{% elsif h.low != nil %}
${typical(plan)} ${dative("h.before", plan)}: ${moved(plan)}. Das liegt im üblichen Bereich solcher Veränderungen (${band(plan)}) und sagt für sich wenig.
{% else %}
${typical(plan)} ${dative("h.before", plan)}: ${moved(plan)}.
{% endif %}${daysOfMonths(plan)}

:::key-figures
- **{{ h.value | number: m.decimals }}** {{ m.label }}${whole(plan)}, ${period("h.now", plan)}

  {{ m.unit }}
{% if h.change != nil %}
- **${shownChange("h.change")}** zum Vergleich: ${period("h.before", plan)}

  ${unitOfChange(plan)}${ofBoth(plan, "compared")}
{% endif %}
{% if h.begin_change != nil and (m.kind != "percent" or h.begin_change <= 200) %}
- **${shownChange("h.begin_change")}** zum Anfang: ${period("h.begin", plan)}

  ${unitOfChange(plan)}${ofBoth(plan, "lasting")}
{% elsif h.begin_change != nil %}
- **{{ h.begin_change | divided_by: 100 | plus: 1 | number: 1 }}** seit ${dative("h.begin", plan)}

  mal so viel
{% endif %}
:::`;
}

function overTime(plan: Plan): string {
  return `## Verlauf

${hasSteady(plan) ? "{% if h.members < h.present %}Von {{ h.members | number }} mit einem Wert in jedem gezeigten Zeitraum. {% endif %}" : ""}{% if h.highest == h.lowest %}Durchgehend derselbe Wert: ${value("h.highest")}.{% else %}Höchster Wert: ${value("h.highest")} ${at("h.highest_period", plan)}, niedrigster: ${value("h.lowest")} ${at("h.lowest_period", plan)}. Am Anfang: ${value("h.begin_value")} ${at("h.begin", plan)}.{% endif %}${varyingMembers(plan, hasSteady(plan))}

::chart{spec="course" data="course" title="{{ m.label }}: {% if h.highest == h.lowest %}durchgehend gleich{% else %}höchster Wert ${at("h.highest_period", plan)}{% endif %}" deck="{{ m.deck }}${whole(plan)}, ${grainWords[plan.roles.time!.grain]}; die Achse beginnt nicht immer bei null" alt="Eine Linie von ${value("h.begin_value")} ${at("h.begin", plan)} bis ${value("h.value")} ${at("h.now", plan)}{% if h.highest == h.lowest %}{% else %}; Höchstwert ${at("h.highest_period", plan)}, Tiefstwert ${at("h.lowest_period", plan)}{% endif %}."}`;
}

function seasons(plan: Plan): string {
  return `::chart{spec="seasons" data="seasons" title="{{ m.label }} im Lauf des Jahres" deck="{{ m.deck }}${whole(plan)}; rot: {{ h.now | date: '%Y' }}, schwarz: das Jahr davor, grau: frühere Jahre" alt="Eine Linie für jedes Jahr, von Januar bis Dezember."}`;
}

function places(plan: Plan): string {
  const second = isOrdered(plan)
    ? ""
    : `{% if s.second != nil and s.members > 2 %}, danach {{ s.second }} (${value("s.second_value")}){% endif %}`;
  return `Höchster Wert: {% if s.first_ties > 1 %}${value("s.first_value")}, {{ s.first_ties | number }}-mal{% else %}{{ s.first }} mit ${value("s.first_value")}{% if s.first_share != nil %} ({{ s.first_share | percent: 0 }} der Summe){% endif %}${second}{% endif %}.{% if s.members > 1 and s.last_ties == 1 %} Niedrigster: {{ s.last }} mit ${value("s.last_value")}.{% endif %}`;
}

const firstOf = (plan: Plan): string =>
  isOrdered(plan) ? "" : "{% if s.members > 15 %}; die ersten 15 von {{ s.members | number }}{% endif %}";

const rankTitle =
  "{% if s.first_ties > 1 %}{{ s.first_ties | number }}-mal der höchste Wert{% else %}{{ s.first }} an erster Stelle{% endif %}";
const tableTitle =
  "{% if s.members > 20 %}Die ersten 20 von {{ s.members | number }}{% else %}Alle in Zahlen{% endif %}";

function compared(plan: Plan): string {
  return `{% assign s = standing.first %}{% capture by %}${comparedLabel(plan)}{% endcapture %}
## Vergleich: {{ by }}

${places(plan)} {% if s.compared > 0 %}Mehr als zuvor: {{ s.rose | number }}, weniger: {{ s.fell | number }}.{% endif %}

::chart{spec="ranking" data="ranking" title="${rankTitle} ${at("h.now", plan)}" deck="{{ m.deck }}${firstOf(plan)}" alt="Balken; der längste steht für ${value("s.first_value")}, der kürzeste für ${value("s.last_value")}."}

{% if h.periods > 2 %}
::chart{spec="panels" data="panels" title="Der Verlauf {% if s.members > 8 %}der ersten acht{% else %}im Einzelnen{% endif %}" deck="{{ m.deck }}, ${grainWords[plan.roles.time!.grain]}; jedes Feld hat seine eigene Achse" alt="Eine kleine Linie für jeden Namen."}
{% endif %}

::table{data="table" title="${tableTitle}" deck="{{ m.deck }}; Veränderung {% if h.before != nil %}${to("h.before", plan)} {% endif %}in ${byKind(plan, { percent: "Prozent", points: "Prozentpunkten", amount: "derselben Einheit" })}" columns="member: '{{ by }}', value: '${period("h.now", plan)}' | number: {{ m.decimals }} | bar, change: Veränderung | number: '{{ m.signed }}' | change: plain, course: Verlauf | sparkline"}`;
}

function cross(plan: Plan): string {
  const standing = byAdds(plan, {
    adds: `Zusammen: ${value("s.total")}{% if s.three_share != nil and s.members > 6 %}, davon {{ s.three_share | percent: 0 }} bei den ersten drei{% endif %}.`,
    apart: `Median der {{ s.members | number }}: ${value("s.middle")}{% if s.members >= 8 %}; die Hälfte liegt zwischen ${value("s.low")} und ${value("s.high")}{% endif %}.`,
  });
  const share = byAdds(plan, { adds: ", share: Anteil | percent: 1 | missing: blank", apart: "" });
  return page([
    `{% assign m = measure.first %}{% assign s = standing.first %}{% capture by %}${comparedLabel(plan)}{% endcapture %}
# {{ m.label }}: {% if s.first_ties > 1 %}${value("s.first_value")} ist der höchste Wert{% else %}{{ s.first }} mit dem höchsten Wert, ${value("s.first_value")}{% endif %}

${standing}${withoutValue(plan)}

:::key-figures
- **{{ s.members | number }}** {{ by }}

  {% if s.missing > 0 %}mit einem Wert{% else %}insgesamt{% endif %}
- **{{ s.middle | number: m.decimals }}** Median

  {{ m.unit }}
${byAdds(plan, { adds: "- **{{ s.total | number: m.decimals }}** Summe\n\n  {{ m.unit }}", apart: "- **{{ s.first_value | number: m.decimals }}** Höchstwert\n\n  {{ m.unit }}" })}
:::

## Vergleich: {{ by }}

${places(plan)}

::chart{spec="ranking" data="ranking" title="${rankTitle}" deck="{{ m.deck }}${firstOf(plan)}" alt="Balken; der längste steht für ${value("s.first_value")}, der kürzeste von allen für ${value("s.last_value")}."}

::table{data="table" title="${tableTitle}" deck="{{ m.deck }}" columns="place: Rang, member: '{{ by }}', value: '{{ m.label }}' | number: {{ m.decimals }} | bar${share}"}`,
    hasOther(plan) ? relation() : "",
    aboutData(plan),
  ]);
}

function relation(): string {
  return `{% assign b = beside.first %}{% assign r = relation.first %}
{% if b.key != m.key and r.members >= ${fewestPoints} and r.r != nil %}
## {{ m.label }} und {{ b.label }}

{% if r.r > 0.5 %}Hohe Werte treten oft zusammen auf{% elsif r.r < -0.5 %}Wo der eine Wert hoch ist, ist der andere oft niedrig{% else %}Die beiden Werte hängen kaum zusammen{% endif %}: Die Rangkorrelation der {{ r.members | number }} ist {{ r.r | number: "+.2f" }}. Eine Ursache ist damit nicht gezeigt.

::chart{spec="relation" data="pairs" title="{% if r.r > 0.5 %}Hoch mit hoch, niedrig mit niedrig{% elsif r.r < -0.5 %}Hoch mit niedrig{% else %}Kein deutlicher Zusammenhang{% endif %}" deck="Jeder Punkt ist einer von {{ r.members | number }}; beide Achsen beginnen nicht immer bei null" alt="Punkte; Rangkorrelation {{ r.r | number: '+.2f' }}."}
{% endif %}`;
}

function groups(plan: Plan): string {
  if (isSpread(plan)) return page([spread(plan), aboutData(plan)]);
  return page([
    `{% assign m = measure.first %}{% assign s = standing.first %}{% capture by %}${comparedLabel(plan)}{% endcapture %}
# {{ m.label }}${halfOf(plan)}

{% if s.members > 1 and s.first_value == s.last_value %}Alle Mediane sind gleich: ${value("s.first_value")}.{% elsif s.members > 1 %}Der Median reicht von ${value("s.last_value")}{% if s.last_ties == 1 %} ({{ s.last }}){% endif %} bis ${value("s.first_value")}{% if s.first_ties == 1 %} ({{ s.first }}){% endif %}.{% endif %}

:::key-figures
- **{{ s.records | number }}** Zeilen

  mit einem Wert
- **{{ s.middle | number: m.decimals }}** Median

  {{ m.unit }}
- **{{ s.least | number: m.decimals }}** Tiefstwert

  {{ m.unit }}
- **{{ s.most | number: m.decimals }}** Höchstwert

  {{ m.unit }}
:::

## Verteilung

::chart{spec="spread" data="bins" title="${halfTitle(plan)}" deck="{{ m.deck }}; Zahl der Zeilen" alt="Säulen, die die Zeilen von ${value("s.least")} bis ${value("s.most")} zählen."}

## Vergleich: {{ by }}

::chart{spec="groups" data="groups" title="{% if s.first_ties > 1 %}{{ s.first_ties | number }}-mal der höchste Median{% else %}{{ s.first }} mit dem höchsten Median{% endif %}" deck="{{ m.deck }}; Punkte: Mediane, Balken: die mittlere Hälfte jeder Gruppe" alt="Mediane von ${value("s.last_value")} bis ${value("s.first_value")}, mit der mittleren Hälfte jeder Gruppe."}

::table{data="groups" title="{% if s.members > 40 %}Die ersten 40 von {{ s.members | number }} Gruppen{% else %}Alle Gruppen{% endif %}" deck="{{ m.deck }}; die Hälfte jeder Gruppe liegt zwischen den Quartilen" columns="member: '{{ by }}', records: Zeilen | number, middle: Median | number: {{ m.decimals }} | bar, low: 'Unteres Quartil' | number: {{ m.decimals }}, high: 'Oberes Quartil' | number: {{ m.decimals }}, least: Tiefstwert | number: {{ m.decimals }}, most: Höchstwert | number: {{ m.decimals }}"}`,
    aboutData(plan),
  ]);
}

function survey(plan: Plan): string {
  return page([
    `{% assign q = questions.first %}
# {{ q.share | percent: 0 }} antworten „{{ q.answer }}“

Auf die Frage „{{ q.question }}“ gaben {{ q.n | number }} von {{ q.answered | number }} diese Antwort. Wären sie zufällig gezogen, läge der Anteil aller zwischen {{ q.low | percent: 0 }} und {{ q.high | percent: 0 }}.

{% for q in questions.rows %}
## {{ q.question }}

::chart{spec="answers" data="answers" where="place={{ q.place }}" title="{{ q.share | percent: 0 }} antworten „{{ q.answer }}“{% if q.close %}; die zweite Antwort liegt in den Grenzen{% endif %}" deck="Anteil an den {{ q.answered | number }} Antworten, %; Linien: Grenzen für 95 %" alt="Balken der Antworten; der längste steht für {{ q.share | percent: 0 }}, „{{ q.answer }}“."}
{% endfor %}`,
    `## Zu den Daten

Die Tabelle heißt „${said(plan.title)}“. Anteile beziehen sich auf die, die eine Frage beantwortet haben. Die Linien zeigen Wilsons Grenzen für 95 %; sie gelten nur für den Zufall, nicht dafür, wer wie gefragt wurde.`,
  ]);
}

function aboutData(plan: Plan): string {
  const { roles, title } = plan;
  const { time: when, members, measures, story } = roles;
  const left = members.flatMap(({ leftOut }) => leftOut);
  const countries = members.some(({ countries: are, leftOut }) => are && leftOut.length > 0);
  const coarser = when !== undefined && when.raw !== when.grain;
  const apart = measures.some(({ adds }) => !adds);
  const sentences = [
    `Die Tabelle heißt „${said(title)}“.`,
    ...(when === undefined ? [] : [`Die Zeit steht in „${when.columns.map(said).join("“ und „")}“.`]),
    ...rowNotes(plan),
    ...(coarser
      ? [
          "Die Zeilen eines Zeitraums sind zusammengefasst: Was sich addieren lässt, als Summe, anderes als Mittel. Ein erster oder letzter Zeitraum, der nicht vollständig ist, fehlt.",
        ]
      : []),
    ...(left.length === 0
      ? []
      : [
          `Nicht verglichen (${countries ? "keine Länder" : "Summen der anderen"}): ${left.slice(0, 5).map(said).join(", ")}${left.length > 5 ? ` und ${left.length - 5} weitere` : ""}.`,
        ]),
    ...(members.length > 0 && apart && story === "panel"
      ? [
          "Wo sich Werte nicht addieren lassen (Raten, Preise, Mittel), steht der Median, und als Veränderung der Median der einzelnen Veränderungen.",
        ]
      : []),
    ...(story === "cross" && roles.summed
      ? [
          apart
            ? "Mehrere Zeilen desselben Namens sind zusammengefasst: als Summe, wo sich Werte addieren lassen, sonst als Mittel."
            : "Mehrere Zeilen desselben Namens sind addiert.",
        ]
      : []),
    ...(hasSteady(plan)
      ? [
          "{% if h.members < h.present %}Der Verlauf ist der von {{ h.members | number }} mit einem Wert in jedem gezeigten Zeitraum.{% endif %}",
        ]
      : []),
    ...(when === undefined
      ? []
      : [
          "Der übliche Bereich ist der von XmR-Karten (Wheeler): das Mittel der früheren Veränderungen, plus und minus 2,66-mal ihre mittlere Spannweite. Er braucht acht frühere Veränderungen.",
        ]),
  ];
  if (sentences.length === 1) return "";
  return `## Zu den Daten\n\n${sentences.join(" ")}`;
}

export const de: ReportWords = {
  time,
  cross,
  groups,
  survey,
  labels: {
    measure: "Thema",
    by: "Vergleich",
    period: "Zeitraum",
    against: "Verglichen mit",
    previous: "dem Zeitraum davor",
    yearBefore: "dem Jahr davor",
    other: "Daneben",
    test: "Der Bericht mit seinen Vorgaben",
  },
  called: { records: "Einträge", net: "Saldo", income: "Einnahmen", expenses: "Ausgaben", country: "Land" },
  answers: {
    may: "lassen sich addieren",
    mayNot: "lassen sich nicht addieren",
    day: "Tag",
    week: "Woche",
    month: "Monat",
    quarter: "Quartal",
    year: "Jahr",
  },
  assumed: {
    time: (columns) => `Die Zeit steht in „${columns.join("“ und „")}“.`,
    complete: "Ein erster oder letzter Zeitraum, der nicht vollständig ist, fehlt.",
    adds: (label) => `Die Werte von „${label}“ lassen sich addieren.`,
    apart: (label) => `Die Werte von „${label}“ lassen sich nicht addieren: Mediane und Mittel stehen für das Ganze.`,
    leftOut: (label, values) =>
      `Nicht verglichen in „${label}“: ${values.slice(0, 3).join(", ")}${values.length > 3 ? ` und ${values.length - 3} weitere` : ""}.`,
    steady: "Der Verlauf ist der derer, die in jedem gezeigten Zeitraum einen Wert haben.",
    yearBefore: "Die Jahre verlaufen ähnlich: Ein Zeitraum wird mit dem des Vorjahrs verglichen.",
    previous: "Ein Zeitraum wird mit dem davor verglichen.",
    twin: (column) => `„${column}“ sagt dasselbe wie eine andere Spalte und bleibt außer Acht.`,
    survey: (questions) => `${questions} Spalten sind Fragen einer Umfrage.`,
  },
  what: ({ rows, roles: { time: when } }) =>
    `${rows} Zeilen${when === undefined ? "" : `, ${when.first} bis ${when.last}`}`,
};
