/** A column of a list of stock. */
export interface InventoryColumn {
  readonly column: string;
  readonly label: string;
  /** SQL of its value. */
  readonly value: string;
}

/** A list of what is in stock, one item in each row: what is below its level, and what it is worth. */
export interface InventoryRole {
  /** How much there is, a number. */
  readonly quantity: InventoryColumn;
  /** The least that there is to be: the level at which it is ordered again. */
  readonly level: InventoryColumn | undefined;
  /** What one costs, and in which currency. */
  readonly cost: (InventoryColumn & { readonly unit: string }) | undefined;
  /** What tells an item from others: its number, its name. */
  readonly names: readonly InventoryColumn[];
  /** What kind of thing an item is. */
  readonly group: InventoryColumn | undefined;
  /** Most decimals of a quantity or a level. */
  readonly places: number;
}
