/** A text that is compared: `In_Progress ` is `in progress`. */
export const plainState = (text: string): string => text.trim().toLowerCase().replaceAll("_", " ").replace(/\s+/g, " ");

/** States in which something went wrong, or ended before its time. */
const failed =
  /^(fail(ed|ure|s)?|errors?|error(ed)|defect(ive)?|defects|faulty|fault|reject(ed|s)?|refused|declined|denied|scrap(ped)?|broken|damaged|poor|bad|very poor|crash(ed)?|abort(ed)?|time(d)? ?out|out of (service|order|stock|range)|off ?line|down|n\.?o\.?k|not ok|died|dead|death|deceased|lost|churn(ed)?|left|resigned|terminated|dismissed|retired|default(ed)?|charged off|bounced|cancel(l)?ed|cancel|returned?|refunded|withdraw(n|al|als)?|expired|dropped( out)?|no[- ]?show|absent|inactive|suspended|inaktiv|breach(ed)?|non[- ]?compliant|infected|positive|disqualified|dnf|retired hurt|fehlgeschlagen|fehler(haft)?|defekt|abgelehnt|durchgefallen|nicht bestanden|schlecht|storniert|gekündigt|ausgefallen|verloren|ausschuss|ausgetreten|verstorben|außer betrieb|zurückgeschickt|retourniert|失败|不合格|未通过|故障|报废|已?取消|已?退货|已?退款|流失|已?离职|差|较差|异常|死亡|已?拒绝|停用|违约)$/;

/** States in which something is not settled. */
const open =
  /^(over ?due|late|delayed|unpaid|part(ly|ially)? paid|open|opened|re-?opened|pending|outstanding|unresolved|in progress|in process|processing|in review|waiting( .*)?|awaiting .*|on hold|hold|back ?log|back ?order(ed)?|blocked|escalated|prospect(ing)?|qualif(ied|ication)|proposal|negotiat(ion|ing)|quoted|contacted|lead|to ?do|not started|incomplete|unsettled|at risk|behind( schedule)?|off track|überfällig|verspätet|verzögert|offen|unbezahlt|teilbezahlt|ausstehend|in bearbeitung|in arbeit|wartend|laufend|gemahnt|逾期|已?延误|延期|未付款?|未支付|待付款?|待处理|处理中|进行中|未完成|未结清?|未关闭|未解决|待审核)$/;

/** States in which something is as it should be, or over. */
const settled =
  /^(ok|okay|success(ful)?|succeeded|pass(ed)?|done|clos(ed)?|complete(d)?|resolved|paid( in full| off)?|fully paid|settled|delivered|shipped|dispatched|active|current|approved|accepted|good|very good|fair|average|excellent|new|normal|won|win|finished|survived|alive|fixed|running|on ?line|up|in (service|use|stock|operation)|operational|converted|employed|stayed|retained|compliant|on (time|track|schedule)|attended|present|sold|fulfilled|confirmed|negative|recovered|erledigt|bezahlt|geschlossen|bestanden|erfolgreich|gut|sehr gut|mittel|befriedigend|aktiv|abgeschlossen|genehmigt|angenommen|geliefert|versandt|gelöst|in betrieb|neu|pünktlich|behoben|beglichen|成功|合格|通过|已?完成|已?付款?|已?支付|已?关闭|已?结清|正常|良好|良|好|中|优|优秀|在职|已?解决|已?发货|已?送达|已?批准|在用|活跃|准时)$/;

/** States of a deal or a bid that is won or lost, whatever the others are. */
const [won, lost] = [
  /^(closed[ -]?)?(won|gewonnen|auftrag erteilt|赢单|已?成交|中标)$/,
  /^(closed[ -]?)?(lost|verloren|输单|已?丢单|未中标|失单)$/,
];

/** The states that are won and those that are lost, if a column has both. */
export function readWonLost(
  texts: readonly string[],
): { readonly won: readonly string[]; readonly lost: readonly string[] } | undefined {
  const of = (kind: RegExp): readonly string[] => texts.filter((text) => kind.test(plainState(text)));
  const found = { won: of(won!), lost: of(lost!) };
  return found.won.length > 0 && found.lost.length > 0 ? found : undefined;
}

/** Results of a test: who passed, in whichever way, and who did not. */
const [passed, notPassed] = [
  /^((conditional(ly)? |provisional(ly)? )?pass(ed)?([ ,:(–-].*)?|(high|low|borderline|marginal) pass|merit|distinction|bestanden([ ,:(–-].*)?|bedingt bestanden|mit (auszeichnung|auflagen) bestanden|réussi( .*)?|admis(e)?( .*)?|(有条件|基本|补考)?(通过|及格|合格)([（(].*)?)$/,
  /^(fail(ed|ure)?([ ,:(–-].*)?|not passed|did not pass|nicht bestanden|durchgefallen|échoué|ajourné|未通过|不及格|不合格)$/,
];

/** States of a test that did not take place: nobody came, or it was called off, put off or is to come. */
const notTaken =
  /^(absent([ ,:(–-].*)?|no[- ]?shows?|dna|dns|did not (sit|attend|come|start|take( part| place|( the)? test)?|show( up)?)|not (sat|taken|attended|present|tested|inspected|assessed|examined|done|started|carried out|applicable|held)|cancel(l)?ed( .*)?|withdr(ew|awn)|void(ed)?|pending( .*)?|scheduled|planned|to come|awaiting .*|postponed|deferred|adjourned|rescheduled|exempt(ed)?|excused|unexcused|no access|n\/?a|abwesend|gefehlt|krank|(un)?entschuldigt|nicht (erschienen|angetreten|anwesend|teilgenommen|geprüft|durchgeführt|zugänglich)|abgesagt|storniert|ausgefallen|verschoben|zurückgezogen|zurückgetreten|ausstehend|offen|geplant|befreit|absente?|excusée?|reporté|annulée?|缺考|缺席|缺检|弃考|缓考|免考|未(参加|到|考|检|出席|参考)|已?(取消|延期|撤回)|待(考|检|定|补考|复检))$/;

/**
 * The states of those who passed and of those who did not, and those in which nothing took place, if a column has all
 * three. Any other state is an outcome, too: it has not been passed.
 */
export function readPassed(texts: readonly string[]):
  | {
      readonly passed: readonly string[];
      readonly notPassed: readonly string[];
      readonly notTaken: readonly string[];
    }
  | undefined {
  const of = (kind: RegExp): readonly string[] => texts.filter((text) => kind.test(plainState(text)));
  const found = { passed: of(passed!), notPassed: of(notPassed!), notTaken: of(notTaken) };
  return Object.values(found).every((states) => states.length > 0) ? found : undefined;
}

/** Names of what came of a test. */
const resultName =
  /(^| )(results?|outcome|verdict|prüfergebnis|testergebnis|ergebnis|befund)$|(结果|结论)$|^(result|outcome|verdict) of /i;

/** Whether a column tells of each test whether it was passed, which is what such a table is kept for. */
export const isResultOfTest = (name: string, texts: readonly string[]): boolean =>
  resultName.test(plainState(name)) &&
  [passed!, notPassed!].every((kind) => texts.some((text) => kind.test(plainState(text))));

const isGood = (text: string): boolean => settled.test(plainState(text)) || passed!.test(plainState(text));

/** The states of a column that tell what went wrong, what is open, and what is settled; undefined if they are none. */
export function readStates(
  texts: readonly string[],
): { readonly failed: readonly string[]; readonly open: readonly string[]; readonly known: number } | undefined {
  const of = (kind: RegExp): readonly string[] => texts.filter((text) => kind.test(plainState(text)));
  const [bad, unsettled] = [of(failed), of(open)];
  const good = texts.filter((text) => isGood(text) && !bad.includes(text) && !unsettled.includes(text));
  if (bad.length === 0 && unsettled.length === 0) return undefined;
  return { failed: bad, open: unsettled, known: bad.length + unsettled.length + good.length };
}

const yes = /^(y(es)?|true|t|1|ja|j|oui|s[ií]|wahr|是|有|x|✓)$/;
const no = /^(n(on?)?|false|f|0|nein|falsch|否|无|没有|-)$/;

/** The texts of yes and of no, if a column has both and hardly anything else; undefined if it has not. */
export function readYesNo(
  texts: readonly string[],
): { readonly yes: readonly string[]; readonly no: readonly string[] } | undefined {
  const of = (kind: RegExp): readonly string[] => texts.filter((text) => kind.test(plainState(text)));
  const found = { yes: of(yes), no: of(no) };
  const isBoth = found.yes.length > 0 && found.no.length > 0;
  return isBoth && texts.length <= found.yes.length + found.no.length + 1 ? found : undefined;
}

/** Names of states. */
export const stateName =
  /(^| )(status|state|result|outcome|event|condition|verdict|disposition|resolution|stage|health|zustand|ergebnis|befund|stand)$|状态|结果|结论|状况/i;

/** Names of how something is, and not of how it ended: houses are sold in good condition or in poor. */
export const qualityName = /condition|quality|health|stage|zustand|qualität|状况|质量/i;

/** Names of what the rows of a table end in, told by yes or no; the first are what such a table is kept for. */
const flagNames: readonly (readonly [RegExp, number])[] = [
  [/^(y|target|outcome|label|response|event)$/, 4],
  [
    /^(churn(ed)?|left|exited|attrition|leaver|surviv(ed|al)|died|death|dead|deceased|convert(ed)?|conversion|subscribed?|purchased?|bought|won|fail(ed|ure)?|machine failure|scrap(ped)?|defect(ive)?|faulty?|fraud(ulent)?|pass(ed)?|admitted|readmi(tted|ssion)|deny|denied|released|refused|resigned|terminated|hired|promoted|cancel(l)?ed|no[- ]?show|relapsed?|rejected|approved|billable|withdrawn|dropped out|drop ?out|ausgetreten|austritt|gekündigt|ausschuss|defekt|bestanden|überlebt|storniert|离职|流失|违约|报废|合格|通过|存活|取消|退货|欺诈)$/,
    3,
  ],
  [
    /^(returned?|late|delay(ed)?|arrived late|overdue|attended|complain(t|ed)|responded|clicked|opened|accepted|damaged|lost|stolen|injured|infected|positive|recovered|rework(ed)?|converted to .*|verspätet|retourniert|beschwerde|逾期|延误|投诉|是否.*)$/,
    2,
  ],
  [/^default(ed)?$/, 1],
];

/** Names of what is yes as a rule, so that no is what people ask for. */
const usualName =
  /^(in (service|use|stock|operation)|active|working|employed|retained|paid|delivered|resolved|closed|completed?|available|on time|compliant|functional|operational|settled|in betrieb|aktiv|bezahlt|erledigt|geliefert|pünktlich|在用|在职|已付款?|有效|准时|按时)$/;

/** Names of whether something came in time, which is what a table of deliveries or trains is kept for. */
const punctualName =
  /^(on[ -]?time|punctual|in time|within (the )?(window|sla|target)|sla met|pünktlich|准时|准点|按时)$/;

/** Whether a column says by yes or no what came in time. */
export const isPunctual = (name: string): boolean =>
  punctualName.test(
    plainState(name)
      .replace(/^(is|was|ist|war|是否) ?/, "")
      .replace(/[ ]?[?？]$/, ""),
  );

/** How surely a name says that its yes or no is what the table records; 0 if it does not. */
export function flagWeight(name: string): { readonly weight: number; readonly isUsual: boolean } {
  const plain = plainState(name)
    .replace(/^(is|has|was|ist|hat) /, "")
    .replace(/[ ]?(\?|？|flag|yn|y\/n|ind(icator)?)$/, "");
  if (isPunctual(name)) return { weight: 4, isUsual: false };
  if (usualName.test(plain)) return { weight: 2, isUsual: true };
  return { weight: flagNames.find(([names]) => names.test(plain))?.[1] ?? 0, isUsual: false };
}

/** Names of the date on which somebody left. */
export const leavingName = /\bleav(ing|er)|\bleft\b|resign|terminat|\bexit|austritt|ausgetreten|gekündigt|离职/i;

/** Names of a date that a row has once it is over, and not before. */
export const settlingName =
  /clos(ed|ing|ure)|resol(ved|ution)|complet|finish|deliver|\bpaid\b|payment|settle|return|abgeschlossen|geschlossen|erledigt|bezahlt|geliefert|关闭|完成|付款|解决|送达/i;

/** What has not happened yet to what lacks such a date. */
const unsettled: readonly (readonly [RegExp, Readonly<Record<"en" | "de" | "zh", string>>])[] = [
  [/clos|geschlossen|关闭/i, { en: "not closed", de: "nicht geschlossen", zh: "未关闭" }],
  [/resol|解决/i, { en: "not resolved", de: "nicht gelöst", zh: "未解决" }],
  [/deliver|geliefert|送达/i, { en: "not delivered", de: "nicht geliefert", zh: "未送达" }],
  [/paid|payment|bezahlt|付款/i, { en: "not paid", de: "nicht bezahlt", zh: "未付款" }],
  [/settle/i, { en: "not settled", de: "nicht beglichen", zh: "未结清" }],
  [/return/i, { en: "not returned", de: "nicht zurückgegeben", zh: "未归还" }],
  [/complet|finish|abgeschlossen|erledigt|完成/i, { en: "not completed", de: "nicht abgeschlossen", zh: "未完成" }],
];

/** Words for what lacks the date of its end. */
export function unsettledWords(column: string, language: "en" | "de" | "zh"): string {
  return unsettled.find(([name]) => name.test(plainState(column)))![1][language];
}

/** What befell those that have such a date. */
const befallen: readonly (readonly [RegExp, Readonly<Record<"en" | "de" | "zh", string>>])[] = [
  [/cancel|storniert|取消/i, { en: "cancelled", de: "storniert", zh: "已取消" }],
  [/death|died|deceased|\btod|死亡/i, { en: "dead", de: "verstorben", zh: "已死亡" }],
  [/withdr/i, { en: "withdrawn", de: "zurückgezogen", zh: "已撤回" }],
  [/retire|decommission|dispos|报废/i, { en: "retired", de: "ausgemustert", zh: "已报废" }],
];

/** Words for what has the date of its end; undefined if its name does not tell what befell it. */
export function befallenWords(column: string, language: "en" | "de" | "zh"): string | undefined {
  return befallen.find(([name]) => name.test(plainState(column)))?.[1][language];
}

/** Names of a date that a row has if something befell it. */
export const endingName =
  /cancel|death|\bdied\b|deceased|churn|withdr|retire|decommission|dispos|fail|storniert|tod|死亡|取消|退|报废/i;
