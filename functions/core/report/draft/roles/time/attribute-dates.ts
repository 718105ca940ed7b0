/** Names of dates and years of people and things, and not of when a row was recorded. */
const attribute =
  /birth|geburt|\bborn\b|\bdob\b|\bhired?\b|hire date|joined|eintritt|austritt|\bfounded|founding|gründ|established|^start|[_ ]start$|start[_ ]date|\bbegins?\b|beginn|^end|[_ ]end$|end[_ ]date|\bende\b|finish|\bdue\b|deadline|expir|valid|warrant(?!s\b)|guarantee|garantie|gewährleistung|gültig|ablauf|\bbis$|\buntil$|保修|质保|有效期|fällig|independen|\bbuilt\b|\bremod(el(l?ed)?)?\b|renovat|saniert|baujahr|\berbaut|errichtet|(?<![a-z])zulassung|erstzulassung|anschaffung|kaufdatum|model[ _]?year|modelljahr|purchase[_ ]?(date|year)|date of purchase|acqui(red|sition)|install(ed|ation)[_ ]?(date|year|on)?$|^(first|last|latest|previous|next|letzte[rs]?|erste[rs]?|nächste[rs]?|zuletzt)[ _]|opened|\bopening (year|date)|(construction|commissioning) (year|date)|year of construction|commissioned|eröffnungs(jahr|datum)|jahr der eröffnung|in betrieb seit|inbetriebnahme|建成|建造|购置|购买日期|首次|最近|上次|最后|出生|入职|成立|开业|开店|开张|开馆|投产|投运|建校|建站|创办|创立|开始|截止|到期/i;

/** Names of when a case ended: resolved, delivered, paid. */
const ending =
  /clos(ed|ing)|resol(ved|ution)|complet(ed|ion)|deliver(ed|y)|returned|discharged|paid|payment|settled|solved|shipped|geschlossen|erledigt|abgeschlossen|geliefert|lieferung|bezahlt|zahlung|gelöst|entlass|关闭|完成|解决|送达|签收|付款|支付|结案|出院/i;
const due =
  /\b(due|promised?|expected|planned|scheduled|estimated|target|deadline|eta|required by)\b|\bsoll|geplant|zugesagt|fällig|wunschtermin|计划|预计|承诺|约定|应(还|付|交|到)/i;
const opening = /opened|eröffnet|受理|立案/i;

/** Whether a column tells when something ended that another column says began. */
export function isEndingDate(name: string): boolean {
  return ending.test(name.replaceAll("_", " "));
}

/** Whether a column tells when something is to be done: beside what was done it is no time of a record. */
export function isDueDate(name: string): boolean {
  return due.test(name.replaceAll("_", " "));
}

/** Whether a column tells when a case was opened that ends, unlike a shop. */
export function isOpeningDate(name: string, others: readonly string[]): boolean {
  return opening.test(name) && others.some((other) => other !== name && isEndingDate(other));
}

const year = /^(year|jahr|年份|年)$/i;
/** What only vehicles and machines have: the year beside it is that of their model. */
const ofVehicles =
  /odometer|mileage|kilometer(stand|zähler)|km[- ]?stand|\bmpg\b|l ?\/ ?100 ?km|\bmot\b|\btüv\b|hauptuntersuchung|kennzeichen|registration plate|engine (hours|size)|betriebsstunden|里程|车牌|行驶/i;

/** Whether a column is the year in which each vehicle was made. */
export function isModelYear(name: string, others: readonly string[]): boolean {
  return year.test(name.trim()) && others.some((other) => ofVehicles.test(other.replaceAll("_", " ")));
}

/** Whether a column tells a date of a thing rather than the time of a record. */
export function isAttributeDate(name: string): boolean {
  return attribute.test(name.replaceAll("_", " ")) || attribute.test(name);
}
