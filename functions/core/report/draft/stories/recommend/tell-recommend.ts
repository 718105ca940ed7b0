import type { Plan } from "../../blocks/parts.ts";
import type { MemberRole } from "../../roles/roles.ts";
import { said } from "../../words/liquid.ts";
import type { Told } from "../told.ts";
import type { RecommendRole } from "./recommend-role.ts";
import { type RecommendWords, recommendWords } from "./recommend-words.ts";

/** The text on the net promoter score: of all, and of the groups by which the answers differ. */
export function tellRecommend({ language }: Plan, { groups }: RecommendRole): Told {
  const words = recommendWords[language];
  const [group] = groups;
  const sentences = [
    words.rule,
    ...(group === undefined
      ? []
      : [
          `${assigned(group)}{% if scores.size > 1 and scores.size <= 6 %}${words.by(said(group.label), `{% for x in scores %}{{ x.member }} {{ x.score | number: 0 }}{% unless forloop.last %}${words.comma}{% endunless %}{% endfor %}`)}{% endif %}`,
        ]),
    words.lacking,
  ];
  return {
    begin: "{% assign k = recommend.rows | first %}",
    subject: "k",
    label: words.label,
    title: words.title,
    lead: sentences.join(language === "zh" ? "" : " "),
    figures: [
      `- **{{ k.score | number: 0 }}** ${words.label}\n\n  ${words.limits}`,
      `- **{{ k.promoters | percent: 0 }}** ${words.promoters}\n\n  ${words.of}`,
      `- **{{ k.detractors | percent: 0 }}** ${words.detractors}\n\n  ${words.of}`,
    ],
    sections: groups.map((one) => byGroup(one, words)),
  };
}

const assigned = ({ key }: MemberRole): string =>
  `{% assign scores = recommend_groups.rows | where: "grouping", "${key}" %}`;

function byGroup(member: MemberRole, words: RecommendWords): string {
  const label = said(member.label);
  const where = `where="grouping='${member.key}'"`;
  const { columns } = words;
  return `${assigned(member)}
{% if scores.size > 1 %}
## ${words.heading(label)}

::chart{spec="recommend" data="recommend_groups" ${where} title="{{ scores.first.member }} {{ scores.first.score | number: 0 }}${words.comma}{{ scores.last.member }} {{ scores.last.score | number: 0 }}" deck="${words.deck}${words.few}" alt="${words.alt}"}

::table{data="recommend_groups" ${where} title="${words.table}" columns="member: '${label}', answered: '${columns.answered}' | number, promoters: '${columns.promoters}' | number: 0, passives: '${columns.passives}' | number: 0, detractors: '${columns.detractors}' | number: 0, score: '${columns.score}' | number: 0, low: '${columns.low}' | number: 0, high: '${columns.high}' | number: 0"}
{% endif %}`;
}
