import type { Plan } from "../../blocks/parts.ts";
import { behindValue, unitIn, withUnit } from "../../units.ts";
import { said } from "../../words/liquid.ts";
import { behind } from "../after-value.ts";
import type { Told } from "../told.ts";
import type { InventoryRole } from "./inventory-role.ts";
import { inventoryWords } from "./inventory-words.ts";

/** The text on what is in stock: what is below its level, and what all of it is worth. */
export function tellInventory({ language }: Plan, role: InventoryRole): Told {
  const { quantity, level, cost, names, group, places } = role;
  const words = inventoryWords[language];
  const unit = cost === undefined ? "" : unitIn(cost.unit, language);
  const money = (of: string): string => `{{ ${of} | number: 0 }}${behind(behindValue(unit, language))}`;
  const number = `number: ',.${places}~f'`;
  const price = said(cost?.label ?? "");
  const columns = [
    ...names.map(({ label }, at) => `name_${at + 1}: '${said(label)}' | missing: blank`),
    ...(group === undefined ? [] : [`member: '${said(group.label)}' | missing: blank`]),
    `quantity: '${said(quantity.label)}' | ${number}`,
    `level: '${said(level?.label ?? "")}' | ${number}`,
    `lacking: '${words.lackingColumn}' | ${number}`,
  ];
  const hasWorth = cost !== undefined && group !== undefined;
  const worth = cost === undefined ? "" : words.worth(money("k.worth"), price);
  const most = hasWorth ? words.most(money("w.value")) : "";
  return {
    begin: `{% assign k = inventory.rows | first %}${hasWorth ? "{% assign w = inventory_worth.first %}" : ""}`,
    subject: "k",
    label: said(quantity.label),
    title:
      level === undefined
        ? words.worthTitle(money("k.worth"), price)
        : words.title(said(quantity.label), said(level.label)),
    lead: `${level === undefined ? "" : words.lacking}${cost === undefined ? "" : `{% if k.worth != nil %}${worth}${most}${words.end}{% endif %}`}`,
    figures: [
      ...(level === undefined
        ? [`- **{{ k.items | number }}** ${words.items}`]
        : [
            `- **{{ k.below | number }}** ${words.below}\n\n  ${words.of}`,
            `- **{{ k.at_none | number }}** ${words.none}\n\n  ${words.ofThese}`,
          ]),
      ...(cost === undefined
        ? []
        : [
            `{% if k.worth != nil %}\n- **{{ k.worth | number: 0 }}** ${words.worthFigure}\n\n  ${said(unit)}\n{% endif %}`,
          ]),
    ],
    sections: [
      ...(level === undefined
        ? []
        : [
            `{% if k.below > 0 %}
::table{data="inventory_below" title="${words.list}" deck="${words.order}" columns="${columns.join(", ")}"}
{% endif %}`,
          ]),
      ...(hasWorth
        ? [
            `{% if inventory_worth.rows.size > 1 %}
## ${words.heading(said(group.label))}

::chart{spec="inventory" data="inventory_worth" title="{{ w.member }}: ${money("w.value")}" deck="${said(withUnit(words.deck(said(quantity.label), price), unit, language))}" alt="${words.alt}"}

::table{data="inventory_worth" title="${words.table}" columns="member: '${said(group.label)}', value: '${said(withUnit(words.worthFigure, unit, language))}' | number: 0, share: '${words.share}' | number: 1, items: '${words.items}' | number${level === undefined ? "" : `, below: '${words.below}' | number`}"}
{% endif %}`,
          ]
        : []),
    ],
  };
}
