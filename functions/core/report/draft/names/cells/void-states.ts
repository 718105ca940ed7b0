/** States of rows whose amounts did not come about, or not yet: bookings, orders, claims. */
const states =
  /^(cancel(l)?ed( .*)?|cancel|no[- ]?shows?|not attended|did not attend|refunded|returned|void(ed)?|withdrawn|rejected|declined|refused|failed|unpaid|not paid|draft|pending|aborted|lapsed|did not start|dns|dnf|dq|dsq|disqualified|storniert|abgesagt|nicht erschienen|nicht angetreten|abgelehnt|zurückgezogen|erstattet|retourniert|zurückgeschickt|unbezahlt|nicht bezahlt|entwurf|ausstehend|ausgefallen|fehlgeschlagen|已?取消|已?退款|已?退货|未付款?|未支付|待付款|待支付|未到|爽约|已?作废|草稿|失败|已?拒绝|已?撤回)$/;

/** The parts of a text in two languages, and a state before its reason: `已取消 Cancelled`, `storniert - doppelt`. */
export const partsOf = (text: string): readonly string[] => [
  text,
  text.split(/\s+[-–—]+\s+|\s*[(（,，;；]/u)[0]!,
  ...text.split(/\s*[/|]\s*|(?<=\p{Script=Han})\s+(?=\p{Script=Latin})|(?<=\p{Script=Latin})\s+(?=\p{Script=Han})/u),
];

/** A state as it is compared: `Not_Paid ` is `not paid`. */
export const plain = (text: string): string => text.trim().toLowerCase().replaceAll("_", " ").replace(/\s+/g, " ");

/** Whether a state says that what a row has did not come about: it was cancelled, refunded, refused, or is not paid. */
export function isVoidState(text: string): boolean {
  return partsOf(text).some((part) => states.test(plain(part)));
}

/**
 * States of what did not happen: it was cancelled by one side or the other, refunded, sent back or refused, or nobody
 * came. What is not paid yet is none.
 */
const cancelled =
  /^((?!(not|never|un) )(\p{L}+ ){0,3}cancel(l)?ed( .*)?|cancel|cancellation( .*)?|no[- ]?shows?|dna|not attended|did not (attend|come|show( up)?)|refunded|fully refunded|returned|void(ed)?|withdrawn|rejected|declined|refused|reversed|charge ?back|(?!nicht )(\p{L}+ ){0,3}(storniert|abgesagt|abgelehnt|zurückgezogen|entfallen|ausgefallen)|storno|entfällt|fällt aus|nicht (erschienen|angetreten)|erstattet|retourniert|zurückgeschickt|annulée?s?( .*)?|remboursée?s?|refusée?s?|已?取消|已?退款|已?退货|已?作废|已?拒绝|已?撤回|爽约|未(到场?|到店|到访|到诊|入住|出席|赴约|履约|就诊|取车))$/u;

/** Whether a state says that what a row has did not happen: it was cancelled, given back or refused, or nobody came. */
export function isCancelledState(text: string): boolean {
  return partsOf(text).some((part) => cancelled.test(plain(part)));
}

/** States of what was booked or planned and did not take place: it was called off, or nobody came. */
const unheld =
  /^((?!(not|never|un) )(\p{L}+ ){0,3}cancel(l)?ed( .*)?|cancel|cancellation( .*)?|no[- ]?shows?|dna|not attended|did not (attend|come|show( up)?)|called off|(?!nicht )(\p{L}+ ){0,3}(storniert|abgesagt|entfallen|ausgefallen)|storno|entfällt|fällt aus|nicht (erschienen|angetreten|angereist)|annulée?s?( .*)?|已?取消|爽约|未(到场?|到店|到访|到诊|入住|出席|赴约|履约|就诊|取车))$/u;

/** Whether a state says that what was booked or planned did not take place. */
export const isUnheldState = (text: string): boolean => partsOf(text).some((part) => unheld.test(plain(part)));

/** Verdicts on what was asked for: those that say no, and states in which none has been given. */
const refused =
  /^(reject(ed|ion)?|declined|refused|denied|turned down|unsuccessful|not (approved|awarded|accepted)|abgelehnt|absage|nicht bestanden|已?拒绝|未通过|不通过|驳回)$/;
const undecided =
  /^(pending( .*)?|open|in (progress|process|review)|under review|awaiting .*|waiting( .*)?|on hold|submitted|received|deferred|undecided|tbc|offen|ausstehend|in (bearbeitung|prüfung)|laufend|eingegangen|wartend|待(处理|审核|定|审批)|审核中|处理中|未决)$/;

/** Whether all of some states say no to what was asked for. */
export const areRefusals = (texts: readonly string[]): boolean =>
  texts.length > 0 && texts.every((text) => partsOf(text).some((part) => refused.test(plain(part))));

/** Whether no verdict has been given yet. */
export const isUndecided = (text: string): boolean => partsOf(text).some((part) => undecided.test(plain(part)));
