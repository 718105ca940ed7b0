import type { KnownRate } from "./rate-role.ts";

/** Names of counts that stand in several quotients. */
const mailed = /\b(sent|e?mails|recipients|versendet|versandt|gesendet|verschickt|empfänger)\b|发送|发出/i;
const delivered = /\bdelivered\b|zugestellt|送达/i;
const opened = /\b(opened|opens|unique opens|geöffnet|öffnungen)\b|打开/i;
const clicked = /\b(clicked|clicks|unique clicks|klicks|geklickt)\b|点击/i;
const unsubscribed = /\b(unsubscribed?|unsubscribes|unsubscriptions|opt ?outs|abgemeldet|abmeldungen)\b|退订/i;
const pieces =
  /\b(produced|output|production|made|manufactured|units|pieces|parts|inspected|tested|checked|produktion|produzierte?|gefertigte?|hergestellte?|stückzahl|geprüfte?|gesamt)\b|产量|生产|检验|抽检|总数/i;
const journeys =
  /\b(flights|trains|trips|runs|deliveries|arrivals|departures|services|journeys|shipments|fahrten|züge|flüge|lieferungen)\b|航班|班次|列车|车次/i;

/** A count as a part of another one, in percent. @param leads @default always */
const share = (
  above: RegExp,
  below: RegExp,
  [en, de, zh]: readonly [string, string, string],
  leads: KnownRate["leads"] = "always",
): KnownRate => ({ above, below, label: { en, de, zh }, isShare: true, isCounts: true, leads });

/** The quotients that people ask for, by the names of what stands above and below; of two that fit, the first. */
export const knownRates: readonly KnownRate[] = [
  {
    // Only the whole name is that of all who voted: votes for a party, and valid ones alone, are no turnout.
    above:
      /^((total|all|number of|no of|n|gesamtzahl|anzahl|zahl)( der)? )?(votes|votes? (cast|polled|counted|total)|(total )?votes? cast|ballots( (cast|issued|counted))?|voters( who voted| voting)?|voted|voter count|people voting|abgegebene stimmen|stimmen( gesamt| insgesamt)?|stimmabgaben|w[äa]hler(innen und w[äa]hler|innen|\*innen)?( insgesamt| gesamt| b)?|w[äa]hlende|votants)( total)?$|^(实际)?(投票|参加投票|参选)(总?人?数|选民数?)$|^投票总数$/iu,
    below:
      /\b(electorate|electors|registered( voters| electors)?|eligible( voters| electors| to vote)?|inscrits|wahlberechtigte[nr]?|stimmberechtigte[nr]?)\b|^(?!.*(投票|参加)).*选民|有选举权/i,
    label: { en: "Turnout", de: "Wahlbeteiligung", zh: "投票率" },
    isShare: true,
    leads: "always",
  },
  {
    above: /\b(fuel|diesel|petrol|kraftstoff|verbrauch)\b|油/i,
    below: /\b(distance|mileage|strecke)\b.*\bkm\b|\bkm\b|\bkilometer|里程|公里/i,
    label: { en: "Fuel per 100 km", de: "Verbrauch auf 100 km", zh: "百公里油耗" },
    isShare: false,
    leads: "always",
  },
  {
    above:
      /^(?!.*\b(value|price|cost)\b).*\b(production|harvest(ed)?|tonn(e|age)s?|crop|ernte|erntemenge|ertrag)\b|产量|总产/i,
    below: /\b(area|hectares?|ha|acres?|anbaufläche|fläche)\b|面积/i,
    label: { en: "Yield", de: "Ertrag je Fläche", zh: "单产" },
    isShare: false,
    isEach: true,
    leads: "always",
  },
  share(
    /\b(conversions?|purchases|signups|sign ups|konversionen)\b|转化数?/i,
    /\b(sessions|visits|visitors|besuche|besucher|sitzungen)\b|访问|会话/i,
    ["Conversion rate", "Konversionsrate", "转化率"],
    "withoutMoney",
  ),
  share(opened, delivered, ["Open rate", "Öffnungsrate", "打开率"]),
  share(opened, mailed, ["Open rate", "Öffnungsrate", "打开率"]),
  share(clicked, delivered, ["Click rate", "Klickrate", "点击率"]),
  share(clicked, mailed, ["Click rate", "Klickrate", "点击率"]),
  share(unsubscribed, delivered, ["Share unsubscribed", "Abmelderate", "退订率"], "never"),
  share(unsubscribed, mailed, ["Share unsubscribed", "Abmelderate", "退订率"], "never"),
  share(clicked, /\b(impressions|impressionen)\b|展示|曝光/i, ["Click rate", "Klickrate", "点击率"], "withoutMoney"),
  {
    above: /^(?!.*\bper\b).*\b(costs?|spend|spent|kosten|ausgaben)\b|花费|消耗|费用/i,
    below: /^(?!.*\b(value|rate|cost|wert|quote)\b).*\b(conversions|konversionen)\b|转化数/i,
    label: { en: "Cost of a conversion", de: "Kosten je Konversion", zh: "单次转化成本" },
    isShare: false,
    isEach: true,
    leads: "never",
  },
  {
    above: /^(?!.*\b(average|avg|mean|per)\b).*\b(revenue|umsatz|erlöse?|sales|takings|income)\b|收入|营业额/i,
    below:
      /\b(rooms|room nights|nights|beds|seats|spaces|pitches) (sold|occupied|booked|let)\b|\b(sold|occupied|booked) (rooms|nights|beds|seats)\b|zimmernächte|\b(verkaufte|belegte) (zimmer|nächte|plätze)\b|\b(zimmer|nächte|plätze) (verkauft|belegt)\b|(售出|已售|出租)(房间?|客房|间夜)|间夜/i,
    label: { en: "Revenue for each one sold", de: "Erlös je verkaufter Einheit", zh: "每间收入" },
    isShare: false,
    isEach: true,
    leads: "never",
  },
  {
    above: /\b(profit|gewinn|operating income)\b|利润/i,
    below: /\b(sales|revenue|turnover|umsatz|erlöse?)\b|销售额|收入|营业额/i,
    label: { en: "Profit margin", de: "Gewinnmarge", zh: "利润率" },
    isShare: true,
    leads: "never",
  },
  share(
    /\b(returns|returned|retouren|retourniert)\b|退货/i,
    /\b(orders|units sold|sold|sales units|shipped|bestellungen|verkauft)\b|订单|销量/i,
    ["Return rate", "Retourenquote", "退货率"],
    "withoutMoney",
  ),
  share(
    /\b(defects|defective|faulty|rejects|rejected|fehlteile|fehlerhafte?|mangelhafte?)\b|不良|次品|不合格/i,
    pieces,
    ["Defect rate", "Fehlerquote", "不良率"],
  ),
  share(/\b(scrap|scrapped|ausschuss)\b|ausschuss|报废|废品/i, pieces, ["Scrap rate", "Ausschussquote", "报废率"]),
  share(
    /\b(days lost|lost days|(sick|sickness|absence|absent|leave) days|days (absent|absence|sick|off sick)|fehltage|krankheitstage|ausfalltage)\b|(缺勤|病假)天数/i,
    /\b((working )?days available|available (working )?days|(scheduled|rostered|contracted|working|planned) days|arbeitstage|solltage|sollarbeitstage)\b|(应出勤|工作日?)天数/i,
    ["Absence rate", "Abwesenheitsquote", "缺勤率"],
  ),
  share(/^(?!.*(不|未)).*合格/i, /检验|抽检|生产|总数|送检/i, ["Pass rate", "Bestehensquote", "合格率"]),
  share(
    /\b(passed|passes|bestanden)\b|通过|及格/i,
    /\b(candidates|entries|entered|exams|exams taken|sat|tested|examined|takers|teilnehmer|prüflinge|geprüft|angetreten)\b|考生|参加|参考|应考/i,
    ["Pass rate", "Bestehensquote", "通过率"],
  ),
  share(
    /\b(responses?|responded|returned|replies|replied|rücklauf|antworten|geantwortet)\b|回收|回复|应答/i,
    /\b(invited|invitations|distributed|mailed|sent|sent out|questionnaires|eingeladen|angeschrieben|verschickt)\b|发放|邀请/i,
    ["Response rate", "Rücklaufquote", "回复率"],
  ),
  {
    above: /\b(deaths?|fatal|fatalities|killed|died|todesfälle|tote|gestorbene)\b|死亡/i,
    below: /\b(popu?|population|inhabitants|einwohner|bevölkerung)\b|人口/i,
    label: { en: "Deaths per 100,000", de: "Todesfälle je 100.000", zh: "每10万人死亡数" },
    isShare: false,
    isCounts: true,
    per: 100_000,
    leads: "always",
  },
  share(
    /\b(claims|number of claims|schäden|schadenfälle|schadenzahl)\b|出险|理赔件/i,
    /\b(holders|policy ?holders|policies|insured|exposures?|versicherte|policen|verträge)\b|保单|投保人/i,
    ["Claims for each policy", "Schäden je Vertrag", "出险率"],
  ),
  share(
    /\b(accepted|admitted|offers|offered|zugelassen|angenommen)\b|录取/i,
    /\b(applications|applicants|applied|bewerbungen|bewerber)\b|申请|报名/i,
    ["Acceptance rate", "Annahmequote", "录取率"],
  ),
  share(
    /\b(approved|granted|awards|awarded|bewilligt|genehmigt)\b|批准|获批/i,
    /\b(applications|applicants|submitted|received|requests|requested|anträge|eingereicht)\b|申请|提交/i,
    ["Approval rate", "Bewilligungsquote", "批准率"],
  ),
  share(
    /\b(no ?shows?|did not attend|not attended|dnas?|nicht erschienen)\b|爽约|未到/i,
    /\b(appointments|bookings|booked|scheduled|reservations|termine|buchungen)\b|预约|预订/i,
    ["Share not attended", "Ausfallquote", "爽约率"],
  ),
  share(
    /\b(cancell?ed|cancellations|storniert|stornierungen|stornos|ausgefallen|abgesagt)\b|取消/i,
    /\b(bookings|booked|orders|scheduled|planned|appointments|flights|trains|trips|departures|services|buchungen|bestellungen|fahrten|geplant|flüge|züge)\b|预订|预约|计划|航班|订单/i,
    ["Cancellation rate", "Stornoquote", "取消率"],
    "withoutMoney",
  ),
  share(/^(?!.*\b(min|minutes|hours|days)\b).*\b(on time|punctual|pünktlich)\b|准点|准时/i, journeys, [
    "On-time rate",
    "Pünktlichkeit",
    "准点率",
  ]),
  share(/^(?!.*\b(min|minutes|minuten|hours|days|tage)\b).*\b(late|delayed|verspätet)\b|晚点|延误/i, journeys, [
    "Share late",
    "Anteil verspätet",
    "晚点率",
  ]),
  share(
    /\b(attended|attendees|attending|present|anwesend|erschienen)\b|实到|到场|出勤人/i,
    /\b(enrolled|registered|invited|members|expected|on roll|angemeldet|eingeladen|gemeldet)\b|应到|注册|报名/i,
    ["Attendance rate", "Anwesenheitsquote", "出勤率"],
  ),
  share(
    /\b(vaccinated|immuni[sz]ed|geimpfte?)\b|接种/i,
    /\b(eligible|population|children|cohort|residents|einwohner|bevölkerung|kinder|impfberechtigte?)\b|人口|应种/i,
    ["Vaccination rate", "Impfquote", "接种率"],
  ),
  share(
    /\b(completed|finished|finishers|completions|abgeschlossen|beendet)\b|完成|完赛/i,
    /\b(started|starters|starts|enrolled|registered|assigned|begonnen|gestartet|angemeldet)\b|开始|报名|参赛/i,
    ["Completion rate", "Abschlussquote", "完成率"],
  ),
  share(
    /\b(positives?|positive (tests|samples|results)|positiv)\b|阳性/i,
    /\b(tests|tested|samples|proben|getestet|untersucht)\b|检测|样本/i,
    ["Positive share", "Positivrate", "阳性率"],
  ),
  share(/\b(answered|angenommen)\b|接通|接听/i, /\b(calls|calls (offered|received)|anrufe|offered)\b|来电|呼入/i, [
    "Answer rate",
    "Annahmequote",
    "接通率",
  ]),
  share(
    /\b(abandoned|aufgelegt|abgebrochen)\b|放弃/i,
    /\b(calls|anrufe|offered|carts|sessions|warenkörbe)\b|来电|呼入/i,
    ["Abandonment rate", "Abbruchquote", "放弃率"],
  ),
  share(
    /\b(errors|failures|failed|fehler|fehlgeschlagen)\b|失败|错误/i,
    /\b(requests|jobs|runs|tests|checks|transactions|attempts|builds|anfragen|läufe|prüfungen|aufrufe|versuche)\b|请求|调用|测试次|运行次/i,
    ["Failure rate", "Fehlerquote", "失败率"],
  ),
  share(
    /\b(success(es|ful)?|succeeded|erfolgreich)\b|成功/i,
    /\b(attempts|attempted|tries|bids|requests|versuche|anträge)\b|尝试|投标|总次数/i,
    ["Success rate", "Erfolgsquote", "成功率"],
  ),
  share(
    /\b(unemployed|arbeitslose)\b|失业人/i,
    /\b(labou?r force|workforce|erwerbspersonen|active population)\b|劳动力/i,
    ["Unemployment rate", "Arbeitslosenquote", "失业率"],
  ),
  share(/\b(renewed|renewals|verlängert)\b|续约|续费/i, /\b(due|expiring|due for renewal|auslaufend)\b|到期/i, [
    "Renewal rate",
    "Verlängerungsquote",
    "续约率",
  ]),
];
