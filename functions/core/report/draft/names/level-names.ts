/** Names of what people, animals, things and places have each: how wide, heavy, fast or old they are. */
const sizes =
  /\bdiameter|\bradius\b|circumference|\bgirth\b|\bwaist\b|thickness|\bwing ?span\b|\bsize ?\(?([cmk]?m|inch(es)?|ft)\b|durchmesser|\b(umfang|größe|höhe|breite|länge) ?\(?[cmk]?m\b|\b(meeres)?höhe( über| ü\.)|\bdicke\b|diamètre|diametre|\b(taille|peso|poids) ?\(?([cm]?m|k?g)\b|(?<!\p{L})épaisseur$|\b(hauteur|largeur|altura|anchura|diametro|altezza|larghezza|hoogte|breedte|taille|peso|poids)$|身高|直径|胸径|高度|腰围|宽度|厚度/iu;
/** Areas of a house or a plot; those of a country are added up. */
const rooms =
  /\b(sf|sq ?ft|sqft|square feet)\b|\b(lot|liv|living|garage|pool|porch|deck|basement|bsmt|floor|veneer|vnr) (area|size)\b/iu;
const bodies = /\b(body|brain|birth) ?(wt|weight)\b|^(b|brain|body) ?wt$|(körper|geburts|gehirn)gewicht|体重|\bbmi\b/iu;
const speeds =
  /\bspeed\b|geschwindigkeit|\bvitesse\b|\bvelocidad\b|\bvelocità\b|\bsnelheid\b|\bkm ?\/ ?h\b|\bmph\b|车速|风速|速度|\bwind\b/iu;
const sleep = /\bsleep\b|\bawake\b|schlaf(dauer|stunden|zeit)|睡眠/iu;
const ages =
  /\bages?\b|\balter\b|lebensalter|(?<!\p{L})âge(?!\p{L})|\bedad\b|\betà(?!\p{L})|\bleeftijd\b|年龄|\bage (years|mean)\b/iu;
const contents =
  /\bco2$|\b(no2|o3|so2|ch4|pm ?2\.?5|pm ?10)\b(?!.*(\bk?t\b|tonn|emission))|\bozone?\b|konzentration|concentra|feucht|humidity|humidité|humedad|\b(mg|µg|μg|ug|ng) ?\/ ?(l|m³|m3|kg|dl)\b|\bpp[mb]\b|浓度|湿度|血糖|血压|心率|^ph$/iu;
const tests =
  /\btest scores?\b|\b(api|math|reading|read|science|verbal|writing) (scr|score|test)\b|\bscr\b|\bpunktzahl\b|\biq\b|\bstanine\b|\bpercentile\b|成绩/iu;
const bounds =
  /^[lu]cl ?\d*\b|^ci (low|high|lower|upper)|\b(lower|upper)[ -]?(bound|limit|ci|95)?$|^conf low$|^conf high$|^std ?(err(or)?|dev)$|(untere|obere) grenze/iu;

const levels = [sizes, rooms, bodies, speeds, sleep, ages, contents, tests, bounds];

/** A column that counts such things, or those who have them: `Sizes sold`, `Number of ages`. */
const counted = /\b(number|count|no) of\b|\banzahl\b|人数|次数|数量|\bsold\b|\bper\b/iu;

const spaced = (name: string): string =>
  name
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replaceAll(/[_.-]+/gu, " ")
    .trim();

/**
 * Whether a name is of what several things have each and nobody adds up: a size, a weight of a body, a speed, hours of
 * sleep, an age, a concentration, a score of a test, a bound of an interval.
 */
export function isLevelName(name: string): boolean {
  // `PM2.5` has a dot of its own.
  const words = [name.trim(), spaced(name)];
  return words.some((text) => levels.some((level) => level.test(text))) && !counted.test(spaced(name));
}

/** French, Spanish, Italian, Portuguese and Dutch names of what was taken, spent, sold or counted. */
const amountsElsewhere =
  /(?<!\p{L})(recettes?|entrées|dépenses|ventes|montants?|chiffre d['’]affaires|nombre|effectifs?|inscrits|présents|admis|habitants|visiteurs|ingresos|gastos|ventas|entradas|importe|habitantes|visitantes|ricavi|incassi|vendite|ingressi|presenze|abitanti|receitas?|despesas|vendas|omzet|verkopen|bezoekers|aantal|inwoners|kosten)(?!\p{L})/iu;
const apartElsewhere =
  /(?<!\p{L})(taux|moyen(ne)?s?|prix|tarifs?|part|par|precio|tasa|media|por|prezzo|tasso|per|preço|taxa|prijs|gemiddelde?|médiane?)(?!\p{L})|%/iu;

/** Whether a French, Spanish, Italian, Portuguese or Dutch name is of an amount or a count, and of no rate or mean. */
export function isAmountElsewhere(name: string): boolean {
  const words = name.normalize("NFC").replaceAll("_", " ");
  return amountsElsewhere.test(words) && !apartElsewhere.test(words);
}
