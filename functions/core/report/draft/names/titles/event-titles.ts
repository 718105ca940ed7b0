import type { ColumnLook } from "../../look/look-at-columns.ts";

/** Titles of lists of what people reported, of which it is asked first what it was about. */
const reports =
  /\b(complaints?|tickets?|enquir(y|ies)|inquir(y|ies)|grievances?|incidents?|near misses|breakdowns?|faults?)\b|beschwerde|reklamation|störungs?(meldung|en|protokoll|liste)|vorfälle|投诉|工单|故障|报修|咨询|诉求/i;

/** Columns that say what each is about. */
const about =
  /(^|[_ ])(types?|categor(y|ies)|kinds?|reasons?|causes?|topics?|subjects?|issues?)$|^(type|category|kind|reason|cause|topic|nature|subject) of |kategorie|^art$|^art (der|des) |(störungs|fehler|beschwerde|reklamations|mangel|schadens)art|^(\p{L}*grund|\p{L}*ursache|thema|anlass)$|类型|类别|原因|分类|种类|事由|主题/iu;

/** Fewest and most kinds of what people reported. */
const [fewest, most] = [3, 30];

/** Whether a table lists what people reported: complaints, tickets, faults. */
export const isOfReports = (title: string): boolean => reports.test(title.replaceAll(/[_-]+/g, " "));

/** Whether a column says what each report is about. */
export const saysAbout = ({ name, type, distinct }: Pick<ColumnLook, "name" | "type" | "distinct">): boolean =>
  type === "text" && distinct >= fewest && distinct <= most && about.test(name.trim().replaceAll("_", " "));
