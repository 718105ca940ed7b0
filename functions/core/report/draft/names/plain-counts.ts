/** What people count one by one of a household, a car or a flat: few whole numbers of it are no codes. */
const plainCount =
  /\b(child(ren)?|kids|siblings|sibsp|parch|persons|members|rooms?|bed ?rooms?|bath(room)?s?|doors?|seats?|gears?|carb(uretors?)?|cylinders|floors|stor(e?ys|ies)|cars|vehicles|pets|dogs|cats|stars|wins|losses|draws|points|runs|goals|assists|hits|errors|defects|steps|levels?|grade|age|size|weeks|days|hours|years|months|minutes)\b|kinder|personen|zimmer|räume|türen|sitze|geschosse|stufen|tage|jahre|孩|人数|房间|室|门/iu;

/** A word in the plural: pumps, but no class and no status. */
const plural = /^\p{L}{3,}[^\P{L}suia]s$/iu;

/** Whether a name is of what is counted one by one, even if it is no word that sums are known of. */
export function isPlainCount(name: string): boolean {
  return (
    plural.test(name.trim()) || plainCount.test(name.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2").replaceAll(/[_.-]/g, " "))
  );
}
