/** A name as it is compared: `plannedEnd` and `Planned_End` are `planned end`. */
export const plainName = (name: string): string =>
  name
    .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
    .toLowerCase()
    .replace(/[_\-./:]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();

/** Names of days of people and things that begin or end nothing: births, foundings, validity. */
const never =
  /birth|geburt|\bborn\b|\bdob\b|found(ed|ing)|gegründet|gründung|dissol|aufgelöst|\bhired?\b|hiring|eintritt|joined|\bvalid|gültig|effective|expir|licen[cs]e|measure(d|ment)|messung|messdatum|survey(ed)?\b|updated|modified|\b(last|next|previous|latest)\b|出生|成立|注销|入职|生效|失效|有效|测量|更新|建成|上次|下次|\b(built|installed|installation)\b/;

/** Names of what was due, promised or planned. */
const dueWords =
  /\b(due|promis(ed|e)|planned|plan|targets?|deadline|scheduled|schedule|expected|committed|agreed|requested by|required by|required|needed by|estimated|eta|sla)\b|^soll|\bsoll\b|frist|fällig|liefertermin|wunschtermin|geplant|zugesagt|vereinbart|zahlungsziel|^plan|erwartet|计划|应付|应还|应收款日|应交|到期|承诺|截止|预计|约定|期限|要求|应完成/;

/** Names of what came of it. */
const actualWords = /\b(actual(ly)?|real)\b|^ist(?= |[a-zäöü]{4})|\bist\b|tatsächlich|实际/;

/** Names of the moment at which something ends, is done or is answered. */
const endWords =
  /\b(clos(ed|ing|e|ure)|resol(ved|ution|ve)|complet(ed|ion|e)|finish(ed)?|deliver(ed|y)|paid|payment|pay|settled|seen|treated|treatment|discharg(ed|e)|ended|end|solved|fixed|repaired|answered|first response|responded|response|shipped|ship|dispatched|shipment|returned|return|approved|decided|decision|check ?out|checked out|drop ?off|dropped off|exit|exited|departed|departure|left|done|released|handed over|handover|collected|goods (receipt|received)|received back|arriv(ed|al)|landed|served|cleared|restored|recovered)\b|geschlossen|schließung|gelöst|lösung|erledig|abgeschlossen|abschluss|fertig|geliefert|wareneingang|anlieferung|lieferdatum|lieferung|auslieferung|zustell|bezahlt|zahlung(?!sziel)|gezahlt|beglichen|behandelt|behandlung|entlass|\bende\b|ende$|enddatum|beendet|behoben|beantwortet|antwort|versand|verschickt|rückgabe|zurückgegeben|genehmig|entscheid|abreise|abfahrt|ausfahrt|abgenommen|abnahme|关闭|解决|完成|完工|送达|交付|交货|到货|收货|入库|签收|付款|支付|回款|收款|就诊|接诊|出院|结束|归还|还书|结案|批准|审批|发货|离开|离店|退房|出场|答复|回复|办结/;

/** Names of the moment at which something begins, is asked for or comes in. */
const beginWords =
  /\b(open(ed|ing)?|creat(ed|ion)|order(ed)?|invoice(d)?|invoice date|bill(ed)?|arriv(ed|al)|admi(tted|ssion|t)|start(ed)?|begin|began|begun|receiv(ed|al)|receipt|submitted|submission|request(ed)?|reported|logged|raised|issued?|check ?in|checked in|booked|booking|registered|registration|referred|referral|appl(ied|ication)|pick ?up|picked up|ship(ped|ment)?|dispatched|entered|entry|borrowed|loan(ed)?|check ?out|rented|departed|departure|call(ed)?|triage|sent|occurred|placed|queued|detected|failure|failed|down|purchas(ed|e)|filed)\b|eröffnet|eröffnung|geöffnet|erstellt|erstellung|angelegt|bestell|auftrags|rechnungsdatum|rechnung vom|eingang|eingegangen|ankunft|angekommen|aufnahme|aufgenommen|beginn|begonnen|\bstart|startdatum|gemeldet|meldung|beantragt|antrag|angefordert|anforderung|erfasst|ausgeliehen|ausleihe|anreise|einfahrt|versand|abfahrt|anmeldung|störung|开始|创建|开单|下单|订单|订货|订购|下达|入院|到达|到院|到店|入住|挂号|签到|申请|提交|报修|受理|接单|开票|发票|借出|借书|借阅|入场|进场|登记|报告|发起|投诉|发货|开工|取号/;

/** Words that only say that a column holds a moment. */
const momentWords =
  /\b(date|time|day|datetime|timestamp|at|on|by|ts|dt)\b|datum|zeitpunkt|uhrzeit|termin|zeit|日期|时间|日$|时刻/g;

/** What a name says about the moment that its column holds. */
export interface MomentName {
  readonly isDue: boolean;
  readonly isActual: boolean;
  readonly begins: boolean;
  readonly ends: boolean;
  /** What is left without the words that say so: of `planned end` it is `end`. */
  readonly of: string;
  /** Whether it says nothing but that it holds a moment. */
  readonly isBare: boolean;
}

/** What a name says about the moment that its column holds; undefined for a day that begins or ends nothing. */
export function readMomentName(name: string): MomentName | undefined {
  const plain = plainName(name);
  if (never.test(plain)) return undefined;
  const isDue = dueWords.test(plain);
  const of = plain
    .replace(isDue ? dueWords : actualWords, " ")
    .replace(momentWords, " ")
    .replace(/\s+/g, " ")
    .trim();
  const begins = beginWords.test(isDue ? of : plain);
  const ends = endWords.test(isDue ? of : plain);
  return { isDue, isActual: !isDue && actualWords.test(plain), begins, ends, of, isBare: of === "" && !isDue };
}

/** Names of ends that a table is kept for: of requests, patients and calls it says how soon they were seen to. */
export const servedName =
  /clos|resol|discharg|seen|treat|solved|fixed|repair|answer|respon|complet|finish|approv|decid|decision|exit|check ?out|served|restored|geschlossen|gelöst|erledig|abgeschlossen|behandelt|entlass|behoben|beantwortet|genehmig|entscheid|ausfahrt|fertig|关闭|解决|完成|完工|就诊|接诊|出院|结案|批准|答复|办结|出场/;
