/** Names of what somebody owes or has still to pay. */
const owed =
  /\barrears?\b|\bowed\b|\boutstanding\b|\boverdue\b|\b(fees?|dues|subscriptions?|amount|rent|tax) (due|owed|unpaid)\b|^(fees?|dues|subscriptions?)$|rückst(a|ä)nd|außenst(a|ä)nd|offener betrag|^(beiträge|gebühren)$|欠(费|款|租)|未缴|未付金额/i;

/** Names of a balance, which of many accounts at one time is added up, and of several times is not. */
const balance = /^((account|current|closing|outstanding) )?balance$|^(konto)?(saldo|stand)$|^余额$/i;

/** Names of hours beyond those agreed. */
const overtime = /\bovertime\b.*\b(hours|hrs)\b|^overtime$|überstunden|加班(时长|小时|工时)/i;

/** What is for each of something, or a time or a share of it, and so no amount. */
const apart =
  /\b(days?|weeks?|months?|years?|number|date|rate|ratio|share|percent|pct|per|each|mean|average|median|status|since|price)\b|%|\b(je|pro)\b|quote|satz|tage|monate|wochen|率|均|比|天|月/i;

const spaced = (name: string): string => name.replaceAll(/[_.]+/g, " ").trim();

/**
 * Whether a name is of amounts that several people owe, or of overtime, which are added up also where nothing has a
 * time.
 *
 * @param isDated whether each row has a time: a balance of several times has no sum
 */
export function isOwedName(name: string, isDated: boolean): boolean {
  const words = spaced(name);
  if (apart.test(words)) return false;
  return owed.test(words) || overtime.test(words) || (!isDated && balance.test(words));
}
