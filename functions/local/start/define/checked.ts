/** Called with whether a command's check passed. */
export type Checked = (passed: boolean) => void;
