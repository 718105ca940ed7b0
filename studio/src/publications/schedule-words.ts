import { defineWords } from "../words/define-words.ts";

const daysEn = ["Sundays", "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays"];
const daysZh = ["日", "一", "二", "三", "四", "五", "六"];

function listEn(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/** Texts of when editions are made: said in words, and asked in the form. */
export const scheduleWords = defineWords(
  {
    daily: (time: string) => `every day at ${time}`,
    weekdays: (time: string) => `Mondays to Fridays at ${time}`,
    weekly: (days: readonly number[], time: string) => `${listEn(days.map((day) => daysEn[day]!))} at ${time}`,
    monthly: (day: string, time: string) =>
      day === "L" ? `the last day of each month at ${time}` : `day ${day} of each month at ${time}`,
    custom: (pattern: string) => `by the pattern ${pattern}`,
    inZone: (times: string, zone: string) => `${times}, ${zone}`,
    onData: (names: string) => `when ${names} ${names.includes(",") ? "change" : "changes"}`,
    onDemand: "on request",
    also: (first: string, second: string) => `${first}; ${second}`,
    times: "Times",
    removeTime: (words: string) => `Remove ${words}`,
    frequency: "How often",
    frequencyDaily: "every day",
    frequencyWeekdays: "Mondays to Fridays",
    frequencyWeekly: "on days of the week",
    frequencyMonthly: "once a month",
    frequencyCustom: "by a cron pattern",
    days: "Days",
    dayShort: (day: number) => daysEn[day]!.slice(0, 3),
    dayOfMonth: "Day of the month",
    lastDay: "the last day",
    time: "Time",
    timezone: "Time zone",
    pattern: "Pattern",
    patternHelp: "Five fields: minute, hour, day of the month, month, day of the week.",
    nextFive: "The next five",
  },
  {
    daily: (time) => `每天 ${time}`,
    weekdays: (time) => `周一至周五 ${time}`,
    weekly: (days, time) => `每周${days.map((day) => daysZh[day]!).join("、")} ${time}`,
    monthly: (day, time) => (day === "L" ? `每月最后一天 ${time}` : `每月 ${day} 日 ${time}`),
    custom: (pattern) => `按 cron 规则 ${pattern}`,
    inZone: (times, zone) => `${times}（${zone}）`,
    onData: (names) => `${names} 有新数据时`,
    onDemand: "按需制作",
    also: (first, second) => `${first}；${second}`,
    times: "时间",
    removeTime: (words) => `移除：${words}`,
    frequency: "频率",
    frequencyDaily: "每天",
    frequencyWeekdays: "周一至周五",
    frequencyWeekly: "每周的某几天",
    frequencyMonthly: "每月一次",
    frequencyCustom: "按 cron 规则",
    days: "星期",
    dayShort: (day) => `周${daysZh[day]!}`,
    dayOfMonth: "每月几日",
    lastDay: "最后一天",
    time: "时刻",
    timezone: "时区",
    pattern: "规则",
    patternHelp: "五个字段：分、时、日、月、星期。",
    nextFive: "接下来的五次",
  },
);
