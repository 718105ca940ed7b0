/** Names of dates and years of people and things, and not of when a row was recorded. */
const attribute =
  /birth|geburt|\bborn\b|\bdob\b|\bhired?\b|hire date|joined|eintritt|austritt|\bfounded|founding|gründ|established|^start|[_ ]start$|start[_ ]date|\bbegins?\b|beginn|^end|[_ ]end$|end[_ ]date|\bende\b|finish|\bdue\b|deadline|expir|valid|fällig|independen|\bbuilt\b|baujahr|\berbaut|errichtet|(?<![a-z])zulassung|erstzulassung|anschaffung|kaufdatum|model[ _]?year|modelljahr|purchase[_ ]?(date|year)|date of purchase|acqui(red|sition)|install(ed|ation)[_ ]?(date|year|on)?$|^(first|last|latest|previous|next|letzte[rs]?|erste[rs]?|nächste[rs]?|zuletzt)[ _]|opened|建成|建造|购置|购买日期|首次|最近|上次|最后|出生|入职|成立|开始|截止|到期/i;

/** Whether a column tells a date of a thing rather than the time of a record. */
export function isAttributeDate(name: string): boolean {
  return attribute.test(name.replaceAll("_", " ")) || attribute.test(name);
}
