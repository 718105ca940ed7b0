/** Names of how long something took or how late it was, which the records of a table are kept for. */
export const durationName =
  /^(?!.*\b(rate|cost|price|per|opening|working)\b).*(\b(wait(ing)?|durations?|delays?|overruns?|lead time|turn ?around( time)?|cycle time|response time|handling time|processing time|resolution( time| days| hours)?|length of stay|los|downtime|tat)\b|\b(days|hours|minutes|mins) (to|late|open|overdue|waited|taken)\b|wartezeit|dauer|verspätung|verzug|bearbeitungszeit|durchlaufzeit|liegezeit|lieferzeit|verweildauer|时长|用时|耗时|等待|延误|延迟|逾期天数|处理时间|住院天数)/i;
