/**
 * What numbers under a name are, as a reader of offices' tables says: `thing` names, numbers or limits something and is
 * not measured; `level` may not be added up (prices, rates, marks); `state` is what there is at a time, of which places
 * have a sum and times have not; `flow` is what comes and goes in a time, of which both have.
 */
export type Meaning = "thing" | "level" | "state" | "flow";

/** Names by meaning; `|` parts them. */
export const meanings: Readonly<Record<Meaning, string>> = {
  thing:
    "Bib|Bib number|bib_no|Start number|Startnummer|household|household_id|hh_id|respondent|Case no|case_no|Rank|rank_2024|Ranking|Position|Platz|Rang|排名|名次|序号|" +
    "speed_limit|Speed limit (km/h)|Limit day|Limit night|Tempolimit|Höchstgeschwindigkeit|Max allowed|credit_limit|Grenzwert|限速|上限|Start odometer|odometer_start|End odometer|" +
    "ZIP|Postal code|PLZ|Room|Raum|Room no|Flight number|Flight no|Train number|Policy number|Bestellnummer|Rechnungsnummer|Kundennummer|Artikelnummer|Kontonummer|Personalnummer|Versicherungsnummer|" +
    "employee_id|EmployeeID|user id|Order #|PO number|Tax ID|Cost centre|Kostenstelle|GL account|订单编号|员工编号|设备编号|工号|学号|邮编|Version|build|Channel ID|Extension|Phone|Year built|Baujahr|购置年份|Model year|Birth year|Geburtsjahr|Founded|" +
    "Wave|Round|Lap|Matchday|Spieltag|Week no|Kalenderwoche|Day of week|Hour|Latitude|longitude|Floor|Stockwerk|Seat|Table no|Page|Line no|Zeile|Lfd. Nr.|Nr.",
  level:
    "Price|Unit price|Preis|Stückpreis|单价|Discount %|discount_pct|Rabatt (%)|Rating|Score|Note|Zufriedenheit (1-5)|Age|Patient age|Alter|年龄|Temperature (°C)|temperature_c|humidity_pct|wind_kmh|pH|Conversion rate|Bounce rate|" +
    "Avg. session duration (s)|Waiting time (min)|first_response_min|Dauer (Tage)|Response time|平均住院日|Share (%)|Anteil|Marktanteil|Margin %|ROI|NPS|CSAT|CO2 per capita (t)|Yield (t/ha)|km per litre|Verbrauch (l/100 km)|" +
    "Height (cm)|weight_kg|Gewicht|BMI|Exchange rate|Kurs|Interest rate|Zinssatz|Occupancy|occupancy_rate|Auslastung|Belegungsquote|Uptime %|Growth|yoy_growth|Wachstum (%)|同比增长|完成率|合格率|CPI|Probability|Progress %|Utilisation|Turnover rate|" +
    "Kaltmiete (€)|Monatsmiete|Salary|Gehalt|月薪（元）|Hourly rate|Stundenlohn|LTV|ARPU|CPC|CPA|CTR|ROAS|eCPM|Average basket|Avg order value|Durchschnittsbon|客单价|Cost per lead|Kosten je Fall|Speed (km/h)|Distance from centre|ARR_DELAY|DEP_DELAY|delay_min|Latency (ms)|p95|Median income|IQ|" +
    "Closing balance|Balance|Kontostand|Saldo|Mathematics|Maths|English|Physics|History|语文|数学|英语|Credits|Grade|GPA|Battery %|Signal (dBm)|Pressure (hPa)|PM2.5|PM10|AQI|Tenure|Betriebszugehörigkeit (Jahre)|Half (min)|Finish (min)|Lead time (days)|Lieferzeit (Tage)|Sleep hours|Rooms per flat|Quota attainment|Erfüllungsgrad|Quote|Storage used %|Nitrate (mg/L)|Day LAeq dB",
  state:
    "Stock|Stock on hand|qty_on_hand|Inventory|Lagerbestand|Bestand|库存|期末库存|账户余额|Headcount|FTE|Mitarbeiter|Employees|Beschäftigte|在职人数|员工数|Active subscribers|active|Active users|active_users|Active customers|" +
    "Active members|Mitglieder|Members|Subscribers|Abonnenten|会员数|MRR|ARR|Population|Einwohner|人口|Open tickets|open_tickets|Offene Tickets|Backlog|Outstanding amount|Offene Posten|Debt|Schulden|Unemployed|Arbeitslose|Vacancies|Offene Stellen|Pupils|Students enrolled|Schüler|在校学生|" +
    "Users|DAU|MAU|WAU|Unique visitors|unique_visitors|Unique users|Eindeutige Besucher|独立访客|日活跃用户|Beds|Betten|床位数|Followers|followers|粉丝数|Fleet size|Fahrzeugbestand|机动车保有量|Installed base|Cars registered at year end|Assets under management|Total assets|Bilanzsumme|Deposits outstanding|Number of branches|Filialen|门店数|Dwellings|Households",
  flow:
    "Sales|Revenue|revenue_usd|Umsatz|Umsatz (€)|销售额（元）|金额|Orders|Bestellungen|订单数|Units sold|Menge|销售数量|退货数量|Cost|Kosten (EUR)|Gross pay|Overtime|Sessions|Page views|page_views|浏览量|Clicks|Impressions|Goal completions|Conversions|New users|New customers|Neukunden|新增用户|" +
    "new|cancelled|churned|Signups|sign_ups|Registrations|Downloads|Installs|Births|Deaths|Geburten|Sterbefälle|Zuzüge|Fortzüge|Loans|Visits|Besuche|门诊人次|住院人次|Passengers|Fahrgäste|客运量|Electricity (kWh)|Stromverbrauch (kWh)|用电量|Gas (kWh)|Rainfall (mm)|rain_mm|Niederschlag (mm)|降水量|Production (t)|Produktion|产量|" +
    "Accidents|Unfälle|Casualties|vehicles involved|Attendance|Tickets sold|Calls|Anrufe|Calls answered|Complaints|Beschwerden|投诉数|Downtime minutes|Ausfallzeit (min)|Hours worked|Sick days|Fehltage|Donations|Spenden|Grants|Exports|Imports|出口额|Expenses|Ausgaben|Einnahmen|支出|Profit|Gewinn|利润|Hires|Leavers|Einstellungen|Kündigungen|Joiners|Refunds|Returns|Retouren|Shipments|Lieferungen|Emails sent|Opened tickets|Closed tickets|Resolved|Bugs|Story points|Waste (t)|Residual waste (t)|Restmüll (t)|CO2 emissions (Mt)|Goals|Votes|Stimmen",
};
