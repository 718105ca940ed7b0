import { expect, test } from "vitest";
import { rolesOfText } from "../roles-of-text.ts";

/** Names of the year, of months, of an amount, and the months themselves. */
const languages: readonly (readonly [year: string, month: string, amount: string, months: string])[] = [
  [
    "Année",
    "Mois",
    "Recettes (€)",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
  ],
  ["annee", "mois", "Ventes", "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"],
  [
    "Año",
    "Mes",
    "Ingresos (€)",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
  ],
  [
    "Anno",
    "Mese",
    "Ricavi (€)",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
  ],
  [
    "Ano",
    "Mês",
    "Receitas (€)",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
  ],
  [
    "Jaar",
    "Maand",
    "Omzet (€)",
    "januari februari maart april mei juni juli augustus september oktober november december",
  ],
];

const places = ["Nord", "Sud", "Est"];

test.each(languages)(
  "months beside %s make a course, and amounts of them a sum (%s)",
  async (year, month, amount, names) => {
    const months = names.split(" ");
    const rows = [2023, 2024, 2025].flatMap((of) =>
      months.flatMap((name, at) => places.map((place, by) => `${of},${name},${place},${1000 + 70 * at + 300 * by}`)),
    );
    const roles = await rolesOfText(`${year},${month},Site,${amount}`, rows);
    expect(roles.time).toMatchObject({ raw: "month", first: "2023-01-01", last: "2025-12-01", times: 36 });
    expect(roles.members.map(({ column }) => column)).toEqual(["Site"]);
    expect(roles.measures[0]).toMatchObject({ adds: true });
  },
);

test.each(languages)("months without a year stand in their order (%s, %s)", async (_, month, amount, names) => {
  const rows = names
    .split(" ")
    .flatMap((name, at) => places.map((place, by) => `${name},${place},${1000 + 70 * at + 300 * by}`));
  const roles = await rolesOfText(`${month},Site,${amount}`, rows);
  expect(roles.members.find(({ column }) => column === month)).toMatchObject({ months: true, ordered: true });
});

test.each(languages)("months across become rows (%s, %s)", async (_, __, ___, names) => {
  const months = names.split(" ");
  const rows = places.map((place, by) => [place, ...months.map((____, at) => 1000 + 70 * at + 300 * by)].join(","));
  const roles = await rolesOfText(["Site", ...months].join(","), rows);
  expect(roles.long?.turned).toBe(true);
  expect(roles.members.some(({ months: are, count }) => are === true && count === 12)).toBe(true);
});

const orders = [
  "lundi mardi mercredi jeudi vendredi samedi dimanche",
  "lunes martes miércoles jueves viernes sábado domingo",
  "lunedì martedì mercoledì giovedì venerdì sabato domenica",
  "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
  "printemps été automne hiver",
  "primavera verano otoño invierno",
  "primavera estate autunno inverno",
  "lente zomer herfst winter",
];

test.each(orders)("%s stand in this order", async (line) => {
  const names = line.split(" ");
  const rows = Array.from({ length: 84 }, (_, at) => `${names[(at * 5) % names.length]!},${10 + ((at * 13) % 17)}`);
  const [member] = (await rolesOfText("Moment,Entrées", rows)).members;
  expect(member?.order?.flat().filter((name) => names.includes(name))).toEqual(names);
});
