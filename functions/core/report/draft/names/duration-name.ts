/** Names of how long something took or how late it was, which the records of a table are kept for. */
export const durationName =
  /^(?!.*\b(rate|cost|price|per|opening|working)\b).*(\b(wait(ing)?|durations?|delays?|overruns?|lead time|turn ?around( time)?|cycle time|response time|handling time|processing time|resolution( time| days| hours)?|length of stay|los|downtime|tat)\b|\b(days|hours|minutes|mins) (to|late|open|overdue|waited|taken)\b|wartezeit|dauer|verspätung|verzug|bearbeitungszeit|durchlaufzeit|liegezeit|lieferzeit|verweildauer|时长|用时|耗时|等待|延误|延迟|逾期天数|处理时间|住院天数)/i;

/** Names of how long somebody waited for what came: for an answer, an ambulance, a treatment. */
const waitName =
  /^(?!.*\b(rate|cost|price|per)\b).*(\b(wait(ing)?( (time|days|minutes|hours))?|response time|reaction time|time to (respond|arrive|arrival|treatment|answer)|arrival time \(min(utes)?\)|turnout time)\b|wartezeit|reaktionszeit|eintreffzeit|hilfsfrist|délai|temps d['’]attente|等待时[间长]|响应时[间长]|到达时长)/i;

/** Whether a column says how long somebody waited. */
export function isWaitName(name: string): boolean {
  return waitName.test(name.replace(/[_-]+/g, " "));
}
