/** What is there at a time, in the words of tables: stocks, staff, members, what is open, unique people. */
const states =
  /\bstocks?\b(?! (price|market|value))|\bqty on hand\b|\bon[ -]hand\b|\binventory\b(?! (turn|day))|bestand\b|\bFTEs?\b|\bactive (customers|members|users|accounts|policies|contracts)\b|^active$|^(members|mitglieder|abonnenten|followers?)$|\bbacklog\b|offene (tickets|posten|stellen|fälle|rechnungen)|\bopen (tickets|cases|issues|positions|invoices|orders)\b|^(debts?|schulden)$|arbeitslose$|^vacancies$|^(schüler|studierende|betten|filialen|haushalte|wohnungen)$|\b(DAU|MAU|WAU)s?\b|\bunique (visitors|users|clients|customers)\b|eindeutige|^users$|^nutzer$|fleet size|installed base|\bat (year|month|period) end\b|\bunder management\b|\btotal assets\b|bilanzsumme|\boutstanding\b|number of (branches|stores|shops|sites|employees|staff)|\bdwellings\b|\bbranches\b|在校学生|活跃用户|独立访客|床位数|粉丝数|保有量|门店数|员工数|在职/iu;

/** Events of which a time has a sum: what people did, what came and went. */
const events =
  /\bimpressions\b|^bons$|^belege$|^kassenbons$|\bcompletions\b|\bnew (customers|members|accounts|hires|cases|contracts)\b|新增|^(new|neu|cancelled|canceled|churned|lost|won|opened|closed|resolved|joined|left|hired|completed|passed|failed|rejected|approved|accepted|sent|delivered|committed|used)$|\bsign[ -]?ups\b|\binstalls\b|geburten|zuzüge|fortzüge|\bbesuche\b|fahrgäste|\bgäste\b|übernachtungen|\bnights\b|vehicles involved|\battendance\b|anrufe|complaints|beschwerden|\bhires\b|\bleavers\b|\bjoiners\b|einstellungen|kündigungen|eintritte|austritte|\brefunds\b|retouren|shipments|lieferungen|\bdeliveries\b|\bsent\b|\bbugs\b|\bdefects\b|\bstory points\b|\bincidents?\b|\bvisits?\b|\binquiries\b|\benquiries\b|anfragen|\bapplications\b|bewerbungen|\bwithdrawals\b|\barrivals\b|\bdepartures\b|\bdischarges\b|\badmissions\b|\bscans\b|\blogins\b|\bswipes\b|\bpickups\b|\bparcels\b|pakete\b|sendungen|人次/iu;

/** Amounts of money, and of what falls or is made, of which a time has a sum. */
const amounts =
  /\bexpenses?\b|\bgrants?\b|\bprofits?\b|\bgewinn\b|einnahmen|spenden|niederschlag|produktion\b|\bsavings\b|\bfees\b|gebühren|erlöse?\b|\bearnings\b|运费|邮费|\btakings\b|\breceipts\b|\bproceeds\b|\bincome from\b/iu;

/** A name with its words apart. */
const spaced = (name: string): string => name.replaceAll("_", " ").trim();

/** Whether a name is of what there is at a time: places have a sum of it, and times have none. */
export function isStateName(name: string): boolean {
  return states.test(spaced(name)) && !/\b(new|lost|neue?)\b|新增/i.test(spaced(name));
}

/** Whether a name is of what a time has a sum of. @param whole whether the values are whole numbers, as counts are */
export function isEventName(name: string, whole: boolean): boolean {
  return amounts.test(spaced(name)) || (whole && events.test(spaced(name)));
}

/** What ranks, limits or sets something, and is no measurement of it. */
const settings =
  /^(bib|start(ing)? (number|no\.?)|startnummer|startnr\.?)$|^(rank(ing)?|position|platz(ierung)?|rang|排名|名次|序号)([ (]?(19|20)\d\d\)?)?$|\b(speed|credit|age|weight|upper|lower|day|night) limit\b|^limit\b|\blimit$|tempolimit|höchstgeschwindigkeit|\bmax(imum)? allowed\b|grenzwert|\b[ul][sc]l\b|限速|限值|上限|下限|^(start|end|begin|first|last)(ing)? (odometer|meter reading|km)|(odometer|meter reading|zählerstand|km[ -]?stand) (start|end|begin|anfang|ende|alt|neu)$|^(room|raum|zimmernummer|version|build|floor|stockwerk|etage|楼层|zeile|kalenderwoche|kw|respondent|household|hh)( ?(no|nr|number|id)\.?)?$/iu;

/** What says how numbers are written, or where they are booked. */
const technical =
  /^(column_\d+|decimals?|decimal[_ ]digits|minor[_ ]units?|konto|kostenstelle|cost cent(er|re)|gl account|账户|科目代码|(time ?zone|tz|utc|gmt)([_ ]?offset)?)$/i;

/** Whether numbers under a name set, limit or rank something: a speed limit, a place in a race. */
export function isSettingName(name: string): boolean {
  return settings.test(spaced(name)) || technical.test(name.trim());
}
