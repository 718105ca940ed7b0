/** Columns in which somebody writes what else there is to say. */
const remark =
  /^(comments?|notes?|remarks?|memo|kommentare?|bemerkung(en)?|anmerkung(en)?|notiz(en)?|备注|说明|附注)$/i;

/** Whether a column holds remarks, which no report compares with each other: most rows have none. */
export const isRemarkName = (name: string): boolean =>
  remark.test(name.trim().replaceAll("_", " ")) || /^(any )?other comments?$/i.test(name.trim());
