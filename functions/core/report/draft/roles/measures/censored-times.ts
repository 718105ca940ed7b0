import type { ColumnLook } from "../../look/look-at-columns.ts";

/** Names of how long subjects were watched, until something happened or the study ended. */
const timeName =
  /^(time|days?|months?|weeks?|years?|t|stime|futime|os|pfs|dfs|ttp|tte)$|^((os|pfs|dfs|rfs|efs|survival|surv|follow ?up|fu|observation|event|time to \w+|time until \w+)( ?(times?|days|months|weeks|years|duration|length))?( ?(d|days|months|years))?)$|^(überlebens|beobachtungs|nachbeobachtungs)(zeit|dauer)|^(生存|随访)(时间|天数|月数|时长)/iu;
/** Names of whether it happened. */
const eventName =
  /^(status|event|events|cens(or(ed|ing)?)?|delta|fustat|fail(ed|ure)?|d(ead|eath|ied|ead(ly)?)?|deceased|death ?event|(os|pfs|dfs|rfs|vital|survival|event|end ?point|last) ?(status|event|indicator|cens(or(ed|ing)?)?)|relapsed?|recurrence|progressed|endpoint|tod|verstorben|ereignis|zensiert|结局|生存状态|死亡|删失)$/iu;
const eventText =
  /^(alive|dead|died|deceased|censored|living|lost to follow[ -]?up|event|no event|relapsed?|lebend|tot|verstorben|zensiert|存活|死亡|删失|生存)$/iu;

/** Most states of a subject by numbers: alive, with a transplant, dead. */
const mostStates = 4;

const plain = (name: string): string => name.trim().replaceAll(/[._-]+/g, " ");

/** Whether a column says of each subject whether the event came. */
function isEvent({ name, type, whole, low, high, distinct, texts }: ColumnLook): boolean {
  if (distinct < 2 || distinct > mostStates) return false;
  if (type === "text") return texts.some((text) => eventText.test(text.trim()));
  return eventName.test(plain(name)) && (type === "boolean" || (whole && low >= 0 && high <= mostStates));
}

/**
 * Whether numbers are times after which not all subjects had the event: those of the others went on. Their median is
 * that of how long people were watched, and groups with more events look as if they had lasted shorter.
 */
export function isCensoredTime(look: ColumnLook, looks: readonly ColumnLook[]): boolean {
  return timeName.test(plain(look.name)) && look.low >= 0 && looks.some((other) => other !== look && isEvent(other));
}
