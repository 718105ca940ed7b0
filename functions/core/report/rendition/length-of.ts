/** How many narrow characters wide a text is. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const character of text)
    length += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/u.test(character) ? 2 : 1;
  return length;
}
