import type { Plan } from "../../blocks/parts.ts";

/** Says how many rows have a date that stands apart from all others, and that they count for no time. */
export function strayNotes({ roles: { time }, language }: Plan): readonly string[] {
  if (time?.stray === undefined) return [];
  const { year } = time.stray;
  const [rows, last] = ["{{ stray.rows_of | number }}", "{{ stray.last | date: '%Y' }}"];
  const said = {
    en: `${rows} {% if stray.rows_of == 1 %}row is{% else %}rows are{% endif %} dated after ${year}, up to ${last}, far from all others, and {% if stray.rows_of == 1 %}counts{% else %}count{% endif %} as without a date.`,
    de: `Daten nach ${year}, bis ${last}, liegen weit nach allen anderen: Ihre Zeilen (${rows}) zählen als Zeilen ohne Datum.`,
    zh: `有${rows}行的日期在${year}年之后（至${last}年），与其他日期相距甚远，按没有日期处理。`,
  }[language];
  return [`{% assign stray = stray_dates.first %}{% if stray.rows_of > 0 %}${said}{% endif %}`];
}
