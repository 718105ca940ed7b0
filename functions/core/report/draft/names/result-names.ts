/** Names of what is left of income after costs, in a statement or plan. */
const resultName =
  /(^|[^\p{L}])(net|gross|operating|profits?|loss|result|surplus|deficit|balance|ebitda?|ebit|margin|jahresüberschuss|überschuss|fehlbetrag|ergebnis|saldo|gewinn|verlust|rohertrag|deckungsbeitrag)([^\p{L}]|$)|(结余|利润|净额|毛利|盈余|亏损|差额|净收入)/iu;

/** Whether a line is called what is left of income after costs. */
export function isResultName(name: string): boolean {
  return resultName.test(name);
}
