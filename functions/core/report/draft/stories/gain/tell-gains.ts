import type { Plan } from "../../blocks/parts.ts";
import { behindValue } from "../../units.ts";
import { comparedLabel, period } from "../../words/liquid.ts";
import { behind } from "../after-value.ts";
import type { Told } from "../told.ts";
import { type GainShown, gainWords } from "./gain-words.ts";
import { cutNote } from "../../words/cut.ts";

/** The text on how prices changed since the beginning: which rose most, and which least. */
export function tellGains(plan: Plan): Told {
  const { language } = plan;
  const words = gainWords[language];
  const percent = behind(behindValue("%", language));
  const signed = (of: string): string => `{{ ${of} | round: 1 | number: '+,.1f' }}${percent}`;
  // A week is named by its first day alone only where a word says that it is one.
  const the = language === "en" && plan.roles.time!.grain === "week" ? "the " : "";
  const shown: GainShown = {
    first: signed("n.first_value"),
    last: signed("n.last_value"),
    middle: signed("n.middle"),
    begin: `${the}${period("n.begin", plan)}`,
    now: `${the}${period("h.now", plan)}`,
  };
  const number = "number: {{ m.decimals }}";
  return {
    begin: `{% assign m = measure.first %}{% assign h = headline.first %}{% assign n = gain.first %}{% capture by %}${comparedLabel(plan)}{% endcapture %}`,
    subject: "n.members",
    label: "{{ m.label }}",
    title: words.title(shown),
    lead: `${words.lead(shown)}${words.absent}`,
    figures: [],
    sections: [
      `## ${words.heading(shown)}

::chart{spec="gains" data="gains" title="${words.chart(shown)}" deck="${words.deck(shown)}${words.firstOfChart}${cutNote(language, "n.chart_more", signed("n.chart_cut"))}" alt="${words.alt(shown)}"}

::table{data="gains_table" title="${words.table}${cutNote(language, "n.table_more", signed("n.table_cut"))}" deck="{{ m.deck }}" columns="member: '{{ by }}', begin_value: '${period("n.begin", plan)}' | ${number}, now_value: '${period("h.now", plan)}' | ${number}, value: '${words.change}' | number: '+,.1f'"}`,
    ],
  };
}
