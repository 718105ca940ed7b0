import { commonColumns, nameOfRow } from "../blocks/glance/frequent-values.ts";
import type { Plan } from "../blocks/parts.ts";
import { value } from "./liquid.ts";

/** The kind that the line names, and the other of two; a word for those of 0 and 1. */
const kind = (yes: string): string => `{% if o.is_flag %}${yes}{% else %}{{ o.first }}{% endif %}`;
const second = (no: string): string => `{% if o.is_flag %}${no}{% else %}{{ o.second }}{% endif %}`;

/** What most rows are in other columns, and how many say yes, as a list; of two kinds with the medians of both. */
export function commonKinds(plan: Plan): string {
  if (commonColumns(plan).length === 0) return "";
  const { language, roles } = plan;
  const share = "{{ o.share | percent: 1 }}";
  const [n, all] = ["{{ o.n | number }}", "{{ o.answered | number }}"];
  const [one, other] = [value("o.middle"), value("o.second_middle")];
  const medians = (words: string): string =>
    roles.measures[0]!.column === "*"
      ? ""
      : `{% if o.is_two and o.middle != nil and o.second_middle != nil %}${words}{% endif %}`;
  const said = {
    en: `: ${kind("yes")}, ${n} of ${all} (${share})${medians(`; median {{ m.label }}: ${kind("yes")} ${one}, ${second("no")} ${other}`)}`,
    de: `: ${kind("ja")}, ${n} von ${all} (${share})${medians(`; {{ m.label }} im Median: ${kind("ja")} ${one}, ${second("nein")} ${other}`)}`,
    zh: `：${kind("是")}，${all}中的${n}（${share}）${medians(`；{{ m.label }}的中位数：${kind("是")}为${one}，${second("否")}为${other}`)}`,
  }[language];
  const lead = {
    en: "{% unless o.is_yes %}most often {% endunless %}",
    de: "{% unless o.is_yes %}am häufigsten {% endunless %}",
    zh: "{% unless o.is_yes %}最多的是{% endunless %}",
  }[language];
  const stop = language === "zh" ? "：" : ": ";
  return `\n\n{% for o in common.rows %}{% if o.tells %}
- **{{ o.label }}**${stop}${lead}${said.slice(stop.length)}
{% endif %}{% endfor %}`;
}

/** A sentence, behind the lead, that names the record with the highest value. */
export function topRecord(plan: Plan): string {
  if (nameOfRow(plan) === undefined) return "";
  const most = value("t.value");
  const said = {
    en: ` {{ t.name }} is highest with ${most}.`,
    de: ` Am höchsten: {{ t.name }} mit ${most}.`,
    zh: `{{ t.name }}最高，为${most}。`,
  }[plan.language];
  return `{% assign t = top_record.first %}{% if t.name != nil %}${said}{% endif %}`;
}
