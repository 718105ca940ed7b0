/** Type size at which formulas are drawn, in points; they are then scaled to the text's size. */
export const formulaSize = 10;
