import { dateFilter, type Plan } from "../../blocks/parts.ts";
import { said } from "../../words/liquid.ts";
import { afterValue } from "../after-value.ts";
import type { Told } from "../told.ts";
import type { StockRole } from "../../roles/stock/stock-role.ts";
import { type StockShown, stockWords } from "./stock-words.ts";

/** The text on a stock: what there is at the end and was at the beginning, and what came and went. */
export function tellStock(plan: Plan, role: StockRole): Told {
  const { language, roles } = plan;
  const words = stockWords[language];
  const measure = roles.measures.find(({ key }) => key === role.measure) ?? roles.measures[0]!;
  const number = `number: ${measure.decimals}`;
  const after = afterValue(measure, plan);
  const signed = `round: ${measure.decimals} | number: '+,.${measure.decimals}f'`;
  const [comma, colon, stop] = language === "zh" ? ["，", "", "。"] : [", ", " ", "."];
  const flows = (of: string): string =>
    role.flows.map(({ label }, at) => `${said(label)}${colon}{{ ${of}.f${at} | ${number} }}`).join(comma);
  const shown: StockShown = {
    label: said(measure.label),
    value: (of) => `{{ ${of} | ${number} }}${after}`,
    signed: (of) => `{{ ${of} | ${signed} }}${after}`,
    day: (of) => `{{ ${of} | ${dateFilter(roles.time!.raw, language)} }}`,
    flows,
  };
  const columns = role.flows.map(({ label }, at) => `f${at}: '${said(label)}' | ${number}`).join(", ");
  const [from, to] = [`begin_value: '${words.begin}' | ${number}`, `end_value: '${words.end}' | ${number}`];
  const years = `::table{data="stock_years" title="${role.byYear ? words.years : words.times}" deck="${shown.label}; ${words.rateOf(goes(role))}" columns="period: '${role.byYear ? words.year : words.time}', ${from}, ${columns}, ${to}, rate: '${words.rate}' | number: 1"}`;
  const members =
    role.thing === undefined
      ? ""
      : `::table{data="stock_table" title="{% if k.members > 20 %}${words.first}{% else %}${words.all}{% endif %}" deck="${shown.label}" columns="member: '${said(role.thing.label)}', ${from}, ${columns}, ${to}, value: '${words.change}' | number: '+,.${measure.decimals}f'"}`;
  const each = role.byYear
    ? `{% if stock_years.rows.size < 7 %}{% for x in stock_years.rows %} {{ x.period }}${language === "zh" ? "：" : ": "}${flows("x")}{% if x.rate != nil %}${words.ofMean(goes(role))}{% endif %}${stop}{% endfor %}{% endif %}`
    : "";
  return {
    begin: "{% assign k = stock.rows | first %}",
    subject: "k.members",
    label: shown.label,
    title: words.title(shown),
    lead: `${words.lead(shown)}${role.thing === undefined ? "" : `{% if k.members > 1 %}${words.who(shown)}{% endif %}${words.absent}`}${each}${words.broken}`,
    figures: [],
    sections: [`## ${words.heading}`, years, members].filter(Boolean),
  };
}

const goes = ({ flows }: StockRole): string =>
  flows
    .filter(({ comes }) => !comes)
    .map(({ label }) => said(label))
    .join(" + ");
